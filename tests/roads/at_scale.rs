//! Distances in a country of many junctions, beside a plain search over everything.

use placewell::domain::Miles;
use placewell::roads::{Metric, survey};

use crate::country;

#[test]
fn bounded_searches_find_what_a_plain_search_over_everything_finds() {
    let made = country::country(2_500, 120, 90);
    for tenths in [100, 200, 700] {
        let within = Miles::from_tenths(tenths);
        let metric = Metric::Road { map: &made.map, local_road_percent: country::LOCAL_PERCENT };
        let survey = survey(&made.instance, &metric, within);
        let pairs: usize = made.instance.site_indices().map(|site| survey.distances.from_site(site).len()).sum();
        assert!(pairs > 20, "{pairs} pairs within {within} miles say little");
        assert_eq!(country::differences(&made, &survey, within, 1), Vec::<String>::new());
    }
}
