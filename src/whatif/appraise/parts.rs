//! The parts of a plan that are appraised: the whole, each programme line and each region.

use super::Appraised;
use crate::domain::Instance;

/// What a part is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The whole plan.
    Plan,
    /// A programme line.
    Line,
    /// A region: that of the authority that bids.
    Region,
}

impl By {
    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Line => "line",
            Self::Region => "region",
        }
    }
}

/// A part of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is of.
    pub by: By,
    /// The id of its line, or the name of its region.
    pub of: String,
    /// Its name.
    pub name: String,
    /// The places of its options among those of a case.
    pub options: Vec<usize>,
}

/// The parts of a plan that fund anything: the whole, its lines in the order of the published table, its regions in
/// alphabetical order.
#[must_use]
pub fn parts(instance: &Instance, case: &Appraised) -> Vec<Part> {
    let options = |is_of: &dyn Fn(usize) -> bool| (0..case.options.len()).filter(|at| is_of(*at)).collect::<Vec<_>>();
    let project = |at: usize| &instance[instance[case.options[at].option].project];
    let of_line = |line| {
        let named = &instance[line];
        let options = options(&|at| project(at).line == line);
        Part { by: By::Line, of: named.id.to_string(), name: named.name.clone(), options }
    };
    let of_region = |region: &str| {
        let options = options(&|at| instance[project(at).area].region == region);
        Part { by: By::Region, of: region.to_owned(), name: region.to_owned(), options }
    };
    let whole =
        Part { by: By::Plan, of: "all".to_owned(), name: "The whole plan".to_owned(), options: options(&|_| true) };
    let lines = instance.lines_as_printed().into_iter().map(of_line);
    let regions = instance.regions().into_iter().map(of_region);
    let parts = lines.chain(regions).filter(|part| !part.options.is_empty());
    std::iter::once(whole).chain(parts).collect()
}
