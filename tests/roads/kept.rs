//! Distances that are kept from one command to the next are those that would be measured.

use std::fs;
use std::path::PathBuf;

use placewell::domain::{Instance, Miles, Point};
use placewell::roads::{Metric, Origin, Survey, survey, survey_kept};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::country;

const WITHIN: Miles = Miles::from_tenths(700);

/// A country and a folder to keep its distances in.
struct Desk {
    made: country::Country,
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { made: country::country(600, 40, 30), folder: TempDir::new().expect("a folder") }
    }

    fn metric(&self, percent: u32) -> Metric<'_> {
        Metric::Road { map: &self.made.map, local_road_percent: percent }
    }

    /// What is kept or measured anew.
    fn kept(&self, instance: &Instance, percent: u32, within: Miles) -> Survey {
        let (survey, done) = survey_kept(instance, &self.metric(percent), within, self.folder.path());
        done.expect("the folder can be written");
        survey
    }

    fn files(&self) -> Vec<PathBuf> {
        let all = fs::read_dir(self.folder.path()).expect("the folder");
        let mut all: Vec<PathBuf> = all.map(|entry| entry.expect("a file").path()).collect();
        all.sort();
        all
    }

    /// Changes the one file, and states the digest of what it then says.
    fn forge(&self, change: impl Fn(&str) -> String) {
        let [file] = &self.files()[..] else { panic!("there is one file") };
        let text = fs::read_to_string(file).expect("text");
        let body = change(text.split_once('\n').expect("a digest, and the rest").1);
        let name = file.file_name().expect("a name").to_string_lossy();
        let digest = Sha256::digest(format!("{name}\n{body}").as_bytes());
        let digest = digest.iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"));
        fs::write(file, format!("{digest}\n{body}")).expect("it can be written");
    }
}

fn percent() -> u32 {
    country::LOCAL_PERCENT
}

#[test]
fn what_is_kept_is_what_is_measured() {
    let desk = Desk::new();
    let measured = survey(&desk.made.instance, &desk.metric(percent()), WITHIN);
    assert!(measured.distances.rows().flatten().count() > 20, "there is something to keep");
    for _ in 0..2 {
        assert_eq!(desk.kept(&desk.made.instance, percent(), WITHIN), measured);
        assert_eq!(desk.files().len(), 1);
    }
    assert_eq!(country::differences(&desk.made, &measured, WITHIN, 1), Vec::<String>::new());
}

#[test]
fn the_second_time_it_is_read_and_not_measured() {
    let desk = Desk::new();
    let measured = desk.kept(&desk.made.instance, percent(), WITHIN);
    let first = |survey: &Survey| survey.snaps[0].metres;
    let (was, is) = (format!("[[0,{}]", first(&measured)), format!("[[0,{}]", first(&measured) + 1));
    desk.forge(|body| body.replacen(&was, &is, 1));
    assert_eq!(first(&desk.kept(&desk.made.instance, percent(), WITHIN)), first(&measured) + 1);
}

#[test]
fn whatever_changes_is_measured_anew() {
    let desk = Desk::new();
    let instance = &desk.made.instance;
    desk.kept(instance, percent(), WITHIN);
    let moved = instance.changed(|parts| {
        let point = parts.sites[0].point;
        parts.sites[0].point = Point::new(point.easting() + 1_000, point.northing()).expect("it is still in England");
    });
    let other_map = country::country(900, 40, 30);
    for (count, (instance, metric, within)) in [
        (&moved, desk.metric(percent()), WITHIN),
        (instance, desk.metric(percent() + 1), WITHIN),
        (instance, desk.metric(percent()), Miles::from_tenths(701)),
        (instance, Metric::Road { map: &other_map.map, local_road_percent: percent() }, WITHIN),
    ]
    .into_iter()
    .enumerate()
    {
        let (kept, done) = survey_kept(instance, &metric, within, desk.folder.path());
        done.expect("it is written");
        assert_eq!(kept, survey(instance, &metric, within));
        assert_eq!(desk.files().len(), count + 2, "each is kept beside the others");
    }
}

