//! Random prices, and the years they are paid in.

use placewell::domain::{Joint, Money, Partner, Places, ProjectOption};

use super::data::year;
use super::dice::Dice;

/// What a problem's options cost: alike enough to tempt.
#[derive(Clone, Copy)]
pub enum Price {
    /// Whole thousands.
    Thousands,
    /// The same and up to £50 more.
    NearlyEqual(i64),
    /// £60m and up to £50 either way.
    Large,
    /// So large that the unit is no longer £1,000.
    Huge,
    /// Any pounds.
    Odd,
    /// All the same.
    Equal(i64),
    /// Each of another kind.
    Mixed,
}

impl Price {
    /// One of them.
    pub fn random(dice: &mut Dice) -> Self {
        let base = 1_000 * dice.between(1, 60);
        match dice.below(20) {
            0..=2 => Self::Thousands,
            3..=7 => Self::NearlyEqual(base),
            8..=10 => Self::Large,
            11 => Self::Huge,
            12..=13 => Self::Odd,
            14..=15 => Self::Equal(base),
            _ => Self::Mixed,
        }
    }

    fn draw(self, dice: &mut Dice) -> i64 {
        match self {
            Self::Thousands => 1_000 * dice.between(0, 40),
            Self::NearlyEqual(base) => base * dice.between(1, 2) + dice.between(0, 50),
            Self::Large => 60_000_000 * dice.between(1, 2) + dice.between(-50, 50),
            Self::Huge => 250_000_000 + 10_000 * dice.between(0, 3) + dice.between(0, 20),
            Self::Odd => dice.between(1, 99_999),
            Self::Equal(base) => base,
            Self::Mixed => {
                let price = dice.pick(&[
                    Self::Thousands,
                    Self::NearlyEqual(60_000_000),
                    Self::Large,
                    Self::Odd,
                    Self::Equal(7),
                ]);
                price.draw(dice)
            }
        }
    }

    /// Gives the option its cost, the years it is spent in and its match.
    pub fn charge(self, dice: &mut Dice, option: &mut ProjectOption) {
        let cost = self.draw(dice);
        option.cost = Money::from_pounds(cost);
        option.local_match = Money::from_pounds(match dice.below(4) {
            0 => 0,
            1 | 2 => cost,
            _ => dice.between(0, 30_000),
        });
        // One in three is built with a partner.
        let pays = Money::from_pounds(cost / 4);
        let partner = if cost % 2 == 0 { Partner::Health } else { Partner::Justice };
        option.joint = (cost % 3 == 0).then_some(Joint { partner, pays, places: Places::ONE });
        let mut left = cost;
        for number in 0..3 {
            let now = year(number);
            if now < option.starts || now > option.opens || left == 0 {
                continue;
            }
            let spend = if now == option.opens { left } else { dice.between(0, left) };
            if spend > 0 {
                option.spend.push((now, Money::from_pounds(spend)));
            }
            left -= spend;
        }
    }
}
