use proptest::prelude::*;

use super::Transport;

/// The best value by trying every flow, demand by demand.
fn best_by_trying_all(capacity: &[i64], demand: &[i64], weights: &[Vec<i64>]) -> i64 {
    fn units(capacity: &mut Vec<i64>, wanted: &[usize], weights: &[Vec<i64>]) -> i64 {
        let Some((&demand, rest)) = wanted.split_first() else { return 0 };
        let mut best = units(capacity, rest, weights);
        for supply in 0..capacity.len() {
            if capacity[supply] > 0 && weights[supply][demand] > 0 {
                capacity[supply] -= 1;
                best = best.max(weights[supply][demand] + units(capacity, rest, weights));
                capacity[supply] += 1;
            }
        }
        best
    }
    let wanted: Vec<usize> = demand
        .iter()
        .enumerate()
        .flat_map(|(at, &places)| std::iter::repeat_n(at, usize::try_from(places).expect("few")))
        .collect();
    units(&mut capacity.to_vec(), &wanted, weights)
}

/// Whether the prices show that the flow is best: none is below nought, no pair is worth more than they come to, and what is
/// used, idle or wanted is so at its price.
fn is_shown_best(transport: &Transport) -> bool {
    let state = &transport.state;
    let (u, v) = state.prices.split_at(transport.of_supply.len());
    let of_pairs = transport.pairs.iter().zip(&state.flow).all(|(pair, flow)| {
        let beyond = u[pair.supply] + v[pair.demand] - pair.weight;
        beyond == 0 || (beyond > 0 && *flow == 0)
    });
    let left = state.idle.iter().zip(u).chain(state.unmet.iter().zip(v));
    of_pairs && left.into_iter().all(|(left, price)| *price == 0 || (*price > 0 && *left == 0))
}

fn supplies(weights: &[Vec<i64>]) -> Vec<Vec<(usize, i64)>> {
    let serves = |row: &Vec<i64>| row.iter().copied().enumerate().filter(|(_, weight)| *weight > 0).collect();
    weights.iter().map(serves).collect()
}

fn weights() -> impl Strategy<Value = Vec<Vec<i64>>> {
    prop::collection::vec(prop::collection::vec(prop_oneof![Just(0), Just(50), Just(100), 1..100_i64], 3), 3)
}

proptest! {
    #[test]
    fn a_flow_changed_step_by_step_is_as_good_as_any(
        demand in prop::collection::vec(0..3_i64, 3),
        weights in weights(),
        changes in prop::collection::vec((0..3_usize, -3..4_i64), 1..12),
    ) {
        let mut transport = Transport::new(demand.clone(), &supplies(&weights));
        let mut capacity = vec![0; 3];
        for (supply, places) in changes {
            let places = places.max(-capacity[supply]);
            let price = transport.price(supply);
            let before = transport.value();
            transport.change(supply, places);
            capacity[supply] += places;
            prop_assert_eq!(transport.value(), best_by_trying_all(&capacity, &demand, &weights));
            prop_assert!(transport.value() - before <= price * places, "a price is a bound");
            prop_assert!(is_shown_best(&transport));
        }
        let mut used = [vec![0; 3], vec![0; 3]];
        let mut value = 0;
        for (supply, demand, places) in transport.flows() {
            used[0][supply] += places;
            used[1][demand] += places;
            value += places * weights[supply][demand];
        }
        prop_assert_eq!(value, transport.value());
        prop_assert!(used[0].iter().zip(&capacity).all(|(used, there)| used <= there));
        prop_assert!(used[1].iter().zip(&demand).all(|(used, wanted)| used <= wanted));
    }

    #[test]
    fn what_was_set_aside_comes_back(demand in prop::collection::vec(1..4_i64, 3), weights in weights()) {
        let mut transport = Transport::new(demand, &supplies(&weights));
        transport.change(0, 2);
        let kept = transport.state.clone();
        transport.mark();
        transport.change(1, 3);
        transport.change(0, -1);
        transport.back();
        prop_assert_eq!(&transport.state, &kept);
        transport.change(0, -2);
        prop_assert_eq!(transport.value(), 0);
    }

    #[test]
    fn prices_show_that_a_flow_of_many_is_best(
        demand in prop::collection::vec(0..9_i64, 12),
        weights in prop::collection::vec(prop::collection::vec(prop_oneof![2 => Just(0), 1 => 90..100_i64, 1 => Just(100)], 12), 10),
        changes in prop::collection::vec((0..10_usize, -9..12_i64, any::<bool>()), 1..40),
    ) {
        let mut transport = Transport::new(demand, &supplies(&weights));
        let mut capacity = [0; 10];
        for (supply, places, stays) in changes {
            let places = places.max(-capacity[supply]);
            let gain = transport.price(supply);
            prop_assert!(is_shown_best(&transport));
            transport.mark();
            let before = transport.state.clone();
            transport.change(supply, 1);
            prop_assert_eq!(transport.value() - before.value, gain, "a price is what one more adds");
            transport.change(supply, places - 1);
            prop_assert!(is_shown_best(&transport));
            if stays {
                capacity[supply] += places;
            } else {
                transport.back();
                prop_assert_eq!(&transport.state, &before);
            }
        }
    }
}
