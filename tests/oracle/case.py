"""One case: make a question, try every plan, ask placewell, and compare."""

import shutil
import traceback
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from compare import evaluated, plan_of, solved
from conflict import refused
from features import decided
from forge import one_cell
from make import question
from plans import Trial
from program import Program
from sentences import claims, ranged, said
from write import write_plan, write_question


def try_case(words):
    """The differences of one case, what was asked of placewell, and which features decided.

    A case that differs is kept in a folder of its seed, with the reason in one line.
    """
    seed, path, keep, features = words
    folder = Path(mkdtemp(prefix="oracle-"))
    result = {"seed": seed, "found": [], "what": [], "features": {}}
    try:
        _try(result, Program(path, folder), features)
    except Exception:  # Whatever the fault, the case is kept and the others go on.
        result["found"].append("the oracle stopped: " + traceback.format_exc())
    if result["found"] and keep:
        kept = Path(keep) / str(seed)
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(folder, kept)
        (kept / "WHY.txt").write_text(f"seed {seed}: " + "; ".join(result["found"]) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    return result


def _try(result, program, features):
    random = Random(f"case {result['seed']}")
    asked = question(result["seed"])
    way = random.choice(["plain", "plain", "extends", "set"])
    result["what"].append(f"written: {way}")
    program.words = write_question(asked, program.folder, way)
    trial = Trial(asked)
    best = trial.best()
    result["what"].append("possible" if best else "impossible")
    result["found"] += _solve(result["what"], asked, trial, best, program, random)
    result["found"] += _evaluate(result["what"], trial, program, random)
    if random.random() < 0.1 and asked.model.goal == "well-located":
        result["found"] += _frontier(result["what"], asked, program, random)
    if features:
        result["features"] = decided(asked, trial, best)


def _solve(what, asked, trial, best, program, random):
    """The decision, or the reasons why there is none; and the run verified."""
    way = random.choice([[], [], [], ["--exact"], ["--exact"], ["--exact"], ["--gap", "1"], ["--node-limit", "1"]])
    what.append(" ".join(["solve", *way]))
    answer = program.run("solve", "model.toml", "--out", "out", *way)
    found = solved(trial, best, answer, way == ["--exact"])
    if not best and answer.code == 4:
        what.append("conflict and repairs")
        found += refused(trial, answer.told, asked)
    if not best or answer.code not in (0, 5):
        return found
    text = (answer.out / "summary.txt").read_text(encoding="utf-8")
    what.extend("claim: " + " ".join(words.split()[:3]) for words in claims(text))
    found += said(trial, best, plan_of(trial, answer), text)
    if random.random() < 0.3:
        what.append("verify")
        again = program.run("verify", "out", "--model", "model.toml")
        if again.code != 0:
            found.append(f"verify does not confirm the run: {again.told[-300:]}")
        where = one_cell(answer, random)
        if where:
            what.append("verify, forged")
            if program.run("verify", "out", "--model", "model.toml").code == 0:
                found.append(f"verify confirms a run of which a number was forged: {where}")
    return found


def _evaluate(what, trial, program, random):
    """A plan drawn at random, which is as a rule not the best and often breaks a rule; or the one that was planned."""
    words = []
    plan = tuple(o for o in trial.question.data.options if o.planned)
    if random.random() < 0.85 or not plan:
        plan = random.choice(trial.plans)
        write_plan(trial, plan, program.folder / "given.csv")
        words = ["--plan", "given.csv"]
    what.append(" ".join(["evaluate", *words[:1]]))
    answer = program.run("evaluate", "model.toml", *words, "--out", "given", out="given")
    found = evaluated(trial, plan, answer)
    if random.random() < 0.15:
        what.append("check")
        found += ranged(trial, program.run("check", "model.toml"))
    return found


def _frontier(what, asked, program, random):
    """The best plan at several envelopes, each against every plan there is; and the folder verified."""
    whole = asked.model.envelope
    settings = sorted({whole, max(whole * random.choice([1, 2, 3]) // 4, 1)})
    way = random.choice([[], [], ["--node-limit", "1"]])
    what.append(" ".join(["frontier", *way]))
    at = ",".join(map(str, settings))
    answer = program.run("frontier", "model.toml", "--at", at, "--out", "frontier", *way, out="frontier")
    rows = {int(row["setting"]): row for row in answer.table("frontier.csv")} if answer.out.exists() else {}
    if sorted(rows) != settings:
        return [f"the frontier has {sorted(rows)} and not {settings}: {answer.told[-300:]}"]
    found = []
    for setting in settings:
        other = asked.copy()
        other.model.envelope = setting
        best = Trial(other).best()
        row = rows[setting]
        if row["status"] == "impossible":
            wrong = best is not None
        elif not row["well_located_places"]:
            wrong = not way
        else:
            has, bound = (Fraction(row[column]) * 100 for column in ("well_located_places", "bound"))
            wrong = best is None or has > best[0].worth or bound < best[0].worth
            wrong = wrong or (row["status"] == "proved" and best[0].worth - has >= 100)
        if wrong:
            told = {name: row[name] for name in ("status", "well_located_places", "bound", "spend_gbp")}
            found.append(f"the frontier at {setting} says {told}; the best of all plans is {best and best[0]}")
    if any(row["well_located_places"] for row in rows.values()):
        again = program.run("verify", "frontier", "--model", "model.toml")
        if again.code != 0:
            found.append(f"verify does not confirm the frontier: {again.told[-300:]}")
    return found
