"""How sure it is that an option opens in time, and how many places may be counted on, in exact fractions.

A case is one of 100 of being refused, one of 100 of taking longer, one of 12 months of opening and one of 1,001 steps of each
of the two parts of how much longer; all are equally likely.
"""

from fractions import Fraction
from functools import lru_cache

MONTHS = 12
STEPS = 1_001
OWN = MONTHS * STEPS
USUAL = 800
NEVER = (0,) * STEPS


@lru_cache(maxsize=None)
def late(low, high, shared, years, spare):
    """For each step of the shared part, in how many of the months and steps of their own works end too late.

    Works that take m months longer, and open in any month of 12, are more than `spare` years late in m - 12 * spare of the
    months; so it is asked of each of the 12 in how many steps there are so many months more.
    """
    least = [_part(low, high, _up((MONTHS * spare + month) * 1000, MONTHS * years)) for month in range(1, MONTHS + 1)]
    return tuple(sum(_steps(shared, step, part) for part in least) for step in range(STEPS))


def _part(low, high, size):
    """The least thousandths of the way from low to high, in per cent, that make a size of so many thousandths."""
    if size <= 10 * low:
        return 0
    return _up((size - 10 * low) * 1000, 10 * (high - low)) if high > low else STEPS


def _steps(shared, step, part):
    """In how many steps of its own part both together come to so many thousandths; none is more than the last."""
    if part >= STEPS:
        return 0
    if shared == 100:
        return STEPS if step >= part else 0
    return max(0, STEPS - max(0, _up(100 * part - shared * step, 100 - shared)))


def _up(top, bottom):
    """A quotient rounded up."""
    return -(-top // bottom)


def known(question):
    """Whether anything is known that keeps homes from opening."""
    return bool(question.data.refused or question.data.works)


def cases(question, option, year):
    """For each step of the shared part, in how many of 100 * 100 * OWN cases an option is open by the end of a year."""
    data, model = question.data, question.model
    if option.opens > year:
        return NEVER
    if option.planned and model.as_of is not None and option.opens < model.as_of:
        return _open(0, 0, NEVER)
    line = data.project(option.project).line
    stays = any(o.planned and o.begun(model.as_of) for o in data.options_of(option.project))
    refused = 0 if stays else data.refused.get(line, 0)
    chance, *sizes = data.works.get(line, (0, 0, 0, 0))
    return _open(refused, chance, late(*sizes, option.opens - option.starts + 1, year - option.opens))


@lru_cache(maxsize=None)
def _open(refused, chance, too_late):
    return tuple((100 - refused) * (100 * OWN - chance * n) for n in too_late)


@lru_cache(maxsize=None)
def _sum(cases_of_steps):
    return sum(cases_of_steps)


def in_time(question, option, year=None):
    """How sure it is that an option is open by the end of a year, or else of the horizon."""
    year = question.model.horizon if year is None else year
    return Fraction(_sum(cases(question, option, year)), 100 * 100 * OWN * STEPS)


def unsure(question):
    """The options, each with a year, that are by the end of that year not as sure as the model asks."""
    model, found = question.model, set()
    for option in question.data.options if model.share is not None else []:
        for year in range(option.opens, model.horizon + 1):
            if in_time(question, option, year) * 1000 < model.share:
                found.add((option.project, option.option, year))
    return found


def expected(question, options):
    """The places added, as is likely, that are open by the horizon on average."""
    return sum((o.likely * in_time(question, o) for o in options), Fraction(0))


def assured(question, options):
    """The most places added, as is likely, that are open by the horizon with the chance that is asked, or of 80%."""
    share = Fraction(question.model.share or USUAL, 1000)
    chances = chances_of(question, options)
    return max(n for n in chances if sum(chance for m, chance in chances.items() if m >= n) >= share)


def chances_of(question, options):
    """How likely each number of places is to be open by the horizon, of those added, as is likely; lines are independent."""
    chances = {0: Fraction(1)}
    lines = {p.project: p.line for p in question.data.projects}
    for line in sorted({lines[o.project] for o in options}):
        of = [o for o in options if lines[o.project] == line and o.likely]
        more = of_line(tuple((o.likely, cases(question, o, question.model.horizon)) for o in of))
        chances = _beside(chances, more)
    return chances


@lru_cache(maxsize=256)
def of_line(options):
    """The chances of each number of places of a line: in each step of their shared part options are independent."""
    alike = {}
    for of_step in zip(*(found for _, found in options)) if options else [()] * STEPS:
        alike[of_step] = alike.get(of_step, 0) + 1
    every, total = 100 * 100 * OWN, {}
    for of_step, steps in alike.items():
        ways = {0: steps}
        for (places, _), there in zip(options, of_step):
            ways = _beside(ways, {places: there, 0: every - there})
        for places, number in ways.items():
            total[places] = total.get(places, 0) + number
    return {n: Fraction(number, STEPS * every ** len(options)) for n, number in total.items()}


def _beside(one, other):
    """The chances of sums, of two numbers that do not hang together."""
    found = {}
    for n, chance in one.items():
        for m, more in other.items():
            found[n + m] = found.get(n + m, 0) + chance * more
    return found
