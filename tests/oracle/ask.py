"""Makes a model for a dataset: rules of every family, each with a limit at the boundary of what some plan comes to."""

from itertools import product

from adjust import adjusted, planned
from distance import straight_lines
from joint import joining, partner_funds
from question import Adjust, Fix, Fund, Model, Question, Rule, matches
from rules import checks, overrun, supply
from serve import Network, best_flow
from sure import in_time, known

OFF_BY_ONE = [0, 0, 0, 1, -1]


def ask(random, data, regional):
    """A model. Limits are drawn about plans that could be chosen, so that being one out changes the answer."""
    model = Model(
        horizon=random.choice([2026, 2027, 2028, 2028, 2030]),
        count=random.choice(["low", "likely", "high"]),
        envelope=1,
        overruns=random.choice([0, 0, 0, 1, 2]),
        metric=random.choice(["matrix", "matrix", "straight-line"]),
        reach=_reach(random, data),
        goal="worst-region" if regional and _worst(random) else "well-located",
        match_funding=random.clutter(0.5),
        floor=None,
    )
    if model.goal == "well-located" and random.some(0.25, *YEARS):
        model.goal, model.first_year = "place-years", random.randint(2024, model.horizon)
    if model.metric == "straight-line":
        data.miles = straight_lines(data)
    if data.groups and random.some(0.25, "planner"):
        model.planner = random.choice(sorted(data.groups))
        seen = planned(Question(data, model)).data
        # A group without bids or children has nothing to plan.
        model.planner = model.planner if seen.projects and seen.demand else None
    data = planned(Question(data, model)).data
    model.overruns = min(model.overruns, len(data.projects))
    model.layers = [layer.layer for layer in data.layers if layer.chosen]
    model.adjusts = _adjusts(random, data, model.match_funding)
    model.as_of = random.choice([2026, 2026, 2026, 2027, 2028]) if random.clutter(0.3) else None
    aim = Aim(random, Question(data, model))
    if regional and random.random() < 0.5:
        return _plain(model, aim, random, data)
    rules, fixes = [random.choice([0, 0, 1, 1, 2, 3]), 0], [random.choice([0, 0, 0, 1, 1, 2]), 0]
    model.rules = [aim.rule(index) for index in range(rules[not random.clutter(1)] or random.about("rule", "where"))]
    model.fixes = [_fix(random, data, index) for index in range(fixes[not random.clutter(1)])]
    those = aim.question.data
    model.fixes = [f for f in model.fixes if any(matches(those, o, f.where) for o in those.options)]
    model.funds = aim.funds() if random.clutter(0.45) else []
    model.partner_funds = partner_funds(random, aim, OFF_BY_ONE, lambda: random.some(0.6, "fund of a partner"))
    model.envelope = aim.envelope()
    aim.match_limits()
    model.share = aim.share() if known(aim.question) and random.some(0.5, *SURE) else None
    if regional and (model.goal != "worst-region" or random.random() < 0.3):
        model.floor = _floor(random, data, aim)
    return model


def _worst(random):
    return random.theme == "goal: worst region" or random.theme is None and random.random() < 0.5


def _plain(model, aim, random, data):
    """Money alone is short, so that it is regions that decide."""
    data.links = []
    model.count, model.horizon = "high", 2030
    model.match_funding, model.overruns = False, 0
    model.adjusts = [a for a in model.adjusts if a.effect != "withdraw_match"]
    model.envelope = aim.envelope()
    if model.goal != "worst-region":
        model.floor = _floor(random, data, aim)
    return model


