"""Every rule of a question but the floor of coverage, each from its sentence, in whole pounds and whole places.

A plan is a tuple: for each project, in the order of the dataset, the option funded or None. That a project is funded
in one way at most is so by construction.
"""

from dataclasses import dataclass
from itertools import product
from typing import Callable

from question import Rule, matches

AS_OF = "as_of"


@dataclass
class Check:
    """One rule: its name, and whether it is kept, given the options that are funded."""

    family: str
    name: str
    value: Callable
    sense: str
    bound: int

    def kept(self, funded):
        """Whether the options funded keep it."""
        value = self.value(funded)
        if self.sense == "most":
            return value <= self.bound
        return value >= self.bound if self.sense == "least" else value == self.bound


def checks(question):
    """Every rule of a question, but the floor of coverage and the limits that hold by construction."""
    return [
        *_envelope(question),
        *_funds(question),
        *[_limit(question, rule) for rule in question.model.rules],
        *[_partner(question, fund) for fund in question.model.partner_funds],
        *_match(question),
        *_as_of(question),
        *[_fix(question, fix) for fix in question.model.fixes],
        *_links(question),
    ]


def overrun(question, option):
    """The line's highest overrun in per cent of the cost, rounded up to £1,000."""
    percent = question.data.overruns.get(question.data.project(option.project).line, 0)
    return -(-option.cost * percent // 100_000) * 1_000


def _envelope(question):
    most = question.model.overruns
    sizes = {(o.project, o.option): overrun(question, o) for o in question.data.options}

    def value(funded):
        held = sorted((sizes[(o.project, o.option)] for o in funded), reverse=True)[:most]
        return sum(o.cost for o in funded) + sum(held)

    yield Check("envelope", "envelope", value, "most", question.model.envelope)


def _funds(question):
    """A plan can be paid for when no set of funds would have to be paid less by than is left to them.

    For every set of kinds of spend (a line in a year) the funds that may pay any of it must hold enough; it is enough
    to look at the sets of all that no fund outside a given set of funds may pay.
    """
    funds = question.model.funds
    if not funds:
        return
    lines = {p.project: p.line for p in question.data.projects}

    def payers(line, when):
        return frozenset(
            i for i, f in enumerate(funds) if f.first_year <= when <= f.last_year and (not f.lines or line in f.lines)
        )

    sets = [frozenset(i for i, there in enumerate(pick) if there) for pick in product((0, 1), repeat=len(funds))]
    room = {chosen: sum(funds[i].amount for i in chosen) for chosen in sets}

    def short(funded):
        spend = {}
        for option in funded:
            for when, pounds in option.spend.items():
                who = payers(lines[option.project], when)
                spend[who] = spend.get(who, 0) + pounds
        return max(sum(n for who, n in spend.items() if who <= chosen) - room[chosen] for chosen in sets)

    yield Check("funds", "funds", short, "most", 0)


def _limit(question, rule):
    data = question.data
    those = {(o.project, o.option) for o in data.options if matches(data, o, rule.where)}
    sites = {p.project: p.site for p in data.projects}
    measure = {
        "cost": lambda o: sum(n for y, n in o.spend.items() if y in rule.years) if rule.years else o.cost,
        "match": lambda o: o.match,
        "additional-low": lambda o: o.low,
        "additional-likely": lambda o: o.likely,
        "additional-high": lambda o: o.high,
        "protected": lambda o: o.protected,
        "improved": lambda o: o.improved,
        "projects": lambda o: 1,
        "partner": lambda o: o.partner_gbp,
        "partner-places": lambda o: o.partner_places,
    }

    def value(funded):
        matching = [o for o in funded if (o.project, o.option) in those]
        if rule.measure == "homes":
            return len({sites[o.project] for o in matching})
        return sum(measure[rule.measure](o) for o in matching)

    return Check("limits", rule.rule, value, rule.sense, rule.bound)


def _partner(question, fund):
    """A partner's fund is a rule: so much it pays at most, in any line and year."""
    most = Rule(fund.fund, "partner", {"partner": [fund.payer]}, [], "most", fund.amount)
    return _limit(question, most)


def _match(question):
    if not question.model.match_funding:
        return
    payer = {p.project: p.area for p in question.data.projects}
    for area in question.data.areas:
        if area.match_limit is not None and area.area in payer.values():
            yield Check(
                "match_funding",
                f"match-{area.area}",
                lambda funded, of=area.area: sum(o.match for o in funded if payer[o.project] == of),
                "most",
                area.match_limit,
            )


def stays_and_late(question):
    """The options that were planned and have begun, and those that were not planned and would have."""
    begun = [o for o in question.data.options if o.begun(question.model.as_of)]
    planned, others = [o for o in begun if o.planned], [o for o in begun if not o.planned]
    return [{(o.project, o.option) for o in options} for options in (planned, others)]


def _as_of(question):
    if question.model.as_of is None:
        return
    stays, late = stays_and_late(question)

    def breaches(funded):
        have = {(o.project, o.option) for o in funded}
        return len(stays - have) + len(late & have)

    yield Check(AS_OF, AS_OF, breaches, "most", 0)


def _fix(question, fix):
    data = question.data
    those = {(o.project, o.option) for o in data.options if matches(data, o, fix.where)}
    projects = {p for p, _ in those}

    def breaches(funded):
        have = {(o.project, o.option) for o in funded}
        if fix.kind == "exclude":
            return sum((p, o) in those if fix.of == "options" else p in projects for p, o in have)
        if fix.of == "options":
            return len(those - have)
        return len(projects - {p for p, _ in have})

    return Check("fixes", fix.fix, breaches, "most", 0)


def _links(question):
    for link in question.data.links:

        def value(funded, link=link):
            count = [sum(o.project == p for o in funded) for p in link.projects]
            return count[0] - count[1] if link.kind == "requires" else sum(count)

        sense, bound = {"requires": ("most", 0), "excludes": ("most", 1), "one-of": ("exactly", 1)}[link.kind]
        yield Check("links", link.link, value, sense, bound)


def opened(question, funded):
    """Places that there are because of a plan at the end of each year to the horizon, summed over the years."""
    homes = {h.home: h for h in question.data.homes}
    found = 0
    for option in funded:
        home = homes.get(question.data.project(option.project).home)
        for year in range(option.opens, question.model.horizon + 1):
            if (option.project, option.option, year) in question.data.unsure:
                continue
            is_gone = home and home.at_risk_from is not None and home.at_risk_from <= year
            found += option.additional(question.model.count) + (option.protected if is_gone else 0)
    return found


def supply(question, care_type, sites, funded, year=None):
    """Places that stand at each site at the end of a year, or else of the horizon, of one care type."""
    model = question.model
    year = model.horizon if year is None else year
    shut = {question.data.project(o.project).home for o in funded if o.closed and o.closed[0] <= year <= o.closed[1]}
    data = question.data
    site_of = {p.project: p.site for p in data.projects}
    lost = {}
    places = dict.fromkeys(sites, 0)
    for home in data.homes:
        if home.at_risk_from is not None and home.at_risk_from <= year:
            lost[home.home] = home.at_risk
        if home.care_type == care_type:
            places[home.home] += 0 if home.home in shut else home.places - lost.get(home.home, 0)
    for option in funded:
        unsure = (option.project, option.option, year) in data.unsure
        if option.care_type == care_type and option.opens <= year and not unsure:
            site = site_of[option.project]
            places[site] += option.additional(model.count) + (option.protected if site in lost else 0)
    return tuple(places[s] for s in sites)
