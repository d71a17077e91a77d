//! Successive longest paths: exact, in whole numbers.
//!
//! Each path sends as many more children to places as gains the most; as gains only fall from path to path, stopping at
//! the first that gains nothing leaves the best division of all (Busacker and Gowen 1960).

use super::serving::Way;

/// More than all the miles that could be travelled: no number of them outweighs one hundredth of a place.
const OUTWEIGHS: i64 = 1 << 32;

/// An arc with room for more; the next or the one before it, whichever makes a pair, is its way back.
#[derive(Clone, Copy)]
struct Arc {
    from: usize,
    to: usize,
    room: u32,
    gain: i64,
}

/// The places used on each way.
pub fn flows(
    ways: &[Way],
    places: impl Fn(usize) -> u32,
    children: impl Fn(usize) -> u32,
) -> impl Iterator<Item = (Way, u32)> {
    let sites = 1 + ways.iter().map(|way| way.site).max().unwrap_or(0);
    let areas = 1 + ways.iter().map(|way| way.area).max().unwrap_or(0);
    let (source, sink) = (sites + areas, sites + areas + 1);
    let mut arcs = Vec::new();
    let mut join = |from, to, room, gain| {
        arcs.push(Arc { from, to, room, gain });
        arcs.push(Arc { from: to, to: from, room: 0, gain: -gain });
    };
    for way in ways {
        let whole = |number: u64| i64::try_from(number).expect("worth and miles are small");
        join(way.site, sites + way.area, u32::MAX / 2, whole(way.worth) * OUTWEIGHS - whole(way.miles));
    }
    (0..sites).for_each(|site| join(source, site, places(site), 0));
    (0..areas).for_each(|area| join(sites + area, sink, children(area), 0));
    while let Some(path) = longest(&arcs, source, sink) {
        let room = path.iter().map(|&arc| arcs[arc].room).min().expect("a path has arcs");
        for arc in path {
            arcs[arc].room -= room;
            arcs[arc ^ 1].room += room;
        }
    }
    let used: Vec<_> = ways.iter().enumerate().map(|(at, &way)| (way, arcs[2 * at + 1].room)).collect();
    used.into_iter().filter(|&(_, used)| used > 0)
}

/// The arcs of the path that gains the most, if any gains something (Bellman 1958).
fn longest(arcs: &[Arc], source: usize, sink: usize) -> Option<Vec<usize>> {
    let mut reached: Vec<Option<(i64, usize)>> = vec![None; sink + 1];
    reached[source] = Some((0, usize::MAX));
    for _ in 0..=sink {
        let mut settled = true;
        for (at, arc) in arcs.iter().enumerate().filter(|(_, arc)| arc.room > 0) {
            let Some((gain, _)) = reached[arc.from] else { continue };
            if reached[arc.to].is_none_or(|(best, _)| gain + arc.gain > best) {
                reached[arc.to] = Some((gain + arc.gain, at));
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    let (gain, _) = reached[sink]?;
    let mut path = Vec::new();
    let mut node = sink;
    while node != source {
        let (_, arc) = reached[node]?;
        path.push(arc);
        node = arcs[arc].from;
    }
    (gain > 0).then_some(path)
}
