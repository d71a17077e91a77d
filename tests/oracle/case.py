"""One case: make a question, try every plan, ask placewell, and compare."""

import shutil
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from compare import evaluated, solved
from make import question
from plans import Trial
from program import Program
from write import write_plan, write_question


def try_case(seed, path, keep=None):
    """The differences of one case, and what came of it. A case that differs is kept in a folder of its seed."""
    random = Random(f"case {seed}")
    asked = question(seed)
    folder = Path(mkdtemp(prefix="oracle-"))
    try:
        write_question(asked, folder)
        trial = Trial(asked)
        best = trial.best()
        found = ask(trial, best, Program(path, folder), random)
        if found and keep:
            kept = Path(keep) / str(seed)
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept)
            (kept / "WHY.txt").write_text(f"seed {seed}: " + "; ".join(found) + "\n", encoding="utf-8")
        return {"seed": seed, "found": found, "possible": best is not None, "trial": trial, "best": best}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ask(trial, best, program, random):
    """Every command that is held against the plans tried."""
    to_the_last = random.random() < 0.5
    words = ["model.toml", "--out", "out", *(["--exact"] if to_the_last else [])]
    answer = program.run("solve", *words)
    found = solved(trial, best, answer, to_the_last)
    if best and answer.code == 0 and random.random() < 0.3:
        again = program.run("verify", "out", "--model", "model.toml")
        if again.code != 0:
            found.append(f"verify does not confirm the run: {again.told[-300:]}")
    for index in range(1):
        plan = random.choice(trial.plans)
        write_plan(trial, plan, program.folder / f"given-{index}.csv")
        words = ["model.toml", "--plan", f"given-{index}.csv", "--out", f"given-{index}"]
        found += evaluated(trial, plan, program.run("evaluate", *words, out=f"given-{index}"))
    return found
