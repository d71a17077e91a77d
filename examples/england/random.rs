//! Numbers that look random and are the same on every machine.

/// `SplitMix64`: each number is a mix of a counter.
///
/// Written out here, and not taken from a crate, so that the bytes of the dataset never depend on a crate's version.
///
/// # Source
///
/// G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", *OOPSLA* 2014, 453–472.
/// <https://doi.org/10.1145/2660193.2660195>
pub(super) struct Random {
    counter: u64,
}

impl Random {
    /// A stream of its own for each purpose, so that a change to one table leaves the draws of the others alone.
    pub(super) fn new(seed: i64, purpose: &str) -> Self {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        let purpose = purpose.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
        Self { counter: purpose ^ seed.unsigned_abs() }
    }

    fn next(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.counter;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        assert!(low <= high, "the numbers from {low} to {high} are none");
        let span = u128::from((high - low).unsigned_abs()) + 1;
        let offset = (u128::from(self.next()) * span) >> 64;
        low + i64::try_from(offset).expect("less than the span")
    }

    /// One of the items, each as likely as its weight says.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T], weight: impl Fn(&T) -> i64) -> &'a T {
        let total: i64 = items.iter().map(&weight).sum();
        let mut left = self.between(1, total);
        let found = items.iter().find(|item| {
            left -= weight(item);
            left <= 0
        });
        found.expect("the weights sum to the total")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_split_mix_64() {
        let mut random = Random { counter: 1_234_567 };
        let known = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([random.next(), random.next(), random.next()], known);
    }

    #[test]
    fn a_weight_of_nought_is_never_picked() {
        let mut random = Random::new(1, "test");
        assert!((0..1_000).all(|_| *random.pick(&[0, 1, 0, 2, 0], |weight| *weight) > 0));
    }
}
