//! What is worse than on record: fewer places, a lost proof, or work beyond a margin.

use super::quantity::{Margin, QUANTITIES};
use crate::read::{Ended, Entry};

/// One quantity of a case, on record and measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The case.
    pub case: String,
    /// The quantity; `ended` for how it ended.
    pub what: &'static str,
    /// What is on record, as written in the baseline.
    pub recorded: Value,
    /// What was measured.
    pub measured: Value,
    /// What is to be said of it.
    pub verdict: Verdict,
}

/// What is known of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Unknown,
    /// How a case ended.
    Ended(Ended),
    /// A number: of places, hundredths.
    Number(u64),
}

/// What is to be said of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as it was.
    Same,
    /// It moved, and within its margin.
    Within,
    /// It is better.
    Better,
    /// It is worse, and beyond its margin.
    Worse,
    /// More than was proved to be the most: one of the two is wrong.
    Contradiction,
    /// It is not on record, or was not measured, and so is not held.
    NotHeld,
}

impl Verdict {
    /// Whether the case fails by it.
    #[must_use]
    pub const fn fails(self) -> bool {
        matches!(self, Self::Worse | Self::Contradiction)
    }

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Within => "within its margin",
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Contradiction => "contradiction",
            Self::NotHeld => "not held",
        }
    }
}

/// Every quantity of a case, on record and measured.
#[must_use]
pub fn compare(case: &str, recorded: &Entry, measured: &Entry) -> Vec<Line> {
    let line = |what, recorded, measured, verdict| Line { case: case.to_owned(), what, recorded, measured, verdict };
    let ended = |entry: &Entry| entry.ended.map_or(Value::Unknown, Value::Ended);
    let first = line("ended", ended(recorded), ended(measured), of_end(recorded.ended, measured.ended));
    let rest = QUANTITIES.iter().map(|quantity| {
        let number = |entry: &Entry| entry.numbers.get(quantity.name).copied();
        let verdict = match (number(recorded), number(measured)) {
            (Some(before), Some(now)) => of_number(quantity.margin, before, now, recorded, measured),
            // A number that can be had of every plan is missing because there is none: that is said of how it ended.
            (Some(_) | None, _) => Verdict::NotHeld,
        };
        let value = |entry: &Entry| number(entry).map_or(Value::Unknown, Value::Number);
        line(quantity.name, value(recorded), value(measured), verdict)
    });
    std::iter::once(first).chain(rest).collect()
}

fn of_end(recorded: Option<Ended>, measured: Option<Ended>) -> Verdict {
    match (recorded, measured) {
        (None, _) | (_, None) => Verdict::NotHeld,
        (Some(before), Some(now)) if before == now => Verdict::Same,
        // That no plan keeps the rules gives the lie to any plan.
        (Some(Ended::NoPlan), Some(Ended::Proved | Ended::NotProved))
        | (Some(Ended::Proved | Ended::NotProved), Some(Ended::NoPlan)) => Verdict::Contradiction,
        (Some(Ended::NoPlan), Some(_)) => Verdict::Worse,
        (Some(Ended::NothingFound), Some(Ended::NoPlan)) => Verdict::Better,
        (Some(before), Some(now)) if now > before => Verdict::Better,
        (Some(_), Some(_)) => Verdict::Worse,
    }
}

