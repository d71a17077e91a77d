//! When a solver is to stop.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use clap::{Args, Command};

use super::number::{MOST, whole};
use crate::solve::{Effort, Enough, Limits};

/// When a solver is to stop, of each question that is put to it.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(super) struct Limiting {
    /// Stop after this many seconds with the best plan found; it may then not be proved. Of several, each has as many
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true, value_parser = whole::<u64>(1..=604_800, 60))]
    time_limit: Option<u64>,
    /// Stop after this many nodes of the search, which is the same work on any machine
    #[arg(long, value_name = "NODES", allow_negative_numbers = true, value_parser = whole::<u32>(1..=MOST, 1_000))]
    node_limit: Option<u32>,
    /// Stop once the upper bound is within this many well-located places of the plan found
    #[arg(long, value_name = "PLACES", allow_negative_numbers = true, value_parser = whole::<u16>(0..=65_535, 5))]
    gap: Option<u16>,
    /// Prove to the last fraction of a place and the last pound, however long it takes
    #[arg(long, conflicts_with = "gap")]
    exact: bool,
}

impl Limiting {
    /// The same again, with the options of a manifest; nothing if one of them is not known.
    pub fn again(options: &BTreeMap<String, String>) -> Option<Self> {
        let mut limiting = Self::default();
        for (name, value) in options {
            match name.as_str() {
                "time_limit" => limiting.time_limit = Some(value.parse().ok()?),
                "node_limit" => limiting.node_limit = Some(value.parse().ok()?),
                "gap" => limiting.gap = Some(value.parse().ok()?),
                "exact" => limiting.exact = true,
                _ => return None,
            }
        }
        Some(limiting)
    }

    /// What is wrong with these options of a manifest, in the words of the command line.
    pub fn fault(options: &BTreeMap<String, String>) -> Option<String> {
        let command = Self::augment_args(Command::new("limits").no_binary_name(true));
        let arguments = options.iter().map(|(name, value)| match name.as_str() {
            "exact" => "--exact".to_owned(),
            name => format!("--{}={value}", name.replace('_', "-")),
        });
        let said = command.try_get_matches_from(arguments).err()?.to_string();
        Some(said.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned())
    }

    /// The limits of a question that is put now.
    pub fn limits(&self) -> Limits {
        Limits {
            deadline: self.time_limit.map(|seconds| Instant::now() + Duration::from_secs(seconds)),
            nodes: self.node_limit,
            effort: if self.exact { Effort::Exact } else { Effort::Usual },
            enough: self.gap.map(|places| Enough::Within(i64::from(places) * 100)),
            ..Limits::default()
        }
    }

    /// The options that were given, for the manifest.
    pub fn options(&self) -> BTreeMap<String, String> {
        let options = [
            ("time_limit", self.time_limit.map(|seconds| seconds.to_string())),
            ("node_limit", self.node_limit.map(|nodes| nodes.to_string())),
            ("gap", self.gap.map(|places| places.to_string())),
            ("exact", self.exact.then(|| "true".to_owned())),
        ];
        options.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}
