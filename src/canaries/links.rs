//! Columns tied to one another: by switches with large numbers, by equations, by bounds that are not whole.

use super::{Answer, Canary, Expectation};
use crate::milp::ColumnKind::{Divisible, Whole};
use crate::milp::Comparison::{AtLeast, AtMost, Equal};
use crate::milp::Direction::Minimise;

pub(super) const ALL: &[Canary] = &[
    // Of two stores one may be used; what is not stored costs 10 or 8 each.
    Canary {
        name: "two-stores",
        issue: "HiGHS 3094",
        wrong: "10000, 1.14.0",
        direction: Minimise,
        columns: &[
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
            (Divisible, 0, 1_000, 0),
            (Divisible, 0, 1_000, 0),
            (Divisible, 0, 1_000, 10),
            (Divisible, 0, 1_000, 8),
        ],
        rows: &[
            (&[-1_000, 0, 1], AtMost, 0),
            (&[0, -1_000, 0, 1], AtMost, 0),
            (&[0, 0, 1, 0, 1], Equal, 1_000),
            (&[0, 0, 0, 1, 0, 1], Equal, 1_000),
            (&[1, 1], AtMost, 1),
        ],
        answer: Answer::Best(8_000),
        expectation: Expectation::Right,
    },
    // Two jobs, each done by one of two hands that hold 1,000 or left at 2,000: the search ended with an error.
    Canary {
        name: "two-hands",
        issue: "HiGHS 2477",
        wrong: "nothing, 1.11.0",
        direction: Minimise,
        columns: &[
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 2_000),
            (Whole, 0, 1, 2_000),
        ],
        rows: &[
            (&[1, 0, 1, 0, 1], Equal, 1),
            (&[0, 1, 0, 1, 0, 1], Equal, 1),
            (&[1_000, 1], AtMost, 1_000),
            (&[0, 0, 1_000, 1], AtMost, 1_000),
        ],
        answer: Answer::Best(0),
        expectation: Expectation::Right,
    },
    IMPLIED_WHOLE,
    STATED_WHOLE,
    // A column that is in no row but a single one, whose bound is 4.5.
    Canary {
        name: "half-bound",
        issue: "HiGHS 3271",
        wrong: "4.5, 1.15.1",
        direction: Minimise,
        columns: &[(Whole, -100, 100, 0), (Whole, -100, 100, 0), (Whole, 0, 0, 3)],
        rows: &[(&[2], AtLeast, -31), (&[2], AtMost, 9)],
        answer: Answer::Best(0),
        expectation: Expectation::Right,
    },
    // Least y − x where y is whole and at least 0.1 more than x and than −x; x in tenths.
    Canary {
        name: "two-slopes",
        issue: "HiGHS 2409",
        wrong: "nothing, 1.11.0",
        direction: Minimise,
        columns: &[(Divisible, -1_000, 1_000, -1), (Whole, -100, 100, 10)],
        rows: &[(&[-1, 10], AtLeast, 1), (&[1, 10], AtLeast, 1)],
        answer: Answer::Best(1),
        expectation: Expectation::Right,
    },
    BIG_M,
];

/// A switch with the largest number that is ever told as a coefficient of money: y ≤ 200,000·x and y = 1.
const BIG_M: Canary = Canary {
    name: "large-switch",
    issue: "HiGHS 771, 3296",
    wrong: "0, 1.2.1",
    direction: Minimise,
    columns: &[(Whole, 0, 1, 1), (Divisible, -10, 10, 0)],
    rows: &[(&[0, 1], Equal, 1), (&[-200_000, 1], AtMost, 0)],
    answer: Answer::Best(1),
    expectation: Expectation::Right,
};

/// Least b where b ≥ c, d = a + c and 68·c + d ≤ 12: an equation makes `c` whole without its being stated, and the row
/// is then tightened from a bound of 12/68. Where `c` is stated as whole the answer is right.
const IMPLIED_WHOLE: Canary = Canary {
    name: "implied-whole",
    issue: "HiGHS 3274",
    wrong: "1, to 1.15.1",
    direction: Minimise,
    columns: &[(Whole, -100, 100, 0), (Whole, -100, 100, 1), (Divisible, 0, 100, 0), (Whole, 0, 100, 0)],
    rows: &[(&[0, 1, -1], AtLeast, 0), (&[1, 0, 1, -1], Equal, 0), (&[0, 0, -68, -1], AtLeast, -12)],
    answer: Answer::Best(0),
    expectation: Expectation::KnownWrong,
};

/// The same with every column stated as whole.
const STATED_WHOLE: Canary = Canary {
    name: "stated-whole",
    issue: "HiGHS 3274",
    wrong: "1, if split",
    direction: Minimise,
    columns: &[(Whole, -100, 100, 0), (Whole, -100, 100, 1), (Whole, 0, 100, 0), (Whole, 0, 100, 0)],
    rows: IMPLIED_WHOLE.rows,
    answer: Answer::Best(0),
    expectation: Expectation::Right,
};
