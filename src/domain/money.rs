//! Money, in whole pounds.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

use super::Malformed;

/// The pounds of the largest amount there may be. Sums of millions of such amounts still fit.
const LARGEST: i64 = 100_000_000_000;

/// Why sums of what was read fit.
const FITS: &str = "ninety million of the largest amounts fit, and no table has so many";

/// An amount of money in whole pounds; below nought it is a shortfall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    pounds: i64,
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self { pounds: 0 };

    /// The largest amount that can be read: £100bn.
    pub const LARGEST: Self = Self { pounds: LARGEST };

    /// This many whole pounds.
    #[must_use]
    pub const fn from_pounds(pounds: i64) -> Self {
        Self { pounds }
    }

    /// An amount as people write it for short: `440m`, `£1.2m`, `750k`, `1,250,000`; nothing if it is none.
    #[must_use]
    pub fn of_short(text: &str) -> Option<Self> {
        meant_as_pounds(text).filter(|pounds| *pounds <= LARGEST).map(Self::from_pounds)
    }

    /// The whole pounds.
    #[must_use]
    pub const fn pounds(self) -> i64 {
        self.pounds
    }
}

impl FromStr for Money {
    type Err = Malformed;

    /// Reads `1250000` and `1250000.00`; refuses signs, separators, `£`, `m`, exponents and pence.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let wanted = "an amount in whole pounds without commas, such as 1250000";
        let whole = text.strip_suffix(".00").unwrap_or(text);
        let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
        let pounds = digits.then(|| whole.parse::<i64>().unwrap_or(i64::MAX));
        match pounds {
            Some(pounds) if pounds <= LARGEST => Ok(Self { pounds }),
            Some(_) => Err(Malformed::new(text, "an amount in whole pounds up to £100bn")),
            None => Err(Malformed::new(
                text,
                match meant_as_pounds(text) {
                    None => wanted.to_owned(),
                    Some(pounds) if pounds > LARGEST => "an amount in whole pounds up to £100bn".to_owned(),
                    Some(pounds) => {
                        format!("an amount in whole pounds; if it means {}, write {pounds}", Self { pounds })
                    }
                },
            )),
        }
    }
}

/// What an amount with a pound sign, commas, spaces, an `m` or an exponent was probably meant to be.
fn meant_as_pounds(text: &str) -> Option<i64> {
    // A comma that does not part thousands may be a point: whoever guesses is wrong by a hundred times.
    let mut groups = text.split(',').skip(1);
    let parts_thousands = |group: &str| group.bytes().take_while(u8::is_ascii_digit).count() == 3;
    if !groups.all(parts_thousands) || text.starts_with("0,") {
        return None;
    }
    let plain: String = text.chars().filter(|c| !matches!(c, '£' | ',' | ' ' | '_')).collect();
    let (number, unit) = unit(&plain)?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) {
        return None;
    }
    // Wide enough for any number of pounds that may be read and any that may not, with its decimals.
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let decimals: i128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let parts = whole.parse::<i128>().ok()?.checked_mul(scale)?.checked_add(decimals)?;
    let pounds = parts.checked_mul(i128::from(unit))?;
    let pounds = pounds.checked_div(scale).filter(|_| pounds.checked_rem(scale) == Some(0))?;
    i64::try_from(pounds).ok()
}

/// The number before an `m`, a `k` or an exponent, and what it counts.
fn unit(amount: &str) -> Option<(&str, i64)> {
    if let Some((number, power)) = amount.split_once(['e', 'E']) {
        let power = power.strip_prefix('+').unwrap_or(power).parse::<u32>().ok()?;
        return Some((number, 10_i64.checked_pow(power)?));
    }
    if let Some(number) = amount.to_lowercase().strip_suffix("bn").and_then(|number| amount.get(..number.len())) {
        return Some((number, 1_000_000_000));
    }
    let units = [(['m', 'M'], 1_000_000), (['k', 'K'], 1_000)];
    let found = units.into_iter().find_map(|(letters, unit)| Some((amount.strip_suffix(letters)?, unit)));
    Some(found.unwrap_or((amount, 1)))
}

impl fmt::Display for Money {
    /// Writes `£1,250,000` and `-£5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.pounds < 0 { "-" } else { "" };
        f.pad(&format!("{sign}£{}", super::places::grouped(self.pounds.unsigned_abs())))
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { pounds: self.pounds.checked_add(other.pounds).expect(FITS) }
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { pounds: self.pounds.checked_sub(other.pounds).expect(FITS) }
    }
}

impl Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        Self { pounds: self.pounds.checked_neg().expect(FITS) }
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_pounds_are_read_and_nothing_else_is() {
        assert_eq!("1250000".parse(), Ok(Money::from_pounds(1_250_000)));
        assert_eq!("1250000.00".parse(), Ok(Money::from_pounds(1_250_000)));
        for wrong in [
            "",
            "-5",
            "+5",
            "1,000",
            "2.5e6",
            "NaN",
            "inf",
            "1e400",
            "5.50",
            " 5",
            "100000000001",
            "99999999999999999999",
        ] {
            assert!(wrong.parse::<Money>().is_err(), "{wrong} was read as money");
        }
    }

    #[test]
    fn a_refused_amount_says_what_it_was_probably_meant_to_be() {
        let message =
            |text: &str| text.parse::<Money>().map_or_else(|error| error.to_string(), |money| money.to_string());
        assert_eq!(message("£2.5m"), "`£2.5m` is not an amount in whole pounds; if it means £2,500,000, write 2500000");
        assert_eq!(message("1,250"), "`1,250` is not an amount in whole pounds; if it means £1,250, write 1250");
        for comma in ["420000,00", "0,42m", "1,5m", "0,850"] {
            assert!(!message(comma).contains("if it means"), "{comma}");
        }
        assert_eq!(message("2.5e6"), "`2.5e6` is not an amount in whole pounds; if it means £2,500,000, write 2500000");
        assert_eq!(message("200bn"), "`200bn` is not an amount in whole pounds up to £100bn");
        assert_eq!(message("1e400"), "`1e400` is not an amount in whole pounds without commas, such as 1250000");
        let endless = "1".repeat(20);
        assert_eq!(message(&endless), format!("`{endless}` is not an amount in whole pounds up to £100bn"));
        assert_eq!(message("two"), "`two` is not an amount in whole pounds without commas, such as 1250000");
    }

    #[test]
    fn an_amount_is_read_for_short_however_many_digits_it_has_up_to_100_bn() {
        let short = |text: &str| Money::of_short(text).map(Money::pounds);
        for pounds in [9, 999_999_999, 1_000_000_000, 1_234_567_890, 99_999_999_999, LARGEST] {
            assert_eq!(short(&pounds.to_string()), Some(pounds));
        }
        assert_eq!([short("0.563bn"), short("100Bn")], [Some(563_000_000), Some(LARGEST)]);
        assert_eq!(short("1000m"), short("1,000,000,000"));
        assert_eq!(short("100000.000000m"), Some(LARGEST));
        assert_eq!(short("0.0000000001e12"), Some(100));
        for wrong in ["bn", "101bn", "100000000001", "100001m", "9999999999999999999", "0.0000001m"] {
            assert_eq!(short(wrong), None, "{wrong}");
        }
        assert_eq!(short(&"9".repeat(60)), None);
    }

    #[test]
    fn amounts_are_written_as_people_read_them() {
        let written = [0, 999, 1_000, 563_000_000, -1_234_567].map(|pounds| Money::from_pounds(pounds).to_string());
        assert_eq!(written, ["£0", "£999", "£1,000", "£563,000,000", "-£1,234,567"]);
    }
}
