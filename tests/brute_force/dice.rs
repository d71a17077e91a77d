//! Chance that falls the same way on every machine.

/// A generator of numbers by a seed: `SplitMix64` (Steele, Lea and Flood 2014).
pub struct Dice {
    state: u64,
}

impl Dice {
    /// The dice of this seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A whole number from nought up to but not `end`, which is above nought.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a length fits 64 bits");
        usize::try_from(self.next() % end).expect("it is below a length")
    }

    /// A whole number from `least` to `most`, both among them.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least + 1).expect("the least is no more than the most");
        least + i64::try_from(self.next() % span).expect("it is within the span")
    }

    /// The same as [`Dice::between`], for counts.
    pub fn count(&mut self, least: u32, most: u32) -> u32 {
        u32::try_from(self.between(least.into(), most.into())).expect("it is between counts")
    }

    /// Whether it comes to pass, so many times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.count(0, 99) < percent
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }

    /// Some of these, each as likely as not, and one at the least.
    pub fn some<T: Clone + Ord>(&mut self, among: &[T]) -> std::collections::BTreeSet<T> {
        let first = self.below(among.len());
        let kept = among.iter().enumerate().filter(|(at, _)| *at == first || self.chance(50));
        kept.map(|(_, item)| item.clone()).collect()
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
