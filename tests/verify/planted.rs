//! Plans and flows that break a rule or claim what is not so, one of each kind.

use placewell::report::run::WIDTH;
use placewell::solve::Highs;
use placewell::verify::{Verified, text, verify_plan};

use super::corruption::all;
use super::given::{Caught, Given};

/// The file with the one place where `old` stands replaced.
fn with(given: &Given, file: &str, old: &str, new: &str) -> String {
    let text = given.text(file);
    assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in {file}");
    text.replace(old, new)
}

#[test]
fn a_plan_one_pound_over_its_envelope_breaks_it() {
    let given = Given::tiny();
    given.write("tiny.toml", &with(&given, "tiny.toml", "2111000", "2110999"));
    let case = given.case();
    let alone = verify_plan(&case, &given.path("run/plan.csv"), &Highs { seed: 0 }).expect("a plan without mistakes");
    let breaches: Vec<String> = alone.findings.iter().filter_map(placewell::audit::Finding::breach).collect();
    assert_eq!(breaches.len(), 1, "{breaches:?}");
    assert!(breaches[0].contains("£2,111,000") && breaches[0].contains("£2,110,999"), "{breaches:?}");
    assert!(Caught::of(given.verified(&case)).breaks("envelope"));
}

#[test]
fn flows_that_cannot_be_break_the_rule_that_forbids_them() {
    let given = Given::tiny();
    let case = given.case();
    let devon = "E10000008,Devon,secure-welfare,3,";
    let bham = "E08000025,Birmingham,open-high-risk,6,";
    let bristol = "E06000023,\"Bristol, City of\",open-high-risk,4,";
    let away = "open-bristol,,E08000025,,open-high-risk,1,,,,\r\nvinney,";
    let planted = [
        ("demand", vec![(devon, "E10000008,Devon,secure-welfare,4,")]),
        ("capacity", vec![(bham, "E08000025,Birmingham,open-high-risk,7,")]),
        ("capacity", vec![(devon, "E10000008,Devon,open-high-risk,3,")]),
        ("reach", vec![(bristol, "E06000023,\"Bristol, City of\",open-high-risk,3,"), ("vinney,", away)]),
        ("demand", vec![(devon, "E10000008,Devon,secure-welfare,9999,")]),
    ];
    for (family, edits) in planted {
        let written = given.text("run/flows.csv");
        let spoiled = edits.iter().fold(written, |text, (old, new)| {
            assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in the flows");
            text.replace(old, new)
        });
        let caught = given.spoiled(&case, "run/flows.csv", &spoiled);
        assert!(caught.breaks(family), "{edits:?}: {caught:?}");
    }
}

#[test]
fn a_place_that_serves_another_area_than_it_says_is_a_difference_in_every_file_that_speaks_of_it() {
    let given = Given::tiny();
    let case = given.case();
    // Another home within reach of the same children takes one of them: every rule is kept and as many are served.
    let flows = with(
        &given,
        "run/flows.csv",
        "\"Bristol, City of\",secure-welfare,2,",
        "\"Bristol, City of\",secure-welfare,1,",
    );
    let moved = format!("{flows}atkinson,,E06000023,,secure-welfare,1,,,,\r\n");
    given.write("run/flows.csv", &moved);
    let Verified { findings, differences, .. } = given.verified(&case).expect("a run without mistakes");
    assert!(findings.iter().all(placewell::audit::Finding::holds));
    for file in ["flows.csv", "summary.txt", "run.json"] {
        assert!(differences.iter().any(|difference| difference.file == file), "{file}: {differences:?}");
    }
}

