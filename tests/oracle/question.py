"""What a question is: a dataset and a model, in plain records.

Money is whole pounds, distance whole tenths of a mile, a year the calendar year in which a financial year begins, and
a share a whole number of tenths of a per cent. There are no fractions of anything in binary floating point.
"""

import pickle
from dataclasses import dataclass, field

ENDS = ("low", "likely", "high")


@dataclass
class Option:
    """One way to do a project."""

    project: str
    option: str
    care_type: str
    starts: int
    opens: int
    cost: int
    match: int
    low: int
    likely: int
    high: int
    protected: int
    improved: int
    planned: bool
    spend: dict = field(default_factory=dict)
    closed: tuple | None = None
    partner: str = ""
    partner_gbp: int = 0
    partner_places: int = 0

    def additional(self, end):
        """Places it adds, at one end of the range."""
        return {"low": self.low, "likely": self.likely, "high": self.high}[end]

    def begun(self, as_of):
        """Whether it starts, or spends anything, in a year that is over; without `as_of` none is."""
        return as_of is not None and min([self.starts, *(y for y, n in self.spend.items() if n)]) < as_of


@dataclass
class Project:
    """A bid, at a home or at a site of its own."""

    project: str
    line: str
    area: str
    home: str
    easting: int
    northing: int

    @property
    def site(self):
        """Where its places stand: the home, or the project's own site, which goes by the project's id."""
        return self.home or self.project


@dataclass
class Home:
    """A home that there is."""

    home: str
    area: str
    care_type: str
    easting: int
    northing: int
    places: int
    at_risk: int
    at_risk_from: int | None


@dataclass
class Area:
    """An authority. Its limit of match is None where it is not known."""

    area: str
    region: str
    easting: int
    northing: int
    match_limit: int | None


@dataclass
class Link:
    """`requires` and `excludes` hold between two projects; `one-of` among all of a group."""

    link: str
    kind: str
    projects: list


@dataclass
class Dataset:
    """What is known.

    Of a line, in how many of 100 cases a project is `refused`, and as `works` in how many it takes longer, how much longer
    in per cent at least and at most, and how much of that in per cent is the same for all. `unsure` is worked out: the
    options, each with a year, of which no place counts then.
    """

    areas: list
    demand: dict
    lines: list
    homes: list
    projects: list
    options: list
    links: list
    overruns: dict
    miles: dict
    groups: dict = field(default_factory=dict)
    demand_from: dict = field(default_factory=dict)
    layers: list = field(default_factory=list)
    refused: dict = field(default_factory=dict)
    works: dict = field(default_factory=dict)
    unsure: set = field(default_factory=set)

    def demand_in(self, year):
        """The demand at the end of a year: of each area and care type the last row until then, or its first if none is.

        Rows of no year go by the year 0.
        """
        found = {}
        for when in sorted(self.demand_from):
            for key, children in self.demand_from[when].items():
                if when <= year or key not in found:
                    found[key] = children
        return found if self.demand_from else self.demand

    def project(self, project):
        """The project of an id."""
        return next(p for p in self.projects if p.project == project)

    def area(self, area):
        """The area of an id."""
        return next(a for a in self.areas if a.area == area)

    def options_of(self, project):
        """The options of a project."""
        return [o for o in self.options if o.project == project]

    def groups_of(self, area):
        """The groups that an area is in."""
        return [group for group, areas in self.groups.items() if area in areas]

    def site_area(self, site):
        """The area that a site stands in: that of the home, or of the project that has it of its own."""
        home = next((h.area for h in self.homes if h.home == site), None)
        return home or next(p.area for p in self.projects if p.site == site)

    def region_of(self, area):
        """The region of an area."""
        return self.area(area).region


@dataclass
class Fund:
    """A tranche; without lines it may pay for all."""

    fund: str
    amount: int
    lines: list
    first_year: int
    last_year: int


@dataclass
class PartnerFund:
    """The most that a partner pays."""

    fund: str
    payer: str
    amount: int


@dataclass
class Rule:
    """A rule of the general form. `sense` is "most" or "least"."""

    rule: str
    measure: str
    where: dict
    years: list
    sense: str
    bound: int


@dataclass
class Fix:
    """What is settled beforehand: committed or excluded, options or their projects."""

    fix: str
    kind: str
    of: str
    where: dict


@dataclass
class Adjust:
    """One effect on what is known. Per cents are in tenths; of a partner, `places` are in per cent of those added."""

    adjust: str
    where: dict
    effect: str
    amount: int
    partner: str = ""
    places: int = 0


@dataclass
class Model:
    """What is asked. `floor` is None or (tenths of a per cent, regions or None for all, groups); `as_of` a year or None;
    `planner` the group that plans for itself, or None; `share` how sure a place must be, in tenths of a per cent, or None."""

    horizon: int
    count: str
    envelope: int
    overruns: int
    metric: str
    reach: dict
    goal: str
    match_funding: bool
    floor: tuple | None
    funds: list = field(default_factory=list)
    rules: list = field(default_factory=list)
    fixes: list = field(default_factory=list)
    adjusts: list = field(default_factory=list)
    as_of: int | None = None
    first_year: int | None = None
    planner: str | None = None
    layers: list = field(default_factory=list)
    partner_funds: list = field(default_factory=list)
    share: int | None = None

    @property
    def years(self):
        """The years at whose end places are counted."""
        return range(self.first_year, self.horizon + 1) if self.goal == "place-years" else [self.horizon]


@dataclass
class Question:
    """A dataset and a model."""

    data: Dataset
    model: Model

    def copy(self):
        """A copy to change without changing this one."""
        return pickle.loads(pickle.dumps(self, -1))


def year(start):
    """A financial year as it is written: 2026 is `2026-27`."""
    return f"{start:04d}-{(start + 1) % 100:02d}"


def matches(data, option, where):
    """Whether an option matches every key of a `where`; each key holds a list of values, or one year or truth."""
    project = data.project(option.project)
    have = {
        "line": project.line,
        "region": data.region_of(project.area),
        "area": project.area,
        "project": project.project,
        "home": project.home,
        "care_type": option.care_type,
        "partner": option.partner,
        "starts": option.starts,
    }
    for key, wanted in where.items():
        if key == "planned":
            kept = option.planned == wanted
        elif key == "opens_after":
            kept = option.opens > wanted
        elif key == "group":
            kept = any(group in wanted for group in data.groups_of(project.area))
        else:
            kept = have[key] in wanted
        if not kept:
            return False
    return True
