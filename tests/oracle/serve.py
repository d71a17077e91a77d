"""Whom places serve: the best division of a plan's places among the children who need them.

Two ways, which share nothing but the network. Where only worth and miles count, a flow of least cost is exact and whole
(`best_flow`). Where regions are compared, every division that no other beats in all regions at once is listed
(`divisions`): worths of 100 and 50 make fractions possible there that whole places do not have.
"""

from functools import lru_cache
from operator import ge


def parts(question):
    """The areas, parted as finely as floors and regions tell them apart: those of one region, in the same of the groups
    that have a floor."""
    data, floor = question.data, question.model.floor
    named = floor[2] if floor else []
    found = {}
    for area in sorted(a.area for a in data.areas):
        key = (data.region_of(area), *(group in data.groups_of(area) for group in named))
        found.setdefault(key, []).append(area)
    return [found[key] for key in sorted(found)]


class Network:
    """Sites and areas of one care type, with tenths of a mile and worth in per cents where they are within reach."""

    def __init__(self, question, care_type, year):
        data, model = question.data, question.model
        self.sites = sorted({h.home for h in data.homes} | {p.site for p in data.projects})
        demand = [(a, n) for (a, c), n in sorted(data.demand_in(year).items()) if c == care_type and n > 0]
        regions = parts(question)
        part_of = {area: index for index, areas in enumerate(regions) for area in areas}
        demand.sort(key=lambda d: (part_of[d[0]], d[0]))
        self.regions = regions
        self.region = [part_of[a] for a, _ in demand]
        self.children = [n for _, n in demand]
        self.reach = []
        for area, _ in demand:
            near = {}
            for index, site in enumerate(self.sites):
                miles = data.miles[(site, area)]
                worth = worth_at(model.reach[care_type], miles)
                if worth:
                    near[index] = (worth, miles)
            self.reach.append(near)


def worth_at(bands, miles):
    """The worth in per cents of the first band outwards that holds a distance, or 0 beyond reach."""
    return next((worth for limit, worth in bands if miles <= limit), 0)


def best_flow(network, supply):
    """The most worth, and of that the fewest tenths of a mile: (worth in hundredths of a place, miles).

    Paths of least cost, one place at a time, found by Bellman and Ford; cost is so built that no number of miles
    outweighs one hundredth of a place.
    """
    step = 1 + sum(network.children) * max((m for near in network.reach for _, m in near.values()), default=0)
    left = list(supply)
    need = list(network.children)
    flow = {}
    total = 0
    while True:
        path, cost = _cheapest(network, left, need, flow, step)
        if path is None or cost >= 0:
            break
        total += cost
        left[path[0]] -= 1
        need[path[-1]] -= 1
        for turn, (one, other) in enumerate(zip(path, path[1:])):
            forward = turn % 2 == 0
            pair = (one, other) if forward else (other, one)
            flow[pair] = flow.get(pair, 0) + (1 if forward else -1)
    worth = sum(n * network.reach[a][s][0] for (s, a), n in flow.items())
    miles = sum(n * network.reach[a][s][1] for (s, a), n in flow.items())
    assert total == miles - worth * step
    return worth, miles


def _cheapest(network, left, need, flow, step):
    """The cheapest way to serve one more child, as site, area, site, …, area; and what it costs."""
    site_cost = {s: (0, None) for s, n in enumerate(left) if n > 0}
    area_cost = {}
    changed = True
    while changed:
        changed = False
        for area, near in enumerate(network.reach):
            for site, (worth, miles) in near.items():
                if site in site_cost:
                    cost = site_cost[site][0] + miles - worth * step
                    if area not in area_cost or cost < area_cost[area][0]:
                        area_cost[area] = (cost, site)
                        changed = True
            for site, (worth, miles) in near.items():
                if area in area_cost and flow.get((site, area), 0) > 0:
                    cost = area_cost[area][0] - miles + worth * step
                    if site not in site_cost or cost < site_cost[site][0]:
                        site_cost[site] = (cost, area)
                        changed = True
    ends = [(cost, area) for area, (cost, _) in area_cost.items() if need[area] > 0]
    if not ends:
        return None, 0
    cost, area = min(ends)
    path = [area]
    while True:
        site = area_cost[path[0]][1]
        path.insert(0, site)
        area = site_cost[site][1]
        if area is None:
            return path, cost
        path.insert(0, area)


class Divisions:
    """All divisions of one care type that no other beats, remembered from one plan to the next."""

    def __init__(self, network):
        self.network = network
        self.of = lru_cache(maxsize=None)(self._of)

    def all(self, supply):
        """Every unbeaten division as (worth by region, tenths of a mile)."""
        return self.of(0, self._useful(0, tuple(supply)))

    def _useful(self, first, supply):
        """The supply, less what the areas yet to come cannot use."""
        network = self.network
        room = [0] * len(network.sites)
        for area in range(first, len(network.children)):
            for site in network.reach[area]:
                room[site] += network.children[area]
        return tuple(min(have, most) for have, most in zip(supply, room))

    def _of(self, first, supply):
        network = self.network
        if first == len(network.children) or not any(supply):
            return (((0,) * len(network.regions), 0),)
        found = {}
        region = network.region[first]
        for used, worth, miles in self._shares(first, supply):
            rest = tuple(have - took for have, took in zip(supply, used))
            for worths, more in self.of(first + 1, self._useful(first + 1, rest)):
                key = worths[:region] + (worths[region] + worth,) + worths[region + 1 :]
                found[key] = min(found.get(key, miles + more), miles + more)
        return tuple(unbeaten(found))

    def _shares(self, area, supply):
        """Every way to serve one area: places used by site, their worth and miles."""
        near = sorted(self.network.reach[area].items())
        ways = [((0,) * len(supply), 0, 0, self.network.children[area])]
        for site, (worth, miles) in near:
            ways = [
                (used[:site] + (n,) + used[site + 1 :], w + n * worth, m + n * miles, left - n)
                for used, w, m, left in ways
                for n in range(min(supply[site], left) + 1)
            ]
        return [(used, w, m) for used, w, m, _ in ways]


def unbeaten(found):
    """Of worths by region and miles, those that no other equals or beats in everything."""
    kept = []
    for worths, miles in sorted(found.items(), key=lambda f: (-sum(f[0]), f[1])):
        if not any(m <= miles and all(map(ge, w, worths)) for w, m in kept):
            kept.append((worths, miles))
    return kept


def together(one, other):
    """The unbeaten sums of the divisions of two care types."""
    found = {}
    for worths, miles in one:
        for more, further in other:
            key = tuple(a + b for a, b in zip(worths, more))
            found[key] = min(found.get(key, miles + further), miles + further)
    return unbeaten(found)
