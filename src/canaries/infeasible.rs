//! Programs with an answer that were said to have none, and one without any that was given one.

use super::{Answer, Canary, Expectation};
use crate::milp::ColumnKind::{Divisible, Whole};
use crate::milp::Comparison::{AtLeast, AtMost};
use crate::milp::Direction::{Maximise, Minimise};

pub(super) const ALL: &[Canary] = &[
    // The rows of the issue times 10, 10 and 100; the least is -3777.57….
    Canary {
        name: "three-slants",
        issue: "HiGHS 2432",
        wrong: "none, 1.11.0",
        direction: Minimise,
        columns: &[(Whole, -100, 120, -93), (Divisible, -100, 10, 25), (Whole, -100, 0, 17)],
        rows: &[
            (&[-890, -407, -120], AtLeast, 39_945),
            (&[-1, 772, -237], AtLeast, -48_783),
            (&[-860, -650, 7_278], AtLeast, -493_000),
        ],
        answer: Answer::Best(-3_777),
        expectation: Expectation::Right,
    },
    // The first two columns in hundredths, the objective times 100.
    Canary {
        name: "six-slants",
        issue: "HiGHS 2585",
        wrong: "none, 1.11.0",
        direction: Minimise,
        columns: &[
            (Divisible, -10_000, 10_000, -24),
            (Divisible, -10_000, 10_000, 5),
            (Whole, -100, 100, 740),
            (Whole, -100, 100, 900),
        ],
        rows: &[
            (&[9_655, 0, -324_500, 887_800], AtMost, 12_160_600),
            (&[-314, -7_802], AtMost, -505_404),
            (&[0, 118, -21_940], AtMost, 3_422),
            (&[0, 0, 9_159, -1_058], AtMost, -3_525),
            (&[79_170, 1_730, 0, -7_323_000], AtMost, 41_140_300),
            (&[-1_061, -9_466, 0, 768_800], AtMost, 1_956_900),
        ],
        answer: Answer::Best(-17_591),
        expectation: Expectation::Right,
    },
    // No column is whole, and all are in ten-thousandths; the same was answered where the least was sought.
    Canary {
        name: "most-not-least",
        issue: "HiGHS 1530",
        wrong: "none, 1.6.0",
        direction: Maximise,
        columns: &[
            (Divisible, -910_000, 500_000, 9),
            (Divisible, -620_000, 1_040_000, -2),
            (Divisible, -490_000, 960_000, -2),
            (Divisible, -530_000, 1_000_000, 0),
        ],
        rows: &[
            (&[3, 0, 0, -8], AtMost, -670_000),
            (&[0, 0, -5], AtMost, -390_000),
            (&[0, 0, -5], AtLeast, -700_000),
            (&[-10, 0, 6], AtMost, 860_000),
            (&[-10, 0, 6], AtLeast, 670_000),
            (&[0, 0, -2, 9], AtMost, 600_000),
        ],
        answer: Answer::Best(1_113_000),
        expectation: Expectation::Right,
    },
    // x + y ≤ 1 where each is at least a half, and so at least one.
    Canary {
        name: "two-halves",
        issue: "HiGHS 1191",
        wrong: "halves, 1.4.2",
        direction: Minimise,
        columns: &[(Whole, 0, 10, 1), (Whole, 0, 10, 1)],
        rows: &[(&[1, 1], AtMost, 1), (&[2], AtLeast, 1), (&[0, 2], AtLeast, 1)],
        answer: Answer::Nothing,
        expectation: Expectation::Right,
    },
];
