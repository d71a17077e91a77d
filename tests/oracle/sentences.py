"""Holds the sentences of `summary.txt` on what is proved, and what is left open, against every plan."""

import re
from fractions import Fraction

MOST = {f"Proved: no plan that keeps the rules has more well-located {of}." for of in ("places", "place-years")}
CHEAPEST = "Proved: no plan with as many costs less."
WORST = (
    "Proved: no plan that keeps the rules does better in the region that does worst, and none that does as well there "
    "has more well-located places."
)
WHOLE = re.compile(
    r"^Proved in whole places: no plan that keeps the rules has ([\d.,]+) well-located place(?:s|-years); one may have up to "
    r"([\d.,]+)\.$"
)
OPEN_COST = re.compile(r"^Not proved: a plan with as many may cost up to £([\d,]+) \(.+\) less\.$")
MORE = re.compile(r"^A plan may have up to ([\d.,]+) more well-located place(?:s?|-years?); none has more than ([\d.,]+)\.$")
NO_CLAIM = (
    "Not proved: the search was stopped.",
    "Not proved: the search was stopped before any bound on well-located places was known.",
    "Not proved: the search was stopped before any bound on well-located place-years was known.",
    "Not proved: a plan with as many may cost less.",
    "Not proved: a plan as good may open earlier.",
    "Not proved: a plan as good may have its places nearer to the children.",
)


def claims(text):
    """The sentences on what is proved, each whole."""
    paragraph = text.split("\n\n")[1].replace("\n", " ")
    sentences = re.split(r"(?<=[.)]) (?=[A-Z(])", paragraph)
    return [s for s in sentences if s.startswith(("Proved", "Not proved", "A plan may"))]


def plain(figures):
    """A number as it is printed, exactly."""
    return Fraction(figures.replace(",", ""))


def said(trial, best, plan, text):
    """Sentences that do not hold."""
    own = trial.worth(plan)
    right = best[0]
    found = []
    for words in claims(text):
        if words in NO_CLAIM:
            continue
        if words in MOST:
            holds = own.worth == right.worth
        elif words == WORST:
            holds = (own.worst, own.worth) == (right.worst, right.worth)
        elif words == CHEAPEST:
            holds = own.cost <= _cheapest(trial, own)
        elif whole := WHOLE.match(words):
            holds = right.worth < plain(whole[1]) * 100 and right.worth <= plain(whole[2]) * 100
        elif open_cost := OPEN_COST.match(words):
            holds = own.cost - plain(open_cost[1]) <= _cheapest(trial, own)
        elif more := MORE.match(words):
            holds = right.worth <= min(own.worth + plain(more[1]) * 100, plain(more[2]) * 100)
        else:
            found.append(f"a claim that was not understood: {words}")
            continue
        if not holds:
            found.append(f"it says `{words}`; its plan comes to {own}, and the best to {right}")
    return found


AS_OF = re.compile(
    r"^As of (\d{4})-\d\d: (\d+) planned projects? (?:has|have) begun and stays? as published, for £([\d.,]+)m\. "
    r"£([\d.,]+)m of the £([\d.,]+)m is spent by then and £([\d.,-]+)m is not\. "
)


def stated_as_of(trial, text):
    """What is told of the years that are over, where it is not so; money is printed in tenths of £1m."""
    model, options = trial.question.model, trial.question.data.options
    told = AS_OF.match(text.replace("\n", " "))
    if model.as_of is None or not told:
        return ["it is told, or not told, as of which year"] if (model.as_of is None) == bool(told) else []
    stays = [o for o in options if o.planned and o.begun(model.as_of)]
    spent = sum(n for o in stays for y, n in o.spend.items() if y < model.as_of)
    right = [sum(o.cost for o in stays), spent, model.envelope, model.envelope - spent]
    near = all(abs(plain(n) * 1_000_000 - pounds) <= 100_000 for n, pounds in zip(told.groups()[2:], right))
    if (int(told[1]), int(told[2])) != (model.as_of, len(stays)) or not near:
        return [f"it says `{told[0]}`; {len(stays)} stay, and the money is {right}"]
    return []


