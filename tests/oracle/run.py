"""An oracle for placewell: made-up questions, every plan tried, every answer compared.

    python3 tests/oracle/run.py --cases 5000 --seed 1 --placewell target/release/placewell --jobs 2
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from time import monotonic

from case import try_case


def main():
    """Runs cases side by side and says how many differ."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("--cases", type=int, default=100)
    read.add_argument("--seed", type=int, default=1, help="the seed of the first case; the next have the next")
    read.add_argument("--placewell", default="target/release/placewell")
    read.add_argument("--jobs", type=int, default=1)
    read.add_argument("--keep", default="oracle-differences", help="folder for the cases that differ")
    asked = read.parse_args()
    begun = monotonic()
    seeds = range(asked.seed, asked.seed + asked.cases)
    count, differ = Counter(), 0
    with ProcessPoolExecutor(asked.jobs) as pool:
        for result in pool.map(one, ((s, asked.placewell, asked.keep) for s in seeds), chunksize=4):
            count["possible" if result["possible"] else "impossible"] += 1
            if result["found"]:
                differ += 1
                print(f"seed {result['seed']}: " + "; ".join(result["found"]), flush=True)
    print(f"{asked.cases} cases in {monotonic() - begun:.0f} s: {dict(sorted(count.items()))}, {differ} differ")
    return 1 if differ else 0


def one(words):
    """A case, without what cannot be passed between processes."""
    result = try_case(*words)
    return {key: result[key] for key in ("seed", "found", "possible")}


if __name__ == "__main__":
    sys.exit(main())
