"""Reads what placewell says where no plan can keep the rules: which clash, and what change is enough."""

import re
from dataclasses import dataclass, field

CLASH = re.compile(r"(This rule|These \d+ rules) cannot (all )?hold(, even by itself)?:$", re.IGNORECASE)
ENOUGH = {
    "One change to them is enough:": "each",
    "Any one of these changes is enough:": "each",
    "No one change is enough. These are, together:": "together",
}
SUM = re.compile(r"^Everything that `([^`]+)` speaks of adds up to (.+?), which is (.+?) less than it asks for\.$")
COMMITTED = re.compile(
    r"^What is committed adds up to at least (.+?) of what `([^`]+)` speaks of, which is (.+?) more than it allows\.$"
)
BOTH = re.compile(r"^`([\w/-]+)` is committed by `([\w-]+)` and (`[\w/-]+`|excluded) by `([\w-]+)`(?:, but .+)?\.$")
COSTS = re.compile(
    r"^What is committed costs at least (£[\d,]+), which is (£[\d,]+) more than the (envelope|funds together)\.$"
)
CHANGE = re.compile(
    r"^(raise|lower) (?:the )?`?([\w-]+)`? by (.+?), from (.+?) to (.+?)"
    r"(; no less is enough|; (.+?) (?:is|are) not enough, and what lies between was not settled)$"
)
EARLIER = re.compile(r"^put the question as of (\d{4})-\d\d, and not (\d{4})-\d\d(; no later year will do)?$")
AWAY = re.compile(r"^(?:leave `([\w-]+)` out|switch `([\w-]+)` off|take the link `([\w-]+)` away)$")


@dataclass
class Clash:
    """Rules that cannot all hold, by name, and sums that are told of them."""

    names: list = field(default_factory=list)
    alone: bool = False
    minimal: bool = False
    sums: list = field(default_factory=list)
    both: list = field(default_factory=list)
    costs: list = field(default_factory=list)
    committed: list = field(default_factory=list)


@dataclass
class Change:
    """A change that is offered, and the nearest to it that is said to be too little.

    One without numbers takes the rule away.
    """

    name: str
    by: int | None = None
    was: int | None = None
    now: int | None = None
    short: int | None = None


@dataclass
class Refusal:
    """All that is told."""

    clashes: list = field(default_factory=list)
    how: str = ""
    changes: list = field(default_factory=list)
    other: list = field(default_factory=list)


def number(words):
    """Pounds, places, projects and homes as they are; per cents in tenths."""
    figures = words.replace("£", "").replace(",", "").split()[0]
    if "per cent" in words:
        whole, _, part = figures.partition(".")
        return int(whole) * 10 + int(part or 0)
    return int(figures)


def paragraphs(told):
    """The sentences and the entries of lists, each on one line; lines are broken at 80 columns."""
    found = []
    for block in told.split("\n\n"):
        for line in block.split("\n"):
            entry = bool(found) and found[-1].startswith("- ")
            ended = not found or not found[-1] or entry or found[-1].endswith((":", "."))
            if line.startswith("- ") or (ended and not line.startswith("  ")):
                found.append(line.strip())
            else:
                found[-1] += " " + line.strip()
        found.append("")
    return [f for f in found if f]


def read(told):
    """What is told, from the sentence that no plan can keep all the rules."""
    refusal = Refusal()
    inside = False
    for line in paragraphs(told[told.index("error: no plan can keep") :])[1:]:
        if CLASH.search(line):
            refusal.clashes.append(Clash(alone="even by itself" in line))
        elif line in ENOUGH:
            refusal.how = ENOUGH[line]
            inside = True
        elif line.startswith("- ") and inside:
            refusal.changes.append(_change(line[2:], refusal))
        elif line.startswith("- `") and refusal.clashes:
            refusal.clashes[-1].names.append(line[3 : line.index("`", 3)])
        elif line == "Without any one of them the others can.":
            refusal.clashes[-1].minimal = True
        elif SUM.match(line):
            refusal.clashes[-1].sums.append(SUM.match(line).groups())
        elif COMMITTED.match(line):
            refusal.clashes[-1].committed.append(COMMITTED.match(line).groups())
        elif BOTH.match(line):
            refusal.clashes[-1].both.append(BOTH.match(line).groups())
        elif COSTS.match(line):
            refusal.clashes[-1].costs.append(COSTS.match(line).groups())
        else:
            refusal.other.append(line)
    refusal.changes = [c for c in refusal.changes if c]
    return refusal


def _change(words, refusal):
    if words == "let every fund pay in any line and year":
        return Change("fund-years")
    if taken := AWAY.match(words):
        return Change(next(t for t in taken.groups() if t).replace("match_funding", "match-funding"))
    if earlier := EARLIER.match(words):
        now, was = int(earlier[1]), int(earlier[2])
        return Change("as_of", now - was, was, now, now + 1 if earlier[3] else None)
    if turned := CHANGE.match(words):
        sign = 1 if turned[1] == "raise" else -1
        by, was, now = sign * number(turned[3]), number(turned[4]), number(turned[5])
        return Change(turned[2], by, was, now, was + sign * number(turned[7]) if turned[7] else now - sign)
    refusal.other.append(words)
    return None
