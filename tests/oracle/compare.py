"""Holds what placewell says against what follows from trying every plan. Each difference is one sentence."""

from fractions import Fraction
from math import ceil, floor

from counted import counted
from joint import payers
from plans import FLOOR
from program import exact
from question import year
from rules import AS_OF, supply
from sentences import stated, stated_as_of
from serve import worth_at



def solved(trial, best, answer, must_prove):
    """Differences between a decision and the best plan there is."""
    if answer.code == 4:
        return [f"it says that no plan keeps the rules, but one does: {best[0]}"] if best else []
    if answer.code not in (0, 5):
        return [f"exit code {answer.code}: {answer.told[-300:]}"]
    if best is None:
        return ["it gives a plan where none keeps the rules", *kept_rules(trial, answer)]
    found = kept_rules(trial, answer) + numbers(trial, best[0], answer, must_prove)
    found += stated_as_of(trial, (answer.out / "summary.txt").read_text(encoding="utf-8"))
    return found + of_plan(trial, plan_of(trial, answer), answer) + firsts(trial, answer)


def of_plan(trial, plan, answer):
    """What is said of a plan, whoever chose it."""
    found = flows(trial, answer) + rule_table(trial, plan, answer)
    found += stated(trial, plan, (answer.out / "summary.txt").read_text(encoding="utf-8"))
    return found + payers(trial, plan, answer) + counted(trial, plan, answer)


def plan_of(trial, answer):
    """The plan of a run."""
    funded = answer.funded()
    return tuple(o for o in trial.question.data.options if (o.project, o.option) in funded)


def kept_rules(trial, answer):
    """Rules that the plan of a run breaks."""
    plan = plan_of(trial, answer)
    if len({o.project for o in plan}) < len(plan):
        return ["a project is funded in two ways"]
    broken = trial.broken[trial.plans.index(plan)]
    return [f"its plan breaks {name}" for _, name in sorted(broken)]


def numbers(trial, best, answer, must_prove):
    """The goals in order: a number is the best while all before it are; what is proved must be so."""
    run = answer.manifest()
    goal = "place_years" if trial.question.model.goal == "place-years" else "well_located_places"
    wanted = [
        ("worst_region_percent", best.worst is not None and Fraction(floor(best.worst * 1000), 10), 1),
        (goal, Fraction(best.worth, 100), 1),
        ("dfe_cost_gbp", Fraction(best.cost), -1),
        ("opened_place_years", Fraction(best.opened), 1),
        ("travel_miles", Fraction(best.miles, 10), -1),
    ]
    found = []
    for key, right, sign in wanted:
        if right is False:
            if run[key] is not None:
                found.append(f"{key} is stated where it is no goal")
            continue
        value, bound, proved = run[key]["value"], run[key]["bound"], run[key]["proved"]
        if bound is not None and (right - bound) * sign > 0:
            found.append(f"{key}: its bound is {bound}, but {right} can be had")
        if value is None:
            break
        if (value - right) * sign > 0:
            found.append(f"{key} is {value}, but none is better than {right}")
        if proved and value != right:
            found.append(f"{key} is said to be proved at {value}, but {right} is the best")
        if not proved and (must_prove and key not in ("opened_place_years", "travel_miles")):
            found.append(f"{key} is not proved")
        if value != right:
            break
    if (answer.code == 0) != (run["status"] == "proved"):
        found.append(f"exit code {answer.code} and status {run['status']}")
    own = trial.worth(plan_of(trial, answer))
    if own is None:
        return [*found, "its plan cannot keep the floors"]
    keys = [("well_located_places", 100), (goal, 100), ("dfe_cost_gbp", 1), ("opened_place_years", 1)]
    stated = tuple(run[key]["value"] * unit for key, unit in keys)
    have = (own.at_horizon, own.worth, own.cost, own.opened)
    if stated != have:
        found.append(f"its plan has {have} (hundredths, all of them, £, opened), and it states {stated}")
    found += years(trial, plan_of(trial, answer), own, answer)
    miles = run["travel_miles"]["value"]
    if miles is not None and miles * 10 != own.miles:
        found.append(f"its plan needs {own.miles} tenths of a mile, and it states {miles} miles")
    return found


