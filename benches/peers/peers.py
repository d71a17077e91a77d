#!/usr/bin/env python3
"""Solvers side by side on the same made-up problems, in one run on one machine, in seconds of processor time.

    python3 peers.py measure TABLES... --placewell ../../target/release/placewell --instances ../../target/release/examples/instances
    python3 peers.py table RESULTS.jsonl

`measure` writes a line of JSON for each solver and problem to standard output; `table` makes the table of them.
README.md beside this file says what is measured.
"""
import argparse
import collections
import csv
import importlib.metadata
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import tomllib

# Every solver may stop once no plan can have a whole place more: the objective is a whole number.
GAP = 0.999
# How many seconds of a busy machine's clock a second of processor time may take, before a solver is given up.
CLOCK = 3


class Problem:
    """Plain tables as they are, with money in hundredths of £m."""

    def __init__(self, folder):
        hundredths = lambda text: round(float(text) * 100)
        rows = lambda name: list(csv.DictReader(open(folder / name, newline="")))
        budget = tomllib.loads((folder / "budget.toml").read_text())
        projects = rows("projects.csv")
        self.places = [int(row["places"]) for row in projects]
        self.cost = [hundredths(row["cost_m"]) for row in projects]
        self.children = {row["centre"]: int(row["places_needed"]) for row in rows("demand.csv")}
        reach = collections.defaultdict(list)
        for row in rows("distances.csv"):
            reach[row["site"]].append(row["centre"])
        # Flows go from each project that may be built to each centre within reach of it.
        self.pairs = [(at, centre) for at, row in enumerate(projects) for centre in reach[row["site"]]]
        self.limits = [(dict(enumerate(self.cost)), hundredths(budget["total"]))]
        for year, most in enumerate(budget["years"]):
            spend = {at: hundredths(row[f"y{year + 1}"]) for at, row in enumerate(projects)}
            self.limits.append(({at: amount for at, amount in spend.items() if amount}, hundredths(most)))
        for line, most in enumerate(budget["lines"]):
            own = {at: self.cost[at] for at, row in enumerate(projects) if row["programme_line"] == f"L{line}"}
            self.limits.append((own, hundredths(most)))
        sites = collections.defaultdict(dict)
        for at, row in enumerate(projects):
            sites[row["site"]][at] = 1
        self.limits += [(own, 1) for own in sites.values() if len(own) > 1]
        self.floors = []
        for region, least in enumerate(budget["region_min_places"]):
            own = {at: self.places[at] for at, row in enumerate(projects) if row["region"] == f"R{region}"}
            if least > 0:
                self.floors.append((own, round(least)))

    def by_project(self):
        flows = collections.defaultdict(list)
        for flow, (at, _) in enumerate(self.pairs):
            flows[at].append(flow)
        return flows

    def by_centre(self):
        flows = collections.defaultdict(list)
        for flow, (_, centre) in enumerate(self.pairs):
            flows[centre].append(flow)
        return flows


def rows(problem, fund, use, total):
    """Every row, in the words of the solver whose unknowns and whose `total` these are."""
    for terms, most in problem.limits:
        yield total(factor * fund[at] for at, factor in terms.items()) <= most
    for terms, least in problem.floors:
        yield total(factor * fund[at] for at, factor in terms.items()) >= least
    for at, flows in problem.by_project().items():
        yield total(use[flow] for flow in flows) <= problem.places[at] * fund[at]
    for centre, flows in problem.by_centre().items():
        yield total(use[flow] for flow in flows) <= problem.children[centre]


