//! `placewell list`.

use std::io::Write;

use clap::ValueEnum;

use super::ask::Asked;
use super::exit::Exit;
use super::say::columns;
use super::{Format, ModelFile, print};
use crate::domain::counted;
use crate::read::{Mistake, Mistakes};
use crate::report::question::layers::layers;
use crate::report::question::list::{areas, groups, homes, matching, projects, rules, sites};
use crate::table::{Table, json_of};

/// List what a model and its dataset hold, with the ids that other commands take
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
    #[command(flatten)]
    model: ModelFile,
    /// Only those with this value, such as `region=London` or `line=open-new`, of any column that --format csv shows; may
    /// be repeated
    #[arg(long = "where", value_name = "KEY=VALUE", value_parser = pair)]
    wanted: Vec<(String, String)>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Bids
    Projects,
    /// Authorities
    Areas,
    /// Groups of authorities
    Groups,
    /// Rules of the model
    Rules,
    /// Layers of demand, and which the model chooses
    Layers,
    /// Homes there are
    Homes,
    /// Homes there are, and the sites of new ones
    Sites,
}

/// A key and its value.
pub(super) fn pair(written: &str) -> Result<(String, String), String> {
    let (key, value) =
        written.split_once('=').ok_or_else(|| "write it as KEY=VALUE, such as region=London".to_owned())?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

impl List {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let asked = Asked::open(&self.model)?;
        let all = self.what.table(&asked);
        let count = all.rows.len();
        let refused =
            |why: String| Exit::from(Mistakes::from(Mistake::of_file(&self.model.model, &format!("--where: {why}"))));
        let table = matching(all, &self.wanted).map_err(refused)?;
        match self.format {
            Format::Table => {
                let told = if self.wanted.is_empty() { String::new() } else { format!("{} of ", table.rows.len()) };
                let page = format!("{}\n{told}{}\n", table.to_text(columns()), self.what.counted(count));
                print(out, page.as_bytes())?;
            }
            Format::Csv => print(out, &table.to_csv())?,
            Format::Json => print(out, &json_of(&[table]))?,
        }
        Ok(Exit::Done)
    }
}

impl What {
    fn table(self, asked: &Asked) -> Table {
        match self {
            Self::Projects => projects(&asked.case),
            Self::Areas => areas(&asked.case),
            Self::Groups => groups(&asked.case),
            Self::Rules => rules(&asked.case.model),
            Self::Layers => layers(&asked.case),
            Self::Homes => homes(&asked.case),
            Self::Sites => sites(&asked.case),
        }
    }

    fn counted(self, count: usize) -> String {
        let (one, many) = match self {
            Self::Projects => ("project", "projects"),
            Self::Areas => ("area", "areas"),
            Self::Groups => ("group", "groups"),
            Self::Rules => ("rule", "rules"),
            Self::Layers => ("layer", "layers"),
            Self::Homes => ("home", "homes"),
            Self::Sites => ("site", "sites"),
        };
        counted(count, one, many)
    }
}
