//! Every reader of files, as a function of bytes: what is fuzzed here, and by `tests/fuzz_smoke.rs` without a fuzzer.

use std::fs;
use std::path::{Path, PathBuf};

use placewell::audit::audit;
use placewell::case::Case;
use placewell::domain::{Instance, Places, Plan, layered};
use placewell::formulate::formulate;
use placewell::import::{
    Files, How, Origin, Wanted, WantedHomes, put_bids, put_homes, read_bids, read_children, read_homes,
};
use placewell::milp::exchange::{Names, read_solution};
use placewell::model::Draft;
use placewell::read::{
    Mistakes, Reading, Roads, Strictness, Vocabulary, read_dataset, read_matrix, read_plan, read_written,
};
use tempfile::TempDir;

/// The tables of a dataset, and its outlines of land.
pub const FILES: [&str; 17] = [
    "areas.csv",
    "assumptions.csv",
    "care_types.csv",
    "dataset.csv",
    "demand.csv",
    "groups.csv",
    "homes.csv",
    "lines.csv",
    "links.csv",
    "options.csv",
    "projects.csv",
    "risks.csv",
    "road_edges.csv",
    "road_nodes.csv",
    "sources.csv",
    "spend.csv",
    "land.geojson",
];

/// A sheet of bids for the small dataset.
const SHEET: &str = "Name,Council,Line,Care type,Places,Total cost,Match,2026-27,2027-28,Postcode\n\
    North,North,open-new,open-high-risk,4,\"£1,000,000\",0,600k,0.4m,ZZ1 1AA\n";

/// What stands between a model and the one it extends in the bytes of a [`Bench::model`].
pub const BETWEEN: &[u8] = b"\n### below\n";

/// A file of the small dataset, which has groups of areas here.
fn original(file: &str) -> Vec<u8> {
    if file == "groups.csv" {
        return include_bytes!("corpus/groups/plain.csv").to_vec();
    }
    let mut bytes = fs::read(tiny().join(file)).expect("a file of the small dataset");
    if file == "sources.csv" {
        bytes.extend(b"groups.csv,*,modelled,Made for the tests,2026-01-01,OGL 3.0,\n");
    }
    bytes
}

/// The small dataset, one of whose files is replaced at a time.
pub struct Bench {
    folder: TempDir,
    vocabulary: Vocabulary,
    instance: Instance,
    names: Names,
}

