//! Distances by road that are kept in a folder from one command to the next.
//!
//! ```text
//! roads, land, local roads, sites, areas, reach  ->  SHA-256  ->  FOLDER/<digest>.distances
//! ```
//!
//! The version of the program is among what the distances depend on. Distances that no way by road has, nearer than the
//! straight line or beyond the reach that was asked for, are not believed, nor is a file of which one of some distances,
//! which are measured anew, is another: then all are. Only ways by road are kept: all else takes no longer to measure than
//! to read.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Metric, Place, Roads, Snap, Survey, by_road, rows_by_road, survey};
use crate::domain::{Area, Distances, Index, Instance, Miles, Site};
use crate::kept::{Folder, digest};
use crate::read::proportion::is_short;

/// The ending of a file that holds distances.
const KIND: &str = "distances";

/// Tenths of a mile that the ends of a way may be off by: it and the straight line are both rounded.
const ROUNDING: u32 = 1;

/// Of how many sites the distances are measured anew, where there are more. Which, the file itself decides: another file
/// is looked at elsewhere.
const LOOKED_AT: usize = 8;

/// What a file holds, by position.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// By site: the areas within reach, and tenths of a mile.
    rows: Vec<Vec<(usize, u32)>>,
    /// Of sites: metres to the nearest junction.
    sites: Vec<(usize, u32)>,
    /// The same of areas.
    areas: Vec<(usize, u32)>,
    /// The sites and areas that no road joins.
    no_way: Vec<(usize, usize)>,
}

/// Where distances came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// They were measured.
    #[default]
    Measured,
    /// They were kept in a folder.
    Folder,
    /// They were measured, as those that were kept in a folder are not what is measured.
    NotBelieved,
}

/// As [`survey`], from the file in `folder` where it is there and fits, which is written otherwise; and which it was, or
/// what came in the way of writing it, which does not harm the distances.
pub fn survey_kept(
    instance: &Instance,
    metric: &Metric<'_>,
    within: Miles,
    folder: &Path,
) -> (Survey, io::Result<Origin>) {
    let Metric::Road { map, local_road_percent } = metric else {
        return (survey(instance, metric, within), Ok(Origin::Measured));
    };
    let sites: Vec<_> = instance.sites().iter().map(|site| site.point).collect();
    let areas: Vec<_> = instance.areas().iter().map(|area| area.centre).collect();
    let version = env!("CARGO_PKG_VERSION");
    // Written out, plain data say all that is in them.
    let all = format!("{version} {local_road_percent} {within:?} {sites:?} {areas:?} {map:?}");
    let folder = match Folder::open(folder) {
        Ok(folder) => folder,
        Err(error) => return (survey(instance, metric, within), Err(error)),
    };
    let key = digest(all.as_bytes());
    let body = folder.read(&key, KIND);
    let kept = body.as_ref().and_then(|body| serde_json::from_str::<Kept>(body).ok()?.survey(instance, within));
    let roads = Roads::new(map, *local_road_percent);
    let is_measured = |kept: &Survey, body: &str| is_measured(instance, &roads, within, kept, &digest(body.as_bytes()));
    if let Some((kept, _)) = kept.zip(body.as_ref()).filter(|(kept, body)| is_measured(kept, body)) {
        return (kept, Ok(Origin::Folder));
    }
    let survey = by_road(instance, &roads, within);
    let origin = if body.is_some() { Origin::NotBelieved } else { Origin::Measured };
    let body = serde_json::to_string(&Kept::of(&survey)).map_err(io::Error::from);
    let done = body.and_then(|body| folder.write(&key, KIND, &body));
    (survey, done.map(|()| origin))
}

/// Whether what is kept of some sites is what is measured: of as many as are looked at, from the one on that the digest of
/// the file points to, each as far from the next as can be.
fn is_measured(instance: &Instance, roads: &Roads, within: Miles, kept: &Survey, digest: &str) -> bool {
    let all: Vec<Index<Site>> = instance.site_indices().collect();
    let begin = u64::from_str_radix(digest.get(..15).unwrap_or_default(), 16).unwrap_or_default();
    let begin = usize::try_from(begin).unwrap_or_default().checked_rem(all.len()).unwrap_or_default();
    let step = all.len().div_ceil(LOOKED_AT).max(1);
    let some: Vec<Index<Site>> =
        all.iter().cycle().skip(begin).step_by(step).take(LOOKED_AT.min(all.len())).copied().collect();
    let measured = rows_by_road(instance, roads, &some, within);
    some.iter().zip(&measured).all(|(site, row)| kept.distances.from_site(*site) == row.as_slice())
}

impl Kept {
    fn of(survey: &Survey) -> Self {
        let pair = |&(area, miles): &(Index<Area>, Miles)| (area.position(), miles.tenths());
        let mut kept = Self {
            rows: survey.distances.rows().map(|row| row.iter().map(pair).collect()).collect(),
            sites: Vec::new(),
            areas: Vec::new(),
            no_way: survey.no_way.iter().map(|(site, area)| (site.position(), area.position())).collect(),
        };
        for snap in &survey.snaps {
            match snap.place {
                Place::Site(site) => kept.sites.push((site.position(), snap.metres)),
                Place::Area(area) => kept.areas.push((area.position(), snap.metres)),
            }
        }
        kept
    }

    /// Whether each of these distances can be: by road none is nearer than the straight line, but for rounding, nor beyond
    /// what was asked for.
    fn are_possible(&self, instance: &Instance, within: Miles) -> bool {
        self.rows.iter().zip(instance.sites()).all(|(row, site)| {
            row.iter().all(|&(area, tenths)| {
                let straight =
                    instance.areas().get(area).map(|area| Miles::from_metres(site.point.metres_to(area.centre)));
                let is_short = |straight: Miles| is_short(tenths, straight.tenths(), ROUNDING);
                tenths <= within.tenths() && straight.is_some_and(|straight| !is_short(straight))
            })
        })
    }

    /// The survey; nothing if a position is not one of `instance`, or a distance cannot be.
    fn survey(self, instance: &Instance, within: Miles) -> Option<Survey> {
        let (sites, areas) = (instance.sites().len(), instance.areas().len());
        let is_area = |area: usize| area < areas;
        let fits = self.rows.len() == sites
            && self.are_possible(instance, within)
            && self.rows.iter().all(|row| row.is_sorted_by(|one, other| one.0 < other.0))
            && self.sites.iter().all(|&(site, _)| site < sites)
            && self.areas.iter().all(|&(area, _)| is_area(area))
            && self.no_way.iter().all(|&(site, area)| site < sites && is_area(area));
        let row = |row: Vec<_>| row.into_iter().map(|(area, tenths)| (Index::new(area), Miles::from_tenths(tenths)));
        let snap = |place, metres| Snap { place, metres };
        let of_sites = self.sites.into_iter().map(|(site, metres)| snap(Place::Site(Index::new(site)), metres));
        let of_areas = self.areas.into_iter().map(|(area, metres)| snap(Place::Area(Index::new(area)), metres));
        fits.then(|| Survey {
            distances: Distances::new(self.rows.into_iter().map(|of_site| row(of_site).collect()).collect()),
            snaps: of_sites.chain(of_areas).collect(),
            no_way: self.no_way.into_iter().map(|(site, area)| (Index::new(site), Index::new(area))).collect(),
        })
    }
}
