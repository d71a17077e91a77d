//! The codes by which explore education statistics knows places.
//!
//! The three-figure codes are DfE's own, as in *Children looked after in England* (2024); the codes of authorities and
//! regions are those of ONS, April 2023, with those that Barnsley and Sheffield have had since April 2025. Both are under
//! the Open Government Licence v3.0.

use std::collections::BTreeMap;

use crate::domain::{Area, Instance};

/// The codes of the 153 upper-tier authorities of England, two of them before and after April 2025, and of the regions
/// they are in.
const CODES: &str = include_str!("codes.csv");

/// The codes of the places of a dataset.
pub(super) struct Codes {
    old: BTreeMap<String, String>,
    regions: BTreeMap<String, String>,
}

impl Codes {
    /// The codes of the authorities and regions of `instance`.
    ///
    /// # Errors
    ///
    /// Says which of them have none.
    pub fn of(instance: &Instance) -> Result<Self, String> {
        let mut known = BTreeMap::new();
        for line in CODES.lines().skip(1) {
            let mut cells = line.split(',').map(str::to_owned);
            if let (Some(area), Some(old), Some(region)) = (cells.next(), cells.next(), cells.next()) {
                known.insert(area, (old, region));
            }
        }
        let (mut old, mut regions, mut unknown) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for area in instance.areas() {
            match known.remove(area.id.as_str()) {
                Some((code, region)) => {
                    old.insert(area.id.to_string(), code);
                    let first = regions.entry(area.region.clone()).or_insert_with(|| region.clone());
                    if *first != region {
                        unknown.push(format!("{} is in {region}, and others of {} in {first}", area.id, area.region));
                    }
                }
                None => unknown.push(format!("{} ({}) has no code", area.id, area.name)),
            }
        }
        match unknown.as_slice() {
            [] => Ok(Self { old, regions }),
            [first, rest @ ..] => {
                let more = if rest.is_empty() { String::new() } else { format!(", and {} more like it", rest.len()) };
                Err(format!(
                    "explore education statistics has codes for England's authorities of April 2023 and April 2025: \
                     {first}{more}"
                ))
            }
        }
    }

    /// DfE's own code of an authority.
    pub fn old(&self, area: &Area) -> &str {
        self.old.get(area.id.as_str()).expect("every authority of the dataset has a code")
    }

    /// The code of a region.
    pub fn region(&self, region: &str) -> &str {
        self.regions.get(region).expect("every region of the dataset has a code")
    }
}
