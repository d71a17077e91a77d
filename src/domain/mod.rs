//! The nouns: values that cannot be wrong, and the data of one question.
//!
//! Nothing here reads a file, solves or prints. Money is whole pounds, distance is tenths of a mile, places are
//! whole, points are whole metres: there is no floating point at all.

#![deny(clippy::arithmetic_side_effects)]

mod about;
mod appraisal;
mod area;
mod chance;
mod counted;
mod demand_layer;
mod distances;
mod doubt;
mod exact;
mod financial_year;
mod group;
mod home;
mod id;
mod index;
mod instance;
mod letters;
mod link;
mod malformed;
mod miles;
mod money;
mod opening;
mod own;
mod partner;
mod places;
mod plan;
mod planner;
mod point;
mod programme_line;
mod project;
mod risk;
mod road_map;
mod site;
mod status;
mod worth;

pub use about::{About, Standing};
pub use appraisal::{AppraisalKind, AppraisalParameter, AppraisalUnit, Figure};
pub use area::{Area, CareType, Demand};
pub use chance::Chance;
pub use counted::{counted, hyphened};
pub use demand_layer::{DemandLayer, LayerEffect, LayerRow, layered};
pub use distances::Distances;
pub use doubt::{DOUBTS, Doubt, OF_SETTINGS};
pub use exact::{common_divisor, left_of, one_more, product, wide_product};
pub use financial_year::FinancialYear;
pub use group::Group;
pub use home::Home;
pub use id::{
    AreaId, CareTypeId, FundId, GroupId, HomeId, Id, Kind, LayerId, LineId, LinkId, OptionId, ProjectId, RuleId, SiteId,
};
pub use index::Index;
pub use instance::{Instance, Parts};
pub use letters::{code_points, is_unseen};
pub use link::{Link, LinkKind};
pub use malformed::{Malformed, whole_of};
pub use miles::Miles;
pub use money::Money;
pub use opening::{CASES_OF_STEP, Opening, STEPS, WorksOverrun};
pub use own::{Own, OwnColumns};
pub use partner::{Joint, Partner};
pub(crate) use places::grouped;
pub use places::{Estimate, PlaceRange, Places};
pub use plan::{Flow, Plan};
pub use planner::Planner;
pub use point::Point;
pub use programme_line::{ProgrammeLine, Published};
pub(crate) use project::most_of_each;
pub use project::{Project, ProjectOption};
pub use risk::{Risk, RiskKind};
pub use road_map::{Land, Polygon, RoadEdge, RoadMap};
pub use site::Site;
pub use status::Status;
pub use worth::{WellLocated, Worth};