#[test]
fn a_file_that_is_not_whole_or_speaks_of_other_places_is_measured_anew() {
    let desk = Desk::new();
    let instance = &desk.made.instance;
    let measured = desk.kept(instance, percent(), WITHIN);
    let file = desk.files().remove(0);
    let whole = fs::read(&file).expect("it is there");
    for cut in [0, 1, 64, 65, whole.len() / 2, whole.len() - 1] {
        fs::write(&file, &whole[..cut]).expect("it can be written");
        assert_eq!(desk.kept(instance, percent(), WITHIN), measured, "cut at {cut}");
        assert_eq!(fs::read(&file).expect("it is there"), whole, "and mended");
    }
    let text = String::from_utf8(whole).expect("text");
    let (digest, body) = text.split_once('\n').expect("a digest, and the rest");
    let other = body.replace("\"sites\":[[0,", "\"sites\":[[0,1");
    assert_ne!(body, other, "a number is changed");
    fs::write(&file, format!("{digest}\n{other}")).expect("it can be written");
    assert_eq!(desk.kept(instance, percent(), WITHIN), measured, "a number that is not what was written");
    desk.forge(|body| body.replacen("\"rows\":[[", "\"rows\":[[[99999,1],", 1));
    assert_eq!(desk.kept(instance, percent(), WITHIN), measured, "an area that is none");
    desk.forge(|body| body.replacen("\"rows\":[", "\"rows\":[[],", 1));
    assert_eq!(desk.kept(instance, percent(), WITHIN), measured, "a site that is none");
}

#[test]
fn miles_that_no_way_by_road_has_are_not_believed_whoever_made_their_digest() {
    let desk = Desk::new();
    let instance = &desk.made.instance;
    let measured = desk.kept(instance, percent(), WITHIN);
    // The farthest there is, so that the straight line is more than nothing.
    let pairs = instance.site_indices().flat_map(|site| measured.distances.from_site(site).iter().copied());
    let (area, miles) = pairs.max_by_key(|(_, miles)| *miles).expect("a pair");
    let was = format!("[{},{}]", area.position(), miles.tenths());
    for forged in [0, miles.tenths() / 3, WITHIN.tenths() + 1, u32::MAX] {
        let is = format!("[{},{forged}]", area.position());
        desk.forge(|body| body.replacen(&was, &is, 1));
        let text = fs::read_to_string(&desk.files()[0]).expect("text");
        assert!(text.contains(&is), "it is forged");
        assert_eq!(desk.kept(instance, percent(), WITHIN), measured, "{forged}");
    }
}

#[test]
fn miles_that_are_longer_than_the_roads_are_not_believed_and_it_is_told() {
    let desk = Desk::new();
    let instance = &desk.made.instance;
    let measured = desk.kept(instance, percent(), WITHIN);
    let kept = |origin: Origin| {
        let (kept, done) = survey_kept(instance, &desk.metric(percent()), WITHIN, desk.folder.path());
        assert_eq!((&kept, done.expect("the folder can be written")), (&measured, origin));
    };
    kept(Origin::Folder);
    // Every distance is one that a road could have: a tenth of a mile more than it is.
    desk.forge(|body| {
        let mut body: serde_json::Value = serde_json::from_str(body).expect("JSON");
        for pair in body["rows"].as_array_mut().expect("rows").iter_mut().filter_map(|row| row.as_array_mut()).flatten()
        {
            let tenths = pair[1].as_u64().expect("tenths of a mile");
            pair[1] = (tenths + 1).min(WITHIN.tenths().into()).into();
        }
        body.to_string()
    });
    kept(Origin::NotBelieved);
    kept(Origin::Folder);
}

#[test]
fn a_file_under_another_name_than_its_own_is_measured_anew() {
    let desk = Desk::new();
    let instance = &desk.made.instance;
    let measured = desk.kept(instance, percent(), WITHIN);
    let first = desk.files().remove(0);
    let other = desk.kept(instance, percent() + 1, WITHIN);
    assert_ne!(measured, other);
    let second = desk.files().into_iter().find(|file| *file != first).expect("another");
    fs::copy(&first, &second).expect("a copy");
    assert_eq!(desk.kept(instance, percent() + 1, WITHIN), other);
}

#[test]
fn a_folder_that_cannot_be_written_does_no_harm_and_is_told() {
    let desk = Desk::new();
    let file = desk.folder.path().join("a-file");
    fs::write(&file, "").expect("it can be written");
    let (kept, done) = survey_kept(&desk.made.instance, &desk.metric(percent()), WITHIN, &file);
    assert_eq!(kept, survey(&desk.made.instance, &desk.metric(percent()), WITHIN));
    assert!(done.is_err());
}
