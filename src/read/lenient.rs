//! Texts into values as people write them, where one thing alone can be meant: each value with how it was read.
//!
//! Strict forms are those of the domain; what has two readings is refused here as there: a comma where semicolons part the
//! cells, three noughts behind a point, a year that may be a month. All of it is whole numbers.

use std::str::FromStr;

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

/// What a comma within a number may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Commas {
    /// It parts thousands.
    #[default]
    PartThousands,
    /// It may stand for the decimal point too, as where semicolons part the cells.
    MayBePoint,
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
/// If it is no amount of whole pounds, or its commas or spaces do not part thousands or may do something else.
pub fn money(text: &str, unit: Unit, commas: Commas) -> Result<Lenient<Money>, Malformed> {
    if let (Unit::Pounds, Ok(value)) = (unit, text.parse()) {
        return Ok(Lenient::strict(value));
    }
    let refused = || {
        let wanted =
            format!("an amount in whole pounds, such as 1250000, £1,250,000 or 1.25m (in {} here)", unit.word());
        Malformed::new(text, wanted)
    };
    let mut how = Vec::new();
    let small = trimmed(text, &mut how).to_lowercase();
    let amount = small.strip_prefix('£').map(str::trim_start);
    how.extend(amount.map(|_| "£"));
    let rest = amount.unwrap_or(&small);
    let suffix = SUFFIXES.iter().find_map(|(word, power, said)| Some((rest.strip_suffix(word)?, *power, *said)));
    let (number, power) = suffix.map_or((rest, unit.power()), |(number, power, _)| (number.trim_end(), power));
    let is_plain = |number: &str| number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    // Whoever writes a pound sign parts thousands by commas.
    let commas = if amount.is_some() { Commas::PartThousands } else { commas };
    let number = plain(number, commas, power, &mut how).filter(|number| !number.is_empty() && is_plain(number));
    let number = number.ok_or_else(refused)?;
    how.extend(suffix.map(|(_, _, said)| said));
    how.extend((suffix.is_none() && unit != Unit::Pounds).then(|| unit.word()));
    let value = Money::of_short(&format!("{number}e{power}")).ok_or_else(refused)?;
    Ok(Lenient { value, how })
}

/// The text without spaces about it.
fn trimmed<'t>(text: &'t str, how: &mut Vec<&'static str>) -> &'t str {
    let trimmed = text.trim();
    how.extend((trimmed.len() < text.len()).then_some("spaces"));
    trimmed
}

/// A number of this power of ten without the commas or the spaces that part its thousands; nothing if they part anything
/// else, or if it can be read in two ways.
fn plain(number: &str, commas: Commas, power: u8, how: &mut Vec<&'static str>) -> Option<String> {
    let is_spaced = number.contains(char::is_whitespace);
    if is_spaced && number.contains(',') || has_two_readings(number, commas, power) {
        return None;
    }
    let parted = number.replace(char::is_whitespace, ",");
    if !parted.contains(',') {
        return Some(parted);
    }
    let mark = if is_spaced { "spaces" } else { "commas" };
    how.extend((!how.contains(&mark)).then_some(mark));
    let (whole, fraction) = parted.split_once('.').unwrap_or((&parted, ""));
    let plain = whole_of(whole)?;
    Some(if fraction.is_empty() { plain } else { format!("{plain}.{fraction}") })
}

/// Whether a number can be read in two ways: `1,200` where a comma may be the point, `1.200` where it is no thousands.
fn has_two_readings(number: &str, commas: Commas, power: u8) -> bool {
    let by = |mark| number.split_once(mark).filter(|(_, after): &(&str, &str)| !after.contains(['.', ',']));
    let is_group = |(before, after): (&str, &str)| {
        (1..=3).contains(&before.len()) && !before.contains(['.', ',']) && after.len() == 3
    };
    let comma = commas == Commas::MayBePoint && by(',').is_some_and(|(before, _)| !before.contains(['.', ',']));
    comma || power == 0 && by('.').is_some_and(is_group)
}

/// A whole number of any kind, as [`whole`] has it.
pub(super) fn whole_number<T: FromStr>(text: &str, commas: Commas) -> Option<Lenient<T>> {
    let mut how = Vec::new();
    let number = whole(trimmed(text, &mut how), commas, &mut how)?;
    number.parse().ok().map(|value| Lenient { value, how })
}

/// A whole number that was written with decimals that are noughts, or with its thousands parted; as it is, if it is plain.
fn whole(number: &str, commas: Commas, how: &mut Vec<&'static str>) -> Option<String> {
    let number = plain(number, commas, 0, how)?;
    let whole = whole_of(&number);
    how.extend(whole.as_ref().map(|_| "decimals"));
    Some(whole.unwrap_or(number))
}