def _reach(random, data):
    bands = {}
    for care_type in sorted({c for _, c in data.demand} | {o.care_type for o in data.options}):
        near = random.choice([100, 100, 150, 200])
        bands[care_type] = random.choice([
            [(near, 100)],
            [(near, 100), (near + 100, 50)],
            [(near, 100), (near + 100, 50)],
            [(near // 2, 100), (near, 67), (near + 101, 33)],
        ])
    return bands


def _floor(random, data, aim):
    regions = sorted({a.region for a in data.areas})
    named = random.sample(regions, random.randint(1, len(regions))) if random.random() < 0.5 else None
    groups = sorted(data.groups) if random.some(0.4, "floor of groups") else []
    if groups and random.random() < 0.7:
        named = None
    some = random.choice([data.groups[g] for g in groups] or [[a.area for a in data.areas if a.region in (named or regions)]])
    share = random.choice([100, 200, 250, 333, 334, 400, 500, 500, 501, 600, 667, 750, 1000])
    return aim.coverage(some) if random.some(0.5, "floor of groups") else share, named, groups


def _where(random, data, keys):
    """A selector of one or two keys that an option of the dataset matches."""
    option = random.choice(data.options)
    project = data.project(option.project)
    values = {
        "line": [project.line],
        "region": [data.region_of(project.area)],
        "group": data.groups_of(project.area)[:1] or None,
        "area": [project.area],
        "project": sorted({project.project, random.choice(data.projects).project}),
        "home": [project.home] if project.home else None,
        "care_type": [option.care_type],
        "partner": [option.partner] if option.partner else None,
        "starts": [option.starts],
        "planned": option.planned,
        "opens_after": option.opens - 1,
    }
    chosen = random.sample(keys, random.choice([0, 1, 1, 1, 2]))
    chosen += [random.theme.removeprefix("where: ")] if random.about("where") and random.random() < 0.7 else []
    return {k: values[k] for k in chosen if values[k] is not None}


ALL_KEYS = ["line", "region", "group", "area", "project", "home", "care_type", "partner", "starts", "planned", "opens_after"]
YEARS = ["goal: place-years", "homes closed for works", "demand by year"]
JOINT = ["fund of a partner", "rule: partner", "rule: partner-places", "where: partner"]
SURE = ["share of deliverability", "refusals", "works that take longer", "assured: delays that hang together"]
MEASURES = ["cost", "cost", "match", "additional-low", "additional-likely", "additional-high", "protected", "improved",
            "projects", "homes", "partner", "partner-places"]


def _fix(random, data, index):
    where = _where(random, data, ALL_KEYS) or {"project": [random.choice(data.projects).project]}
    kind = random.choice(["commit", "exclude"])
    of = "projects" if kind == "commit" and random.random() < 0.7 else random.choice(["options", "projects"])
    if kind == "commit" or random.random() < 0.5:
        where = {"project": [random.choice(data.projects).project], **where}
        if not any(matches(data, o, where) for o in data.options):
            where = {"project": where["project"]}
    return Fix(f"fix-{index}", kind, of, where)


def _adjusts(random, data, match_funding):
    if not (random.clutter(0.4) or random.about("adjust")):
        return []
    effects = ["cost_percent", "delay_years", "withdraw_match", "demand_percent", "partner_percent"]
    if not match_funding:
        effects.remove("withdraw_match")
    found = []
    for index in range(random.choice([1, 1, 2])):
        effect = random.theme.removeprefix("adjust: ") if random.about("adjust") else random.choice(effects)
        if effect == "partner_percent":
            joins = joining(random, data, index, _where(random, data, ALL_KEYS))
            found += [joins] if joins and all(a.effect != effect for a in found) else []
            continue
        if effect in ("cost_percent", "delay_years"):
            where = _where(random, data, ALL_KEYS)
            amount = random.choice([1080, 1005, 955, 1333, 1100]) if effect == "cost_percent" else random.randint(1, 2)
        else:
            area = random.choice(data.areas)
            groups = data.groups_of(area.area)
            where = random.choice([{}, {"region": [area.region]}, {"group": groups} if groups else {}, {"area": [area.area]}])
            amount = random.choice([1100, 1500, 500, 1250, 1337, 900]) if effect == "demand_percent" else 1
            there = [(a, c) for a, c in data.demand if _has(data, a, where)]
            if effect == "demand_percent" and there and random.random() < 0.4:
                where = {**where, "care_type": [random.choice(there)[1]]}
            if effect == "demand_percent" and not there:
                continue
        found.append(Adjust(f"adjust-{index}", where, effect, amount))
    return found


def _has(data, area, where):
    grouped = "group" not in where or any(group in where["group"] for group in data.groups_of(area))
    return (
        data.region_of(area) in where.get("region", [data.region_of(area)])
        and area in where.get("area", [area])
        and grouped
    )


class Aim:
    """Draws limits about what plans come to, once what is adjusted is adjusted."""

    def __init__(self, random, question):
        self.random = random
        self.data = question.data
        self.question = adjusted(question)
        # Mostly of plans that keep what has begun, so that the other limits do not clash with it.
        loose = random.random() < 0.15
        self.plans = list(product(*[self._ways(p.project, loose) for p in question.data.projects]))

    def _ways(self, project, loose):
        """The ways to do a project or not to, with no regard to what has begun where they are `loose`."""
        ways = self.question.data.options_of(project)
        begun = [o for o in ways if o.begun(self.question.model.as_of) and not loose]
        stays = [o for o in begun if o.planned]
        return stays or [None, *(o for o in ways if o not in begun)]

    def plan(self):
        """A plan, more often one that funds much."""
        some = [[o for o in self.random.choice(self.plans) if o] for _ in range(2)]
        return max(some, key=lambda p: (sum(o.likely + o.protected for o in p), len(p)))

    def rule(self, index):
        """A rule whose bound is met exactly, or missed by one, by some plan."""
        measure = self.random.choice(MEASURES)
        measure = self.random.theme.removeprefix("rule: ") if self.random.about("rule") else measure
        where = _where(self.random, self.data, ALL_KEYS)
        years = []
        if measure == "cost" and self.random.random() < 0.4:
            years = sorted(self.random.sample(range(2025, 2030), self.random.randint(1, 2)))
        sense = self.random.choice(["most", "most", "least"])
        rule = Rule(f"rule-{index}", measure, where, years, sense, 0)
        bare = self.question.copy()
        bare.model.rules, bare.model.funds, bare.model.fixes, bare.data.links = [rule], [], [], []
        check = next(c for c in checks(bare) if c.family == "limits")
        rule.bound = max(0, check.value(self.plan()) + self.random.choice(OFF_BY_ONE))
        return rule

    def envelope(self):
        """What a plan that leaves something out costs with its overruns, or a pound more or less."""
        plan = min((self.plan() for _ in range(3)), key=lambda p: (not p, sum(o.cost for o in p)))
        held = sorted((overrun(self.question, o) for o in plan), reverse=True)[: self.question.model.overruns]
        most = max(1, sum(o.cost for o in plan) + sum(held) + self.random.choice(OFF_BY_ONE))
        self.question.model.envelope = most
        return most

    def coverage(self, areas):
        """The share of the children of some areas, in tenths of a per cent, that the best for them of some plans serves."""
        asked, model = self.question.copy(), self.question.model
        demand = {key: n for key, n in asked.data.demand_in(model.horizon).items() if key[0] in areas}
        asked.data.demand_from = {model.horizon: demand}
        networks = [(care_type, Network(asked, care_type, model.horizon)) for care_type in model.reach]
        plans = [p for p in (self.plan() for _ in range(6)) if sum(o.cost for o in p) <= model.envelope] or [[]]
        worth = max(sum(best_flow(n, supply(asked, c, n.sites, p))[0] for c, n in networks) for p in plans)
        share = worth * 10 // (sum(demand.values()) or 1)
        return max(1, min(1000, share + self.random.choice(OFF_BY_ONE)))

    def share(self):
        """How sure some option is, or a tenth of a per cent more."""
        reached = int(in_time(self.question, self.random.choice(self.question.data.options)) * 1000)
        return max(1, min(1000, reached + self.random.choice([0, 0, 1])))

    def funds(self):
        """Tranches that together just pay for a plan, or are a pound short."""
        plan = self.plan()
        lines = {p.project: p.line for p in self.data.projects}
        spend = [(lines[o.project], when, n) for o in plan for when, n in o.spend.items() if n]
        found = []
        for index in range(self.random.randint(1, 3)):
            first = self.random.randint(2024, 2027)
            last = first + self.random.randint(0, 5)
            only = self.random.sample(self.data.lines, self.random.randint(1, 2)) if self.random.random() < 0.4 else []
            mine = [s for s in spend if first <= s[1] <= last and (not only or s[0] in only)]
            spend = [s for s in spend if s not in mine]
            amount = sum(n for _, _, n in mine) + self.random.choice(OFF_BY_ONE)
            found.append(Fund(f"fund-{index}", max(1, amount), only, first, last))
        if spend and self.random.random() < 0.7:
            amount = sum(n for _, _, n in spend) + self.random.choice(OFF_BY_ONE)
            found.append(Fund("fund-last", max(1, amount), [], 2024, 2032))
        return found

    def match_limits(self):
        """Limits of match that some plan meets exactly, or by a pound more or less."""
        for area in self.data.areas:
            if area.match_limit is not None and self.random.random() < 0.7:
                payer = {p.project: p.area for p in self.data.projects}
                asked = sum(o.match for o in self.plan() if payer[o.project] == area.area)
                area.match_limit = max(0, asked + self.random.choice(OFF_BY_ONE))
