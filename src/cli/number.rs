//! A whole number of the command line: whoever writes something else is told what is wanted, by example.

use std::ops::RangeInclusive;

use crate::domain::{grouped, whole_of};

/// The most of a number that nothing else limits.
pub(super) const MOST: u64 = 4_294_967_295;

/// Reads a whole number in `range`; `example` is one.
pub(super) fn whole<T: TryFrom<u64> + Clone + Send + Sync + 'static>(
    range: RangeInclusive<u64>,
    example: u64,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static {
    move |text| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.then(|| text.parse().ok()).flatten().filter(|number| range.contains(number));
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
            let (least, most) = (grouped(*range.start()), grouped(*range.end()));
            let within = if *range.end() == u64::MAX {
                format!("of {least} or more")
            } else {
                format!("from {least} to {most}")
            };
            let meant = whole_of(text).map_or_else(String::new, |meant| format!("; write {meant}"));
            format!("this should be a whole number {within}, without commas, such as {example}{meant}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn what_is_wanted_is_said_by_example() {
        let read = whole::<u16>(1..=1_000, 5);
        assert_eq!(["1", "1000", "007"].map(&read), [Ok(1), Ok(1_000), Ok(7)]);
        let wanted = "this should be a whole number from 1 to 1,000, without commas, such as 5";
        for wrong in ["", "0", "1001", "0.5", "-1", "+1", "five", "99999999999999999999999"] {
            assert_eq!(read(wrong), Err(wanted.to_owned()), "{wrong}");
        }
        assert_eq!(read("7.0"), Err(format!("{wanted}; write 7")));
        assert_eq!(read("1,000"), Err(format!("{wanted}; write 1000")));
    }
}
