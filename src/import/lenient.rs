//! Texts into values as people write them, where one thing alone can be meant: each value with how it was read.
//!
//! Strict forms are those of the domain; what has two readings is refused here as there. All of it is whole numbers.

use crate::domain::{FinancialYear, Malformed, Money, Places, whole_of};

/// A value, and how it was read where it was not written in the strict form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lenient<T> {
    /// The value.
    pub value: T,
    /// What was let pass, as in "£" and "commas"; empty for the strict form.
    pub how: Vec<&'static str>,
}

impl<T> Lenient<T> {
    fn strict(value: T) -> Self {
        Self { value, how: Vec::new() }
    }
}

/// What a plain number of money counts, as its heading says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Pounds.
    #[default]
    Pounds,
    /// Thousands of pounds.
    Thousands,
    /// Millions of pounds.
    Millions,
}

impl Unit {
    /// The unit that a heading states, as in `Cost (£k)`, `Total £m` or `Spend (£000s)`.
    #[must_use]
    pub fn of_heading(heading: &str) -> Self {
        let heading = heading.to_lowercase().replace(' ', "");
        let has = |marks: &[&str]| marks.iter().any(|mark| heading.contains(mark));
        if has(&["£m", "(m)", "£million", "£0.0m"]) {
            Self::Millions
        } else if has(&["£k", "(k)", "£000", "£'000", "£’000", "£thousand"]) {
            Self::Thousands
        } else {
            Self::Pounds
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pounds => "pounds",
            Self::Thousands => "thousands of pounds",
            Self::Millions => "millions of pounds",
        }
    }

    const fn power(self) -> u8 {
        match self {
            Self::Pounds => 0,
            Self::Thousands => 3,
            Self::Millions => 6,
        }
    }
}

/// What may stand behind an amount, the power of ten that it stands for, and what is said of it.
const SUFFIXES: [(&str, u8, &str); 8] = [
    ("billion", 9, "bn"),
    ("million", 6, "m"),
    ("thousand", 3, "k"),
    ("bn", 9, "bn"),
    ("mn", 6, "m"),
    ("m", 6, "m"),
    ("k", 3, "k"),
    ("tn", 12, "tn"),
];

/// An amount: `£1,200,000`, `1.2m`, `850k`, `0.5bn`; a plain number is in the unit.
///
/// # Errors
///
/// If it is no amount of whole pounds, or its commas do not part thousands.
pub fn money(text: &str, unit: Unit) -> Result<Lenient<Money>, Malformed> {
    if let (Unit::Pounds, Ok(value)) = (unit, text.parse()) {
        return Ok(Lenient::strict(value));
    }
    let refused = || {
        let wanted =
            format!("an amount in whole pounds, such as 1250000, £1,250,000 or 1.25m (in {} here)", unit.word());
        Malformed::new(text, wanted)
    };
    let mut how = Vec::new();
    let plain = unspaced(text, &mut how);
    let mut rest = plain.as_str();
    if let Some(amount) = rest.strip_prefix('£') {
        how.push("£");
        rest = amount;
    }
    let small = rest.to_lowercase();
    let suffix = SUFFIXES.iter().find_map(|(word, power, said)| Some((small.strip_suffix(word)?, *power, *said)));
    let (number, power) = suffix.map_or((small.as_str(), unit.power()), |(number, power, _)| (number, power));
    let number = without_commas(number, &mut how).ok_or_else(refused)?;
    let is_plain = |c: u8| c.is_ascii_digit() || c == b'.';
    if number.is_empty() || !number.bytes().all(is_plain) {
        return Err(refused());
    }
    how.extend(suffix.map(|(_, _, said)| said));
    how.extend((suffix.is_none() && unit != Unit::Pounds).then(|| unit.word()));
    let value = Money::of_short(&format!("{number}e{power}")).ok_or_else(refused)?;
    Ok(Lenient { value, how })
}

