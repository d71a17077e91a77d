//! How much nearer to its limits each option would bring a plan, kept up to date as options come and go.
//!
//! What an option relieves is a sum of what it relieves in each limit that it counts in. Well inside a limit that is
//! nothing, and well outside so much for each pound or place, whatever else is funded. So after a change only those
//! options are looked at again that count in a sum which came near its limit, left it, or moved beside it; and those of
//! the project that changed.

use super::state::{Change, SearchState};
use super::tally::Tally;

/// Points fewer, and pounds more.
type Relief = (i64, i64);

/// The relief of every option.
#[derive(Debug)]
pub(super) struct Reliefs {
    /// The ways to change, in order of project and option, and what each relieves.
    ways: Vec<(usize, usize)>,
    found: Vec<Relief>,
    /// By sum, and by site that counts: the positions of the ways that count there.
    of_sum: Vec<Vec<usize>>,
    of_home: Vec<Vec<usize>>,
    /// By sum: twice the most that an option adds to it, as where one goes and another comes.
    most: Vec<i64>,
    /// By project: the positions of its ways.
    of_project: Vec<std::ops::Range<usize>>,
    /// The sums, and the counts of sites, for which the reliefs are right.
    values: Vec<i64>,
    counts: Vec<u32>,
}

impl Reliefs {
    /// The reliefs of all `options`, by project, where `standing` stands.
    pub fn of(standing: &mut SearchState, options: &[Vec<usize>]) -> Self {
        let (sums, homes) = standing.tally().parts();
        let mut reliefs = Self {
            ways: Vec::new(),
            found: Vec::new(),
            of_sum: vec![Vec::new(); sums.len()],
            of_home: vec![Vec::new(); homes.len()],
            most: vec![0; sums.len()],
            of_project: Vec::new(),
            values: values(standing.tally()),
            counts: counts(standing.tally()),
        };
        for (project, options) in options.iter().enumerate() {
            let first = reliefs.ways.len();
            for &option in options {
                reliefs.add(standing, (project, option));
            }
            reliefs.of_project.push(first..reliefs.ways.len());
        }
        reliefs
    }

    fn add(&mut self, standing: &mut SearchState, (project, option): (usize, usize)) {
        let at = self.ways.len();
        let (sums, homes) = standing.tally().counts_of(option);
        for &(sum, amount) in sums {
            self.of_sum[sum].push(at);
            self.most[sum] = self.most[sum].max(2 * amount.abs());
        }
        for &home in homes {
            let (sum, _) = standing.tally().parts().1[home];
            self.of_home[home].push(at);
            self.of_sum[sum].push(at);
            self.most[sum] = self.most[sum].max(2);
        }
        self.ways.push((project, option));
        self.found.push(standing.relief(project, option));
    }

    /// The way that brings a plan nearest to its limits, of those the cheapest, of those the last; `None` if none does.
    pub fn best(&self) -> Option<Change> {
        let rank = |&at: &usize| (self.found[at].0, -self.found[at].1);
        let best = (0..self.ways.len()).max_by_key(rank)?;
        let (project, option) = self.ways[best];
        (self.found[best].0 > 0).then_some((project, Some(option)))
    }

    /// Looks again at what may have changed, once `project` is done another way.
    pub fn changed(&mut self, standing: &mut SearchState, project: usize) {
        let (sums, homes) = standing.tally().parts();
        let mut again: Vec<usize> = self.of_project[project].clone().collect();
        for (at, sum) in sums.iter().enumerate() {
            if sum.bends(self.values[at], self.most[at]) {
                again.extend(&self.of_sum[at]);
            }
        }
        for (at, &(_, count)) in homes.iter().enumerate() {
            if self.counts[at] != count {
                again.extend(&self.of_home[at]);
            }
        }
        (self.values, self.counts) = (values(standing.tally()), counts(standing.tally()));
        for at in again {
            let (project, option) = self.ways[at];
            self.found[at] = standing.relief(project, option);
        }
    }
}

fn values(tally: &Tally) -> Vec<i64> {
    tally.parts().0.iter().map(|sum| sum.value).collect()
}

fn counts(tally: &Tally) -> Vec<u32> {
    tally.parts().1.iter().map(|(_, count)| *count).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::case::Case;

    #[test]
    fn what_is_kept_up_to_date_is_what_looking_at_every_option_finds() {
        let benches = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
        for name in ["contested-24x16.toml", "contested-60x40.toml", "uncontested-200x120.toml"] {
            let case = Case::open(&benches.join(name)).expect("a case of the bench");
            let projects = case.question().instance.projects();
            let options: Vec<Vec<usize>> = projects.iter().map(|project| project.options.clone().collect()).collect();
            let mut standing = SearchState::new(&case.question());
            let mut reliefs = Reliefs::of(&mut standing, &options);
            let mut random = fastrand::Rng::with_seed(1);
            for step in 0..400 {
                // What brings it nearest, as long as anything does; then whatever comes.
                let change = reliefs.best().unwrap_or_else(|| {
                    let project = random.usize(0..options.len());
                    let way = random.usize(0..=options[project].len());
                    (project, options[project].get(way).copied())
                });
                standing.change_anyway(&[change]);
                reliefs.changed(&mut standing, change.0);
                for (at, &(project, option)) in reliefs.ways.clone().iter().enumerate() {
                    assert_eq!(reliefs.found[at], standing.relief(project, option), "{name}: step {step}: {at}");
                }
            }
        }
    }
}