impl Bench {
    /// A copy of the small dataset.
    ///
    /// # Panics
    ///
    /// If it cannot be copied or has a mistake.
    #[must_use]
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        for file in FILES {
            fs::write(folder.path().join(file), original(file)).expect("a copy");
        }
        let question = fs::read_to_string(tiny().join("../../bad/model.toml")).expect("the model of the small dataset");
        let question = question.replace("\"tiny\"", "\".\"");
        fs::write(folder.path().join("question.toml"), question).expect("a model");
        let reading = read_dataset(folder.path(), Roads::Needed, Strictness::Strict);
        let instance = reading.dataset.expect("the small dataset has no mistakes").instance;
        let case = Case::open(&folder.path().join("question.toml")).expect("the question has no mistakes");
        let names = Names::of(&formulate(&case.question()).milp);
        Self { folder, vocabulary: reading.vocabulary, instance, names }
    }

    /// Reads the dataset with these bytes for one of its files.
    ///
    /// # Panics
    ///
    /// If what comes of it is neither a dataset nor a mistake.
    pub fn file(&self, file: &str, bytes: &[u8]) {
        self.write(file, bytes);
        let read = |strictness| {
            let Reading { dataset, mistakes, .. } = read_dataset(self.folder.path(), Roads::Needed, strictness);
            assert_eq!(dataset.is_none(), !mistakes.is_empty(), "a dataset has no mistakes");
            (dataset.map(|dataset| dataset.instance), mistakes)
        };
        let (strict, (lenient, mistakes)) = (read(Strictness::Strict).0, read(Strictness::Lenient));
        assert!(strict.is_none() || strict == lenient, "what is read strictly is read alike leniently");
        if lenient.is_some() {
            self.state("question.toml");
        } else {
            told(&Mistakes::new(mistakes));
        }
        self.write(file, &original(file));
    }

    /// Reads these bytes as a model: alone, or laid over another that stands below it.
    pub fn model(&self, bytes: &[u8]) {
        let cut = bytes.windows(BETWEEN.len()).position(|window| window == BETWEEN);
        let (over, below) = cut.map_or((bytes, &[][..]), |cut| (&bytes[..cut], &bytes[cut + BETWEEN.len()..]));
        self.write("base.toml", below);
        let model = self.write("model.toml", over);
        let read = Draft::read(&model).and_then(|draft| {
            let _ = (draft.dataset(), draft.roads(), draft.mistake_at(&["rule", "a", "where"], "").to_string());
            draft.interpret(&self.vocabulary)
        });
        match read {
            Ok(_) => self.state("model.toml"),
            Err(mistakes) => told(&Mistakes::new(mistakes)),
        }
    }

    /// States what a model asks, and audits the published plan by it.
    fn state(&self, model: &str) {
        match Case::open(&self.folder.path().join(model)) {
            Ok(case) => {
                let _ = formulate(&case.question());
                let _ = audit(&case.question(), &Plan::published(&case.dataset.instance));
            }
            Err(mistakes) => told(&mistakes),
        }
    }

    /// Reads these bytes as a plan.
    pub fn plan(&self, bytes: &[u8]) {
        let file = self.write("plan.csv", bytes);
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            if let Err(mistakes) = read_plan(&file, &self.instance, strictness) {
                told(&mistakes);
            }
        }
    }

    /// Reads these bytes as a matrix of distances.
    pub fn matrix(&self, bytes: &[u8]) {
        if let Err(mistakes) = read_matrix(&self.write("miles.csv", bytes), &self.instance) {
            told(&mistakes);
        }
    }

    /// Reads these bytes as layers of demand, which the small dataset does without, and chooses them all.
    pub fn demand_layers(&self, bytes: &[u8]) {
        let layers = self.write("demand_layers.csv", bytes);
        let sources = self.folder.path().join("sources.csv");
        let before = fs::read_to_string(&sources).expect("the sources");
        fs::write(&sources, format!("{before}demand_layers.csv,*,modelled,Made,2026-01-01,OGL 3.0,\n"))
            .expect("a file");
        let Reading { dataset, mistakes, .. } = read_dataset(self.folder.path(), Roads::Needed, Strictness::Lenient);
        assert_eq!(dataset.is_none(), !mistakes.is_empty(), "a dataset has no mistakes");
        if let Some(dataset) = dataset {
            let layers: Vec<_> = dataset.instance.demand_layers().iter().collect();
            let years = layers.iter().flat_map(|layer| layer.years()).map(Some);
            for year in [None].into_iter().chain(years) {
                let demand = layered(dataset.instance.demand(), &layers, year).unwrap_or_default();
                assert!(
                    demand.iter().all(|need| need.children <= Places::LARGEST),
                    "no area has more than there may be"
                );
            }
        }
        fs::write(&sources, before).expect("a file");
        fs::remove_file(layers).expect("the layers are there");
    }

    /// Reads these bytes as the solution of another solver.
    pub fn solution(&self, bytes: &[u8]) {
        if let Ok(text) = std::str::from_utf8(bytes)
            && let Err(misread) = read_solution(text, &self.names)
        {
            assert!(!misread.why.is_empty(), "a mistake says what it is");
        }
    }

    /// Reads these bytes as a sheet of bids, without a map and by one, and as a table of children and one of homes.
    pub fn sheet(&self, bytes: &[u8]) {
        let sheet = self.write("sheet.csv", bytes);
        self.bids(&sheet, &self.folder.path().join("no-map.toml"));
        let only = [];
        let wanted = Wanted { care_type: Some("secure-welfare"), year: None, column: None, only: &only };
        if let Err(mistakes) = read_children(&sheet, &wanted, &self.instance) {
            told(&mistakes);
        }
        self.homes(&sheet);
    }

    /// Reads a table of homes, and puts what was read into the tables of the small dataset.
    fn homes(&self, sheet: &Path) {
        let wanted = WantedHomes { care_type: Some("secure-welfare"), only: &[], postcodes: None };
        let put = read_homes(sheet, &wanted, &self.instance).and_then(|homes| {
            let mut tables = read_written(self.folder.path(), Roads::Needed).expect("the tables of the small dataset");
            let origin = Origin { name: &homes.name, kind: "observed" };
            put_homes(&mut tables, &homes, How::Replace, origin, sheet)
        });
        if let Err(mistakes) = put {
            told(&mistakes);
        }
    }

    /// Reads these bytes as the map of a sheet of bids.
    pub fn map(&self, bytes: &[u8]) {
        let sheet = self.write("sheet.csv", SHEET.as_bytes());
        let map = self.write("map.toml", bytes);
        self.bids(&sheet, &map);
    }

    /// Reads a sheet of bids by a map, and puts what was read into the tables of the small dataset.
    fn bids(&self, sheet: &Path, map: &Path) {
        let postcodes = self.write("postcodes.csv", b"pcds,oseast1m,osnrth1m\nZZ1 1AA,430000,430000\n");
        match read_bids(Files { bids: sheet, map, postcodes: Some(&postcodes) }, &self.instance) {
            Err(mistakes) => told(&mistakes),
            Ok(flat) if !flat.mistakes.is_empty() => told(&Mistakes::new(flat.mistakes)),
            Ok(flat) => {
                let mut tables =
                    read_written(self.folder.path(), Roads::Needed).expect("the tables of the small dataset");
                let origin = Origin { name: &flat.name, kind: "modelled" };
                put_bids(&mut tables, &flat.ways, How::Replace, origin).expect("all give way");
                assert!(tables.iter().all(|table| !table.to_csv().is_empty()), "each is a file");
            }
        }
    }

    fn write(&self, file: &str, bytes: &[u8]) -> PathBuf {
        let file = self.folder.path().join(file);
        fs::write(&file, bytes).expect("a file of the copy");
        file
    }
}

impl Default for Bench {
    fn default() -> Self {
        Self::new()
    }
}

/// The small dataset.
#[must_use]
pub fn tiny() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = if here.ends_with("fuzz") { here.parent().expect("the repository") } else { here };
    root.join("tests/data/tiny")
}

/// Mistakes are told in few lines, each in its place, and give no order to a terminal.
fn told(mistakes: &Mistakes) {
    let text = mistakes.to_string();
    assert!(!mistakes.as_slice().is_empty(), "what is refused is told");
    assert!(text.lines().count() <= 52, "{} lines", text.lines().count());
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
}
