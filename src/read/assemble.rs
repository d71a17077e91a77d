//! Tables without mistakes, made into a problem.

use std::collections::BTreeMap;

use super::homes::Homes;
use super::options::Options;
use super::projects::{Bid, Ground, Projects};
use crate::domain::{Home, Index, Parts, Project, Site, SiteId};

/// The sites, projects and options of `parts`, which holds the other tables already.
///
/// Every row of every table must have been free of mistakes: only then are positions among ids those of rows.
pub(super) fn assemble(parts: Parts, homes: Homes, projects: Projects, options: Options) -> Parts {
    let homes = homes.into_rows();
    let bids = projects.into_rows();
    let at_homes = homes.iter().enumerate().map(|(position, home)| Site {
        id: home.id.cast(),
        point: home.point,
        area: home.area,
        home: Some(Index::new(position)),
    });
    let new = bids.iter().filter_map(|bid| match bid.ground {
        Ground::New(point) => Some(Site { id: bid.id.cast(), point, area: bid.area, home: None }),
        Ground::Home(_) => None,
    });
    let mut sites: Vec<Site> = at_homes.chain(new).collect();
    sites.sort_by(|a, b| a.id.cmp(&b.id));
    let places: BTreeMap<&SiteId, Index<Site>> =
        sites.iter().enumerate().map(|(position, site)| (&site.id, Index::new(position))).collect();

    let options: Vec<_> = options.rows.into_values().map(|(_, option)| option).collect();
    let projects = bids
        .into_iter()
        .enumerate()
        .map(|(position, bid)| {
            let site = match bid.ground {
                Ground::Home(home) => places[&id_of(&homes, home)],
                Ground::New(_) => places[&bid.id.cast()],
            };
            let index: Index<Project> = Index::new(position);
            let first = options.partition_point(|option| option.project < index);
            let end = options.partition_point(|option| option.project <= index);
            let Bid { id, name, line, area, status, .. } = bid;
            Project { id, name, line, area, site, status, options: first..end }
        })
        .collect();
    drop(places);
    Parts { homes, sites, projects, options, ..parts }
}

/// The id of a home's site.
fn id_of(homes: &[Home], home: Index<Home>) -> SiteId {
    homes[home.position()].id.cast()
}
