"""A second solver's opinion of what a run says is best: is there a plan with more well-located places, or not?

    pip install pyscipopt==6.3.0
    python3 benches/peers/second_opinion.py models/envelope-563.toml runs/envelope-563 --limit 600

placewell exports the question (`export MODEL --format mps`); SCIP is asked for a plan with one step more than the run has,
by a limit on the objective. Where it says that there is none, the run's claim is confirmed by a solver that shares nothing
with it. Where it finds one, `import-solution` makes an audited plan of it, in runs/second-opinion.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main():
    """Asks of each run in turn, and says what came of it in one line."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("model", type=Path)
    read.add_argument("run", type=Path)
    read.add_argument("--limit", type=float, default=600, help="seconds")
    read.add_argument("--placewell", default="target/release/placewell")
    asked = read.parse_args()
    stated = json.loads((asked.run / "run.json").read_text())
    if stated.get("worst_region_percent") is not None:
        sys.exit("a plan chosen for its worst region is not asked of here")
    claimed = round(stated["well_located_places"]["value"] * 100)
    proved = stated["well_located_places"]["proved"]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "files"
        layers = [part for name in stated["asked"]["with"] for part in ("--with", name)]
        layers += [part for name in stated["asked"]["set"] for part in ("--set", name)]
        export = [asked.placewell, "export", str(asked.model), *layers, "--format", "mps", "--out", str(out)]
        subprocess.run(export, check=True, stdout=subprocess.DEVNULL)
        [file] = out.glob("*.mps")
        opinion, seconds, solution = ask(file, claimed, asked.limit)
        says = f"{claimed / 100:g} places, {'proved' if proved else 'not proved'}"
        print(f"{stated['model_name']}: {says}; SCIP: {opinion}, {seconds:.1f} s")
        if solution is None:
            return 0
        again = [asked.placewell, "import-solution", str(asked.model), *layers, str(solution)]
        subprocess.run([*again, "--out", "runs/second-opinion"], check=False)
        return 1


def ask(file, claimed, limit):
    """Whether there is a plan with a step more than `claimed` hundredths: in words, in how long, and the plan if so."""
    from pyscipopt import Model, quicksum

    solver = Model()
    solver.hideOutput()
    solver.readProblem(str(file))
    # The file seeks the negative of the places. They move in steps: the greatest common divisor of its coefficients.
    step = math.gcd(*(round(abs(column.getObj())) for column in solver.getVars() if column.getObj()))
    sought = -(claimed + step) + 0.5
    solver.setObjlimit(sought)
    solver.setParam("limits/time", limit)
    # SCIP keeps solutions that are worse than its limit, so a row says it too, and the first to keep that ends the search.
    solver.addCons(quicksum(column.getObj() * column for column in solver.getVars()) <= sought)
    solver.setParam("limits/solutions", 1)
    began = time.process_time()
    solver.optimize()
    seconds = time.process_time() - began
    if solver.getNSols():
        solution = file.with_suffix(".sol")
        solver.writeBestSol(str(solution))
        return f"there are {-solver.getObjVal() / 100:g}", seconds, solution
    if solver.getStatus() == "infeasible":
        return f"none has {(claimed + step) / 100:g}", seconds, None
    most = -solver.getDualbound() / 100
    return f"not settled ({solver.getStatus()}), none has more than {most:g}", seconds, None


if __name__ == "__main__":
    sys.exit(main())
