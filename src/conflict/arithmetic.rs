//! What cannot hold by addition alone, found without a solver and told with its numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::Named;
use super::number::amount;
use crate::audit::unit_of;
use crate::domain::{Index, Instance, Link, LinkKind, Money, Project, ProjectOption};
use crate::model::{AnyClause, Bound, Fix, FixKind, Measure, Question, Rule, Scope, Sense, matching};

/// Rules that cannot all hold, and the sum that shows it.
pub(super) struct Sum {
    /// The rules, of which some may not be needed.
    pub rules: BTreeSet<Named>,
    /// The sum in words.
    pub sentence: String,
}

/// What the fixes settle.
struct Settled<'a> {
    instance: &'a Instance,
    /// The rules that settle anything.
    rules: BTreeSet<Named>,
    excluded: BTreeMap<Index<ProjectOption>, Named>,
    committed: BTreeMap<Index<ProjectOption>, Named>,
    /// Projects of which some option is to be funded, and what says so.
    projects: BTreeMap<Index<Project>, Named>,
}

/// Every such sum among the rules of `question` without those in `out`.
pub(super) fn sums(question: &Question<'_>, out: &BTreeSet<Named>) -> Vec<Sum> {
    let settled = Settled::of(question, out);
    let is_in = |sum: &Sum| sum.rules.is_disjoint(out);
    let rules = question.model.rules.iter().filter_map(|rule| settled.against(rule));
    let sums = settled
        .clashes()
        .into_iter()
        .chain(settled.excluding())
        .chain(settled.envelope(question))
        .chain(settled.funds(question))
        .chain(question.model.clauses.iter().filter_map(|clause| settled.against_clause(question, clause)))
        .chain(rules);
    sums.filter(is_in).collect()
}

impl<'a> Settled<'a> {
    fn of(question: &Question<'a>, out: &BTreeSet<Named>) -> Self {
        let instance = question.instance;
        let (rules, projects) = (BTreeSet::new(), BTreeMap::new());
        let mut settled = Self { instance, rules, excluded: BTreeMap::new(), committed: BTreeMap::new(), projects };
        for fix in &question.model.fixes {
            let name = match fix.kind {
                FixKind::Commit => Named::Commit(fix.id.clone()),
                FixKind::Exclude => Named::Exclude(fix.id.clone()),
            };
            if !out.contains(&name) {
                settled.settle(fix, &name);
                settled.rules.insert(name);
            }
        }
        settled.begun(question, out);
        settled
    }

    /// What was planned and has begun is committed; what else would have begun is excluded.
    fn begun(&mut self, question: &Question<'_>, out: &BTreeSet<Named>) {
        let Some(year) = question.model.as_of.filter(|_| !out.contains(&Named::AsOf)) else { return };
        self.rules.insert(Named::AsOf);
        let instance = self.instance;
        for option in instance.option_indices().filter(|&option| instance[option].begins_before(year)) {
            if instance[option].planned {
                self.committed.entry(option).or_insert(Named::AsOf);
                self.projects.entry(instance[option].project).or_insert(Named::AsOf);
            } else {
                self.excluded.entry(option).or_insert(Named::AsOf);
            }
        }
    }

    fn settle(&mut self, fix: &Fix, name: &Named) {
        let matching: Vec<_> = matching(self.instance, &fix.selector).collect();
        let projects: BTreeSet<_> = matching.iter().map(|&option| self.instance[option].project).collect();
        match (fix.kind, fix.scope) {
            (FixKind::Commit, Scope::Options) => {
                self.committed.extend(matching.into_iter().map(|option| (option, name.clone())));
                self.commit(projects, name);
            }
            (FixKind::Commit, Scope::Projects) => self.commit(projects, name),
            (FixKind::Exclude, Scope::Options) => {
                self.excluded.extend(matching.into_iter().map(|option| (option, name.clone())));
            }
            (FixKind::Exclude, Scope::Projects) => {
                let options = projects.iter().flat_map(|&project| self.instance[project].option_indices());
                self.excluded.extend(options.map(|option| (option, name.clone())));
            }
        }
    }

