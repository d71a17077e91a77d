//! A folder of models, side by side.

use super::shop::{Shop, text};

#[test]
fn one_that_fails_does_not_stop_the_rest_and_the_gravest_code_is_told() {
    let shop = Shop::new();
    let done = shop.placewell(&["solve", "--all", "models/what-if", "--out", "all"]);
    assert_eq!(done.status.code(), Some(4), "{}", text(&done.stderr));
    insta::assert_snapshot!(text(&done.stdout), @r"
    Model  Status      Well    At   £m  Left,  Projects
                    located  most          £m
    ------ -------- -------- ----- ---- ------ ---------
    dear   proved       6.0   6.0  1.0    0.5         1
    never  no plan
    south  proved       3.0   3.0  1.5    0.0         2
    ");
    let said = text(&done.stderr);
    for line in [
        "dear: 6 well-located places for £1,000,000, proved",
        "never: no plan can keep all the rules",
        "south: 3 well-located",
    ] {
        assert_eq!(
            said.lines().filter(|said| said.contains(line)).count(),
            if line.starts_with("never") { 2 } else { 1 },
            "{said}"
        );
    }
    shop.told(0, &["verify", "all/dear"]);
    assert!(!shop.path("all/never").exists(), "what has no plan has no run");

    shop.write("models/what-if/broken.toml", "extends = \"../base.toml\"\nhorizen = \"2028-29\"\n");
    let again = shop.placewell(&["solve", "--all", "models/what-if", "--out", "all", "--format", "csv"]);
    assert_eq!(again.status.code(), Some(3), "mistakes in a model are graver than rules that clash");
    assert_eq!(text(&again.stdout).lines().filter(|line| line.contains(",proved,")).count(), 2);
}

#[test]
fn a_folder_without_a_model_is_refused() {
    let shop = Shop::new();
    assert!(shop.refused(3, &["solve", "--all", "inputs"]).contains("holds no model"));
    assert!(shop.refused(3, &["solve", "--all", "models/base.toml"]).contains("--all takes a folder"));
}

#[test]
fn the_answer_is_the_same_on_any_number_of_threads() {
    let shop = Shop::new();
    let told = |threads| {
        text(&shop.placewell(&["--threads", threads, "solve", "--all", "models/what-if", "--out", "all"]).stdout)
    };
    assert_eq!(told("1"), told("3"));
}
