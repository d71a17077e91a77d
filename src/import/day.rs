//! Days into financial years.

use crate::domain::{FinancialYear, Malformed};
use crate::read::lenient::{Lenient, year};

/// The months, as they are written.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The financial year of a year or of a day: `2027-28`, `2027-04-01`, `01/04/2027`, `April 2027`, `Apr-27`.
///
/// # Errors
///
/// If it is neither, or if its day and its month may be taken for one another and the year then differs.
pub fn year_of_day(text: &str) -> Result<Lenient<FinancialYear>, Malformed> {
    let Err(refused) = year(text).map(|read| read.value) else { return year(text) };
    let small = text.trim().to_lowercase();
    let parts: Vec<&str> = small.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let month_named = |word: &str| MONTHS.iter().position(|month| word.len() >= 3 && word.starts_with(month));
    let number = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_lowercase()).parse::<u32>().ok();
    let whole_year = |word: &str| match (word.len(), word.parse::<i64>()) {
        (4, Ok(year)) => Some(year),
        (2, Ok(year)) => year.checked_add(2_000),
        _ => None,
    };
    let is_day = |word: &str| number(word).is_some_and(|day| (1..=31).contains(&day));
    let named = |month: usize| u32::try_from(month).ok()?.checked_add(1);
    let found = match parts.as_slice() {
        [month, year] => month_named(month).and_then(named).zip(whole_year(year)),
        [year, month, day] if year.len() == 4 && is_day(day) => number(month).zip(whole_year(year)),
        [day, month, year] if is_day(day) && month_named(month).is_some() => {
            month_named(month).and_then(named).zip(whole_year(year))
        }
        [day, month, year] if is_day(day) => {
            let of = |month: &str| FinancialYear::of_month(whole_year(year)?, number(month)?);
            if let (Some(one), Some(other)) = (of(month), of(day))
                && one != other
            {
                let wanted =
                    format!("a day of one financial year: it is in {one}, or in {other} if the month comes first");
                return Err(Malformed::new(text, format!("{wanted}; write the year, or the day as 2027-04-01")));
            }
            number(month).zip(whole_year(year))
        }
        _ => None,
    };
    let value = found.and_then(|(month, year)| FinancialYear::of_month(year, month)).ok_or(refused)?;
    Ok(Lenient { value, how: vec!["a date"] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_days_are_read_where_one_year_alone_is_meant() {
        let read = |text: &str| year_of_day(text).map(|read| read.value.to_string()).ok();
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
}
