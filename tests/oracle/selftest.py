"""Breaks the oracle on purpose: every forged answer must be caught, or the comparison proves nothing."""

import shutil
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from compare import evaluated, solved
from conflict import refused
from forge import DECISIONS, EVALUATIONS, REFUSALS
from make import question
from plans import Trial
from program import Program
from write import write_plan, write_question


def self_test(path, each):
    """The forgeries that were not caught, or could not be tried; prints how many were."""
    tried, missed = {}, []
    # From a seed on of which the next few make every forgery possible.
    for seed in range(72, 400):
        if all(tried.get(name, 0) >= each for name in _names()):
            break
        folder = Path(mkdtemp(prefix="oracle-"))
        _one(seed, Program(path, folder), each, tried, missed)
        shutil.rmtree(folder)
    for name in _names():
        print(f"{tried.get(name, 0):4} forged: {name}")
    missed += [f"{name}: never tried" for name in _names() if name not in tried]
    print("\n".join(missed) or "every forgery was caught")
    return missed


def _names():
    groups = {"solve": DECISIONS, "evaluate": EVALUATIONS, "refusal": REFUSALS}
    return [f"{command}: {name}" for command, forgeries in groups.items() for name in forgeries]


def _one(seed, program, each, tried, missed):
    asked = question(seed)
    write_question(asked, program.folder)
    trial = Trial(asked)
    best = trial.best()
    plan = Random(seed).choice(trial.plans)
    write_plan(trial, plan, program.folder / "given.csv")
    answer = program.run("solve", "model.toml", "--out", "out", "--exact")
    given = program.run("evaluate", "model.toml", "--plan", "given.csv", "--out", "given", out="given")
    if best and answer.code == 0:
        _try("solve", DECISIONS, answer, lambda a: solved(trial, best, a, True), each, tried, missed)
    elif answer.code == 4:
        _try("refusal", REFUSALS, answer, lambda a: refused(trial, a.told, asked), each, tried, missed)
    _try("evaluate", EVALUATIONS, given, lambda a: evaluated(trial, plan, a), each, tried, missed)


def _try(command, forgeries, answer, compare, each, tried, missed):
    """Each forgery, on a copy of what was written."""
    if compare(answer):
        return
    for name, forge in forgeries.items():
        name = f"{command}: {name}"
        if tried.get(name, 0) >= each:
            continue
        copy = answer.out.with_name("forged")
        if answer.out.exists():
            shutil.copytree(answer.out, copy)
        forged = forge(type(answer)(answer.code, answer.told, copy))
        if forged:
            tried[name] = tried.get(name, 0) + 1
            if not compare(forged):
                missed.append(f"{name}: not caught")
        shutil.rmtree(copy, ignore_errors=True)
