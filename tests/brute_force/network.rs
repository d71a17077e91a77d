//! A network made smaller is worth the same, whatever places there are.

use placewell::network::{Children, Network};
use placewell::transport::Transport;

use super::case::Case;

/// The most well-located places, in hundredths, where the supplies have these places.
fn worth(network: &Network, places: &[u32]) -> i64 {
    let children = |children: Children| match children {
        Children::Count(children) => i64::from(children.count()),
        Children::Unlimited => i64::from(u32::MAX),
    };
    let mut serves = vec![Vec::new(); network.supplies.len()];
    for pair in &network.pairs {
        serves[pair.supply].push((pair.want, i64::from(pair.worth.percent())));
    }
    let wanted = network.wants.iter().map(|want| children(want.children)).collect();
    let mut transport = Transport::new(wanted, &serves);
    for (supply, &places) in places.iter().enumerate() {
        transport.change(supply, i64::from(places));
    }
    transport.value()
}

#[test]
fn a_smaller_network_is_worth_the_same_whatever_is_funded() {
    let (mut merged, mut settled, mut left) = (0, 0, 0);
    for number in 0..3_000 {
        let case = Case::random(number);
        let network = Network::of(&case.question());
        let reduced = network.reduced();
        let mut rng = fastrand::Rng::with_seed(number);
        let full: Vec<u32> = network.supplies.iter().map(|supply| supply.most().count()).collect();
        let some = (0..8).map(|_| full.iter().map(|&most| rng.u32(0..=most)).collect());
        for places in some.chain([full.clone()]).collect::<Vec<_>>() {
            let both = [&network, &reduced].map(|network| worth(network, &places));
            assert_eq!(both[0], both[1], "case {number}: {places:?}\n{network:?}\n{reduced:?}");
        }
        let ample = reduced.wants.iter().filter(|want| want.children == Children::Unlimited).count();
        settled += usize::from(ample > 0);
        left += usize::from(ample < reduced.wants.len());
        merged += usize::from(ample == 0 && reduced.wants.len() < network.wants.len());
    }
    assert!(merged > 100 && settled > 100 && left > 100, "{merged} merged, {settled} settled, {left} contested");
}