#[test]
fn a_year_that_is_shifted_is_a_difference() {
    let given = Given::tiny();
    let case = given.case();
    for (file, old, new) in [
        ("run/years.csv", "\n2026-27,", "\n2025-26,"),
        ("run/years.csv", "2027-28,1011000,0,2", "2027-28,1011000,2,0"),
        (
            "run/plan.csv",
            "Two new homes in Birmingham,open-new,E08000025,Birmingham,West Midlands,open-bham,open-high-risk,Both homes,yes,2026-27,2027-28",
            "Two new homes in Birmingham,open-new,E08000025,Birmingham,West Midlands,open-bham,open-high-risk,Both homes,yes,2026-27,2028-29",
        ),
    ] {
        let caught = given.spoiled(&case, file, &with(&given, file, old, new));
        assert!(matches!(&caught, Caught::Found(broken, count) if broken.is_empty() && *count > 0), "{caught:?}");
    }
}

#[test]
fn an_option_that_is_there_twice_is_a_mistake_and_two_of_a_project_break_a_rule() {
    let given = Given::tiny();
    let case = given.case();
    let plan = given.text("run/plan.csv");
    let row = plan.lines().find(|line| line.starts_with("open-bham,a,yes")).expect("it is funded");
    let Caught::Mistake(told) = given.spoiled(&case, "run/plan.csv", &format!("{plan}{row}\r\n")) else {
        panic!("an option is funded twice");
    };
    assert!(told.contains("plan.csv:7: option: `open-bham, a` is on line 2 already"), "{told}");
    let both = with(&given, "run/plan.csv", "open-bham,b,no", "open-bham,b,yes");
    assert!(given.spoiled(&case, "run/plan.csv", &both).breaks("one_option"));
}

#[test]
fn an_input_that_has_changed_since_the_run_is_a_difference() {
    let given = Given::tiny();
    let manifest: serde_json::Value = serde_json::from_str(&given.text("run/run.json")).expect("a manifest is JSON");
    let inputs = manifest["inputs"].as_array().expect("a list of inputs");
    assert!(inputs.len() > 10, "{inputs:?}");
    for input in inputs {
        let name = input["file"].as_str().expect("a name");
        let file = if name == "tiny.toml" { name.to_owned() } else { format!("data/{name}") };
        let before = given.text(&file);
        given.write(&file, &format!("{before}\n"));
        let verified = given.verified(&given.case()).expect("a blank line at the end is no mistake");
        let told: Vec<String> = verified.differences.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with(&format!("run.json: inputs, {name}.bytes: it says `")), "{told:?}");
        assert!(told[1].starts_with(&format!("run.json: inputs, {name}.sha256: it says `")), "{told:?}");
        given.write(&file, &before);
    }
}

#[test]
fn two_wrongs_do_not_make_a_right() {
    let given = Given::tiny();
    let case = given.case();
    let files: Vec<_> = given.run().into_iter().map(|(file, text)| (all(&file, &text), file)).collect();
    let mut chance = fastrand::Rng::with_seed(8);
    let mut missed = Vec::new();
    for _ in 0..300 {
        let [one, other] = chance.choose_multiple(&files, 2)[..] else { panic!("there are ten files") };
        let [first, second] = [&one.0, &other.0].map(|among| &among[chance.usize(..among.len())]);
        let before = given.text(&one.1);
        given.write(&one.1, &first.text);
        let caught = given.spoiled(&case, &other.1, &second.text);
        if matches!(caught, Caught::Nothing) {
            missed.push(format!("{}: {} and {}: {}", one.1, first.what, other.1, second.what));
        }
        given.write(&one.1, &before);
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_told_of_a_spoiled_run_is_at_most_80_columns_wide() {
    let given = Given::tiny();
    let case = given.case();
    let mut told = 0;
    for (file, written) in given.run() {
        for corruption in all(&file, &written).iter().step_by(3) {
            given.write(&file, &corruption.text);
            if let Ok(verified) = given.verified(&case) {
                let page = text(&verified, WIDTH);
                assert!(page.lines().all(|line| line.chars().count() <= 80), "{}\n{page}", corruption.what);
                told += 1;
            }
            given.write(&file, &written);
        }
    }
    assert!(told > 200, "only {told} pages were looked at");
}
