//! Arithmetic that no number there may be is too large for, each with the reason why.

/// One more than a number of things in memory, or than the position of one: which it is, counted from 1.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "memory holds fewer things than it has addresses")]
pub const fn one_more(things: usize) -> usize {
    things.checked_add(1).expect("memory holds fewer things than it has addresses")
}

/// What is left of so many things when a part of them is taken away.
///
/// # Panics
///
/// When the part is more than the whole: whoever counted has a bug.
#[must_use]
pub const fn left_of(things: usize, part: usize) -> usize {
    things.checked_sub(part).expect("a part is no more than all of it")
}

/// The product of two numbers of 32 bits.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "64 bits hold the product of two numbers of 32")]
pub fn product(one: u32, other: u32) -> u64 {
    u64::from(one).checked_mul(other.into()).expect("64 bits hold the product of two numbers of 32")
}

/// The product of two numbers of 64 bits, with a sign.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "128 bits hold the product of two numbers of 64")]
pub fn wide_product(one: i64, other: i64) -> i128 {
    i128::from(one).checked_mul(other.into()).expect("128 bits hold the product of two numbers of 64")
}

/// The largest number that divides both; the other where one is nought.
#[must_use]
pub const fn common_divisor(one: u64, other: u64) -> u64 {
    let (mut one, mut other) = (one, other);
    while let Some(rest) = one.checked_rem(other) {
        (one, other) = (other, rest);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_numbers_have_a_product() {
        assert_eq!(product(u32::MAX, u32::MAX), 18_446_744_065_119_617_025);
        assert_eq!(wide_product(i64::MIN, i64::MIN), 1 << 126);
        assert_eq!([one_more(0), left_of(3, 3)], [1, 0]);
    }
}
