"""Every plan of a question, what each comes to, and the best that there is."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from adjust import adjusted
from rules import checks, opened, supply
from serve import Divisions, Network, best_flow, parts, together

FLOOR = "coverage_floor"


@dataclass(frozen=True)
class Worth:
    """What a plan comes to. Worth is hundredths of a place, of all years that count, miles are tenths, the worst share is
    exact or None."""

    worst: Fraction | None
    worth: int
    cost: int
    opened: int
    miles: int
    at_horizon: int

    def order(self):
        """Better is larger: the worst region where that is the goal, then places, then money, early opening, and miles."""
        return (self.worst if self.worst is not None else 0, self.worth, -self.cost, self.opened, -self.miles)


class Trial:
    """A question, put to every plan. What is worked out once is kept."""

    def __init__(self, question):
        self.question = adjusted(question)
        data, model = self.question.data, self.question.model
        self.choices = [[None, *data.options_of(p.project)] for p in data.projects]
        self.checks = checks(self.question)
        self.types = sorted(model.reach)
        data.demand = data.demand_in(model.horizon)
        self.networks = {c: Network(self.question, c, model.horizon) for c in self.types}
        before = [y for y in model.years if y < model.horizon]
        self.before = {(c, y): Network(self.question, c, y) for c in self.types for y in before}
        self.divisions = {c: Divisions(n) for c, n in self.networks.items()}
        self.parts = parts(self.question)
        regions = sorted({a.region for a in data.areas})
        self.areas = {("region", r): {a.area for a in data.areas if a.region == r} for r in regions}
        self.areas |= {("group", g): set(areas) for g, areas in data.groups.items()}
        self.children = {
            place: sum(n for (a, _), n in data.demand.items() if a in areas) for place, areas in self.areas.items()
        }
        self.regions = [("region", r) for r in regions]
        self.flows = {}
        self.plans = [tuple(o for o in pick if o) for pick in product(*self.choices)]
        self.broken = [self._broken(plan) for plan in self.plans]

    def _broken(self, plan):
        """The rules that a plan breaks, floors aside."""
        return frozenset((c.family, c.name) for c in self.checks if not c.kept(plan))

    def floors(self):
        """Hundredths of a place that each region and group must have at least, as exact fractions."""
        if self.question.model.floor is None:
            return {}
        share, regions, groups = self.question.model.floor
        named = [("region", r) for r in regions or []] + [("group", g) for g in groups]
        return {place: Fraction(self.children[place] * share, 10) for place in named or self.regions}

    def _of(self, worths, place):
        """What is worth so much by parts is worth in a region or a group."""
        return sum(worth for worth, areas in zip(worths, self.parts) if areas[0] in self.areas[place])

    def freely(self, plan):
        """The most worth of all years that count, and then the fewest miles at the horizon, regions apart."""
        worth, miles = self.earlier(plan), 0
        for care_type in self.types:
            more, further = self._flow(care_type, plan, self.networks[care_type], None)
            worth += more
            miles += further
        return worth, miles

    def earlier(self, plan):
        """The worth of the years before the horizon that count."""
        return sum(self._flow(c, plan, network, year)[0] for (c, year), network in self.before.items())

    def _flow(self, care_type, plan, network, year):
        places = supply(self.question, care_type, network.sites, plan, year)
        key = (care_type, year, places)
        if key not in self.flows:
            self.flows[key] = best_flow(network, places)
        return self.flows[key]

    def divided(self, plan):
        """Every unbeaten division of a plan's places among the parts that regions and floors tell apart."""
        found = [((0,) * len(self.parts), 0)]
        for care_type in self.types:
            network = self.networks[care_type]
            places = supply(self.question, care_type, network.sites, plan)
            found = together(found, self.divisions[care_type].all(places))
        return found

    def worst(self, worths):
        """The smallest share of demand well located, of regions that have any; all of it where there is none."""
        shares = [Fraction(self._of(worths, r), 100 * self.children[r]) for r in self.regions if self.children[r]]
        return min(shares, default=Fraction(1))

    def worth(self, plan, floors=True, of=None):
        """What a plan comes to, or None where its places cannot be divided so that every floor is kept.

        `of`: the floors of these regions and groups alone.
        """
        cost, early = sum(o.cost for o in plan), opened(self.question, plan)
        least = {r: n for r, n in self.floors().items() if floors and (of is None or r in of)}
        regional = self.question.model.goal == "worst-region"
        if not regional and not least:
            worth, miles = self.freely(plan)
            return Worth(None, worth, cost, early, miles, worth - self.earlier(plan))
        kept = [
            (worths, miles)
            for worths, miles in self.divided(plan)
            if all(self._of(worths, place) >= n for place, n in least.items())
        ]
        all_worth = [
            Worth(
                self.worst(worths) if regional else None,
                sum(worths) + self.earlier(plan),
                cost,
                early,
                miles,
                sum(worths),
            )
            for worths, miles in kept
        ]
        return max(all_worth, key=Worth.order, default=None)

    def kept_floors(self, plan):
        """The regions, and then groups, whose floors are kept, gone through in order, where not all of them can be."""
        kept = set()
        for region in sorted(self.floors(), key=lambda place: (place[0] == "group", place[1])):
            if self.worth(plan, of=kept | {region}) is not None:
                kept.add(region)
        return kept

    def best(self, but=frozenset(), without_floors=False):
        """The best plan that keeps every rule but those named, as (worth, plan), or None."""
        keeping = [p for p, broken in zip(self.plans, self.broken) if broken <= but]
        return self.best_of(keeping, floors=not without_floors)

    def possible(self):
        """Whether any plan keeps every rule."""
        keeping = (p for p, broken in zip(self.plans, self.broken) if not broken)
        return any(self.worth(p) is not None for p in keeping) if self.floors() else any(True for _ in keeping)

    def best_of(self, plans, floors=True):
        """The best of some plans. Once no plan left could be better, however its places are divided, none is tried."""
        ranked = sorted(((-self.freely(p)[0], sum(o.cost for o in p), i) for i, p in enumerate(plans)))
        best = None
        for less, cost, index in ranked:
            if best and self.question.model.goal != "worst-region" and (less, cost) > (-best[0].worth, best[0].cost):
                break
            worth = self.worth(plans[index], floors)
            if worth and (best is None or worth.order() > best[0].order()):
                best = (worth, plans[index])
        return best
