"""Runs placewell on a question that has been written, and reads what it wrote, without binary fractions."""

import csv
import json
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path


@dataclass
class Answer:
    """What came of a command."""

    code: int
    told: str
    out: Path

    def manifest(self):
        """`run.json`, with exact fractions."""
        return json.loads((self.out / "run.json").read_text(encoding="utf-8"), parse_float=Fraction)

    def table(self, name):
        """A table of the run, as a list of records."""
        with open(self.out / name, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def funded(self):
        """The options that `plan.csv` says are funded."""
        return {(r["project"], r["option"]) for r in self.table("plan.csv") if r["funded"] == "yes"}


class Program:
    """placewell, in the folder of one case."""

    def __init__(self, path, folder):
        self.path = str(Path(path).resolve())
        self.folder = Path(folder)
        self.words = []

    def run(self, command, *words, out="out"):
        """A command on the model, with its run in a folder of that name; a run itself says how it was asked."""
        words = words if command == "verify" else [*words, *self.words]
        done = subprocess.run(
            [self.path, command, *words], cwd=self.folder, capture_output=True, text=True, timeout=120, check=False
        )
        return Answer(done.returncode, done.stdout + done.stderr, self.folder / out)


def exact(cell):
    """A number of a table, exactly."""
    return Fraction(cell)
