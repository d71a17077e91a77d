//! Parts of a question that change nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::adjust::changes_nothing;
use crate::domain::{
    Area, CareType, Doubt, Estimate, FinancialYear, GroupId, Index, Instance, Money, Opening, Places, Project,
    ProjectOption, counted, most_of_each,
};
use crate::model::{AnyClause, Bound, Effect, Fund, Measure, Model, Rule, Sense, matching};

/// The most projects that are named.
const NAMED: usize = 5;

/// What of `model` does nothing with this dataset.
pub(super) fn doubts(model: &Model, instance: &Instance) -> Vec<Doubt> {
    let care_types = (0..instance.care_types().len()).map(Index::new);
    care_types
        .filter_map(|care_type| unneeded(model, instance, care_type))
        .chain(model.rules.iter().filter_map(|rule| idle_rule(rule, model.envelope.total, instance)))
        .chain(said_before(&model.rules))
        .chain(funds(model, instance))
        .chain(late(model, instance))
        .chain(match_funding(model, instance))
        .chain(floor(model, instance))
        .chain(deliverability(model, instance))
        .chain(clauses(model, instance))
        .chain(adjustments(model, instance))
        .collect()
}

/// A care type that no child is known to need, though there are places of it to be had.
fn unneeded(model: &Model, instance: &Instance, care_type: Index<CareType>) -> Option<Doubt> {
    let id = &instance[care_type].id;
    let needs: Vec<_> = instance.demand().iter().filter(|need| need.care_type == care_type).collect();
    let why = if needs.is_empty() {
        format!("no area's demand for `{id}` is known")
    } else if needs.iter().all(|need| need.children.count() == 0) {
        format!("no child needs `{id}`")
    } else {
        return None;
    };
    let options: Vec<_> = instance.options().iter().filter(|option| option.care_type == care_type).collect();
    let cost: Money = options.iter().map(|option| option.cost).sum();
    let so = match options.len() {
        0 if model.reach.contains_key(id) => "its reach changes nothing".to_owned(),
        0 => return None,
        1 => format!("1 option of {cost} that gives it counts for nothing"),
        many => format!("{many} options of {cost} that give it count for nothing"),
    };
    Some(Doubt::of("no-demand", id.as_str(), format!("{why}; {so}")))
}

/// A rule of no option, or of options that have nothing of what it measures.
fn idle_rule(rule: &Rule, envelope: Money, instance: &Instance) -> Option<Doubt> {
    let asks_nothing =
        rule.sense == Sense::AtLeast && matches!(rule.bound, Bound::Count(0) | Bound::Money(Money::ZERO));
    let options: Vec<_> = matching(instance, &rule.selector).map(|option| &instance[option]).collect();
    let has_some = |option: &&ProjectOption| has_some(&rule.measure, option);
    let why = match &rule.measure {
        _ if options.is_empty() => "no option of the dataset matches".to_owned(),
        _ if asks_nothing => "it asks for at least nothing, and every plan has that".to_owned(),
        _ if options.iter().any(has_some) && is_slack(rule, instance) => {
            "all that match come to no more, whatever is funded".to_owned()
        }
        Measure::Cost(_) if allows_the_envelope(rule, envelope) => {
            format!("the envelope of {envelope} allows no more")
        }
        _ if options.iter().any(has_some) => return None,
        Measure::Cost(Some(years)) => format!("no option that matches spends in {}", listed(years)),
        measure => format!("no option that matches has anything of `{}`", measure.word()),
    };
    let asks = rule.sense == Sense::AtLeast && !asks_nothing;
    let so = if asks { "no plan can keep it" } else { "it changes nothing" };
    Some(Doubt::of("idle-rule", rule.id.as_str(), format!("the rule `{}`: {why}; {so}", rule.id)))
}

/// Whether it lets what it measures cost as much as all of the plan may.
fn allows_the_envelope(rule: &Rule, envelope: Money) -> bool {
    rule.sense == Sense::AtMost && matches!(rule.bound, Bound::Money(most) if most >= envelope)
}

/// Whether a ceiling is no lower than the most of every project together, one option of each.
fn is_slack(rule: &Rule, instance: &Instance) -> bool {
    let options = || matching(instance, &rule.selector).map(|option| &instance[option]);
    let most = match &rule.measure {
        Measure::Homes => options().map(|option| instance[option.project].site).collect::<BTreeSet<_>>().len(),
        Measure::Projects => options().map(|option| option.project).collect::<BTreeSet<_>>().len(),
        measure => {
            let most = most_of_each(options(), |option| amount(measure, option));
            return rule.sense == Sense::AtMost && all(most) <= rule.bound.number();
        }
    };
    rule.sense == Sense::AtMost && i64::try_from(most).is_ok_and(|most| most <= rule.bound.number())
}

/// The sum, or more than any bound where it is beyond what can be counted.
fn all(mut amounts: impl Iterator<Item = i64>) -> i64 {
    amounts.try_fold(0_i64, i64::checked_add).unwrap_or(i64::MAX)
}