UNCERTAIN = re.compile(
    r"(\d+|All) that it adds or keeps (?:by then counts|do not count|does not count): only places that are open by (\d{4})-\d\d with "
    r"a chance of at least ([\d.]+)% do\."
)
JOINED = re.compile(
    r"(health|justice) pays £([\d.,]+)(m?) besides, and (1(?= place is)|[\d,]+(?= places are)) \w+ \w+ kept for its children"
)
ALONE = "None of its projects is built with a partner."


def stated(trial, plan, text):
    """What is told of places that do not count and of partners, where it is not so."""
    model, text, found = trial.question.model, text.replace("\n", " "), []
    told = UNCERTAIN.search(text)
    if (told is None) != (model.share is None):
        found.append("it is told, or not told, that only places count of which one may be sure")
    if told:
        own = (0 if told[1] == "All" else int(told[1]), int(told[2]), plain(told[3]) * 10)
        right = (not_counted(trial, plan), model.horizon, model.share)
        found += [] if own == right else [f"it says `{told[0]}`, and it is {right}"]
    # In tenths of £1m, or to the pound where that is little.
    own = {who: (plain(pays) * (1_000_000 if m else 1), 50_000 if m else 0, int(kept)) for who, pays, m, kept in JOINED.findall(text)}
    options = trial.question.data.options
    could = {o.partner for o in options if o.partner} | {f.payer for f in model.partner_funds}
    for partner in sorted({o.partner for o in plan if o.partner}):
        pays = sum(o.partner_gbp for o in plan if o.partner == partner)
        kept = sum(o.partner_places for o in plan if o.partner == partner)
        near = partner in own and abs(own[partner][0] - pays) <= own[partner][1]
        if not near or own.pop(partner)[2] != kept:
            found.append(f"it is not told that {partner} pays £{pays} and has {kept} places")
    if (ALONE in text) != (bool(could) and not any(o.partner for o in plan)):
        found.append("it is told, or not told, that nothing is built with a partner")
    return found + [f"{partner} is told to pay {of}, and there is no such partner" for partner, of in own.items()]


def not_counted(trial, plan):
    """The places that a plan adds or keeps by the horizon and that do not count, as one may not be as sure of them."""
    data, model = trial.question.data, trial.question.model
    lost = {h.home for h in data.homes if h.at_risk_from is not None and h.at_risk_from <= model.horizon}
    those = [o for o in plan if (o.project, o.option, model.horizon) in data.unsure]
    return sum(o.additional(model.count) + (o.protected if data.project(o.project).home in lost else 0) for o in those)


def _cheapest(trial, own):
    """The least that a plan costs which keeps every rule and does as well."""
    worths = (trial.worth(p) for p, broken in zip(trial.plans, trial.broken) if not broken)
    return min(w.cost for w in worths if w and (w.worst, w.worth) == (own.worst, own.worth))


RANGE = re.compile(
    r"A plan that keeps the rules costs from £([\d.,]+)m to £([\d.,]+)m, adds from (\d+) to (\d+) places? and "
    r"protects from (\d+) to (\d+)"
)


def ranged(trial, answer):
    """Plans that keep every rule and are beyond the range that `check` gives; money is printed in tenths of £1m."""
    said_so = RANGE.search(answer.told.replace("\n", " "))
    if not said_so:
        return [] if trial.best() is None else [f"check gives no range: {answer.told[-300:]}"]
    low, high = (int(Fraction(n.replace(",", "")) * 1_000_000) for n in said_so.groups()[:2])
    least, most, fewest, mostly = map(int, said_so.groups()[2:])
    found = []
    for plan, broken in zip(trial.plans, trial.broken):
        if broken or trial.worth(plan) is None:
            continue
        cost = sum(o.cost for o in plan)
        adds = sum(o.additional(trial.question.model.count) for o in plan)
        keeps = sum(o.protected for o in plan)
        in_money = low - 50_000 <= cost <= high + 50_000
        if not (in_money and least <= adds <= most and fewest <= keeps <= mostly):
            found.append(f"check says {said_so[0]}; a plan costs {cost}, adds {adds} and protects {keeps}")
            break
    return found
