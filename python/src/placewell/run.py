"""A run: the folder that says all of a plan, as tables."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from .columns import table
from .program import PathLike, PlacewellError


@dataclass(frozen=True, eq=False)
class Tables:
    """What the folder of a run holds. ``docs/answers.md`` says what each table is."""

    folder: Path
    plan: pd.DataFrame
    flows: pd.DataFrame
    areas: pd.DataFrame
    regions: pd.DataFrame
    #: By group of authorities, where the dataset has groups.
    groups: pd.DataFrame | None
    #: What neighbours take and give, where a group plans for itself.
    neighbours: pd.DataFrame | None
    #: Who pays what, and the places kept for their children, where a partner builds with the department.
    partners: pd.DataFrame | None
    lines: pd.DataFrame
    years: pd.DataFrame
    funds: pd.DataFrame
    rules: pd.DataFrame
    #: Every result, one to a row: to pivot.
    results: pd.DataFrame
    #: The answer in a page.
    summary: str
    #: ``run.json``: digests, versions, what is proved.
    manifest: dict[str, Any]

    @property
    def status(self) -> str:
        """``proved``, ``not proved`` or ``evaluated``."""
        return str(self.manifest["status"])

    @property
    def broken(self) -> list[str]:
        """The rules that the plan breaks, in words."""
        return [str(rule) for rule in self.manifest["broken_rules"]]

    @property
    def funded(self) -> pd.DataFrame:
        """The options of ``plan`` that are funded."""
        return self.plan[self.plan["funded"].fillna(False)]


@dataclass(frozen=True, eq=False)
class Run(Tables):
    """A run that was just made, with what the program said of it."""

    #: The model that it is of.
    model: Path
    #: The measures of the plan beside the published one. Each has its own unit: pounds and counts are whole numbers.
    headline: pd.DataFrame
    #: What is proved and what the plan gives, in sentences.
    sentences: list[str]
    #: Doubts and notes, as on standard error.
    notes: str
    #: 0; 4 where a plan that was evaluated breaks a rule; 5 where the search stopped at a limit.
    exit_code: int


# The exit code of the program for what is wrong with what it is given.
WRONG_INPUTS = 3

TABLES = {
    name: f"{name}.csv" for name in ("plan", "flows", "areas", "regions", "lines", "years", "funds", "rules")
} | {"results": "results_long.csv"}
# Those that not every run has.
NOT_ALWAYS = ("groups", "neighbours", "partners")


def parts(folder: Path) -> dict[str, Any]:
    """Everything that ``Tables`` holds, read from the folder of a run."""
    manifest = manifest_of(folder)
    missing = [file for file in ("summary.txt", *TABLES.values()) if not (folder / file).is_file()]
    if missing:
        raise PlacewellError(f"{folder}: this run is not whole; {missing[0]} is missing", WRONG_INPUTS, "")
    summary = (folder / "summary.txt").read_text(encoding="utf-8")
    frames: dict[str, pd.DataFrame | None] = {name: table(folder / file) for name, file in TABLES.items()}
    files = {name: folder / f"{name}.csv" for name in NOT_ALWAYS}
    frames |= {name: table(file) if file.is_file() else None for name, file in files.items()}
    return {"folder": folder, "summary": summary, "manifest": manifest, **frames}


def manifest_of(folder: Path) -> dict[str, Any]:
    """What ``run.json`` says; raises ``PlacewellError`` where the folder holds no run."""
    file = folder / "run.json"
    if not file.is_file():
        raise PlacewellError(f"{folder}: there is no run here, for there is no run.json", WRONG_INPUTS, "")
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or "status" not in manifest:
        raise PlacewellError(f"{file}: this is not a manifest of placewell", WRONG_INPUTS, "")
    return manifest


def read(folder: PathLike) -> Tables:
    """The tables of a run that is there already, as they stand; ``placewell.verify`` says whether they are true.

    Raises ``PlacewellError`` where the folder holds no whole run.
    """
    return Tables(**parts(Path(folder).absolute()))


def made(folder: Path, model: Path, said: str, notes: str, exit_code: int) -> Run:
    """The run in a folder, of which the program said this as JSON."""
    told = json.loads(said)
    cells = {key: [row[key] for row in told["headline"]] for key in told["headline"][0]}
    numbers = {"this_plan", "published_plan", "difference"}
    columns = {
        key: pd.Series([pd.NA if cell is None else cell for cell in column], dtype="object" if key in numbers else "string")
        for key, column in cells.items()
    }
    headline = pd.DataFrame(columns).set_index("measure")
    return Run(**parts(folder), model=model, headline=headline, sentences=told["sentences"], notes=notes, exit_code=exit_code)
