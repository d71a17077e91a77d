//! Tightly bound questions: floors that are equal or near the envelope, caps on projects, and totals to be met to the
//! pound. Each has a plan just where some choice of projects keeps its limits, and by default, without any limit set, a
//! plan is found there.

use std::fs;
use std::path::Path;
use std::process::Command;

use fastrand::Rng;
use rayon::prelude::*;
use tempfile::TempDir;

/// How many questions are put.
const CASES: u64 = 200;

const TABLES: [(&str, &str); 6] = [
    ("areas.csv", "area,name,region,easting,northing,match_limit_gbp\nA0,Area,North,400000,300000,\n"),
    ("care_types.csv", "care_type,name\nopen,Open\n"),
    ("homes.csv", "home,name,area,care_type,easting,northing,places,places_at_risk,at_risk_from,basis\n"),
    (
        "lines.csv",
        "line,row,name,home_type,published_projects,published_homes,published_places_low,published_places_high,\
         published_done_by,published_cost_gbp\nl,1,Line,open,,,,,,\n",
    ),
    ("assumptions.csv", "id,what,value,range,basis,owner,effect\n"),
    ("links.csv", "link,kind,project,other\n"),
];

/// Projects with what they cost and their places; children; and limits on all that is spent and on how many are funded.
#[derive(Debug)]
struct Tight {
    projects: Vec<(i64, i64)>,
    children: i64,
    floor: i64,
    envelope: i64,
    most: Option<usize>,
}

impl Tight {
    fn random(number: u64) -> Self {
        let mut random = Rng::with_seed(number);
        let unit = [1, 1_000][random.usize(0..2)];
        let count = random.usize(6..14);
        let projects: Vec<(i64, i64)> =
            (0..count).map(|_| (random.i64(300_000 / unit..4_000_000 / unit) * unit, random.i64(1..7))).collect();
        let met: i64 = projects.iter().filter(|_| random.bool()).map(|project| project.0).sum();
        let all: i64 = projects.iter().map(|project| project.0).sum();
        // Most totals are met by some choice, others by luck alone.
        let envelope = if number.is_multiple_of(5) { all / 2 / unit * unit } else { met.max(unit) };
        let slack = [0, 0, unit, 10_000][random.usize(0..4)];
        let most = random.bool().then(|| random.usize(2..count));
        Self { projects, children: random.i64(3..40), floor: (envelope - slack).max(0), envelope, most }
    }

    /// The most children served by a choice that keeps every limit.
    fn best(&self) -> Option<i64> {
        let value = |choice: u32| {
            let taken = || self.projects.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1);
            let cost: i64 = taken().map(|(_, project)| project.0).sum();
            let is_kept =
                (self.floor..=self.envelope).contains(&cost) && self.most.is_none_or(|most| taken().count() <= most);
            is_kept.then(|| taken().map(|(_, project)| project.1).sum::<i64>().min(self.children))
        };
        (0..1_u32 << self.projects.len()).filter_map(value).max()
    }

    fn write(&self, folder: &Path) {
        let inputs = folder.join("inputs");
        fs::create_dir(&inputs).expect("a folder");
        let write = |name: &str, text: &str| fs::write(inputs.join(name), text).expect("a table");
        for (name, text) in TABLES {
            write(name, text);
        }
        write("demand.csv", &format!("area,care_type,children,basis\nA0,open,{},modelled\n", self.children));
        let mut tables = [
            ("projects.csv", "project,name,line,area,home,easting,northing,basis,source\n".to_owned()),
            (
                "options.csv",
                "project,option,scope,care_type,starts,opens,dfe_cost_gbp,match_gbp,additional_low,additional_likely,\
                 additional_high,protected,improved,planned\n"
                    .to_owned(),
            ),
            ("spend.csv", "project,option,year,spend_gbp\n".to_owned()),
            ("miles.csv", "site,area,miles\n".to_owned()),
        ];
        for (at, (cost, places)) in self.projects.iter().enumerate() {
            let rows = [
                format!("p{at},Project {at},l,A0,,400000,300000,modelled,made\n"),
                format!("p{at},a,scope,open,2026-27,2026-27,{cost},0,{places},{places},{places},0,0,no\n"),
                format!("p{at},a,2026-27,{cost}\n"),
                format!("p{at},A0,10.0\n"),
            ];
            for ((_, table), row) in tables.iter_mut().zip(rows) {
                table.push_str(&row);
            }
        }
        for (name, table) in &tables {
            write(name, table);
        }
        let names = TABLES.iter().map(|table| table.0).chain(tables[..3].iter().map(|table| table.0));
        let names = names.chain(["demand.csv"]);
        let mut sources = vec!["file,column,kind,source,date,licence,note".to_owned()];
        sources.extend(names.map(|name| format!("{name},*,modelled,made,2026-01-01,OGL 3.0,")));
        write("sources.csv", &(sources.join("\n") + "\n"));
        fs::write(folder.join("model.toml"), self.model()).expect("a model");
    }

    fn model(&self) -> String {
        let Self { envelope, floor, .. } = self;
        let cap = self.most.map(|most| {
            format!("[[rule]]\nid = \"cap\"\nmeasure = \"projects\"\nat_most = {most}\nsource = \"made\"\n")
        });
        format!(
            "title = \"Tight\"\ndataset = \"inputs\"\nhorizon = \"2028-29\"\ncount_places = \"likely\"\n\
             [envelope]\ntotal_gbp = {envelope}\nsource = \"made\"\n\
             [distance]\nmetric = \"matrix\"\nfile = \"inputs/miles.csv\"\n\
             [objective]\nmaximise = \"well-located\"\n\
             [reach.open]\nbands = [{{ miles = 20.0, worth_percent = 100 }}]\nsource = \"made\"\n\
             [[rule]]\nid = \"floor\"\nmeasure = \"cost\"\nat_least_gbp = {floor}\nsource = \"made\"\n{}",
            cap.unwrap_or_default()
        )
    }
}

/// What is wrong with the answer to a question.
fn wrong(number: u64) -> Option<String> {
    let tight = Tight::random(number);
    let best = tight.best();
    let folder = TempDir::new().expect("a folder");
    tight.write(folder.path());
    let done = Command::new(env!("CARGO_BIN_EXE_placewell"))
        .args(["solve", "model.toml", "--out", "run"])
        .current_dir(folder.path())
        .output()
        .expect("placewell runs");
    let code = done.status.code();
    let is_right = match best {
        None => code == Some(4),
        Some(best) => {
            let run = fs::read_to_string(folder.path().join("run/run.json")).unwrap_or_else(|_| "null".to_owned());
            let run: serde_json::Value = serde_json::from_str(&run).expect("JSON");
            let number = |key: &str| run["well_located_places"][key].as_f64();
            let best = i32::try_from(best).map(f64::from).ok();
            let is_bound = number("bound") >= best;
            is_bound && (code == Some(0) && number("value") == best || code == Some(5) && number("value") <= best)
        }
    };
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    (!is_right).then(|| format!("case {number}: the best is {best:?}, and it ended {code:?}: {told}\n{tight:?}"))
}

#[test]
fn a_tight_question_has_a_plan_where_some_choice_keeps_its_limits() {
    let wrong: Vec<String> = (0..CASES).into_par_iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{} of {CASES} wrong; {}", wrong.len(), wrong.join("\n"));
    let plans = (0..CASES).filter(|&number| Tight::random(number).best().is_some()).count();
    assert!((100..190).contains(&plans), "{plans} of {CASES} have a plan");
}
