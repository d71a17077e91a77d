"""What the columns of a run's tables hold. A cell that is empty is not known, and never nought."""

import io
from pathlib import Path

from typing import Any

import pandas as pd
from pandas.api.extensions import ExtensionDtype

WHOLE = frozenset(
    {
        "additional_assured", "additional_high", "additional_likely", "additional_low", "areas", "children",
        "children_without_place", "homes", "improved", "places", "places_given", "places_kept", "places_taken", "places_used",
        "places_within_20_miles", "projects", "projects_opening", "projects_starting", "protected",
    }
)  # fmt: skip
DECIMAL = frozenset(
    {
        "additional_expected", "bound", "miles", "slack", "straight_line_miles", "value", "well_located_given",
        "well_located_places", "well_located_taken",
    }
)  # fmt: skip
YES_OR_NO = frozenset({"binding", "funded", "holds", "over", "planned"})
# Columns of one's own stand in plan.csv after this one, and are text.
LAST_OF_PLAN = "in_time_percent"


def kind(column: str) -> ExtensionDtype:
    """The type of a column by its name: whole pounds and counts, decimals, yes or no; all else is text."""
    counted = column.removeprefix("published_").removesuffix("_difference")
    if column.endswith("_gbp") or counted in WHOLE:
        return pd.Int64Dtype()
    if column.endswith("_percent") or column in DECIMAL:
        return pd.Float64Dtype()
    return pd.BooleanDtype() if column in YES_OR_NO else pd.StringDtype()


def table(file: Path) -> pd.DataFrame:
    """A table of a run, each column by its type."""
    # A byte-order mark may begin it, as --excel writes.
    text = file.read_text(encoding="utf-8-sig")
    frame = pd.read_csv(io.StringIO(text), dtype="string", keep_default_na=False, na_values=[""])
    names = list(frame.columns)
    own = set(names[names.index(LAST_OF_PLAN) + 1 :]) if LAST_OF_PLAN in names else set()
    for name in names:
        if name not in own:
            frame[name] = typed(frame[name], kind(name))
    return frame


def typed(cells: "pd.Series[Any]", kind: ExtensionDtype) -> "pd.Series[Any]":
    """The same cells with their type; raises ``ValueError`` where a cell is of another."""
    if isinstance(kind, pd.StringDtype):
        return cells
    if isinstance(kind, pd.BooleanDtype):
        strange = set(cells.dropna()) - {"yes", "no"}
        if strange:
            raise ValueError(f"{cells.name}: neither yes nor no: {sorted(strange)}")
        return cells.eq("yes").astype(kind)
    numbers = pd.Series(pd.to_numeric(cells)).astype(pd.Float64Dtype())
    # The cast would drop what comes after the point.
    if isinstance(kind, pd.Int64Dtype) and (numbers.dropna() % 1 != 0).any():
        raise ValueError(f"{cells.name}: not whole: {numbers[numbers % 1 != 0].iloc[0]}")
    return numbers.astype(kind)
