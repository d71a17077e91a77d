//! What is allowed and looks odd.

use std::fmt;

/// Every kind of doubt: what its id begins with.
pub const DOUBTS: [&str; 61] = [
    // Of the dataset.
    "area-twice",
    "cut-roads",
    "early-closing",
    "far-roads",
    "far-site",
    "free-option",
    "idle-partner",
    "left-out",
    "lenient",
    "line-costs",
    "long-roads",
    "many-children",
    "many-places",
    "odd-costs",
    "odd-match",
    "odd-partner",
    "published-cost",
    "short-roads",
    "small-costs",
    "small-match-limits",
    // Of miles that are given.
    "far-miles",
    "long-miles",
    "missing-miles",
    "pairs-left-out",
    "short-miles",
    // Of a question that has parts which change nothing.
    "as-of-after-all",
    "as-of-without-plan",
    "early-as-of",
    "funds-below-envelope",
    "idle-adjust",
    "idle-as-of",
    "idle-clause",
    "idle-deliverability",
    "idle-floor",
    "idle-fund",
    "idle-layer",
    "idle-match-funding",
    "idle-rule",
    "late-as-of",
    "late-delay",
    "late-options",
    "needless-accept",
    "no-demand",
    "none-deliverable",
    "no-fund-pays",
    "unpaid-projects",
    // Of numbers of a question that were hardly meant.
    "envelope-of-all",
    "far-horizon",
    "large-bound",
    "large-percent",
    "odd-reach",
    "small-bound",
    "small-envelope",
    "small-fund",
    "small-percent",
    "small-share",
    "small-worth",
    "worth-outwards",
    // Of the settings of a frontier.
    OF_SETTINGS[0],
    OF_SETTINGS[1],
    OF_SETTINGS[2],
];

/// The kinds that are told of the settings of a frontier, and of nothing else.
pub const OF_SETTINGS: [&str; 3] = ["funds-below-settings", "odd-setting", "small-setting"];

/// Something that is allowed and looks odd: told, and never a mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// What it goes by, which stays the same from one run to the next, as in `free-option[open-bham/a]`.
    pub id: String,
    /// The doubt, with what was probably meant.
    pub words: String,
    /// Why it is right all the same, where the model says so.
    pub answer: Option<String>,
}

impl Doubt {
    /// A doubt of a kind of which there is one.
    ///
    /// # Panics
    ///
    /// If the kind is not in [`DOUBTS`].
    #[must_use]
    pub fn new(kind: &str, words: String) -> Self {
        assert!(DOUBTS.contains(&kind), "{kind} is in the list of doubts");
        Self { id: kind.to_owned(), words, answer: None }
    }

    /// A doubt of a kind of which there may be one for each thing.
    ///
    /// # Panics
    ///
    /// If the kind is not in [`DOUBTS`].
    #[must_use]
    pub fn of(kind: &str, thing: &str, words: String) -> Self {
        Self { id: format!("{kind}[{thing}]"), ..Self::new(kind, words) }
    }

    /// The kind that an id is of.
    #[must_use]
    pub fn kind_of(id: &str) -> &str {
        id.split_once('[').map_or(id, |(kind, _)| kind)
    }

    /// Whether nobody has answered it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.answer.is_none()
    }
}

impl fmt::Display for Doubt {
    /// Writes the doubt, and by what an `[[accept]]` answers it: `the envelope pays for no option (small-envelope)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} ({})", self.words, self.id))
    }
}
