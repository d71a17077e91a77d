//! A title that names an envelope, when there is another.

use crate::domain::{Money, grouped};

/// What may stand after a number of pounds, and what it counts.
const UNITS: [(&str, i64); 8] = [
    (" million", 1_000_000),
    (" billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    (" bn", 1_000_000_000),
    ("m", 1_000_000),
    (" m", 1_000_000),
    ("M", 1_000_000),
    ("k", 1_000),
];

/// The most decimals that an amount is told with, in the unit of the one it stands for.
const DECIMALS: usize = 3;

/// The title with the amount `now` wherever it has the amount `was`: `£563m`, `£563.0m`, `£0.563bn`, `£563 million` or
/// `£563,000,000`.
pub(crate) fn retold(title: &str, was: Money, now: Money) -> String {
    if was == now {
        return title.to_owned();
    }
    let mut told = String::new();
    let mut rest = title;
    while let Some(at) = rest.find('£') {
        told.push_str(&rest[..at]);
        rest = &rest[at..];
        let (written, unit) = amount(rest);
        let (number, after) = rest.split_at(written);
        match pounds(number.trim_start_matches('£'), unit.1) {
            Some(pounds) if pounds == was.pounds() => told.push_str(&in_unit(now, unit)),
            _ => told.extend([number, unit.0]),
        }
        rest = after.strip_prefix(unit.0).unwrap_or(after);
    }
    told + rest
}

/// How many bytes the pound sign and the number after it are, and the unit after that.
fn amount(text: &str) -> (usize, (&'static str, i64)) {
    let number = text.char_indices().skip(1).find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let end = number.map_or(text.len(), |(at, _)| at);
    // What ends a clause is no part of the number.
    let end = text[..end].trim_end_matches(['.', ',']).len();
    let after = &text[end..];
    let is_unit = |(unit, _): &&(&str, i64)| {
        let next = after.strip_prefix(unit).map(|rest| rest.chars().next());
        next.is_some_and(|next| !next.is_some_and(char::is_alphanumeric))
    };
    (end, UNITS.iter().find(is_unit).copied().unwrap_or(("", 1)))
}

/// A number with commas and decimals in whole pounds, if it is one.
fn pounds(number: &str, unit: i64) -> Option<i64> {
    let plain: String = number.chars().filter(|c| *c != ',').collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let scale = 10_i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let digits: i64 = format!("{whole}{part}").parse().ok()?;
    let all = digits.checked_mul(unit)?;
    all.checked_div(scale).filter(|_| all.checked_rem(scale) == Some(0))
}

/// An amount in a unit, where it has few decimals there, and to the pound where it has not.
fn in_unit(money: Money, (name, unit): (&str, i64)) -> String {
    let parts = money.pounds().checked_div(unit).zip(money.pounds().checked_rem(unit));
    let Some((whole, rest)) = parts.filter(|_| unit > 1 && money.pounds() >= 0) else { return money.to_string() };
    let noughts = unit.to_string().trim_start_matches('1').len();
    let decimals = format!("{rest:0noughts$}");
    match decimals.trim_end_matches('0') {
        "" => format!("£{}{name}", grouped(whole.unsigned_abs())),
        decimals if decimals.len() <= DECIMALS => format!("£{}.{decimals}{name}", grouped(whole.unsigned_abs())),
        _ => money.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_the_envelope_that_there_is() {
        let told = |title, now| retold(title, Money::from_pounds(563_000_000), Money::from_pounds(now));
        assert_eq!(told("With £563m, which?", 540_000_000), "With £540m, which?");
        assert_eq!(told("With £563m, which?", 540_500_000), "With £540.5m, which?");
        assert_eq!(told("£563 million: which?", 540_123_456), "£540,123,456: which?");
        assert_eq!(told("£563,000,000 or £56m?", 1), "£1 or £56m?");
        assert_eq!(told("With £563m, which?", 100_000_000_000), "With £100,000m, which?");
        assert_eq!(told("With £563m, which?", 1_234_500_000), "With £1,234.5m, which?");
        assert_eq!(told("With £563m, which?", 563_000_000), "With £563m, which?");
        assert_eq!(told("£563.0m, £0.563bn. £563M", 540_500_000), "£540.5m, £540,500,000. £540.5M");
        assert_eq!(told("£0.563bn or £563metres, £, £563.", 600_000_000), "£0.6bn or £563metres, £, £563.");
    }
}
