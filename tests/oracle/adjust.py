"""What `[[adjust]]` changes of what is known, before anything is asked."""

from layers import needed
from question import matches


def rounded(top, bottom):
    """A quotient to the nearest whole number, halves up."""
    return (2 * top + bottom) // (2 * bottom)


def adjusted(question):
    """The question with its layers laid and its adjustments made, each `where` matched against the dataset as it was read."""
    question = question.copy()
    question.data.demand = needed(question.data, question.model)
    question.model.layers = []
    read = question.data
    new = question.copy()
    new.model.adjusts = []
    as_of = question.model.as_of
    for adjust in question.model.adjusts:
        if adjust.effect in ("cost_percent", "delay_years"):
            for was, now in zip(read.options, new.data.options):
                if matches(read, was, adjust.where):
                    over = as_of if was.planned and was.begun(as_of) else 0
                    {"cost_percent": dearer, "delay_years": later}[adjust.effect](now, adjust.amount, over)
        elif adjust.effect == "withdraw_match":
            for area in new.data.areas:
                if _of_area(area, adjust.where):
                    area.match_limit = 0
        else:
            more_children(read, new.data, adjust)
    return new


def _of_area(area, where):
    return all({"region": area.region, "area": area.area}[key] in where[key] for key in where if key != "care_type")


def dearer(option, tenths, over):
    """Cost, match, and what is spent by the end of each year, in so many tenths of a per cent of what they were.

    What was spent in years before `over` stays, and the same part of the match, rounded down to a pound.
    """
    paid = sum(spend for year, spend in option.spend.items() if year < over)
    given = option.match * paid // option.cost if option.cost else 0
    option.match = given + rounded((option.match - given) * tenths, 1000)
    spent, told = 0, 0
    for year in sorted(year for year in option.spend if year >= over):
        spent += option.spend[year]
        by_then = rounded(spent * tenths, 1000)
        option.spend[year] = by_then - told
        told = by_then
    option.cost = paid + told


def later(option, years, over):
    """Starts, is paid for and opens so many years later; what was before `over` was then, and stays."""

    def moved(year):
        return year if year < over else year + years

    option.starts, option.opens = moved(option.starts), moved(option.opens)
    option.spend = {moved(year): spend for year, spend in option.spend.items()}


def more_children(read, data, adjust):
    """Another number of children, shared out by largest remainder within each care type."""
    for care_type in sorted({c for _, c in read.demand}):
        if care_type not in adjust.where.get("care_type", [care_type]):
            continue
        areas = sorted(
            a for a, c in read.demand if c == care_type and _of_area(read.area(a), adjust.where)
        )
        was = [data.demand[(a, care_type)] for a in areas]
        goal = rounded(sum(was) * adjust.amount, 1000)
        now = [n * adjust.amount // 1000 for n in was]
        rest = sorted(range(len(areas)), key=lambda i: (-(was[i] * adjust.amount % 1000), areas[i]))
        for index in rest[: goal - sum(now)]:
            now[index] += 1
        for area, children in zip(areas, now):
            data.demand[(area, care_type)] = children
