"""Holds what is said of an impossible question against every plan: each clash, and each change that is offered."""

from dataclasses import replace

from adjust import OF_OPTIONS
from plans import FLOOR, Trial
from refusal import Change, number, read
from rules import AS_OF, checks

ENVELOPE, MATCH, COVERAGE, YEARS = "envelope", "match-funding", "coverage-floor", "fund-years"
UNLIMITED = 10**12
EVER = {"first_year": 0, "last_year": 9999}


class Relaxed:
    """A question with some of its rules in force only."""

    def __init__(self, trial):
        self.trial = trial
        self.funds = [f.fund for f in trial.question.model.funds]
        self.can = {}

    def names(self):
        """All rules that a question names."""
        model, data = self.trial.question.model, self.trial.question.data
        named = {ENVELOPE, *self.funds, *(r.rule for r in model.rules), *(f.fix for f in model.fixes)}
        named |= {link.link for link in data.links} | {f.fund for f in model.partner_funds}
        named |= {YEARS} if self.funds else set()
        named |= {AS_OF} if model.as_of is not None else set()
        return named | ({MATCH} if model.match_funding else set()) | ({COVERAGE} if model.floor else set())

    def possible(self, names):
        """Whether a plan keeps those rules."""
        return next(self.plans(names), None) is not None

    def plans(self, names):
        """The plans that keep those rules. A fund that is not among them pays any amount.

        Without `fund-years` every fund pays for any line in any year.
        """
        names = frozenset(names)
        paying = self._payable(names)
        for index, broken in enumerate(self.trial.broken):
            if any(_label(family, name) in names for family, name in broken):
                continue
            plan = self.trial.plans[index]
            if paying and not paying.kept(plan):
                continue
            if COVERAGE not in names or self._floors(index):
                yield plan

    def _payable(self, names):
        model = self.trial.question.model
        if not model.funds:
            return None
        bare = self.trial.question
        funds = [f if f.fund in names else replace(f, amount=UNLIMITED) for f in model.funds]
        if YEARS not in names:
            funds = [replace(f, lines=[], **EVER) for f in funds]
        asked = type(bare)(bare.data, replace(model, funds=funds))
        return next(c for c in checks(asked) if c.family == "funds")

    def _floors(self, index):
        if index not in self.can:
            self.can[index] = self.trial.worth(self.trial.plans[index]) is not None
        return self.can[index]


def _label(family, name):
    return {"match_funding": MATCH, "funds": None, FLOOR: COVERAGE}.get(family, name)


def refused(trial, told, asked):
    """Differences between what is said of an impossible question and what every plan shows."""
    said = read(told)
    relaxed = Relaxed(trial)
    found = [f"a sentence that was not understood: {words}" for words in said.other]
    if not said.clashes or not said.changes:
        found.append("it names no clash or no change")
    for clash in said.clashes:
        found += _clash(relaxed, clash)
    return found + _changes(relaxed, said, asked)


def _clash(relaxed, clash):
    names = set(clash.names)
    found = [f"{name} is no rule" for name in names - relaxed.names()]
    if relaxed.possible(names):
        found.append(f"{sorted(names)} are said to clash, and a plan keeps them")
    if not (clash.alone or clash.minimal):
        found.append(f"it is not said whether {sorted(names)} all take part in the clash")
    for name in names:
        if not relaxed.possible(names - {name}):
            found.append(f"without {name} the rest of {sorted(names)} are said to be possible, and are not")
    return found + _told(relaxed, clash, names)


