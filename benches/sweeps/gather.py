#!/usr/bin/env python3
"""What `placewell sweep` costs with very many results, from one real result that is copied.

    python3 benches/sweeps/gather.py SWEEP_FOLDER COUNT [--placewell target/release/placewell]

SWEEP_FOLDER is a sweep of which a task is done. A folder beside it gets COUNT tasks with digests of their own, of which all
but one in a thousand are done: each `run.json` is a file of its own with other numbers. Then `status`, `gather` to CSV and
`gather` to Parquet are run, each with its CPU seconds, seconds by the clock and most memory; and what they say is checked:
no result is lost, none counted twice, and the sum of the costs is the one that was written.
"""

import argparse
import csv
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path


def measured(command):
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out, err = done.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # The most of all children so far: the commands are run in order of what they need.
    print(f"{' '.join(command[1:3])}: exit {done.returncode}, {cpu:.1f} CPU s, "
          f"{time.monotonic() - began:.1f} s by the clock, at most {after.ru_maxrss / 1024:.0f} MiB")
    return done.returncode, out, err


def main():
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("sweep", type=Path)
    read.add_argument("count", type=int)
    read.add_argument("--placewell", default="target/release/placewell")
    asked = read.parse_args()
    sweep = json.loads((asked.sweep / "sweep.json").read_text())
    done = [task for task in sweep["tasks"] if (asked.sweep / "results" / task["digest"] / "run.json").is_file()]
    if not done:
        sys.exit("no task of this sweep is done")
    one = json.loads((asked.sweep / "results" / done[0]["digest"] / "run.json").read_text())
    many = asked.sweep.with_name(asked.sweep.name + f"-{asked.count}")
    shutil.rmtree(many, ignore_errors=True)
    (many / "results").mkdir(parents=True)
    tasks, costs, began = [], {}, time.monotonic()
    for number in range(asked.count):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        tasks.append({**done[0], "digest": digest, "set": {"envelope.total_gbp": str(500_000_000 + number)}})
        if number % 1000 == 999:
            continue
        costs[number + 1] = one["dfe_cost_gbp"]["value"] + number
        one_own = {**one, "dfe_cost_gbp": {**one["dfe_cost_gbp"], "value": costs[number + 1]}}
        (many / "results" / digest).mkdir()
        (many / "results" / digest / "run.json").write_text(json.dumps(one_own))
    (many / "sweep.json").write_text(json.dumps({**sweep, "tasks": tasks}, indent=2))
    size = os.path.getsize(many / "results" / tasks[0]["digest"] / "run.json")
    print(f"{asked.count:,} tasks, each manifest {size:,} bytes, list of tasks "
          f"{os.path.getsize(many / 'sweep.json'):,} bytes; written in {time.monotonic() - began:.0f} s")
    placewell = str(Path(asked.placewell).resolve())
    code, out, err = measured([placewell, "sweep", "status", str(many)])
    missing = asked.count - len(costs)
    expected = f"{asked.count:,} tasks: {len(costs)} done, 0 failed, {missing} missing."
    assert (code, out.strip()) == (0, expected), (code, out, err, expected)
    for ending in ["csv", "parquet"]:
        table = many / f"gathered.{ending}"
        code, out, err = measured([placewell, "sweep", "gather", str(many), "--out", str(table), "--format", "csv"])
        assert code == (5 if missing else 0), err
        rows = {int(row["task"]): row for row in csv.DictReader(out.splitlines())}
        found = {task: int(row["dfe_cost_gbp"]) for task, row in rows.items() if row["dfe_cost_gbp"]}
        assert len(rows) == asked.count and found == costs, "a result was lost or changed"
        print(f"gathered.{ending}: {table.stat().st_size:,} bytes; every result is there, once")
    shutil.rmtree(many)


main()