/// What an option has of what is measured.
fn amount(measure: &Measure, option: &ProjectOption) -> i64 {
    match measure {
        Measure::Cost(None) => option.cost.pounds(),
        Measure::Cost(Some(years)) => {
            all(option.spend.iter().filter(|(year, _)| years.contains(year)).map(|(_, money)| money.pounds()))
        }
        Measure::Match => option.local_match.pounds(),
        Measure::Partner => option.partner_pays().pounds(),
        Measure::PartnerPlaces => option.partner_places().count().into(),
        Measure::Additional(estimate) => option.additional.at(*estimate).count().into(),
        Measure::Protected => option.protected.count().into(),
        Measure::Improved => option.improved.count().into(),
        Measure::Projects | Measure::Homes => 1,
    }
}

/// Rules that say no more than one before them.
fn said_before(rules: &[Rule]) -> Vec<Doubt> {
    let says = |rule: &Rule| (rule.measure.clone(), rule.selector.clone(), rule.sense, rule.bound);
    let before = |at: usize, rule: &Rule| rules[..at].iter().find(|other| says(other) == says(rule));
    let doubt = |(at, rule): (usize, &Rule)| {
        let other = before(at, rule)?;
        let words = format!("the rule `{}` says what the rule `{}` says; it changes nothing", rule.id, other.id);
        Some(Doubt::of("idle-rule", rule.id.as_str(), words))
    };
    rules.iter().enumerate().filter_map(doubt).collect()
}

fn has_some(measure: &Measure, option: &ProjectOption) -> bool {
    // What is nought at one estimate may be more at another.
    let measure = if let Measure::Additional(_) = measure { &Measure::Additional(Estimate::High) } else { measure };
    amount(measure, option) > 0
}

/// Funds that hold less than the envelope allows, or may pay nothing that there is.
fn funds(model: &Model, instance: &Instance) -> Vec<Doubt> {
    if model.funds.is_empty() {
        return Vec::new();
    }
    let (held, envelope) = (model.funds.iter().map(|fund| fund.amount).sum::<Money>(), model.envelope.total);
    let short = (held < envelope).then(|| {
        let less = envelope - held;
        let words = format!(
            "the funds come to {held}, {less} less than the envelope of {envelope}: no more than they hold can be spent"
        );
        Doubt::new("funds-below-envelope", words)
    });
    let mut costly = instance.options().iter().filter(|option| option.cost > Money::ZERO).peekable();
    if costly.peek().is_some() && !costly.any(|option| is_payable(instance, &model.funds, option)) {
        let words =
            "no fund pays in all the years and for the line of any option: nothing that costs anything can be funded";
        return short.into_iter().chain([Doubt::new("no-fund-pays", words.to_owned())]).collect();
    }
    let is_idle = |fund: &&Fund| {
        let pays = |option: &ProjectOption| option.spend.iter().any(|spend| may_pay(instance, fund, option, *spend));
        !instance.options().iter().any(pays)
    };
    let idle = model.funds.iter().filter(is_idle).map(|Fund { id, first_year, last_year, .. }| {
        let words =
            format!("the fund `{id}` pays for nothing: no option of its lines spends from {first_year} to {last_year}");
        Doubt::of("idle-fund", id.as_str(), words)
    });
    short.into_iter().chain(idle).chain(unpaid(model, instance)).collect()
}