fn of_number(margin: Margin, before: u64, now: u64, recorded: &Entry, measured: &Entry) -> Verdict {
    let places = |entry: &Entry| entry.numbers.get("well_located_places").copied();
    match margin {
        _ if before == now => Verdict::Same,
        Margin::NoLess if now < before => Verdict::Worse,
        // Proved in whole places: a fraction more is no contradiction.
        Margin::NoLess if recorded.ended == Some(Ended::Proved) && now / 100 > before / 100 => Verdict::Contradiction,
        Margin::NoLess => Verdict::Better,
        Margin::NoDearer if places(recorded) != places(measured) => Verdict::NotHeld,
        Margin::NoDearer if now > before => Verdict::Worse,
        Margin::Percent(_) | Margin::NoDearer if now < before => Verdict::Better,
        Margin::Percent(percent) if now <= before + before.saturating_mul(percent) / 100 => Verdict::Within,
        Margin::Percent(_) | Margin::NoDearer => Verdict::Worse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(ended: Ended, numbers: &[(&'static str, u64)]) -> Entry {
        Entry { ended: Some(ended), numbers: numbers.iter().copied().collect() }
    }

    /// What fails, where `before` is on record.
    fn failing(before: &Entry, now: &Entry) -> Vec<(&'static str, Verdict)> {
        let lines = compare("case", before, now);
        lines.into_iter().filter(|line| line.verdict.fails()).map(|line| (line.what, line.verdict)).collect()
    }

    const BASE: [(&str, u64); 6] = [
        ("well_located_places", 90_800),
        ("dfe_cost_gbp", 500),
        ("solved_rows", 1_000),
        ("nodes", 10),
        ("iterations", 2_000),
        ("network_instructions", 1_000_000),
    ];

    fn with(name: &'static str, number: u64) -> Entry {
        let mut changed = entry(Ended::Proved, &BASE);
        changed.numbers.insert(name, number);
        changed
    }

    #[test]
    fn an_unchanged_case_passes() {
        let base = entry(Ended::Proved, &BASE);
        assert_eq!(failing(&base, &base), []);
    }

    #[test]
    fn work_beyond_its_margin_fails_and_less_never_does() {
        let base = entry(Ended::Proved, &BASE);
        for (name, most) in
            [("nodes", 12), ("iterations", 2_400), ("solved_rows", 1_020), ("network_instructions", 1_050_000)]
        {
            assert_eq!(failing(&base, &with(name, most)), [], "{name}");
            assert_eq!(failing(&base, &with(name, most + 1)), [(name, Verdict::Worse)]);
            assert_eq!(failing(&base, &with(name, 1)), [], "{name}");
        }
    }

    #[test]
    fn three_nodes_in_ten_more_fail_from_one_node_on() {
        for nodes in 1..500_u64 {
            let (before, more) = (with("nodes", nodes), with("nodes", nodes + (nodes * 3).div_ceil(10)));
            assert_eq!(failing(&before, &more), [("nodes", Verdict::Worse)], "{nodes}");
        }
    }

    #[test]
    fn fewer_places_fail_and_more_than_were_proved_are_a_contradiction() {
        let base = entry(Ended::Proved, &BASE);
        let what = "well_located_places";
        assert_eq!(failing(&base, &with(what, 90_799)), [(what, Verdict::Worse)]);
        assert_eq!(failing(&base, &with(what, 90_899)), []);
        assert_eq!(failing(&base, &with(what, 90_900)), [(what, Verdict::Contradiction)]);
        let unproved = Entry { ended: Some(Ended::NotProved), ..base };
        assert_eq!(failing(&unproved, &with(what, 90_900)), []);
    }

    #[test]
    fn a_dearer_plan_fails_only_beside_as_many_places() {
        let base = entry(Ended::Proved, &BASE);
        let mut dearer = with("dfe_cost_gbp", 501);
        assert_eq!(failing(&base, &dearer), [("dfe_cost_gbp", Verdict::Worse)]);
        dearer.numbers.insert("well_located_places", 90_850);
        assert_eq!(failing(&base, &dearer), []);
    }

    #[test]
    fn a_lost_proof_fails_and_what_was_disproved_is_a_contradiction() {
        use Ended::{NoPlan, NotProved, NothingFound, Proved};
        let verdict = |before, now| of_end(Some(before), Some(now));
        for (before, now) in [(Proved, NotProved), (Proved, NothingFound), (NotProved, NothingFound)] {
            assert_eq!(verdict(before, now), Verdict::Worse, "{before}, {now}");
            assert_eq!(verdict(now, before), Verdict::Better, "{now}, {before}");
        }
        for plan in [Proved, NotProved] {
            assert_eq!([verdict(NoPlan, plan), verdict(plan, NoPlan)], [Verdict::Contradiction; 2]);
        }
        assert_eq!(verdict(NothingFound, NoPlan), Verdict::Better);
        assert_eq!(verdict(NoPlan, NothingFound), Verdict::Worse, "a proof is lost");
    }

    #[test]
    fn what_is_not_on_record_is_not_held() {
        let bare = Entry { ended: None, numbers: [("well_located_places", 90_800)].into() };
        assert_eq!(failing(&bare, &entry(Ended::NotProved, &BASE)), []);
        let fewer = with("well_located_places", 90_700);
        assert_eq!(failing(&bare, &fewer), [("well_located_places", Verdict::Worse)]);
    }
}