/// The text without spaces within and about it.
fn unspaced(text: &str, how: &mut Vec<&'static str>) -> String {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    how.extend((plain.len() < text.len()).then_some("spaces"));
    plain
}

/// The text without spaces about it.
fn trimmed<'t>(text: &'t str, how: &mut Vec<&'static str>) -> &'t str {
    let trimmed = text.trim();
    how.extend((trimmed.len() < text.len()).then_some("spaces"));
    trimmed
}

/// A number without the commas that part its thousands; nothing if they part anything else.
fn without_commas(number: &str, how: &mut Vec<&'static str>) -> Option<String> {
    if !number.contains(',') {
        return Some(number.to_owned());
    }
    how.push("commas");
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let plain = whole_of(whole)?;
    Some(if fraction.is_empty() { plain } else { format!("{plain}.{fraction}") })
}

/// A count: `4`, `4.0`, `1,250`, `4 places`, `3 beds`.
///
/// # Errors
///
/// If it is no whole number, with or without a noun for places.
pub fn places(text: &str) -> Result<Lenient<Places>, Malformed> {
    if let Ok(value) = text.parse() {
        return Ok(Lenient::strict(value));
    }
    let mut how = Vec::new();
    let small = trimmed(text, &mut how).to_lowercase();
    let nouns = ["places", "place", "bedrooms", "bedroom", "beds", "bed", "children", "child"];
    let counted = nouns.iter().find_map(|noun| small.strip_suffix(noun)).map(str::trim_end);
    how.extend(counted.map(|_| "a noun"));
    let number = counted.unwrap_or(&small);
    let whole = whole_of(number);
    how.extend(whole.as_ref().map(|_| if number.contains(',') { "commas" } else { "decimals" }));
    let value = whole.as_deref().unwrap_or(number).parse();
    value
        .map(|value| Lenient { value, how })
        .map_err(|_| Malformed::new(text, "a number of places, such as 4 or 4 places"))
}

/// A financial year: `2025-26`, `2025/26`, `25-26`, `FY25/26`, `FY2025-26`.
///
/// # Errors
///
/// If it is none, or may be another: `2025` is the end of one and the beginning of the next.
pub fn year(text: &str) -> Result<Lenient<FinancialYear>, Malformed> {
    if let Ok(value) = text.parse() {
        return Ok(Lenient::strict(value));
    }
    let mut how = Vec::new();
    let small = trimmed(text, &mut how).to_lowercase();
    let prefixes = ["financial year", "fin year", "f/y", "fy"];
    let bare = prefixes.iter().find_map(|prefix| small.strip_prefix(prefix));
    how.extend(bare.map(|_| "FY"));
    let written = bare.unwrap_or(&small).trim_start_matches([' ', '-', ':']).trim();
    let found = FinancialYear::of_form(written);
    how.extend(written.parse::<FinancialYear>().is_err().then_some("another form of year"));
    found.map(|value| Lenient { value, how }).ok_or_else(|| {
        let two = match small.parse::<i64>().ok().and_then(|year| Some((FinancialYear::ending_in(year)?, year))) {
            Some((ends, year)) => {
                let begins = FinancialYear::of_month(year, 4).map_or_else(String::new, |year| format!(" or {year}"));
                format!("; it may be {ends}{begins}")
            }
            None => String::new(),
        };
        Malformed::new(text, format!("a financial year, such as 2026-27, 2026/27 or FY26-27{two}"))
    })
}

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

/// Words for yes and for no.
const YES: [&str; 6] = ["yes", "y", "true", "t", "1", "✓"];
const NO: [&str; 5] = ["no", "n", "false", "f", "0"];

/// `yes` or `no`, in any usual word for it.
///
/// # Errors
///
/// If it is neither.
pub fn yes_or_no(text: &str) -> Result<Lenient<&'static str>, Malformed> {
    let small = text.trim().to_lowercase();
    let value = if YES.contains(&small.as_str()) {
        "yes"
    } else if NO.contains(&small.as_str()) {
        "no"
    } else {
        return Err(Malformed::new(text, "yes or no"));
    };
    Ok(Lenient { value, how: if value == text { Vec::new() } else { vec!["another word"] } })
}

