"""An oracle for placewell: made-up questions, every plan tried, every answer compared.

    python3 tests/oracle/run.py --cases 5000 --seed 1 --placewell target/release/placewell --jobs 2
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from signal import SIG_IGN, SIGINT, signal
from time import monotonic

from case import try_case
from features import as_table, count
from selftest import self_test


def main():
    """Runs cases side by side and says how many differ."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("--cases", type=int, default=100)
    read.add_argument("--seed", type=int, default=1, help="the seed of the first case; the next have the next")
    read.add_argument("--placewell", default="target/release/placewell")
    read.add_argument("--jobs", type=int, default=1)
    read.add_argument("--keep", default="oracle-differences", help="folder for the cases that differ")
    read.add_argument("--features-of", type=int, default=5, help="count what decided in one of so many; 0: none")
    read.add_argument("--self-test", action="store_true", help="forge answers, and see that each is caught")
    read.add_argument("--each", type=int, default=5, help="how often each answer is forged")
    asked = read.parse_args()
    if asked.self_test:
        return 1 if self_test(asked.placewell, asked.each) else 0
    return 1 if try_all(asked) else 0


def try_all(asked):
    """Tries every case, or as many as there is time for, and prints what came of them; gives how many differ."""
    begun = monotonic()
    seeds = range(asked.seed, asked.seed + asked.cases)
    counted, done, differ, tally = Counter(), 0, 0, {}
    work = ((s, asked.placewell, asked.keep, asked.features_of and s % asked.features_of == 0) for s in seeds)
    pool = ProcessPoolExecutor(asked.jobs, initializer=signal, initargs=(SIGINT, SIG_IGN))
    try:
        for result in pool.map(try_case, work, chunksize=4):
            done += 1
            counted.update(result["what"])
            count(tally, result["features"])
            if result["found"]:
                differ += 1
                print(f"seed {result['seed']}: " + "; ".join(result["found"]), flush=True)
    except KeyboardInterrupt:
        print("interrupted")
    print(as_table(tally))
    print(f"{done} cases in {monotonic() - begun:.0f} s, {differ} differ")
    print("\n".join(f"{number:6} {what}" for what, number in sorted(counted.items())))
    pool.shutdown(cancel_futures=True)
    return differ


if __name__ == "__main__":
    sys.exit(main())
