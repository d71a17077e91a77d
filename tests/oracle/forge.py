"""Forges what placewell wrote, to see that a wrong number is caught: by this oracle, and by `placewell verify`."""

import csv
import json
import re
from dataclasses import replace

TABLES = ["plan", "flows", "areas", "regions", "groups", "neighbours", "lines", "years", "rules", "partners", "results_long"]


def rewrite(path, change):
    """Changes the rows of a table; `change` gives whether it found anything to change."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows or not change(rows):
        return False
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)
    return True


def manifest(key, more):
    """Raises a number of `run.json`, with the bound that is told of it."""

    def forge(answer):
        path = answer.out / "run.json"
        run = json.loads(path.read_text(encoding="utf-8"))
        if not run[key]:
            return None
        run[key] = {**run[key], **{k: run[key][k] + more for k in ("value", "bound") if run[key][k] is not None}}
        path.write_text(json.dumps(run), encoding="utf-8")
        return answer

    return forge


def deliverable(key, more):
    """Raises a number of what `run.json` says may be counted on."""

    def forge(answer):
        path = answer.out / "run.json"
        run = json.loads(path.read_text(encoding="utf-8"))
        if "deliverable" not in run:
            return None
        run["deliverable"][key] += more
        path.write_text(json.dumps(run), encoding="utf-8")
        return answer

    return forge


def first(name, column, wanted, change):
    """Changes one cell of the first row of a table that has what is wanted."""

    def forge(answer):
        def turn(rows):
            row = next((r for r in rows if wanted(r)), None)
            if row:
                row[column] = change(row[column])
            return row is not None

        return answer if (answer.out / name).exists() and rewrite(answer.out / name, turn) else None

    return forge


def summary(pattern, change):
    """Changes the first number of `summary.txt` after some words."""

    def forge(answer):
        path = answer.out / "summary.txt"
        text = path.read_text(encoding="utf-8")
        new = re.sub(pattern, lambda m: m[1] + change(m[2]) + m[3], text, count=1)
        path.write_text(new, encoding="utf-8")
        return answer if new != text else None

    return forge


def told(pattern, change):
    """Changes the first number that is told after some words."""

    def forge(answer):
        flat = re.sub(r"\n  (?=\S)", " ", answer.told)
        new = re.sub(pattern, lambda m: m[1] + change(m[2]) + m[3], flat, count=1)
        return replace(answer, told=new) if new != flat else None

    return forge


def plus_one(number):
    """One more, with commas where there were."""
    return f"{int(number.replace(',', '')) + 1:,}"


def more_by(step):
    """So much more, in as many decimals."""
    return lambda number: f"{float(number) + step:.{len(number.partition('.')[2])}f}"


def minus_one(number):
    """One less."""
    return f"{int(number.replace(',', '')) - 1:,}"


def as_of_alone(forge):
    """Forges only where the years that are over are a rule."""

    def forge_it(answer):
        there = any(row["family"] == "as_of" for row in answer.table("rules.csv"))
        return forge(answer) if there else None

    return forge_it


def _as_published(row):
    """Whether an option was planned and is funded, and started in the first year that there is."""
    return row["planned"] == "yes" and row["funded"] == "yes" and row["starts"] == "2025-26"


def known(column):
    """Whether a cell is not blank."""
    return lambda row: row[column] != ""


SURE = {
    "an option that is surer": first("plan.csv", "in_time_percent", known("in_time_percent"), more_by(0.1)),
    "a place more that is expected": deliverable("additional_expected", 0.01),
    "a place more that is assured": deliverable("additional_assured", 1),
    "another share": deliverable("share", 1),
    **{
        f"more that is {word} of a {part}": first(f"{part}s.csv", f"additional_{word}", known(f"additional_{word}"), more_by(step))
        for part in ("line", "region", "group")
        for word, step in (("expected", 0.01 if part != "group" else 0.02), ("assured", 1))
    },
    "places that do not count": summary(r"(\.\s)(\d+)(\s+that\s+it\s+adds\s+or\s+keeps\s+do)", plus_one),
    "a share that is not kept": first("rules.csv", "holds", lambda r: r["family"] == "deliverability", lambda _: "no"),
}


def of_partner(row):
    """Whether a row is of a partner that pays something or has a fund."""
    return row["payer"] in ("health", "justice") and row["fund_gbp"] != ""


JOINT = {
    "a pound more that a partner pays": first("partners.csv", "pays_gbp", of_partner, plus_one),
    "a place more kept for a partner": first("partners.csv", "places_kept", of_partner, plus_one),
    "a project more with a partner": first("partners.csv", "projects", of_partner, plus_one),
    "a pound more in a partner's fund": first("partners.csv", "fund_gbp", of_partner, plus_one),
    "a pound more that is left to a partner": first("partners.csv", "left_gbp", of_partner, plus_one),
    "a pound more from authorities": first("partners.csv", "pays_gbp", lambda r: r["payer"] == "authorities", plus_one),
    "a place told more for a partner": summary(r"(besides,\s+and\s+)(\d+)(\s+place)", plus_one),
    "a value of a partner's fund": first("rules.csv", "value", lambda r: r["id"].endswith("-capital"), lambda n: str(int(n) + 1)),
}
DECISIONS = {
    **SURE,
    **JOINT,
    "a place-year more": manifest("place_years", 1),
    "a year more that a place is open": manifest("opened_place_years", 1),
    "a place more in a year": first("years.csv", "places", known("places"), plus_one),
    "a child more in a year": first("years.csv", "children", known("children"), plus_one),
    "a child more of a group": first("groups.csv", "children", known("children"), plus_one),
    "a well-located place more of a group": first("groups.csv", "well_located_places", known("well_located_places"), more_by(1)),
    "a place more": manifest("well_located_places", 1),
    "a hundredth of a place more": manifest("well_located_places", 0.01),
    "a pound more": manifest("dfe_cost_gbp", 1),
    "a pound less": manifest("dfe_cost_gbp", -1),
    "a mile less": manifest("travel_miles", -1),
    "a better worst region": manifest("worst_region_percent", 0.1),
    "an option more": first("plan.csv", "funded", lambda r: r["funded"] == "no", lambda _: "yes"),
    "an option less": first("plan.csv", "funded", lambda r: r["funded"] == "yes", lambda _: "no"),
    "a place used more": first("flows.csv", "places", lambda r: True, lambda n: str(int(n) + 1)),
    "a nearer child": first("flows.csv", "miles", lambda r: r["miles"] != "0.0", lambda _: "0.0"),
    "a project more that has begun": summary(r"(As of \S+ )(\d+)( planned)", plus_one),
    "another year that is not over": summary(r"(As of )(\d{4})(-\d\d:)", plus_one),
    "more spent by then": summary(r"(is\s+spent\s+by\s+then\s+and\s+£)(\d+)(\.\d)", plus_one),
    "what has begun left out": as_of_alone(first("plan.csv", "funded", _as_published, lambda _: "no")),
    "no plan at all": lambda answer: replace(answer, code=4),
    "a value of a rule": first("rules.csv", "value", lambda r: r["unit"] == "gbp", lambda n: str(int(n) + 1)),
}
EVALUATIONS = {
    "a broken rule said to be kept": first(
        "rules.csv", "holds", lambda r: r["holds"] == "no" and r["family"] != "coverage_floor", lambda _: "yes"),
    "a kept rule said to be broken": first(
        "rules.csv", "holds", lambda r: r["holds"] == "yes" and r["family"] == "envelope", lambda _: "no"),
    "what has begun said to stay": first(
        "rules.csv", "holds", lambda r: r["holds"] == "no" and r["family"] == "as_of", lambda _: "yes"),
    "a place more": manifest("well_located_places", 1),
    "a pound more": manifest("dfe_cost_gbp", 1),
    "a breach not punished": lambda answer: replace(answer, code=0) if answer.code == 4 else None,
}
REFUSALS = {
    "a year too late": told(r"(put the question as of )(\d{4})(-\d\d, and not)", plus_one),
    "a repair too small": told(r"(, from \S+ .*?to £)([\d,]+)(; no less)", minus_one),
    "a repair too large": told(r"(raise the envelope by .*?to £)([\d,]+)(; no less)", plus_one),
    "a rule left out of a clash": told(r"(These \d+ rules cannot all hold:\n)(- `.*?\n)(- `)", lambda _: ""),
    "a repair left out": told(r"(is enough:\n)(- .*?\n)(- )", lambda _: ""),
}


def one_cell(answer, random):
    """Adds one to a number of a table of a run at random; gives where, or None."""
    name = random.choice([t for t in TABLES if (answer.out / f"{t}.csv").exists()]) + ".csv"
    where = []

    def turn(rows):
        cells = [(i, c) for i, r in enumerate(rows) for c, text in r.items() if re.fullmatch(r"\d+(\.\d+)?", text)]
        if not cells:
            return False
        index, column = random.choice(cells)
        rows[index][column] = more_by(1)(rows[index][column])
        where.append(f"{name}, row {index + 1}, {column}")
        return True

    return where[0] if rewrite(answer.out / name, turn) else None