def seconds():
    """Processor time of this process and of those it waited for."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def highs(problem, limit):
    import highspy

    model = highspy.Highs()
    model.silent()
    fund = [model.addBinary() for _ in problem.places]
    use = model.addVariables(len(problem.pairs), lb=0)
    total = highspy.Highs.qsum
    for row in rows(problem, fund, use, total):
        model.addConstr(row)
    for option, value in [("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", GAP)]:
        model.setOptionValue(option, value)
    began = seconds()

    def stop(event):
        if seconds() - began > limit:
            event.interrupt()

    model.cbMipInterrupt.subscribe(stop)
    model.maximize(total(use[flow] for flow in range(len(problem.pairs))))
    info = model.getInfo()
    done = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return seconds() - began, done, info.objective_function_value, info.mip_dual_bound


def stated_in_pulp(problem):
    import pulp

    model = pulp.LpProblem("places", pulp.LpMaximize)
    fund = [pulp.LpVariable(f"x{at}", cat="Binary") for at in range(len(problem.places))]
    use = [pulp.LpVariable(f"f{flow}", lowBound=0) for flow in range(len(problem.pairs))]
    model += pulp.lpSum(use)
    for row in rows(problem, fund, use, pulp.lpSum):
        model += row
    return model


def cbc(problem, limit):
    import pulp

    model = stated_in_pulp(problem)
    began = seconds()
    status = model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=limit, timeMode="cpu", gapAbs=GAP, gapRel=0))
    # PuLP calls a plan that was found before the limit optimal too: the two are told apart by another word.
    done = status == pulp.LpStatusOptimal and model.sol_status == pulp.LpSolutionOptimal
    return seconds() - began, done, pulp.value(model.objective), None


def scip(problem, limit):
    import pyscipopt

    model = pyscipopt.Model()
    model.hideOutput()
    fund = [model.addVar(vtype="B") for _ in problem.places]
    use = [model.addVar(lb=0) for _ in problem.pairs]
    for row in rows(problem, fund, use, pyscipopt.quicksum):
        model.addCons(row)
    model.setObjective(pyscipopt.quicksum(use), "maximize")
    model.setParams({"limits/gap": 0.0, "limits/absgap": GAP, "timing/clocktype": 1, "limits/time": limit})
    began = seconds()
    model.optimize()
    done = model.getStatus() in ("optimal", "gaplimit")
    return seconds() - began, done, model.getObjVal() if model.getNSols() else None, model.getDualbound()


def ortools(problem, limit):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    fund = [model.new_bool_var("") for _ in problem.places]
    most_used = [min(problem.places[at], problem.children[centre]) for at, centre in problem.pairs]
    use = [model.new_int_var(0, most, "") for most in most_used]
    for row in rows(problem, fund, use, sum):
        model.add(row)
    model.maximize(sum(use))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    began = seconds()

    def stop():
        while seconds() - began < limit:
            time.sleep(0.2)
        solver.stop_search()

    threading.Thread(target=stop, daemon=True).start()
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    value = solver.objective_value if found else None
    return seconds() - began, status == cp_model.OPTIMAL, value, solver.best_objective_bound


SOLVERS = {"highs": highs, "cbc": cbc, "scip": scip, "ortools": ortools}
PACKAGES = {"highs": "highspy", "cbc": "pulp", "scip": "pyscipopt", "ortools": "ortools"}


def one(name, folder, limit):
    """Reads, states and solves in this process; the seconds of the solve alone beside what came of it."""
    solve, done, value, bound = SOLVERS[name](Problem(folder), limit)
    print(json.dumps({"solve": solve, "proved": done, "places": value, "bound": bound}))


def whole(command, stop_after):
    """Runs a command: its standard output, and the processor seconds and most memory of it and all it began."""
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        try:
            # In seconds by the clock, for a solver that does not heed its own limit.
            process.wait(stop_after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        out.seek(0)
        return out.read(), process.returncode


def measured(command, stop_after):
    """As `whole`, in a process of its own, so that what it waited for is this command and nothing else."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        told, code = whole(command, stop_after)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = usage.ru_utime + usage.ru_stime
        os.write(writer, json.dumps([told[-4_000:], code, spent, usage.ru_maxrss]).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = json.loads(pipe.read())
    os.waitpid(child, 0)
    return answer


def of_placewell(asked, folder, limit, work):
    """The whole of placewell: it reads, solves, audits and writes its run. Converting the tables is not counted."""
    dataset = pathlib.Path(work) / folder.name
    subprocess.run([asked.instances, "convert", folder, dataset], check=True)
    out = pathlib.Path(work) / f"run-{folder.name}"
    command = [asked.placewell, "--threads", "1", "solve", f"{dataset}.toml", "--out", out, "--format", "json"]
    # Its own limit is by the clock, and the clock of a busy machine runs faster than its processor time.
    command += ["--time-limit", str(CLOCK * limit)]
    _, code, spent, memory = measured(command, (CLOCK + 1) * limit + 60)
    if code not in (0, 5):
        return {"solver": "placewell", "whole": spent, "memory_kib": memory, "failed": code}
    run = json.loads((out / "run.json").read_text())
    places = run["well_located_places"]
    number = lambda cell: None if cell in ("", None) else float(cell)
    return {"solver": "placewell", "version": run["tool"]["version"], "whole": spent, "memory_kib": memory,
            "proved": run["status"] == "proved" and spent <= limit, "places": number(places["value"]), "bound": number(places["bound"])}


def of_peer(name, folder, limit):
    command = [sys.executable, __file__, "one", name, str(folder), str(limit)]
    told, code, spent, memory = measured(command, (CLOCK + 1) * limit + 60)
    result = {"solver": name, "version": importlib.metadata.version(PACKAGES[name]), "whole": spent, "memory_kib": memory}
    lines = told.strip().splitlines()
    return result | (json.loads(lines[-1]) if code == 0 and lines else {"failed": code})


def measure(asked):
    with tempfile.TemporaryDirectory() as work:
        for folder in asked.tables:
            for name in asked.solvers.split(","):
                placewell = name == "placewell"
                result = of_placewell(asked, folder, asked.limit, work) if placewell else of_peer(name, folder, asked.limit)
                print(json.dumps({"tables": folder.name, "limit": asked.limit} | result), flush=True)


def kind(tables):
    """The name of a folder of tables without its seed."""
    return tables.rsplit("-s", 1)[0]


def table(asked):
    """For each kind of problem and solver: medians over its seeds; how many were proved."""
    results = [json.loads(line) for file in asked.results for line in open(file)]
    groups = collections.defaultdict(list)
    for result in results:
        groups[kind(result["tables"]), result["solver"], result.get("version", "")].append(result)
    print("| problem | solver | seeds | proved | solve, s | whole process, s | memory, MiB | furthest from the bound, places |")
    print("|---|---|---|---|---|---|---|---|")
    for (problem, solver, version), own in groups.items():
        proved = sum(bool(result.get("proved")) for result in own)
        median = lambda key, scale=1: (
            f"{statistics.median(result[key] / scale for result in own):.1f}" if all(key in result for result in own) else ""
        )
        gaps = [
            abs(result["bound"] - result["places"])
            for result in own
            if not result.get("proved") and None not in (result.get("bound"), result.get("places"))
        ]
        gap = f"{max(gaps):.1f}" if gaps else ""
        over = "" if proved == len(own) else f" (stopped at {own[0]['limit']})"
        print(f"| {problem} | {solver} {version} | {len(own)} | {proved} | {median('solve')}{over} | {median('whole')} | "
              f"{median('memory_kib', 1024)} | {gap} |")
    disagreements(results)


def disagreements(results):
    """Two that proved their answers must have the same."""
    proved = collections.defaultdict(dict)
    for result in results:
        if result.get("proved"):
            proved[result["tables"]][result["solver"]] = round(result["places"])
    for tables, answers in proved.items():
        if len(set(answers.values())) > 1:
            sys.exit(f"{tables}: the solvers do not agree: {answers}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    measuring = commands.add_parser("measure")
    measuring.add_argument("tables", nargs="+", type=pathlib.Path)
    measuring.add_argument("--placewell", default="placewell")
    measuring.add_argument("--instances", default="instances")
    measuring.add_argument("--limit", type=int, default=120, help="seconds of processor time of the solve")
    measuring.add_argument("--solvers", default="placewell,highs,cbc,scip,ortools")
    measuring.set_defaults(run=measure)
    showing = commands.add_parser("table")
    showing.add_argument("results", nargs="+", type=pathlib.Path)
    showing.set_defaults(run=table)
    single = commands.add_parser("one")
    single.add_argument("solver", choices=SOLVERS)
    single.add_argument("tables", type=pathlib.Path)
    single.add_argument("limit", type=float)
    single.set_defaults(run=lambda asked: one(asked.solver, asked.tables, asked.limit))
    asked = parser.parse_args()
    asked.run(asked)


if __name__ == "__main__":
    main()
