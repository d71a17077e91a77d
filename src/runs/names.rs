//! The names of the files of a run.

/// The names of the files of every run.
pub const FILES: [&str; 11] = [
    "plan.csv",
    "flows.csv",
    "areas.csv",
    "regions.csv",
    "lines.csv",
    "years.csv",
    "funds.csv",
    "rules.csv",
    "results_long.csv",
    "summary.txt",
    "run.json",
];

/// The names of the tables that not every run has: where its dataset has groups of areas, where one of them plans, and where a
/// partner builds with the department.
pub const TOGETHER: [&str; 3] = ["groups.csv", "neighbours.csv", "partners.csv"];

/// The names of the tables and workbooks that a what-if puts beside the files of a run.
pub const BESIDE: [&str; 25] = [
    "why.csv",
    "stress.csv",
    "stress_limits.csv",
    "stress_draws.csv",
    "stress_regret.csv",
    "order.csv",
    "alternatives.csv",
    "alternatives_plans.csv",
    "alternatives_projects.csv",
    "alternatives_flows.csv",
    "plans_flows.csv",
    APPRAISAL,
    "appraisal_years.csv",
    "appraisal_switching.csv",
    "appraisal_parameters.csv",
    "regret.csv",
    "regret_of_best.csv",
    "regret_plans.csv",
    "regret.xlsx",
    "why.xlsx",
    "stress.xlsx",
    "order.xlsx",
    "alternatives.xlsx",
    APPRAISAL_BOOK,
    FRONTIER,
];

/// The name of the table by which a folder is known to have an appraisal beside its run.
pub const APPRAISAL: &str = "appraisal.csv";

/// The name of the workbook of an appraisal.
pub const APPRAISAL_BOOK: &str = "appraisal.xlsx";

/// The names of the workbooks of a run: the one to work with, and the one to publish.
pub const WORKBOOKS: [&str; 2] = ["working.xlsx", "publication.xlsx"];

/// The name of the workbook of a frontier.
pub const FRONTIER: &str = "frontier.xlsx";
