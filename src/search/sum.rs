//! A limit on a sum, and what it costs in points to be outside of it.

/// Points for each pound beyond a limit: several times what a pound can buy.
pub(super) const POUND: i64 = 4;

/// Points for each place, project or home beyond a limit.
pub(super) const THING: i64 = 1_000_000;

/// Points for being beyond a limit at all: more than the last place it could be worth.
const BEYOND: i64 = 300_000;

/// A limit on a sum.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub lower: i64,
    pub upper: i64,
    pub value: i64,
    /// Points for each unit outside.
    pub rate: i64,
}

impl Sum {
    pub fn points(&self) -> i64 {
        self.points_at(self.value)
    }

    pub fn points_at(&self, value: i64) -> i64 {
        match (self.lower - value).max(0) + (value - self.upper).max(0) {
            0 => 0,
            outside => BEYOND + outside * self.rate,
        }
    }

    /// Whether what an amount up to `most` is worth, come or gone, may differ between this value and another: unless both
    /// are that far inside the limits, or that far outside of the same one.
    pub fn bends(&self, other: i64, most: i64) -> bool {
        let side = |value: i64| match () {
            () if value + most < self.lower => Some(Side::Below),
            () if value - most > self.upper => Some(Side::Above),
            () if value - most >= self.lower && value + most <= self.upper => Some(Side::Inside),
            () => None,
        };
        other != self.value && (side(other).is_none() || side(other) != side(self.value))
    }
}

/// Where a value is, well away from any limit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    Inside,
    Above,
}

/// Adds to a sum; how many points that is more.
pub(super) fn add(sum: &mut Sum, amount: i64) -> i64 {
    let before = sum.points();
    sum.value += amount;
    sum.points() - before
}
