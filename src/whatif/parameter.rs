//! A number of a model that can be turned: the envelope, the bound of a rule, the floor under regions, a reach.

use crate::domain::{CareTypeId, Malformed, Miles, Money, Places, RuleId};
use crate::model::{Bound, CoverageFloor, Model, Sense, Share};
use crate::read::nearest_or_all;

/// A number of a model that can be turned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// The most that may be spent.
    Envelope,
    /// How many funded projects may overrun at once, and the envelope still do.
    Overruns,
    /// The bound of a rule.
    Rule(RuleId),
    /// The least share of demand well located in each region.
    Floor,
    /// The number of the clause of a family.
    Clause(&'static str),
    /// The edge of the first band of a care type's reach; bands further out keep their proportion to it.
    Reach(CareTypeId),
}

/// What a setting of a parameter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Pounds.
    Pounds,
    /// Whole things.
    Count,
    /// Thousandths of a share.
    Thousandths,
    /// Tenths of a mile.
    Tenths,
}

/// Which way a parameter is turned to allow more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relaxes {
    /// Up.
    Rising,
    /// Down.
    Falling,
}

impl Parameter {
    /// The parameter of this name, if `model` has it: `envelope`, `overruns`, `floor`, `rule:ID`, `reach:CARE-TYPE`.
    ///
    /// # Errors
    ///
    /// What is wrong with the name, in words.
    pub fn of_word(word: &str, model: &Model) -> Result<Self, String> {
        let unknown = |kind: &str, id: &str, known: Vec<&str>| {
            let hint = nearest_or_all(id, &known, "there are");
            format!("the model has no {kind} `{id}`; {hint}")
        };
        match word.split_once(':') {
            None if word == "envelope" => Ok(Self::Envelope),
            None if word == "overruns" => Ok(Self::Overruns),
            None if word == "floor" => Ok(Self::Floor),
            Some(("rule", id)) => {
                let rule = model.rules.iter().find(|rule| rule.id.as_str() == id);
                let known = || model.rules.iter().map(|rule| rule.id.as_str()).collect();
                rule.map(|rule| Self::Rule(rule.id.clone())).ok_or_else(|| unknown("rule", id, known()))
            }
            Some(("reach", id)) => {
                let care_type = model.reach.keys().find(|care_type| care_type.as_str() == id);
                let known = || model.reach.keys().map(CareTypeId::as_str).collect();
                care_type.cloned().map(Self::Reach).ok_or_else(|| unknown("reach of", id, known()))
            }
            None | Some(_) => {
                let clause = model.clauses.iter().map(|clause| clause.family().name).find(|name| *name == word);
                clause.map(Self::Clause).ok_or_else(|| format!("`{word}` is not one of envelope, overruns, floor, rule:ID, reach:CARE-TYPE, or a section with a number of its own"))
            }
        }
    }

    /// What its settings count.
    #[must_use]
    pub fn scale(&self, model: &Model) -> Scale {
        match self {
            Self::Envelope => Scale::Pounds,
            Self::Overruns => Scale::Count,
            Self::Floor => Scale::Thousandths,
            Self::Reach(_) => Scale::Tenths,
            Self::Rule(_) | Self::Clause(_) => match self.limit(model) {
                Some((Bound::Money(_), _)) => Scale::Pounds,
                Some((Bound::Count(_), _)) | None => Scale::Count,
            },
        }
    }

    /// Which way it is turned to allow more.
    #[must_use]
    pub fn relaxes(&self, model: &Model) -> Relaxes {
        match self {
            Self::Envelope | Self::Reach(_) => Relaxes::Rising,
            Self::Overruns | Self::Floor => Relaxes::Falling,
            Self::Rule(_) | Self::Clause(_) => match self.limit(model) {
                Some((_, Sense::AtLeast)) => Relaxes::Falling,
                Some((_, Sense::AtMost)) | None => Relaxes::Rising,
            },
        }
    }

    /// The bound of the rule or clause that it turns, and which way that limits.
    #[must_use]
    pub fn limit(&self, model: &Model) -> Option<(Bound, Sense)> {
        match self {
            Self::Rule(id) => model.rules.iter().find(|rule| rule.id == *id).map(|rule| (rule.bound, rule.sense)),
            Self::Clause(family) => model.clause(family).map(|clause| (clause.bound(), clause.sense())),
            Self::Envelope | Self::Overruns | Self::Floor | Self::Reach(_) => None,
        }
    }