    fn commit(&mut self, projects: BTreeSet<Index<Project>>, name: &Named) {
        for project in projects {
            self.projects.entry(project).or_insert_with(|| name.clone());
        }
    }

    /// The options of a project that the fixes leave: the very ones committed, or all that are not excluded.
    fn left(&self, project: Index<Project>) -> Vec<&'a ProjectOption> {
        let options: Vec<_> = self.instance[project].option_indices().collect();
        let is_exact = options.iter().any(|option| self.committed.contains_key(option));
        let is_left = |option: &Index<ProjectOption>| {
            !self.excluded.contains_key(option) && (!is_exact || self.committed.contains_key(option))
        };
        options.into_iter().filter(is_left).map(|option| &self.instance[option]).collect()
    }

    /// Options both committed and excluded, and two options of a project that are both committed.
    fn clashes(&self) -> Vec<Sum> {
        let name = |option: Index<ProjectOption>| {
            format!("`{}/{}`", self.instance[self.instance[option].project].id, self.instance[option].id)
        };
        let both = self.committed.iter().filter_map(|(&option, commit)| {
            let exclude = self.excluded.get(&option)?;
            let sentence = format!("{} is committed by `{commit}` and excluded by `{exclude}`.", name(option));
            Some(Sum { rules: [commit.clone(), exclude.clone()].into(), sentence })
        });
        let committed: Vec<_> = self.committed.iter().collect();
        let twice =
            committed.windows(2).filter(|pair| self.instance[*pair[0].0].project == self.instance[*pair[1].0].project);
        let twice = twice.map(|pair| {
            let [(&one, first), (&other, second)] = [pair[0], pair[1]];
            let sentence = format!(
                "{} is committed by `{first}` and {} by `{second}`, but a project is done in one way.",
                name(one),
                name(other)
            );
            Sum { rules: [first.clone(), second.clone()].into(), sentence }
        });
        both.chain(twice).collect()
    }

    /// Links of which two projects are committed, and at most one may be funded.
    fn excluding(&self) -> Vec<Sum> {
        let excluding = |link: &Link| {
            let projects = match &link.kind {
                LinkKind::Requires(..) => return None,
                LinkKind::Excludes(one, other) => vec![*one, *other],
                LinkKind::OneOf(group) => group.clone(),
            };
            let mut committed = projects.iter().filter_map(|project| Some((project, self.projects.get(project)?)));
            let [(one, first), (other, second)] = [committed.next()?, committed.next()?];
            let [one, other] = [one, other].map(|&project| &self.instance[project].id);
            let sentence = format!(
                "`{one}` is committed by `{first}` and `{other}` by `{second}`, but `{}` lets one of them be funded.",
                link.id
            );
            Some(Sum { rules: [first.clone(), second.clone(), Named::Link(link.id.clone())].into(), sentence })
        };
        self.instance.links().iter().filter_map(excluding).collect()
    }

    /// The least that what is committed adds up to.
    fn least(&self, amount: &dyn Fn(&ProjectOption) -> i64) -> i64 {
        let least = |&project: &Index<Project>| self.left(project).into_iter().map(amount).min().unwrap_or(0);
        self.projects.keys().map(least).sum()
    }

    fn envelope(&self, question: &Question<'_>) -> Option<Sum> {
        let (least, total) = (self.least(&|option| option.cost.pounds()), question.model.envelope.total.pounds());
        let [cost, over] = [least, least - total].map(Money::from_pounds);
        let sentence = format!("What is committed costs at least {cost}, which is {over} more than the envelope.");
        (least > total).then(|| self.sum([Named::Envelope], sentence))
    }

    fn funds(&self, question: &Question<'_>) -> Option<Sum> {
        let funds = &question.model.funds;
        let (least, total) =
            (self.least(&|option| option.cost.pounds()), funds.iter().map(|fund| fund.amount.pounds()).sum::<i64>());
        let [cost, over] = [least, least - total].map(Money::from_pounds);
        let sentence =
            format!("What is committed costs at least {cost}, which is {over} more than the funds together.");
        let names = funds.iter().map(|fund| Named::Fund(fund.id.clone()));
        (least > total && !funds.is_empty()).then(|| self.sum(names, sentence))
    }

    /// What is committed against an upper limit, or everything there is against a lower one.
    fn against(&self, rule: &Rule) -> Option<Sum> {
        let spoken_of: BTreeSet<*const ProjectOption> =
            matching(self.instance, &rule.selector).map(|option| &raw const self.instance[option]).collect();
        let of = |option: &ProjectOption| {
            if spoken_of.contains(&std::ptr::from_ref(option)) { amount(&rule.measure, option) } else { 0 }
        };
        let (number, over) = self.beyond((rule.sense, rule.bound), &of, &rule.measure)?;
        let [number, over] = [number, over].map(|number| unit_of(&rule.measure).write(number));
        let sentence = match rule.sense {
            Sense::AtMost => {
                let sum = format!("What is committed adds up to at least {number} of what");
                format!("{sum} `{}` speaks of, which is {over} more than it allows.", rule.id)
            }
            Sense::AtLeast => {
                let sum = format!("Everything that `{}` speaks of adds up to {number}", rule.id);
                format!("{sum}, which is {over} less than it asks for.")
            }
        };
        Some(self.sum([Named::Rule(rule.id.clone())], sentence))
    }

    /// What is committed against the sums of a clause, or everything there is against them.
    fn against_clause(&self, question: &Question<'_>, clause: &AnyClause) -> Option<Sum> {
        let (limit, measure, name) = ((clause.sense(), clause.bound()), clause.measure(), clause.family().name);
        let told = clause.sums(question.instance, question.model).into_iter().find_map(|sum| {
            let amounts: BTreeMap<*const ProjectOption, i64> =
                sum.terms.iter().map(|&(option, amount)| (&raw const self.instance[option], amount)).collect();
            let of = |option: &ProjectOption| amounts.get(&std::ptr::from_ref(option)).copied().unwrap_or(0);
            let (number, over) = self.beyond(limit, &of, &measure)?;
            let [number, over] = [number, over].map(|number| unit_of(&measure).write(number));
            let (what, by) = match clause.sense() {
                Sense::AtMost => ("What is committed adds up to at least", "more than it allows"),
                Sense::AtLeast => ("Everything there is adds up to", "less than it asks for"),
            };
            Some(format!("{what} {number} in {} of `{name}`, which is {over} {by}.", sum.label))
        })?;
        Some(self.sum([Named::Clause(name)], told))
    }

    /// The least that must be under an upper limit, or the most that can be over a lower one, and by how much that is
    /// beyond it; nothing if it is not.
    fn beyond(
        &self,
        (sense, bound): (Sense, Bound),
        amount: &dyn Fn(&ProjectOption) -> i64,
        measure: &Measure,
    ) -> Option<(i64, i64)> {
        let (number, over) = match (sense, measure) {
            // Two projects at one home count once, so nothing is known of the fewest homes.
            (Sense::AtMost, Measure::Homes) => return None,
            (Sense::AtMost, _) => {
                let least = self.least(amount);
                (least, least - bound.number())
            }
            (Sense::AtLeast, measure) => {
                let most = self.most(amount, measure);
                (most, bound.number() - most)
            }
        };
        (over > 0).then_some((number, over))
    }

    /// The most that there is, an option of every project.
    fn most(&self, amount: &dyn Fn(&ProjectOption) -> i64, measure: &Measure) -> i64 {
        let mut sites: BTreeMap<_, i64> = BTreeMap::new();
        for project in self.instance.project_indices() {
            let most = self.left(project).into_iter().map(amount).max().unwrap_or(0);
            let site = sites.entry(self.instance[project].site).or_insert(0);
            *site = if *measure == Measure::Homes { most.max(*site) } else { *site + most };
        }
        sites.into_values().sum()
    }

    fn sum(&self, names: impl IntoIterator<Item = Named>, sentence: String) -> Sum {
        Sum { rules: names.into_iter().chain(self.rules.iter().cloned()).collect(), sentence }
    }
}
