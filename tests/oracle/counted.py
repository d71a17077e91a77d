"""What is said of how sure places are: of every option, of each line, region and group, and of the whole plan."""

from fractions import Fraction
from math import floor

from program import exact
from sure import USUAL, assured, expected, in_time, known


def counted(trial, plan, answer):
    """Differences in what may be counted on."""
    question = trial.question
    stated = answer.manifest().get("deliverable")
    if not known(question):
        there = [r for r in answer.table("plan.csv") if r["in_time_percent"]]
        return ["how sure places are is told where nothing is known of it"] if stated or there else []
    if not stated:
        return ["run.json does not say what is deliverable"]
    found = _options(trial, answer) + _rule(trial, answer)
    right = (Fraction(question.model.share or USUAL, 10), assured(question, plan))
    if (Fraction(stated["share"]), stated["additional_assured"]) != right:
        found.append(f"run.json says {stated}, and with {right[0]}% {right[1]} places are assured")
    if not _nearest(Fraction(stated["additional_expected"]), expected(question, plan)):
        found.append(f"run.json says {stated}, and {expected(question, plan)} places are expected")
    return found + _parts(trial, plan, answer, Fraction(stated["additional_expected"]))


def _nearest(told, right):
    """Whether a number is the nearest hundredth."""
    return abs(told - right) <= Fraction(1, 200) and (told * 100).denominator == 1


def _options(trial, answer):
    """How sure each option is, in tenths of a per cent rounded down."""
    rows = {(r["project"], r["option"]): r["in_time_percent"] for r in answer.table("plan.csv")}
    found = []
    for option in trial.question.data.options:
        right, told = Fraction(floor(in_time(trial.question, option) * 1000), 10), rows[(option.project, option.option)]
        if not told or exact(told) != right:
            found.append(f"{option.project}/{option.option} is said to be in time with {told}%, and it is {right}%")
    return found


def _rule(trial, answer):
    """That no child is served by a place that does not count is a rule, where the model asks for a share."""
    held = [(r["value"], r["holds"]) for r in answer.table("rules.csv") if r["family"] == "deliverability"]
    right = [("0", "yes")] if trial.question.model.share is not None else []
    return [] if held == right else [f"rules.csv says {held} of deliverability"]


def _parts(trial, plan, answer, whole):
    """Lines, regions and groups. What is expected of lines, and of regions, sums to the whole."""
    data = trial.question.data
    area = {p.project: p.area for p in data.projects}
    line = {p.project: p.line for p in data.projects}
    parts = {
        "line": lambda o: [line[o.project]],
        "region": lambda o: [data.region_of(area[o.project])],
        "group": lambda o: data.groups_of(area[o.project]),
    }
    found = []
    for kind, of in parts.items():
        rows = answer.table(f"{kind}s.csv") if kind != "group" or data.groups else []
        for row in rows:
            options = [o for o in plan if row[kind] in of(o)]
            right = (expected(trial.question, options), assured(trial.question, options))
            near = abs(exact(row["additional_expected"]) - right[0]) < Fraction(1, 100)
            if not near or int(row["additional_assured"]) != right[1]:
                told = row["additional_expected"], row["additional_assured"]
                found.append(f"{kind}s.csv says {told} of {row[kind]}, and it is {float(right[0])} and {right[1]}")
        if kind != "group" and sum(exact(row["additional_expected"]) for row in rows) != whole:
            found.append(f"{kind}s.csv does not sum to {whole} places that are expected")
    return found