/// Whole metres: `412300`, `412,300`, `412300.4`, which is rounded down.
///
/// # Errors
///
/// If it is no number of metres; of what looks like degrees it says so.
pub fn metres(text: &str) -> Result<Lenient<u32>, Malformed> {
    let mut how = Vec::new();
    let plain = unspaced(text, &mut how);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let refused = || Malformed::new(text, "a number of metres on the British National Grid, such as 412300");
    let number = without_commas(&plain, &mut how).ok_or_else(refused)?;
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    how.extend((whole.len() < number.len()).then_some("decimals"));
    if whole.len() < 4 || !digits(whole) || !digits(part) {
        return Err(refused());
    }
    let value = whole.parse().map_err(|_| refused())?;
    Ok(Lenient { value, how })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_every_usual_form_and_exactly() {
        let read = |text: &str, unit| money(text, unit).map(|read| (read.value.pounds(), read.how.join(" and "))).ok();
        for (text, unit, pounds, how) in [
            ("1200000", Unit::Pounds, 1_200_000, ""),
            ("£1,200,000", Unit::Pounds, 1_200_000, "£ and commas"),
            (" 1 200 000", Unit::Pounds, 1_200_000, "spaces"),
            ("1.2m", Unit::Pounds, 1_200_000, "m"),
            ("£0.123457 million", Unit::Pounds, 123_457, "spaces and £ and m"),
            ("850k", Unit::Pounds, 850_000, "k"),
            ("0.0123bn", Unit::Pounds, 12_300_000, "bn"),
            ("850", Unit::Thousands, 850_000, "thousands of pounds"),
            ("1.2", Unit::Millions, 1_200_000, "millions of pounds"),
            ("850k", Unit::Millions, 850_000, "k"),
            ("0", Unit::Millions, 0, "millions of pounds"),
        ] {
            assert_eq!(read(text, unit), Some((pounds, how.to_owned())), "{text}");
        }
        for wrong in
            ["", "-5", "1,2", "12,34,567", "1.200.000", "£", "m", "1.2345678m", "£5.50", "1e6", "$5", "(500)", "£££5"]
        {
            assert_eq!(read(wrong, Unit::Pounds), None, "{wrong}");
        }
        assert_eq!(read("1200000", Unit::Millions), None, "more than £100bn");
    }

    #[test]
    fn a_heading_states_its_unit() {
        let units = ["Cost", "Total (£k)", "Spend £000s", "Cost, £m", "Cost (£ m)"].map(Unit::of_heading);
        assert_eq!(units, [Unit::Pounds, Unit::Thousands, Unit::Thousands, Unit::Millions, Unit::Millions]);
    }

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

    #[test]
    fn counts_and_answers_are_read_as_people_write_them() {
        let count = |text: &str| places(text).map(|read| read.value.count()).ok();
        assert_eq!(["4", "4.0", "4 places", " 4 ", "4 Beds", "1,250"].map(count), [4, 4, 4, 4, 4, 1_250].map(Some));
        assert_eq!(["4.5", "3-4", "four", "", "4 homes", "-4"].map(count), [None; 6]);
        let answer = |text: &str| yes_or_no(text).map(|read| read.value).ok();
        assert_eq!(["Yes", "Y", "TRUE", "no", "N", "0"].map(answer), ["yes", "yes", "yes", "no", "no", "no"].map(Some));
        assert_eq!(answer("maybe"), None);
        let far = |text: &str| metres(text).map(|read| read.value).ok();
        assert_eq!(["412300", "412,300", "412300.9"].map(far), [Some(412_300); 3]);
        assert_eq!(["53.4", "-1.5", "SJ 40 66", "12"].map(far), [None; 4]);
    }
}
