//! A title that names an envelope, when there is another.

use crate::domain::Money;

/// Pounds in a million.
const MILLION: i64 = 1_000_000;

/// The title with the amount `now` wherever it has the amount `was`: `£563m`, `£563 million` or `£563,000,000`.
pub(crate) fn retold(title: &str, was: Money, now: Money) -> String {
    if was == now {
        return title.to_owned();
    }
    let millions = |money: Money| {
        let (whole, tenth) = (money.pounds() / MILLION, money.pounds() % MILLION / (MILLION / 10));
        let is_exact = money.pounds() > 0 && money.pounds() % (MILLION / 10) == 0;
        is_exact.then(|| if tenth == 0 { whole.to_string() } else { format!("{whole}.{tenth}") })
    };
    let mut told = title.replace(&was.to_string(), &now.to_string());
    if let Some(before) = millions(was) {
        for unit in ["m", " million"] {
            let after = millions(now).map_or_else(|| now.to_string(), |after| format!("£{after}{unit}"));
            told = told.replace(&format!("£{before}{unit}"), &after);
        }
    }
    told
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
        assert_eq!(told("With £563m, which?", 563_000_000), "With £563m, which?");
    }
}
