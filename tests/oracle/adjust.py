"""What `[[adjust]]` changes of what is known, before anything is asked."""

from layers import needed
from question import Dataset, Question, matches
from sure import unsure


FIRST = 2024


def rounded(top, bottom):
    """A quotient to the nearest whole number, halves up."""
    return (2 * top + bottom) // (2 * bottom)


def planned(question):
    """The question as the planner of its group sees it: its own children, its own places and its own bids."""
    data, model = question.data, question.model
    if model.planner is None:
        return question
    own = data.groups[model.planner]
    projects = [p for p in data.projects if p.area in own and data.site_area(p.site) in own]
    ids = {p.project for p in projects}
    seen = Dataset(
        data.areas,
        {(area, care): children for (area, care), children in data.demand.items() if area in own},
        data.lines,
        [h for h in data.homes if h.area in own],
        projects,
        [o for o in data.options if o.project in ids],
        [link for link in data.links if ids.issuperset(link.projects)],
        data.overruns,
        data.miles,
        data.groups,
        {y: {k: n for k, n in told.items() if k[0] in own} for y, told in data.demand_from.items()},
        data.layers,
        data.refused,
        data.works,
    )
    return Question(seen, model)


def adjusted(question):
    """The question with its layers laid, as it is planned, and with its adjustments made; each `where` is matched against the
    dataset as it was read."""
    question = question.copy()
    data, model = question.data, question.model
    every = range(min(FIRST, *model.years), model.horizon + 1)
    data.demand_from = {year: needed(data, model, year) for year in every}
    data.demand = dict(data.demand_from[model.horizon])
    model.layers = []
    question = planned(question)
    read = question.data
    new = question.copy()
    new.model.adjusts = []
    as_of = question.model.as_of
    for adjust in question.model.adjusts:
        if adjust.effect in OF_OPTIONS:
            for was, now in zip(read.options, new.data.options):
                if matches(read, was, adjust.where):
                    over = as_of if was.planned and was.begun(as_of) else 0
                    OF_OPTIONS[adjust.effect](now, adjust, over)
        elif adjust.effect == "withdraw_match":
            for area in new.data.areas:
                if _of_area(read, area, adjust.where):
                    area.match_limit = 0
        else:
            for was, now in [(read.demand, new.data.demand), *_by_year(read, new.data)]:
                more_children(read, was, now, adjust)
    new.data.unsure = unsure(new)
    return new


def _by_year(read, new):
    return [(read.demand_from[year], new.demand_from[year]) for year in read.demand_from]


def _of_area(data, area, where):
    have = {"region": [area.region], "area": [area.area], "group": data.groups_of(area.area)}
    return all(any(word in where[key] for word in have[key]) for key in where if key != "care_type")


def dearer(option, adjust, over):
    """Costs the department, and whoever matches it, so many tenths of a per cent of what it did.

    Of the match the same part is over as of the cost, rounded down to a pound.
    """
    paid = sum(spend for year, spend in option.spend.items() if year < over)
    given = option.match * paid // option.cost if option.cost else 0
    option.match = given + rounded((option.match - given) * adjust.amount, 1000)
    _costs(option, adjust.amount, over)


def joined(option, adjust, over):
    """A partner pays so much of what it costs the department, and places are kept for it besides."""
    before = option.cost
    _costs(option, 1000 - adjust.amount, over)
    option.partner = adjust.partner
    option.partner_gbp = before - option.cost
    option.partner_places = rounded(option.likely * adjust.places, 100)


def _costs(option, tenths, over):
    """Cost, and what is spent by the end of each year, in so many tenths of a per cent of what they were.

    What was spent in years before `over` stays.
    """
    paid = sum(spend for year, spend in option.spend.items() if year < over)
    spent, told = 0, 0
    for year in sorted(year for year in option.spend if year >= over):
        spent += option.spend[year]
        by_then = rounded(spent * tenths, 1000)
        option.spend[year] = by_then - told
        told = by_then
    option.cost = paid + told


def later(option, adjust, over):
    """Starts, is paid for and opens so many years later; what was before `over` was then, and stays."""

    def moved(year):
        return year if year < over else year + adjust.amount

    option.starts, option.opens = moved(option.starts), moved(option.opens)
    option.spend = {moved(year): spend for year, spend in option.spend.items()}
    option.closed = option.closed and tuple(moved(year) for year in option.closed)


OF_OPTIONS = {"cost_percent": dearer, "delay_years": later, "partner_percent": joined}


def more_children(read, before, demand, adjust):
    """Another number of children, shared out by largest remainder within each care type."""
    for care_type in sorted({c for _, c in before}):
        if care_type not in adjust.where.get("care_type", [care_type]):
            continue
        areas = sorted(
            a for a, c in before if c == care_type and _of_area(read, read.area(a), adjust.where)
        )
        was = [demand[(a, care_type)] for a in areas]
        goal = rounded(sum(was) * adjust.amount, 1000)
        now = [n * adjust.amount // 1000 for n in was]
        rest = sorted(range(len(areas)), key=lambda i: (-(was[i] * adjust.amount % 1000), areas[i]))
        for index in rest[: goal - sum(now)]:
            now[index] += 1
        for area, children in zip(areas, now):
            demand[(area, care_type)] = children