def years(trial, plan, own, answer):
    """The places and the children at the end of each year to the horizon, and the well-located places of those that count."""
    data, model, found = trial.question.data, trial.question.model, []
    rows = {row["year"]: row for row in answer.table("years.csv")}
    every = [y for y in data.demand_from if year(y) in rows]
    if not set(model.years) <= set(every):
        found.append(f"years.csv has {sorted(rows)} and not all of {list(model.years)}")
    for when in every:
        row, needed = rows[year(when)], {c for (_, c), n in data.demand_in(when).items() if n}
        sites = trial.networks[trial.types[0]].sites
        there = sum(sum(supply(trial.question, c, sites, plan, when)) for c in needed)
        children = sum(data.demand_in(when).values())
        if (int(row["places"]), int(row["children"])) != (there, children):
            told = f"{row['places']} places and {row['children']} children in {year(when)}"
            found.append(f"years.csv has {told}, and there are {there} and {children}")
    if sum(exact(rows[year(when)]["well_located_places"]) for when in model.years) * 100 != own.worth:
        found.append(f"years.csv does not sum to {own.worth} hundredths of well-located places")
    return found


def flows(trial, answer):
    """Whom places serve: within reach, no more than there are, no child twice, and what they come to."""
    data, model = trial.question.data, trial.question.model
    plan = plan_of(trial, answer)
    used, served, worth, found = {}, {}, 0, []
    for row in answer.table("flows.csv"):
        site, area, care_type, places = row["site"], row["area"], row["care_type"], int(row["places"])
        miles = data.miles[(site, area)]
        percent = worth_at(model.reach[care_type], miles)
        if exact(row["miles"]) * 10 != miles or int(row["worth_percent"]) != percent or not percent:
            found.append(f"from {site} to {area} it is {miles} tenths of a mile and worth {percent}")
        used[(site, care_type)] = used.get((site, care_type), 0) + places
        served[(area, care_type)] = served.get((area, care_type), 0) + places
        worth += places * percent
    for care_type in trial.types:
        sites = trial.networks[care_type].sites
        for site, there in zip(sites, supply(trial.question, care_type, sites, plan)):
            if used.get((site, care_type), 0) > there:
                found.append(f"{site} serves more than its {there} places of {care_type}")
    found += [f"{key} is served more than {data.demand.get(key, 0)}" for key, n in served.items() if n > data.demand.get(key, 0)]
    regions = sum(exact(r["well_located_places"]) for r in answer.table("regions.csv") if r["well_located_places"])
    stated = answer.manifest()["well_located_places"]["value"]
    if not Fraction(worth, 100) == regions == stated:
        found.append(f"flows come to {worth} hundredths, regions to {regions} and the run says {stated}")
    return found + _groups(trial, answer)


def _groups(trial, answer):
    """What each group's children have, by whom places serve; and that there is a row for each group that counts."""
    data, model = trial.question.data, trial.question.model
    rows = {r["group"]: r for r in answer.table("groups.csv")} if data.groups else {}
    own = data.groups.get(model.planner, [a.area for a in data.areas])
    counts = {group for group, areas in data.groups.items() if set(areas) & set(own)}
    if set(rows) != counts:
        return [f"groups.csv has {sorted(rows)} and not {sorted(counts)}"]
    found = []
    for group, row in rows.items():
        worth = sum(
            int(flow["places"]) * worth_at(model.reach[flow["care_type"]], data.miles[(flow["site"], flow["area"])])
            for flow in answer.table("flows.csv")
            if flow["area"] in data.groups[group]
        )
        known = any(area in data.groups[group] for area, _ in data.demand)
        have = (row["children"], row["well_located_places"] and exact(row["well_located_places"]))
        if have != ((str(trial.children[("group", group)]), Fraction(worth, 100)) if known else ("", "")):
            found.append(f"groups.csv says {have} of {group}, whose children have {worth} hundredths")
    return found


def rule_table(trial, plan, answer):
    """Every rule: there, with its value and bound, and kept or broken as it is."""
    rows = {(r["family"], r["id"]): r for r in answer.table("rules.csv")}
    found = []
    for check in trial.checks:
        row = rows.pop((check.family, check.name), None)
        if row is None:
            if check.family != "match_funding" or check.value(plan):
                found.append(f"rules.csv lacks {check.name}")
            continue
        if (row["holds"] == "yes") != check.kept(plan):
            found.append(f"rules.csv says holds={row['holds']} of {check.name}, which comes to {check.value(plan)}")
        if check.family in ("envelope", "limits", "match_funding"):
            if (int(row["value"]), int(row["bound"])) != (check.value(plan), check.bound):
                found.append(f"rules.csv says {row['value']} and {row['bound']} of {check.name}")
        if check.family == "funds":
            payable = sum(o.cost for o in plan) - max(0, check.value(plan))
            if int(row["value"]) != payable:
                found.append(f"rules.csv says that funds can pay {row['value']}, and they can pay {payable}")
    return found + _floors(trial, rows) + [f"rules.csv has {name}" for family, name in rows if family in OURS]


