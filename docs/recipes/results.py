"""Run a model and pivot its results, with Python's standard library alone.

    python3 docs/recipes/results.py placewell models/figure-11.toml runs/figure-11

The program, the model and the folder of the run. Two tables go to standard output as CSV: the department's spend by
financial year, and well-located places by region and care type. With pandas, the same is
`pandas.read_csv(folder + "/results_long.csv").pivot_table(index="year", columns="line", values="value", aggfunc="sum")`
of the rows of one metric.
"""

import csv
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal


def run(program, model, folder):
    """Evaluate the model's published plan; for a plan of its own, put `solve` for `evaluate`."""
    done = subprocess.run([program, "evaluate", model, "--out", folder], stdout=subprocess.DEVNULL)
    # 0: done. 4: the plan breaks a rule, and the run says which. Anything else is no run.
    if done.returncode not in (0, 4):
        sys.exit(done.returncode)


def rows_of(folder, metric):
    """The rows of one metric. utf-8-sig reads files with a byte-order mark and files without."""
    with open(f"{folder}/results_long.csv", encoding="utf-8-sig", newline="") as file:
        # An empty value is not known, and not nought: it is left out of a sum.
        return [row for row in csv.DictReader(file) if row["metric"] == metric and row["value"]]


def summed(rows, *keys):
    """The sum of the values by these columns, exactly."""
    sums = defaultdict(Decimal)
    for row in rows:
        sums[tuple(row[key] for key in keys)] += Decimal(row["value"])
    return sorted(sums.items())


def main(program, model, folder):
    run(program, model, folder)
    table = csv.writer(sys.stdout)
    table.writerow(["year", "dfe_spend_gbp"])
    for (year,), value in summed(rows_of(folder, "dfe_spend_gbp"), "year"):
        table.writerow([year, value])
    table.writerow(["region", "care_type", "well_located_places"])
    for (region, care_type), value in summed(rows_of(folder, "well_located_places"), "region", "care_type"):
        table.writerow([region, care_type, value])


if __name__ == "__main__":
    main(*sys.argv[1:])