    /// The model with the parameter at `setting`, which is of its scale.
    #[must_use]
    pub fn turned(&self, model: &Model, setting: Setting) -> Model {
        let mut model = model.clone();
        let source = |before: &str| format!("frontier, {} at {}; before: {before}", self.word(), setting);
        match self {
            Self::Envelope => {
                model.envelope.total = Money::from_pounds(setting.amount);
                model.envelope.source = source(&model.envelope.source);
            }
            Self::Overruns => {
                model.envelope.overruns = u32::try_from(setting.amount).unwrap_or(u32::MAX);
                model.envelope.source = source(&model.envelope.source);
            }
            Self::Floor => floor_at(&mut model, setting.amount, source),
            Self::Rule(id) => {
                for rule in model.rules.iter_mut().filter(|rule| rule.id == *id) {
                    rule.source = source(&rule.source);
                    rule.bound = rule.bound.at(setting.amount);
                }
            }
            Self::Clause(family) => {
                if let Some(clause) = model.clause_mut(family) {
                    *clause.source_mut() = source(clause.source());
                    clause.set(setting.amount);
                }
            }
            Self::Reach(care_type) => {
                if let Some(reach) = model.reach.get_mut(care_type) {
                    reach.source = source(&reach.source);
                    let first = reach.bands.first().map_or(0, |band| band.miles.tenths());
                    for band in &mut reach.bands {
                        band.miles = in_proportion(band.miles, setting.amount, first);
                    }
                }
            }
        }
        model
    }

    /// Its name, as [`Parameter::of_word`] reads it.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Envelope => "envelope".to_owned(),
            Self::Overruns => "overruns".to_owned(),
            Self::Floor => "floor".to_owned(),
            Self::Clause(family) => (*family).to_owned(),
            Self::Rule(id) => format!("rule:{id}"),
            Self::Reach(care_type) => format!("reach:{care_type}"),
        }
    }
}

/// Gives `model` a floor of so many thousandths, in the regions and groups of the one it has.
fn floor_at(model: &mut Model, thousandths: i64, source: impl Fn(&str) -> String) {
    let floor = model.coverage_floor.take();
    let source = source(floor.as_ref().map_or("none", |floor| floor.source.as_str()));
    let (regions, groups) = floor.map_or_else(Default::default, |floor| (floor.regions, floor.groups));
    let share = u32::try_from(thousandths).ok().and_then(Share::from_thousandths).unwrap_or(Share::ALL);
    model.coverage_floor = Some(CoverageFloor { share, regions, groups, source });
}

/// As far beyond `setting` as `miles` was beyond `first`, to the nearest tenth of a mile, halves up.
fn in_proportion(miles: Miles, setting: i64, first: u32) -> Miles {
    let first = i64::from(first).max(1);
    let tenths = (2 * i64::from(miles.tenths()) * setting + first) / (2 * first);
    Miles::from_tenths(u32::try_from(tenths).unwrap_or(u32::MAX))
}

/// A setting of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What it counts.
    pub scale: Scale,
    /// How much of that.
    pub amount: i64,
}

impl Setting {
    /// Reads a setting: pounds as `440000000` or `440m`, miles and per cents with at most one decimal, whole numbers.
    ///
    /// # Errors
    ///
    /// What was wanted, in words.
    pub fn of_word(scale: Scale, word: &str) -> Result<Self, String> {
        let tenths = |word: &str| word.parse::<Miles>().ok().map(|miles| i64::from(miles.tenths()));
        let (amount, wanted) = match scale {
            Scale::Pounds => {
                (Money::of_short(word).map(Money::pounds), "an amount of money up to £100bn, such as 440m or 440000000")
            }
            Scale::Count => {
                (word.parse::<Places>().ok().map(|count| i64::from(count.count())), "a whole number, such as 4")
            }
            Scale::Thousandths => (
                tenths(word.trim_end_matches('%')).filter(|thousandths| *thousandths <= 1_000),
                "a share of 0 to 100 per cent, such as 42.5",
            ),
            Scale::Tenths => (tenths(word), "miles with at most one decimal, such as 20"),
        };
        amount.map(|amount| Self { scale, amount }).ok_or_else(|| Malformed::whole(word, wanted).to_string())
    }
}

impl std::fmt::Display for Setting {
    /// Writes `£440,000,000`, `4`, `42.5%` or `20.0 miles`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { scale, amount } = self;
        match scale {
            Scale::Pounds => write!(f, "{}", Money::from_pounds(*amount)),
            Scale::Count => write!(f, "{amount}"),
            Scale::Thousandths => write!(f, "{}.{}%", amount / 10, amount % 10),
            Scale::Tenths => write!(f, "{}.{} miles", amount / 10, amount % 10),
        }
    }
}
