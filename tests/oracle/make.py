"""Makes questions at random, with limits exactly at, one above or one below something that can be had."""

from dataclasses import replace
from itertools import pairwise, product

from ask import JOINT, SURE, ask
from dice import Dice
from features import decides
from joint import join
from layers import made
from plans import Trial
from question import Area, Dataset, Home, Link, Option, Project, Question
from sure import chances_of

OPEN, SECURE = "open", "secure"
LINES = ["expand", "build", "repair"]
FIRST = 2025
TURNS = 25
BY_YEAR = ["homes closed for works", "demand by year"]
GROUPS = ["floor of groups", "where: group", "planner"]
REGIONAL = ["floor of groups", "goal: worst region"]
LAYERS = ["layer: add", "layer: replace"]
SELDOM = ["homes closed for works", *REGIONAL, "where: group", "rule: protected", "adjust: partner_percent",
          "assured: delays that hang together"]
THEMES = [*BY_YEAR, "goal: place-years", "tie: opening", *LAYERS, *GROUPS, *JOINT, *SURE, *SELDOM]


def question(seed):
    """A dataset, and a model that asks something of it that is hard to answer.

    Every other question has a theme: a feature that decides too seldom by chance. Of such a question some are made, until
    there is one that it decides.
    """
    theme = THEMES[seed // 2 % len(THEMES)] if seed % 2 else None
    for turn in range(TURNS if theme else 1):
        asked = _question(Dice(f"{seed}, {turn}", theme))
        if theme and _decided(asked, theme):
            break
    return asked


def _question(random):
    regional = random.random() < 0.3 and random.theme is None or random.theme in REGIONAL
    data = dataset(random, regional)
    data.layers = made(random, data) if random.some(0.3, *LAYERS) else []
    asked = Question(data, ask(random, data, regional))
    if random.some(0.05, "assured: delays that hang together"):
        _share_of_plan(random, asked)
    return asked


def _is_idle(trial):
    """Whether the best plan without floors keeps them, and is worth as much: that is sooner seen than what is best with them."""
    free = trial.best(without_floors=True)
    kept = free and trial.worth(free[1])
    return free is None or kept is not None and kept.worth == free[0].worth


def _share_of_plan(random, asked):
    """Asks for the share with which the best plan, as it is without one, has some number of places, as far as one is asked."""
    asked.model.share, share = None, asked.model.share
    trial = Trial(asked)
    best = trial.best()
    if best and share is not None:
        chances = chances_of(trial.question, best[1])
        least = random.choice(sorted(chances))
        share = max(1, int(sum(chance for places, chance in chances.items() if places >= least) * 1000))
    asked.model.share = share


def _decided(asked, theme):
    trial = Trial(asked)
    if asked.model.floor and theme == "floor of groups" and _is_idle(trial):
        return False
    best = trial.best()
    return best is not None and decides(asked, trial, best, theme)


def dataset(random, regional):
    """A few areas, homes, projects and options; smaller where regions are compared."""
    areas = _areas(random, regional)
    types = [OPEN, SECURE] if random.random() < 0.7 else [OPEN]
    demand = {}
    for area, care_type in product(areas, types):
        if random.random() < 0.9:
            demand[(area.area, care_type)] = random.choice([0, 1, 2, 2, 3, 4, 5] if not regional else [0, 1, 2, 2, 3])
    demand = demand or {(areas[0].area, types[0]): 1}
    homes = _homes(random, areas, types)
    projects = _projects(random, areas, homes, random.randint(2, 4 if regional else 6))
    data = Dataset(areas, demand, LINES, homes, projects, [], [], {}, {})
    data.options = _options(random, data, types)
    if len(projects) > 2 and random.some(0.3, "tie: opening", "tie: miles"):
        _twin(random, data)
    if random.some(0.2, "tie: opening"):
        _in_another_year(random, data)
    if random.some(0.3, *JOINT):
        join(random, data)
    data.links = _links(random, projects)
    data.overruns = {line: random.choice([7, 24, 51]) for line in LINES if line == LINES[0] or random.random() < 0.8}
    data.miles = _miles(random, data)
    if random.some(0.3, *BY_YEAR):
        _by_year(random, data)
    data.groups = _groups(random, areas)
    if random.some(0.4, *SURE):
        _delays(random, data)
    return data


def _by_year(random, data):
    """Homes that close for works, each for one project, and other children every few years."""
    closing = {}
    for option in data.options:
        home = data.project(option.project).home
        if home and option.starts < option.opens and closing.setdefault(home, option.project) == option.project:
            always = random.theme == "homes closed for works"
            years = [(option.starts, option.opens - 1), (FIRST, option.opens - 1)]
            option.closed = random.choice(years if always else [*years, None])
    if random.some(0.6, "demand by year"):
        for key, children in data.demand.items():
            when = random.sample(range(2025, 2031), random.randint(1, 3)) + random.choice([[], [0]])
            for year in when:
                more = max(0, children + random.choice([0, 0, -1, 1, 2]))
                data.demand_from.setdefault(year, {})[key] = more


def _delays(random, data):
    """What may keep homes from opening, of some lines."""
    for line in data.lines:
        if (refused := random.choice([None, 0, 5, 20, 40])) is not None:
            data.refused[line] = refused
        known = [(100, 0, 60, 50), (60, 25, 25, 0), (80, 10, 130, 100), (100, 0, 39, 50), (100, 0, 60, 100)]
        if works := random.choice(known if random.theme in SURE else [None, *known]):
            data.works[line] = works


def _areas(random, regional):
    regions = ["North", "South", "West"][: random.choice([2, 2, 3]) if regional else random.randint(1, 3)]
    found = []
    for index in range(random.randint(3 if regional else 2, 5)):
        limit = None if random.random() < 0.15 else random.randint(0, 12) * 100_000 + random.choice([0, 0, 1, -1, 999])
        region = regions[index] if regional and index < len(regions) else random.choice(regions)
        found.append(Area(f"area-{index}", region, *_place(random), limit and max(limit, 0)))
    return found


def _place(random):
    """A point within some forty miles."""
    return 400_000 + random.randint(-30_000, 30_000), 300_000 + random.randint(-30_000, 30_000)


def _homes(random, areas, types):
    found = []
    for index in range(random.choice([0, 1, 1, 2, 2]) or random.some(0, "homes closed for works")):
        places = random.randint(0, 4)
        at_risk = random.randint(0, places) if random.random() < 0.7 else 0
        since = random.choice([2025, 2026, 2027, 2028, 2029]) if at_risk else None
        found.append(Home(f"home-{index}", random.choice(areas).area, random.choice(types), *_place(random),
                          places, at_risk, since))
    return found


def _projects(random, areas, homes, number):
    found = []
    for index in range(number):
        home = random.choice(homes).home if homes and random.some(0.5, "homes closed for works") else ""
        line = LINES[0] if random.theme == "assured: delays that hang together" else random.choice(LINES)
        found.append(Project(f"p{index}", line, random.choice(areas).area, home, *_place(random)))
    return found


def _options(random, data, types):
    """One to three for each project, and no more plans in all than can be tried quickly."""
    found, plans = [], 1
    kept = {home.home: home.at_risk for home in data.homes}
    for project in data.projects:
        number = random.choice([1, 1, 2, 2, 3])
        if plans * (number + 1) > 500:
            number = 1
        plans *= number + 1
        home = next((h for h in data.homes if h.home == project.home), None)
        keeps = random.randint(0, kept[home.home]) if home and random.random() < 0.7 else 0
        if keeps:
            kept[home.home] -= keeps
        price = random.randint(1, 9)
        planned = random.randint(-1, number - 1)
        for index in range(number):
            found.append(_option(random, project, index, home, keeps, price, types, index == planned))
    return found


def _option(random, project, index, home, keeps, price, types, planned):
    protected = random.choice([keeps, keeps, 0, keeps // 2])
    care_type = home.care_type if home and (protected or random.random() < 0.7) else random.choice(types)
    low = random.randint(0, 3)
    likely = low + random.choice([0, 0, 1, 2])
    high = likely + random.choice([0, 0, 1])
    starts = random.randint(FIRST, FIRST + 2)
    opens = starts + random.randint(0, 2)
    odd = random.choice([0, 0, 1, -1, 499, 500, 999, 12_345])
    cost = max(0, price * 100_000 + (likely + protected) * 150_000 + odd)
    if random.random() < 0.3:
        cost = round(cost, -5)
    match = cost if random.random() < 0.4 else random.choice([0, cost // 2])
    spend, left = {}, cost
    for when in range(starts, opens):
        spend[when] = random.choice([0, left // 2, left // 3, min(left, 1)])
        left -= spend[when]
    spend[opens] = left
    return Option(project.project, "abc"[index], care_type, starts, opens, cost, match, low, likely, high, protected,
                  random.randint(0, 2) if home else 0, planned, {y: n for y, n in spend.items() if n})


def _twin(random, data):
    """Makes a project do what another does, elsewhere or at the very same place."""
    one, other = data.projects[-2:]
    if one.home:
        return
    ways = [replace(o, project=other.project, spend=dict(o.spend)) for o in data.options_of(one.project)]
    data.options = [o for o in data.options if o.project != other.project] + ways
    other.home = ""
    other.line = one.line
    if random.random() < 0.5:
        other.area, other.easting, other.northing = one.area, one.easting, one.northing


def _in_another_year(random, data):
    """Options of the same project that are alike, but that one starts, is paid for and opens later."""
    for one, other in pairwise(data.options):
        if one.project == other.project and random.random() < 0.6:
            later = random.randint(1, 2)
            years = {"starts": one.starts + later, "opens": one.opens + later}
            spend = {when + later: pounds for when, pounds in one.spend.items()}
            data.options[data.options.index(other)] = replace(one, option=other.option, planned=False, spend=spend, **years)


def _links(random, projects):
    found = []
    names = [p.project for p in projects]
    for index in range(random.choice([0, 0, 1, 1, 2]) if random.clutter(1) else 0):
        kind = random.choice(["requires", "excludes", "one-of"])
        number = 2 if kind != "one-of" else random.randint(2, min(3, len(names)))
        link = Link(f"link-{index}", kind, random.sample(names, number))
        if not any(kind == "requires" == other.kind and link.projects == other.projects[::-1] for other in found):
            found.append(link)
    return found


def _groups(random, areas):
    """Groups of areas, which may share some; often none at all."""
    if not random.some(0.5, *GROUPS):
        return {}
    names = [a.area for a in areas]
    most = 2 if random.theme == "floor of groups" else len(names)
    return {f"group-{i}": sorted(random.sample(names, random.randint(1, most))) for i in range(random.randint(1, 2))}


def _miles(random, data):
    """Tenths of a mile between sites and areas, at random: for `matrix`. Many are at the edge of a band."""
    sites = [h.home for h in data.homes] + [p.project for p in data.projects if not p.home]
    edges = [99, 100, 101, 199, 200, 201, 10, 50, 150, 400, 0]
    furthest = random.choice([120, 250])
    miles = {(s, a.area): random.choice(edges) if random.random() < 0.5 else random.randint(0, furthest)
             for s in sites for a in data.areas}
    for one, other in pairwise(p for p in data.projects if not p.home):
        if (one.easting, one.northing) == (other.easting, other.northing):
            miles.update({(other.project, a.area): miles[(one.project, a.area)] for a in data.areas})
    return miles
