"""Counts how often each feature of a question decided its answer.

A feature decides where the best plan of the question without it is not a best plan of the question as it is: it breaks
a rule, or is worth less, costs more or lies further. It decides too where only one of the two questions has a plan.
"""

from adjust import OF_OPTIONS, adjusted
from distance import straight_lines
from plans import Trial
from question import ENDS
from rules import AS_OF, checks, stays_and_late
from sure import assured, in_time, known


def decided(asked, trial, best):
    """For each feature that a question has, whether it decided."""
    found = {}
    for name, without in [*_without(asked), *_less_strict(trial, best)]:
        found[name] = found.get(name, False) or _changes(trial, best, without())
    found.update(_ties(trial, best))
    found.update(_chances(trial, best))
    return found


def decides(asked, trial, best, feature):
    """Whether one feature decided."""
    ways = [*_without(asked), *_less_strict(trial, best)]
    if feature.startswith(("tie", "assured")):
        return dict([*_ties(trial, best), *_chances(trial, best)]).get(feature, False)
    return any(_changes(trial, best, without()) for name, without in ways if name == feature)


def _changes(trial, best, other):
    if best is None or other is None:
        return (best is None) != (other is None)
    chosen = {(o.project, o.option) for o in other[1]}
    plan = tuple(o for o in trial.question.data.options if (o.project, o.option) in chosen)
    if trial.broken[trial.plans.index(plan)]:
        return True
    worth = trial.worth(plan)
    return worth is None or worth.order() != best[0].order()


def _less_strict(trial, best):
    """Rules of which every plan is known to keep or break them: how to find the best without each."""
    model, data = trial.question.model, trial.question.data
    groups = {}
    for rule in model.rules:
        kind = rule.measure + (" in years" if rule.years else "")
        for name in [f"rule: {kind}", f"rule at {rule.sense}", *(f"where: {key}" for key in rule.where)]:
            groups.setdefault(name, set()).add(("limits", rule.rule))
    for fund in model.partner_funds:
        groups.setdefault("fund of a partner", set()).add(("limits", fund.fund))
    for fix in model.fixes:
        groups.setdefault(f"{fix.kind}: {fix.of}", set()).add(("fixes", fix.fix))
    for link in data.links:
        groups.setdefault(f"link: {link.kind}", set()).add(("links", link.link))
    for check in checks(trial.question):
        if check.family in ("envelope", "funds", "match_funding"):
            groups.setdefault(check.family, set()).add((check.family, check.name))
    for name, rules in groups.items():
        yield name, lambda rules=frozenset(rules): trial.best(rules)
    if model.as_of is not None:
        stays, late = stays_and_late(trial.question)
        yield "as of: what stays", lambda: _but_for(trial, lambda have: not late & have)
        yield "as of: what cannot begin", lambda: _but_for(trial, lambda have: stays <= have)
    if model.floor:
        _, regions, groups = model.floor
        for name in ["floor of coverage", "floor in named regions or groups" if regions or groups else "floor in every region"]:
            yield name, lambda: trial.best(without_floors=True)


def _but_for(trial, keeps):
    """The best plan that keeps every rule, and of `as_of` as much as this."""
    plans = [
        p
        for p, broken in zip(trial.plans, trial.broken)
        if broken <= {(AS_OF, AS_OF)} and keeps({(o.project, o.option) for o in p})
    ]
    return trial.best_of(plans)


