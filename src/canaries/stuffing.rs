//! Singleton columns stuffed wrongly: what HiGHS 1.14.0 alone gets wrong, by the models that were published.
//!
//! In every one a column that may be split stands in one row beside a column that must be whole.

use super::{Answer, Canary, Expectation};
use crate::milp::ColumnKind::{Divisible, Whole};
use crate::milp::Comparison::{AtLeast, AtMost, Equal};
use crate::milp::Direction::Minimise;

pub(super) const ALL: &[Canary] = &[
    // Least x + 2·y where x + y ≥ 20.1 and y ≥ 8; y in tenths.
    Canary {
        name: "two-columns",
        issue: "HiGHS 2957",
        wrong: "290, 1.14.0",
        direction: Minimise,
        columns: &[(Whole, 0, 20, 10), (Divisible, 80, 200, 2)],
        rows: &[(&[10, 1], AtLeast, 201)],
        answer: Answer::Best(282),
        expectation: Expectation::Right,
    },
    // Least 2·b + 99,999·y where a + b = 10 and a ≤ 100·y.
    Canary {
        name: "fixed-charge",
        issue: "HiGHS 2975",
        wrong: "99999, 1.14.0",
        direction: Minimise,
        columns: &[(Divisible, 0, 10, 0), (Divisible, 0, 10, 2), (Whole, 0, 1, 99_999)],
        rows: &[(&[1, 1, 0], Equal, 10), (&[1, 0, -100], AtMost, 0)],
        answer: Answer::Best(20),
        expectation: Expectation::Right,
    },
    // Least x + 4·y + 9·z where x + y ≤ 5, x + z ≥ 10 and z − y = 7.5; x and y in tenths.
    Canary {
        name: "three-rows",
        issue: "HiGHS 3002",
        wrong: "760, 1.14.0",
        direction: Minimise,
        columns: &[(Divisible, 0, 40, 1), (Divisible, -10, 10, 4), (Whole, 0, 20, 90)],
        rows: &[(&[1, 1, 0], AtMost, 50), (&[1, 0, 10], AtLeast, 100), (&[0, -1, 10], Equal, 75)],
        answer: Answer::Best(640),
        expectation: Expectation::Right,
    },
    // Least 2·x + 3·z where x + z ≥ 4.5; x in halves.
    Canary {
        name: "one-row",
        issue: "HiGHS 3043",
        wrong: "15, 1.14.0",
        direction: Minimise,
        columns: &[(Divisible, 0, 20, 1), (Whole, 0, 10, 3)],
        rows: &[(&[1, 2], AtLeast, 9)],
        answer: Answer::Best(9),
        expectation: Expectation::Right,
    },
    // Least 0.01·t − 100·x where x ≤ t.
    Canary {
        name: "mixed-row",
        issue: "HiGHS 3050",
        wrong: "-9999, 1.14.0",
        direction: Minimise,
        columns: &[(Whole, 1, 3, -10_000), (Divisible, 1, 3, 1)],
        rows: &[(&[1, -1], AtMost, 0)],
        answer: Answer::Best(-29_997),
        expectation: Expectation::Right,
    },
    // Least 100·g + 0.01·t where g + x = 3, −t ≤ x ≤ t and 0.45 ≤ x ≤ 3.
    Canary {
        name: "absolute-value",
        issue: "HiGHS 3073",
        wrong: "20001, 1.14.0",
        direction: Minimise,
        columns: &[(Divisible, 0, 10, 10_000), (Divisible, -10, 10, 1), (Whole, 0, 10, 0)],
        rows: &[
            (&[1, 0, 1], Equal, 3),
            (&[0, -1, 1], AtMost, 0),
            (&[0, -1, -1], AtMost, 0),
            (&[0, 0, 1], AtMost, 3),
            (&[0, 0, -100], AtMost, -45),
        ],
        answer: Answer::Best(3),
        expectation: Expectation::Right,
    },
    // Least 2·x + y where 2·x + y ≥ 10 and y ≥ 9, four times over.
    Canary {
        name: "side-by-side",
        issue: "linopy 651",
        wrong: "44, 1.14.0",
        direction: Minimise,
        columns: &[
            (Whole, 0, 1, 2),
            (Whole, 0, 1, 2),
            (Whole, 0, 1, 2),
            (Whole, 0, 1, 2),
            (Divisible, 9, 20, 1),
            (Divisible, 9, 20, 1),
            (Divisible, 9, 20, 1),
            (Divisible, 9, 20, 1),
        ],
        rows: &[
            (&[2, 0, 0, 0, 1], AtLeast, 10),
            (&[0, 2, 0, 0, 0, 1], AtLeast, 10),
            (&[0, 0, 2, 0, 0, 0, 1], AtLeast, 10),
            (&[0, 0, 0, 2, 0, 0, 0, 1], AtLeast, 10),
        ],
        answer: Answer::Best(40),
        expectation: Expectation::Right,
    },
];