def _told(relaxed, clash, names):
    """The sums that are told of a clash, and what is committed twice."""
    model = relaxed.trial.question.model
    found = []
    for rule, comes_to, lacks in clash.sums:
        if rule not in names:
            found.append(f"a sum of {rule} is told of a clash that it has no part in")
            continue
        check = next(c for c in relaxed.trial.checks if c.name == rule)
        values = [check.value(p) for p in relaxed.plans(names - {rule})]
        extreme = max(values) if check.sense == "least" else min(values)
        if (number(comes_to), number(lacks)) != (extreme, abs(extreme - check.bound)):
            found.append(f"what {rule} speaks of is said to add up to {comes_to}, and it is {extreme}")
    fixes = names & {AS_OF, *(f.fix for f in model.fixes)}
    for least, rule, more in clash.committed:
        check = next(c for c in relaxed.trial.checks if c.name == rule)
        values = [check.value(p) for p in relaxed.plans(fixes)]
        if rule not in names or values and (number(least), number(more)) != (min(values), min(values) - check.bound):
            found.append(f"what is committed is said to have {least} of what {rule} speaks of, and it is {min(values)}")
    for costs, more, than in clash.costs:
        least = min((sum(o.cost for o in p) for p in relaxed.plans(fixes)), default=None)
        limit = model.envelope if than == ENVELOPE else sum(f.amount for f in model.funds)
        if (number(costs), number(costs) - number(more)) != (least, limit):
            found.append(f"what is committed is said to cost {costs}, {more} more than {limit}; it costs {least}")
    found += [f"{two} are told of a clash that they have no part in" for two in clash.both if not {*two[1::2]} <= names]
    return found


def _changes(relaxed, said, asked):
    found = []
    every = relaxed.names()
    clashing = {name for clash in said.clashes for name in clash.names}
    alone = {name for name in clashing if _is_enough(relaxed, asked, every, name)}
    if said.how == "each":
        if alone != {c.name for c in said.changes}:
            found.append(f"changes are offered of {[c.name for c in said.changes]}; enough alone: {sorted(alone)}")
    elif alone:
        found.append(f"no one change is said to be enough, and {sorted(alone)} is")
    for change in said.changes:
        rest = [c for c in said.changes if c is not change] if said.how == "together" else []
        found += _enough(asked, change, rest)
    return found


def _is_enough(relaxed, asked, every, name):
    """Whether a change to one rule alone is. Of another year, adjustments make something else than of this."""
    if name != AS_OF or not any(a.effect in OF_OPTIONS for a in asked.model.adjusts):
        return relaxed.possible(every - {name})
    years = range(min(o.starts for o in asked.data.options), asked.model.as_of)
    return any(possible(asked, [Change(AS_OF, now=when)]) for when in years)


def _enough(asked, change, rest):
    found = []
    if change.by is not None:
        if change.now - change.was != change.by:
            found.append(f"{change} does not add up")
        if bound_of(asked, change.name) != change.was:
            found.append(f"{change.name} is {bound_of(asked, change.name)} and not {change.was}")
    if not possible(asked, [change, *rest]):
        found.append(f"with {change} and {rest} still no plan keeps the rules")
    if change.short is not None and possible(asked, [replace(change, now=change.short), *rest]):
        found.append(f"{change}: what is said to be too little is enough")
    if rest and possible(asked, rest):
        found.append(f"{change} is not needed beside {rest}")
    return found


def bound_of(asked, name):
    """The number that a change turns."""
    model = asked.model
    if name == ENVELOPE:
        return model.envelope
    if name == COVERAGE:
        return model.floor[0]
    if name == AS_OF:
        return model.as_of
    fund = next((f for f in [*model.funds, *model.partner_funds] if f.fund == name), None)
    return fund.amount if fund else next(r.bound for r in model.rules if r.rule == name)


def possible(asked, changes):
    """Whether a plan keeps the rules once they are changed so."""
    new = asked.copy()
    model = new.model
    for change in changes:
        if change.name == ENVELOPE:
            model.envelope = change.now
        elif change.name == COVERAGE:
            model.floor = (change.now, *model.floor[1:])
        elif change.name == YEARS:
            model.funds = [replace(f, lines=[], **EVER) for f in model.funds]
        elif change.name == MATCH:
            model.match_funding = False
        elif change.name == AS_OF:
            model.as_of = change.now
        else:
            for fund in [*model.funds, *model.partner_funds]:
                fund.amount = change.now if fund.fund == change.name else fund.amount
            for rule in model.rules:
                rule.bound = change.now if rule.rule == change.name else rule.bound
            model.fixes = [f for f in model.fixes if f.fix != change.name]
            new.data.links = [link for link in new.data.links if link.link != change.name]
    return Trial(new).possible()
