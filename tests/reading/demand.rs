//! `demand.csv`, where it tells need by year.

use super::folder::Folder;

/// The children in need at the end of some years, in the order of areas, of a dataset with these rows of demand.
fn needed(rows: &str, years: [&str; 4]) -> [Vec<u32>; 4] {
    let folder = Folder::new();
    folder.write("demand.csv", format!("area,care_type,year,children,basis\n{rows}"));
    assert_eq!(folder.mistakes(), [""; 0]);
    let instance = folder.read().dataset.expect("no mistakes").instance;
    years.map(|year| {
        let demand = instance.demand_in(year.parse().expect("a year"));
        demand.iter().map(|need| need.children.count()).collect()
    })
}

const YEARS: [&str; 4] = ["2024-25", "2025-26", "2027-28", "2030-31"];

#[test]
fn a_row_without_a_year_holds_until_the_first_that_has_one() {
    let rows = "E06000023,open-high-risk,,7,modelled\n\
                E06000023,open-high-risk,2027-28,9,modelled\n\
                E08000025,open-high-risk,,4,modelled\n\
                E10000008,secure-welfare,2027-28,3,modelled\n";
    let (before, after) = (vec![7, 4, 3], vec![9, 4, 3]);
    assert_eq!(needed(rows, YEARS), [before.clone(), before, after.clone(), after]);
}

#[test]
fn where_no_row_is_without_a_year_the_first_holds_before_its_year_too() {
    let rows = "E06000023,open-high-risk,2025-26,7,modelled\n\
                E06000023,open-high-risk,2027-28,9,modelled\n\
                E10000008,secure-welfare,2027-28,3,modelled\n";
    assert_eq!(needed(rows, YEARS), [vec![7, 3], vec![7, 3], vec![9, 3], vec![9, 3]]);
}
