//! Projects of standard cost, one of which costs a few pounds more: the shape in which a solver that compares pounds
//! within its tolerance overspends. Found by a seeded search, over 12 projects and an envelope of half their cost.
//!
//! They are stated as money is for a plan: whole thousands, the pounds left over, and a carry between.

use super::{Answer, Canary, Expectation, StatedColumn};
use crate::milp::ColumnKind::Whole;
use crate::milp::Comparison::{AtMost, Equal};
use crate::milp::Direction::Maximise;

pub(super) const ALL: &[Canary] = &[
    // Costs of £600,035, £1,500,023 and so on within £8,100,000: told in pounds, £8,100,001 was spent.
    Canary {
        name: "one-pound-over",
        issue: "HiGHS 1721",
        wrong: "66 in £, 1.15.1",
        direction: Maximise,
        columns: &[
            (Whole, 0, 1, 8),
            (Whole, 0, 1, 14),
            (Whole, 0, 1, 13),
            (Whole, 0, 1, 7),
            (Whole, 0, 1, 12),
            (Whole, 0, 1, 4),
            (Whole, 0, 1, 10),
            (Whole, 0, 1, 10),
            (Whole, 0, 1, 12),
            (Whole, 0, 1, 14),
            (Whole, 0, 1, 8),
            (Whole, 0, 1, 12),
            CARRY,
        ],
        rows: &[
            (&[900, 1_800, 1_800, 900, 1_500, 600, 1_500, 1_200, 1_800, 1_800, 900, 1_800, 1], AtMost, 8_100),
            (&[0, 0, 0, 0, 0, 35, 23, 1, 0, 0, 0, 35, -1_000], AtMost, 0),
        ],
        answer: Answer::Best(64),
        expectation: Expectation::Right,
    },
    // The same shape with £18 to £48 over: told in pounds, a plan of one place less was called the best.
    Canary {
        name: "few-pounds-over",
        issue: "HiGHS 1721",
        wrong: "60 in £, 1.15.1",
        direction: Maximise,
        columns: &[
            (Whole, 0, 1, 9),
            (Whole, 0, 1, 4),
            (Whole, 0, 1, 7),
            (Whole, 0, 1, 12),
            (Whole, 0, 1, 14),
            (Whole, 0, 1, 8),
            (Whole, 0, 1, 8),
            (Whole, 0, 1, 13),
            (Whole, 0, 1, 12),
            (Whole, 0, 1, 11),
            (Whole, 0, 1, 9),
            (Whole, 0, 1, 14),
            CARRY,
        ],
        rows: &[
            (&[1_200, 600, 900, 1_500, 1_800, 1_200, 1_200, 1_800, 1_800, 1_500, 1_200, 1_800, 1], AtMost, 8_100),
            (&[48, 18, 0, 0, 7, 0, 0, 36, 0, 0, 0, 0, -1_000], AtMost, 0),
        ],
        answer: Answer::Best(61),
        expectation: Expectation::Right,
    },
    // One way of each project, or none at nought: the issue reports less than nought, which nothing is worth. Its own
    // model is not public; the numbers are ours.
    Canary {
        name: "nothing-at-all",
        issue: "HiGHS 2439",
        wrong: "under 0, 1.11.0",
        direction: Maximise,
        columns: &[
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 5),
            (Whole, 0, 1, 9),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 6),
            (Whole, 0, 1, 8),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, -3),
            (Whole, 0, 1, 4),
        ],
        rows: &[
            (&[1, 1, 1], Equal, 1),
            (&[0, 0, 0, 1, 1, 1], Equal, 1),
            (&[0, 0, 0, 0, 0, 0, 1, 1, 1], Equal, 1),
            (&[0, 31, 60, 0, 35, 52, 0, 2, 30], AtMost, 97),
        ],
        answer: Answer::Best(15),
        expectation: Expectation::Right,
    },
];

/// The thousands that the pounds left over come to.
const CARRY: StatedColumn = (Whole, 0, 2, 0);
