//! Days into financial years.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::domain::{FinancialYear, Malformed};
use crate::read::lenient::{Lenient, year};

/// The months, as they are written.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What comes first in a date of three numbers whose year comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The day, as in the United Kingdom.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// What comes first in the dates of a column, if a day above 12 says so and none says otherwise.
pub fn order_of<'t>(cells: impl Iterator<Item = &'t str>) -> Option<Order> {
    let order = |cell: &str| match numbers(cell)? {
        [13..=31, 1..=12] => Some(Order::DayFirst),
        [1..=12, 13..=31] => Some(Order::MonthFirst),
        _ => None,
    };
    let said: BTreeSet<Order> = cells.filter_map(order).collect();
    said.first().copied().filter(|_| said.len() == 1)
}

/// The two numbers before the year of a date.
fn numbers(text: &str) -> Option<[u32; 2]> {
    match parts(&text.trim().to_lowercase()).as_slice() {
        [first, second, year] if whole_year(year).is_some() => Some([number(first)?, number(second)?]),
        _ => None,
    }
}

fn parts(text: &str) -> Vec<&str> {
    text.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect()
}

fn number(word: &str) -> Option<u32> {
    word.trim_end_matches(|c: char| c.is_ascii_lowercase()).parse().ok()
}

fn whole_year(word: &str) -> Option<i64> {
    match (word.len(), word.parse::<i64>()) {
        (4, Ok(year)) => Some(year),
        (2, Ok(year)) => year.checked_add(2_000),
        _ => None,
    }
}

/// The financial year of a year or of a day: `2027-28`, `2027-04-01`, `01/04/2027`, `April 2027`, `Apr-27`. What comes first
/// in a date is as its column or the map has it; the map is the file `map`.
///
/// # Errors
///
/// If it is neither, or if its day and its month may be taken for one another and the year then differs.
pub fn year_of_day(text: &str, order: Option<Order>, map: &str) -> Result<Lenient<FinancialYear>, Malformed> {
    let Err(refused) = year(text).map(|read| read.value) else { return year(text) };
    let small = text.trim().to_lowercase();
    let month_named = |word: &str| {
        let at = MONTHS.iter().position(|month| word.len() >= 3 && word.starts_with(month))?;
        u32::try_from(at).ok()?.checked_add(1)
    };
    let is_day = |word: &str| number(word).is_some_and(|day| (1..=31).contains(&day));
    let (found, how) = match parts(&small).as_slice() {
        [month, year] => (month_named(month).zip(whole_year(year)), "a date"),
        [year, month, day] if year.len() == 4 && is_day(day) => (number(month).zip(whole_year(year)), "a date"),
        [day, month, year] if is_day(day) && month_named(month).is_some() => {
            (month_named(month).zip(whole_year(year)), "a date")
        }
        [first, second, year] if is_day(first) => match order {
            Some(Order::DayFirst) => (number(second).zip(whole_year(year)), "a date, day first"),
            Some(Order::MonthFirst) if is_day(second) => (number(first).zip(whole_year(year)), "a date, month first"),
            Some(Order::MonthFirst) => (None, ""),
            None => (Some(settled(text, [first, second, year], map)?), "a date"),
        },
        _ => (None, ""),
    };
    let value = found.and_then(|(month, year)| FinancialYear::of_month(year, month)).ok_or(refused)?;
    Ok(Lenient { value, how: vec![how] })
}

/// The month and the year of a date of which nothing says what comes first, where its financial year is the same either way.
fn settled(text: &str, [first, second, year]: [&str; 3], map: &str) -> Result<(u32, i64), Malformed> {
    let of = |month: &str| FinancialYear::of_month(whole_year(year)?, number(month)?);
    if let (Some(one), Some(other)) = (of(second), of(first))
        && one != other
    {
        return Err(Malformed::new(
            text,
            format!(
                "a day of one financial year: it is in {one}, or in {other} if the month comes first, and no day above 12 in its \
                 column says which; put `dates = \"day-first\"` into {map}, or write the day as 2027-04-01"
            ),
        ));
    }
    number(second).zip(whole_year(year)).ok_or_else(|| Malformed::new(text, "a day or a year, such as 2026-27"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_days_are_read_where_one_year_alone_is_meant() {
        let read = |text: &str| year_of_day(text, None, "map.toml").map(|read| read.value.to_string()).ok();
        for form in [
            "2026-27",
            "2026/27",
            "26-27",
            "FY26-27",
            "FY2026/27",
            "fy 26/27",
            "2026-2027",
            "Financial year 2026-27",
            "202627",
        ] {
            assert_eq!(read(form).as_deref(), Some("2026-27"), "{form}");
            assert!(year(form).is_ok(), "{form}");
        }
        for day in [
            "2027-03-31",
            "31/03/2027",
            "31.3.2027",
            "March 2027",
            "Mar-27",
            "1st March 2027",
            "2026-04-01",
            "02/03/2027",
        ] {
            assert_eq!(read(day).as_deref(), Some("2026-27"), "{day}");
        }
        for wrong in ["2026", "FY26", "2026-28", "03/04/2027", "2026-13-01", "soon", "", "45/03/2027", "2027-04-40"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let why = year("2026").map_or_else(|why| why.to_string(), |_| String::new());
        assert!(why.ends_with("it may be 2025-26 or 2026-27"), "{why}");
    }

    #[test]
    fn a_day_above_12_in_the_column_says_what_comes_first_in_all_its_dates() {
        use Order::{DayFirst, MonthFirst};
        let order = |cells: &[&str]| order_of(cells.iter().copied());
        assert_eq!(order(&["01/09/2026", "15/04/2026", "", "2027-28"]), Some(DayFirst));
        assert_eq!(order(&["01/09/2026", "04/15/26"]), Some(MonthFirst));
        for undecided in [&["01/09/2026"][..], &["15/04/2026", "04/15/2026"], &["2026-04-15"], &["15 April 2026"]] {
            assert_eq!(order(undecided), None, "{undecided:?}");
        }
        let read = |text: &str, order| year_of_day(text, Some(order), "").map(|read| read.value.to_string()).ok();
        assert_eq!(read("01/04/2027", DayFirst).as_deref(), Some("2027-28"));
        assert_eq!(read("31/03/2027", DayFirst).as_deref(), Some("2026-27"));
        assert_eq!(read("01/04/2027", MonthFirst).as_deref(), Some("2026-27"));
        assert_eq!(read("04/15/2027", MonthFirst).as_deref(), Some("2027-28"));
        assert_eq!(read("15/04/2027", MonthFirst), None);
        assert_eq!(read("2027-04-01", MonthFirst).as_deref(), Some("2027-28"));
        let why =
            year_of_day("01/09/2026", None, "mine/map.toml").map_or_else(|why| why.to_string(), |_| String::new());
        assert!(why.contains("put `dates = \"day-first\"` into mine/map.toml"), "{why}");
    }
}