OURS = {"envelope", "funds", "limits", "match_funding", AS_OF, "fixes", "links", FLOOR}


def floor_name(place):
    """What the floor of a region or a group goes by."""
    kind, name = place
    return f"coverage-group-{name}" if kind == "group" else f"coverage-{name.lower()}"


def _floors(trial, rows):
    """The floor of each region and group: its bound is rounded up to a hundredth of a place."""
    found = []
    for region, least in sorted(trial.floors().items()):
        row = rows.pop((FLOOR, floor_name(region)), None)
        if row is None:
            if least:
                found.append(f"rules.csv has no floor of {region}")
        elif exact(row["bound"]) != Fraction(ceil(least), 100):
            found.append(f"rules.csv has a floor of {row['bound']} of {region}, which is {least} hundredths")
        elif (row["holds"] == "yes") != (exact(row["value"]) * 100 >= least):
            found.append(f"rules.csv says holds={row['holds']} of {region} with {row['value']} of {least} hundredths")
    return found


def evaluated(trial, plan, answer):
    """Differences between what `evaluate` says of a plan and what it comes to."""
    if answer.code not in (0, 4):
        return [f"evaluate ends with {answer.code}: {answer.told[-300:]}"]
    worth, model = trial.worth(plan), trial.question.model
    kept = set(trial.floors()) if worth else trial.kept_floors(plan)
    free = worth or trial.worth(plan, of=kept)
    lost = {floor_name(place) for place in set(trial.floors()) - kept}
    broken = {n for _, n in trial.broken[trial.plans.index(plan)]}
    run = answer.manifest()
    told = {words.split(":")[0] for words in run["broken_rules"]}
    floors = {name for name in told if name.startswith("coverage-")}
    found = []
    if told - floors != broken:
        found.append(f"evaluate says that {sorted(told)} are broken, and it is {sorted(broken)}")
    if floors != lost:
        found.append(f"evaluate says that the floors of {sorted(floors)} are broken, and it is {sorted(lost)}")
    if (answer.code == 4) != bool(broken or worth is None):
        found.append(f"evaluate ends with {answer.code}")
    stated = run["well_located_places"]["value"] * 100
    if stated != free.at_horizon:
        found.append(f"evaluate finds {stated} hundredths, and it is {free.at_horizon}")
    if model.goal == "place-years" and run["place_years"]["value"] * 100 != free.worth:
        found.append(f"evaluate finds {run['place_years']['value']} place-years, and it is {free.worth} hundredths")
    if run["dfe_cost_gbp"]["value"] != free.cost:
        found.append(f"evaluate finds £{run['dfe_cost_gbp']['value']}, and it is £{free.cost}")
    miles = sum(exact(r["miles"]) * int(r["places"]) for r in answer.table("flows.csv")) * 10
    if miles != free.miles:
        found.append(f"evaluate serves children over {miles} tenths of a mile, and {free.miles} are enough")
    if answer.funded() != {(o.project, o.option) for o in plan}:
        found.append("evaluate measures another plan")
    return found + of_plan(trial, plan, answer)


def firsts(trial, answer):
    """Of projects that are alike in all but their names, the first by id are funded."""
    data, model = trial.question.data, trial.question.model
    named = {p for r in [*model.rules, *model.fixes] for p in r.where.get("project", [])}
    named |= {p for link in data.links for p in link.projects}
    funded = answer.funded()

    def alike(project):
        at = [data.miles[(project.site, a.area)] for a in data.areas]
        ways = [{**vars(o), "project": ""} for o in data.options_of(project.project)]
        return project.line, project.area, project.home, at, (project.easting, project.northing), ways

    found = []
    free = [p for p in data.projects if p.project not in named]
    for one, other in ((a, b) for a in free for b in free if a.project < b.project):
        have = [p for p in (one, other) if any(f == p.project for f, _ in funded)]
        if have == [other] and alike(one) == alike(other):
            found.append(f"{other.project} is funded and {one.project} is not, which is alike and first")
    return found
