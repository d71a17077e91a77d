//! Programs stated as ours were, which HiGHS 1.15 answered wrongly: in each a pattern of options is chosen by an equation,
//! another ties it to an option, and so many children must be served. Found by setting brute force against it and made
//! smaller while the answer stayed wrong. The rule of presolve that puts an equation in elsewhere loses the best answer;
//! without it (`presolve_rule_off`), and in HiGHS 1.16.0, the answers are right.

use super::{Answer, Canary, Expectation};
use crate::milp::ColumnKind::{Divisible, Whole};
use crate::milp::Comparison::{AtLeast, AtMost, Equal};
use crate::milp::Direction::Minimise;

/// Where all of these were seen.
const SEEN: &str = "placewell, patterns";

pub(super) const ALL: &[Canary] = &[
    // The first option is in one pattern of three; the second costs 1. Each serves, as one place that stands does.
    Canary {
        name: "lost-pattern",
        issue: SEEN,
        wrong: "none, 1.15.1",
        direction: Minimise,
        columns: &[
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 1),
            (Divisible, 0, 3, 0),
            (Divisible, 0, 3, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
        ],
        rows: &[
            (&[0, -1, 1], AtMost, 1),
            (&[0, -1, 1], AtMost, 1),
            (&[-3, 0, 0, 1], AtMost, 0),
            (&[0, 0, 0, 0, 1, 1, 1], Equal, 1),
            (&[-1, 0, 0, 0, 1], Equal, 0),
            (&[0, 0, 100, 100], AtLeast, 300),
        ],
        answer: Answer::Best(0),
        expectation: Expectation::Right,
    },
    // Every column whole: the second option alone serves the three, and costs nothing.
    Canary {
        name: "dearer-pattern",
        issue: SEEN,
        wrong: "1, 1.15.1",
        direction: Minimise,
        columns: &[
            (Whole, 0, 1, 1),
            (Whole, 0, 1, 0),
            (Whole, 0, 4, 0),
            (Whole, 0, 4, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
        ],
        rows: &[
            (&[-2, 0, 1], AtMost, 2),
            (&[0, -3, 0, 1], AtMost, 0),
            (&[0, 0, 1, 1], AtMost, 4),
            (&[0, 0, 0, 0, 1, 1, 1], Equal, 1),
            (&[0, -1, 0, 0, 0, 0, 1], Equal, 0),
            (&[0, 0, 1, 1], AtLeast, 3),
        ],
        answer: Answer::Best(0),
        expectation: Expectation::Right,
    },
    // Two options, each in patterns of its own; the first serves the one child for nothing.
    Canary {
        name: "two-in-patterns",
        issue: SEEN,
        wrong: "1, 1.15.1",
        direction: Minimise,
        columns: &[
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 1),
            (Whole, 0, 4, 0),
            (Whole, 0, 4, 0),
            (Whole, 0, 3, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
            (Whole, 0, 1, 0),
        ],
        rows: &[
            (&[-4, 0, 1, 1], AtMost, 0),
            (&[0, -3, 0, 0, 1], AtMost, 0),
            (&[0, 0, 0, 0, 0, 1, 1, 1, 1], Equal, 1),
            (&[-1, 0, 0, 0, 0, 0, 1, 1], Equal, 0),
            (&[0, -1, 0, 0, 0, 0, 0, 0, 1], Equal, 0),
            (&[0, 0, 1, 1, 1], AtLeast, 1),
        ],
        answer: Answer::Best(0),
        expectation: Expectation::Right,
    },
];