/// Projects that no fund may pay, whichever way they are done.
fn unpaid(model: &Model, instance: &Instance) -> Option<Doubt> {
    let mut projects: BTreeMap<Index<Project>, bool> = BTreeMap::new();
    let is_over = |option: &ProjectOption| model.as_of.is_some_and(|as_of| option.starts < as_of);
    let options = instance.options();
    let begun = options.iter().filter(|option| option.planned && is_over(option)).map(|option| option.project);
    let begun: BTreeSet<_> = begun.collect();
    for option in options.iter().filter(|option| !is_over(option) && !begun.contains(&option.project)) {
        *projects.entry(option.project).or_default() |= is_payable(instance, &model.funds, option);
    }
    let all = projects.len();
    let unpaid: Vec<&str> =
        projects.iter().filter(|(_, is_payable)| !**is_payable).map(|(at, _)| instance[*at].id.as_str()).collect();
    (!unpaid.is_empty()).then(|| {
        let named = unpaid.iter().take(NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let more = unpaid.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        let of = counted(all, "project", "projects");
        let words = format!(
            "no fund pays for {} of {of}, in all the years in which any way of doing it spends: {named}{rest}; none of \
             them can be funded",
            unpaid.len()
        );
        Doubt::new("unpaid-projects", words)
    })
}

/// Whether there is a fund for every year in which an option spends.
fn is_payable(instance: &Instance, funds: &[Fund], option: &ProjectOption) -> bool {
    let mut spends = option.spend.iter().filter(|(_, money)| *money > Money::ZERO);
    spends.all(|spend| funds.iter().any(|fund| may_pay(instance, fund, option, *spend)))
}

fn may_pay(instance: &Instance, fund: &Fund, option: &ProjectOption, (year, money): (FinancialYear, Money)) -> bool {
    let line = &instance[instance[option.project].line].id;
    money > Money::ZERO && fund.lines.contains(line) && (fund.first_year..=fund.last_year).contains(&year)
}

/// Options that are all too late to count.
fn late(model: &Model, instance: &Instance) -> Option<Doubt> {
    let all = instance.options().len();
    let is_late = all > 0 && !instance.options().iter().any(|option| option.is_open_by(model.horizon));
    is_late.then(|| {
        let options = if all == 1 { "the one option opens".to_owned() } else { format!("all {all} options open") };
        Doubt::new("late-options", format!("{options} after {}, the horizon: none counts", model.horizon))
    })
}

/// A limit on match of which there is none.
fn match_funding(model: &Model, instance: &Instance) -> Option<Doubt> {
    model.match_funding.as_ref()?;
    let unlimited = instance.areas().iter().all(|area| area.match_limit.is_none());
    unlimited.then(|| {
        let words = "no area of the dataset has a `match_limit_gbp`: [match_funding] changes nothing";
        Doubt::new("idle-match-funding", words.to_owned())
    })
}

/// Clauses that nothing could break.
fn clauses(model: &Model, instance: &Instance) -> Vec<Doubt> {
    let idle = |clause: &&AnyClause| {
        let bound = clause.bound().number();
        let (sums, sense) = (clause.sums(instance, model), clause.sense());
        sums.is_empty()
            || (sense == Sense::AtMost && sums.iter().all(|sum| sum.most() <= bound))
            || (sense == Sense::AtLeast && bound == 0)
    };
    let doubt = |clause: &AnyClause| {
        let name = clause.family().name;
        Doubt::of("idle-clause", name, format!("[{name}] changes nothing: every choice of options keeps it"))
    };
    model.clauses.iter().filter(idle).map(doubt).collect()
}

/// A floor of nothing, or under regions of which nobody is known to need a place.
fn floor(model: &Model, instance: &Instance) -> Vec<Doubt> {
    let Some(floor) = &model.coverage_floor else { return Vec::new() };
    if floor.share.thousandths() == 0 {
        let words = "a coverage floor of 0% changes nothing; to take it away write off = true";
        return vec![Doubt::new("idle-floor", words.to_owned())];
    }
    let needed = instance.demand().iter().filter(|need| need.children.count() > 0);
    let needed: BTreeSet<Index<Area>> = needed.map(|need| need.area).collect();
    let is_needed = |is_there: &dyn Fn(Index<Area>) -> bool| needed.iter().any(|area| is_there(*area));
    let regions = floor.regions.iter().filter(|region| !is_needed(&|area| instance[area].region == **region));
    let groups = floor.groups.iter().filter(|group| !is_needed(&|area| instance.is_in(area, group)));
    let doubt = |place: &str| {
        let words = format!("nobody in {place} is known to need a place: the coverage floor changes nothing there");
        Doubt::of("idle-floor", place, words)
    };
    regions.map(String::as_str).chain(groups.map(GroupId::as_str)).map(doubt).collect()
}

/// A share that every option is as sure as, or none.
fn deliverability(model: &Model, instance: &Instance) -> Option<Doubt> {
    let asked = model.deliverability.as_ref()?;
    let gives = |option: &Index<ProjectOption>| {
        instance.places_at(&instance[*option], model.horizon, model.estimate) > Places::ZERO
    };
    let sure = instance.option_indices().filter(gives);
    let sure: Vec<bool> =
        sure.map(|option| asked.counts(&Opening::of(instance, option, model.horizon, model.as_of))).collect();
    let (all, horizon) = (counted(sure.len(), "option", "options"), model.horizon);
    match (sure.iter().any(|sure| *sure), sure.iter().all(|sure| *sure)) {
        (_, true) => {
            let words = format!(
                "[deliverability] changes nothing: places of all {all} that give some by {horizon} are open with a chance of \
                 {asked} or more"
            );
            Some(Doubt::new("idle-deliverability", words))
        }
        (false, _) => {
            let words = format!("places of none of {all} are open by {horizon} with a chance of {asked}: none counts");
            Some(Doubt::new("none-deliverable", words))
        }
        (true, false) => None,
    }
}

/// Adjustments to what there is already.
fn adjustments(model: &Model, instance: &Instance) -> impl Iterator<Item = Doubt> {
    let as_read = instance.as_read().unwrap_or(instance);
    let idle = model.adjustments.iter().filter(|one| changes_nothing(model, one, as_read));
    idle.map(|one| {
        let so = match one.effect {
            Effect::Demand(percent) if percent.tenths() != 1_000 => {
                "that changes nothing, once children are rounded to whole ones"
            }
            Effect::Cost(_) | Effect::Demand(_) | Effect::Delay(_) | Effect::Join(_) | Effect::WithdrawMatch => {
                "that changes nothing"
            }
        };
        Doubt::of("idle-adjust", one.id.as_str(), format!("{one}: {so}"))
    })
}

fn listed<T: ToString>(things: &BTreeSet<T>) -> String {
    things.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}