def _without(asked):
    """How to find the best of the question without each feature that is more than a rule."""
    model, data = asked.model, asked.data

    def other(change):
        def without():
            new = asked.copy()
            change(new.model, new.data)
            return Trial(new).best()

        return without

    def put(**what):
        return other(lambda m, d: [setattr(m, key, value) for key, value in what.items()])

    yield f"places counted: {model.count}", put(count="likely" if model.count != "likely" else "high")
    yield "horizon", put(horizon=2040)
    if model.as_of is not None:
        yield "as of", put(as_of=None)
        if any(a.effect in OF_OPTIONS for a in model.adjusts):
            yield "adjusted: what is over stays", lambda: Trial(_all_adjusted(asked)).best()
    if model.floor and model.floor[2]:
        share, regions, _ = model.floor
        yield "floor of groups", put(floor=(share, regions, []) if regions else None)
    if model.planner is not None:
        yield "planner", put(planner=None)
    if model.overruns:
        yield "overruns", put(overruns=0)
    if model.goal == "worst-region":
        yield "goal: worst region", put(goal="well-located")
    if model.goal == "place-years":
        yield "goal: place-years", put(goal="well-located")
    if any(o.closed for o in data.options):
        yield "homes closed for works", other(lambda m, d: [setattr(o, "closed", None) for o in d.options])
    if data.demand_from:
        yield "demand by year", other(lambda m, d: setattr(d, "demand_from", {}))
    if any(o.partner_places for o in data.options):
        yield "places kept for a partner", other(lambda m, d: [_kept_for_all(o) for o in d.options])
    if any(o.partner_gbp for o in data.options):
        yield "what a partner pays besides", other(lambda m, d: [setattr(o, "cost", o.cost + o.partner_gbp) for o in d.options])
    if model.share is not None:
        yield "share of deliverability", put(share=None)
        yield "refusals", other(lambda m, d: setattr(d, "refused", {}))
        yield "works that take longer", other(lambda m, d: setattr(d, "works", {}))
    if any(f.lines for f in model.funds):
        yield "lines of funds", other(lambda m, d: [setattr(f, "lines", []) for f in m.funds])
    if model.funds:
        yield "years of funds", other(lambda m, d: [vars(f).update(first_year=0, last_year=9999) for f in m.funds])
    if any(len(bands) > 1 for bands in model.reach.values()):
        yield "outer bands of reach", put(reach={c: bands[:1] for c, bands in model.reach.items()})
    yield "inner bands of reach", put(reach={c: [(bands[-1][0], 100)] for c, bands in model.reach.items()})
    if model.metric == "matrix":
        yield "miles of a matrix", other(lambda m, d: vars(d).update(miles=straight_lines(d)))
    if data.homes:
        yield "homes there are", other(lambda m, d: [setattr(h, "places", h.at_risk) for h in d.homes])
    if any(h.at_risk for h in data.homes):
        yield "places at risk", other(lambda m, d: [vars(h).update(at_risk=0, at_risk_from=None) for h in d.homes])
    if any(o.protected for o in data.options):
        yield "places protected", other(lambda m, d: [setattr(o, "protected", 0) for o in d.options])
    for layer in (one for one in data.layers if one.layer in model.layers):
        yield f"layer: {layer.effect}", put(layers=[one for one in model.layers if one != layer.layer])
    for adjust in model.adjusts:
        yield f"adjust: {adjust.effect}", put(adjusts=[a for a in model.adjusts if a is not adjust])
    yield "the last pounds of the envelope", put(envelope=-(-model.envelope // 1_000) * 1_000)
    if model.match_funding and any(a.match_limit is None for a in data.areas):
        yield "match not known", other(lambda m, d: [setattr(a, "match_limit", a.match_limit or 0) for a in d.areas])


def _all_adjusted(asked):
    """The question as it were if an adjustment changed what is over too."""
    anew = asked.copy()
    anew.model.as_of = None
    anew = adjusted(anew)
    anew.model.as_of = asked.model.as_of
    return anew


def _kept_for_all(option):
    """The places that are kept for a partner serve all children."""
    for end in ENDS:
        setattr(option, end, option.additional(end) + option.partner_places)


def _chances(trial, best):
    """Whether how many places are assured hangs on what is the same for all works of a line, and on the share that is asked."""
    question = trial.question
    if best is None or not known(question):
        return
    right = assured(question, best[1])
    apart = question.copy()
    apart.data.works = {line: (*sizes[:3], 0) for line, sizes in question.data.works.items()}
    yield "assured: delays that hang together", assured(apart, best[1]) != right
    usual = question.copy()
    usual.model.share = None
    yield "assured: the share that is asked", assured(usual, best[1]) != right
    yield "expected: not all that are likely", any(o.likely and in_time(question, o) < 1 for o in best[1])


def _ties(trial, best):
    """Whether a plan that keeps every rule is beaten by cost alone, by opening alone, or by miles alone."""
    if best is None:
        return
    keeping = [p for p, broken in zip(trial.plans, trial.broken) if not broken]
    as_good = [p for p in keeping if trial.freely(p)[0] >= best[0].worth]
    worths = [w for w in map(trial.worth, as_good) if w]
    goals = [w for w in worths if (w.worst, w.worth) == (best[0].worst, best[0].worth)]
    yield "tie: cost", any(w.cost > best[0].cost for w in goals)
    cheap = [w for w in goals if w.cost == best[0].cost]
    yield "tie: opening", any(w.opened < best[0].opened for w in cheap)
    yield "tie: miles", any(w.opened == best[0].opened and w.miles > best[0].miles for w in cheap)


def count(tally, found):
    """Adds one case to a tally of (there, decided)."""
    for name, did in found.items():
        there, before = tally.get(name, (0, 0))
        tally[name] = (there + 1, before + did)


def as_table(tally):
    """The tally as a table, and the features that never decided."""
    lines = [f"{'feature':36} {'there':>6} {'decided':>8}"]
    lines += [f"{name:36} {there:6} {did:8}" for name, (there, did) in sorted(tally.items())]
    never = sorted(name for name, (_, did) in tally.items() if not did)
    return "\n".join([*lines, *([f"never decided: {', '.join(never)}"] if never else [])])