/// A count: `4`, `4.0`, `1,250`, `4 places`, `3 beds`.
///
/// # Errors
///
/// If it is no whole number, with or without a noun for places, or may be another.
pub fn places(text: &str, commas: Commas) -> Result<Lenient<Places>, Malformed> {
    if let Ok(value) = text.parse() {
        return Ok(Lenient::strict(value));
    }
    let mut how = Vec::new();
    let small = trimmed(text, &mut how).to_lowercase();
    let nouns = ["places", "place", "bedrooms", "bedroom", "beds", "bed", "children", "child"];
    let counted = nouns.iter().find_map(|noun| small.strip_suffix(noun)).map(str::trim_end);
    how.extend(counted.map(|_| "a noun"));
    let value = whole(counted.unwrap_or(&small), commas, &mut how).and_then(|number| number.parse().ok());
    let wanted = "a number of places, such as 4 or 4 places";
    value.map(|value| Lenient { value, how }).ok_or_else(|| Malformed::new(text, wanted))
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
    let is_strict = written.parse::<FinancialYear>().is_ok();
    // `03/04` may be a day and `2003/04` a month, where nothing says that it is a year.
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    let may_be_month = |year: &FinancialYear| !is_strict && bare.is_none() && digits < 8 && year.ends_in() % 100 <= 12;
    let found = FinancialYear::of_form(written).filter(|year| !may_be_month(year));
    how.extend((!is_strict).then_some("another form"));
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
pub fn metres(text: &str, commas: Commas) -> Result<Lenient<u32>, Malformed> {
    let mut how = Vec::new();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let refused = || Malformed::new(text, "a number of metres on the British National Grid, such as 412300");
    let number = plain(trimmed(text, &mut how), commas, 0, &mut how).ok_or_else(refused)?;
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
        let read = |text: &str, unit| {
            money(text, unit, Commas::PartThousands).map(|read| (read.value.pounds(), read.how.join(" and "))).ok()
        };
        for (text, unit, pounds, how) in [
            ("1200000", Unit::Pounds, 1_200_000, ""),
            ("£1,200,000", Unit::Pounds, 1_200_000, "£ and commas"),
            (" 1 200 000", Unit::Pounds, 1_200_000, "spaces"),
            ("1.2m", Unit::Pounds, 1_200_000, "m"),
            ("£0.123457 million", Unit::Pounds, 123_457, "£ and m"),
            ("850k", Unit::Pounds, 850_000, "k"),
            ("0.0123bn", Unit::Pounds, 12_300_000, "bn"),
            ("850", Unit::Thousands, 850_000, "thousands of pounds"),
            ("1.2", Unit::Millions, 1_200_000, "millions of pounds"),
            ("850k", Unit::Millions, 850_000, "k"),
            ("0", Unit::Millions, 0, "millions of pounds"),
        ] {
            assert_eq!(read(text, unit), Some((pounds, how.to_owned())), "{text}");
        }
        for wrong in [
            "",
            "-5",
            "1,2",
            "12,34,567",
            "1.200.000",
            "£",
            "m",
            "1.2345678m",
            "£5.50",
            "1e6",
            "$5",
            "(500)",
            "£££5",
            "12 00",
            "1 200,000",
            "0,850",
            "1.200",
            "250.000",
        ] {
            assert_eq!(read(wrong, Unit::Pounds), None, "{wrong}");
        }
        assert_eq!(read("1200000", Unit::Millions), None, "more than £100bn");
    }

    #[test]
    fn a_comma_that_may_be_a_point_is_read_where_it_can_be_none() {
        let read = |text: &str| money(text, Unit::Pounds, Commas::MayBePoint).map(|read| read.value.pounds()).ok();
        assert_eq!(["1,200", "1,20", "£1,20", "1,2m"].map(read), [None; 4]);
        assert_eq!(read("£1,200"), Some(1_200), "a pound sign makes it certain");
        assert_eq!(["1,200,000", "1,200.00", "1 200"].map(read), [Some(1_200_000), Some(1_200), Some(1_200)]);
        let count = |text: &str| places(text, Commas::MayBePoint).map(|read| read.value.count()).ok();
        assert_eq!(["1,250", "4,0", "4.0"].map(count), [None, None, Some(4)]);
    }

    #[test]
    fn a_heading_states_its_unit() {
        let units = ["Cost", "Total (£k)", "Spend £000s", "Cost, £m", "Cost (£ m)"].map(Unit::of_heading);
        assert_eq!(units, [Unit::Pounds, Unit::Thousands, Unit::Thousands, Unit::Millions, Unit::Millions]);
    }

    #[test]
    fn a_year_that_may_be_a_day_or_a_month_is_refused() {
        let read = |text: &str| year(text).map(|read| read.value.to_string()).ok();
        assert_eq!(read("FY03/04").as_deref(), Some("2003-04"));
        for two in ["03/04", "11-12", "2003/04", "200304", "2026", "FY26", "2026-28"] {
            assert_eq!(read(two), None, "{two}");
        }
    }

    #[test]
    fn counts_and_answers_are_read_as_people_write_them() {
        let count = |text: &str| places(text, Commas::PartThousands).map(|read| read.value.count()).ok();
        assert_eq!(["4", "4.0", "4 places", " 4 ", "4 Beds", "1,250"].map(count), [4, 4, 4, 4, 4, 1_250].map(Some));
        assert_eq!(["4.5", "3-4", "four", "", "4 homes", "-4"].map(count), [None; 6]);
        let answer = |text: &str| yes_or_no(text).map(|read| read.value).ok();
        assert_eq!(["Yes", "Y", "TRUE", "no", "N", "0"].map(answer), ["yes", "yes", "yes", "no", "no", "no"].map(Some));
        assert_eq!(answer("maybe"), None);
        let far = |text: &str| metres(text, Commas::PartThousands).map(|read| read.value).ok();
        assert_eq!(["412300", "412,300", "412300.9"].map(far), [Some(412_300); 3]);
        assert_eq!(["53.4", "-1.5", "SJ 40 66", "12"].map(far), [None; 4]);
    }
}
