"""A run as tables: each number has its type, nothing that is not known is nought, and every failure says itself."""

import csv
import gc
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import placewell
import pytest
from placewell.columns import LAST_OF_PLAN, table
from placewell.run import TABLES


def measure(run: placewell.Run, name: str, column: str = "this_plan") -> Any:
    return dict(zip(run.headline.index, run.headline[column]))[name]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return placewell.example("small", tmp_path_factory.mktemp("small") / "here") / "model.toml"


@pytest.fixture(scope="session")
def england(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return placewell.example("england", tmp_path_factory.mktemp("england") / "here") / "models"


@pytest.fixture(scope="session")
def published(england: Path) -> placewell.Run:
    return placewell.evaluate(england / "figure-11.toml")


def test_a_plan_is_found_and_verified_and_its_money_is_in_whole_pounds(small: Path, tmp_path: Path) -> None:
    run = placewell.solve(small, out=tmp_path / "run")
    assert (run.status, run.exit_code, run.broken) == ("proved", 0, [])
    assert run.plan["dfe_cost_gbp"].dtype == "Int64"
    assert run.funded["dfe_cost_gbp"].sum() == measure(run, "dfe_cost_gbp") == 12_994_000
    assert isinstance(measure(run, "dfe_cost_gbp"), int)
    assert run.sentences[0] == "Proved: no plan that keeps the rules has more well-located places."
    assert run.sentences[0] in run.summary
    assert "not the same" not in placewell.verify(run)
    assert placewell.read(tmp_path / "run").plan.equals(run.plan)


def test_what_is_laid_over_a_model_is_asked(england: Path, small: Path) -> None:
    less = placewell.solve(small, set={"envelope.total_gbp": 6_000_000}, seed=7)
    assert less.funded["dfe_cost_gbp"].sum() <= 6_000_000
    assert placewell.verify(less)
    dearer = placewell.evaluate(england / "figure-11.toml", overlays=["costs-8-more"])
    assert dearer.exit_code == 4 and any("£" in rule for rule in dearer.broken)
    assert measure(dearer, "dfe_cost_gbp") > 508_000_000
    with pytest.raises(TypeError, match="a list"):
        placewell.solve(small, overlays="costs-8-more")


def test_every_cell_of_every_table_is_what_the_file_says(published: placewell.Run) -> None:
    seen = set()
    for name, file in TABLES.items():
        frame = getattr(published, name)
        with open(published.folder / file, encoding="utf-8", newline="") as written:
            rows = list(csv.DictReader(written))
        assert len(rows) == len(frame) and list(rows[0]) == list(frame.columns), file
        for column in frame.columns:
            kind = str(frame[column].dtype)
            seen.add(kind)
            for cell, value in zip([row[column] for row in rows], frame[column]):
                if cell == "":
                    assert value is pd.NA, (file, column)
                elif kind == "boolean":
                    assert (cell == "yes") is bool(value), (file, column)
                elif kind == "string":
                    assert cell == value, (file, column)
                else:
                    assert float(cell) == value, (file, column)
            digits = [row[column] for row in rows if row[column]]
            is_number = bool(digits) and all(cell.removeprefix("-").replace(".", "", 1).isdigit() for cell in digits)
            # The years that a line is done by may be several.
            assert not is_number or kind in ("Int64", "Float64") or column.endswith("done_by"), (file, column)
    assert seen == {"Int64", "Float64", "boolean", "string"}
    assert published.plan.columns[-1] == LAST_OF_PLAN


def test_tables_that_not_every_run_has(published: placewell.Run, england: Path) -> None:
    assert published.groups is not None and published.neighbours is None and published.partners is None
    assert published.groups["additional_assured"].dtype == "Int64"
    joined = placewell.evaluate(england / "figure-11.toml", overlays=["health-joins"])
    assert joined.partners is not None and joined.partners["places_kept"].dtype == "Int64"
    own = placewell.evaluate(england / "greater-manchester.toml")
    assert own.neighbours is not None and own.neighbours["places_given"].dtype == "Int64"


def test_a_folder_that_holds_no_whole_run_is_told_of(small: Path, tmp_path: Path) -> None:
    run = placewell.solve(small, out=tmp_path / "run")
    for folder, why in [(tmp_path / "none", "there is no run here"), (small.parent, "there is no run here")]:
        with pytest.raises(placewell.PlacewellError, match=why) as none:
            placewell.read(folder)
        assert none.value.exit_code == 3
    (run.folder / "flows.csv").unlink()
    with pytest.raises(placewell.PlacewellError, match="flows.csv is missing"):
        placewell.read(run.folder)
    for text in ("{", "[1]", "{}"):
        (run.folder / "run.json").write_text(text, encoding="utf-8")
        with pytest.raises(placewell.PlacewellError, match="not a manifest of placewell"):
            placewell.read(run.folder)


def test_what_is_not_known_is_not_nought(published: placewell.Run, small: Path) -> None:
    not_funded = published.plan[~published.plan["funded"]]
    assert not_funded["well_located_places"].isna().all() and len(not_funded) > 1_000
    assert measure(placewell.solve(small), "dfe_cost_gbp", "published_plan") is pd.NA


def test_columns_of_ones_own_stay_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(f"\ufeffproject,dfe_cost_gbp,{LAST_OF_PLAN},homes,NA\na,5,,007,NA\n", encoding="utf-8")
    frame = table(file)
    cells = [frame[name].iloc[0] for name in frame.columns]
    assert cells[:2] == ["a", 5] and cells[2] is pd.NA and cells[3:] == ["007", "NA"]
    file.write_text("project,dfe_cost_gbp\na,5.5\n", encoding="utf-8")
    with pytest.raises(ValueError, match="dfe_cost_gbp: not whole: 5.5"):
        table(file)


def test_what_went_wrong_is_said_in_the_programs_own_words_with_its_code(small: Path, tmp_path: Path) -> None:
    with pytest.raises(placewell.PlacewellError) as missing:
        placewell.solve(tmp_path / "figure-11.toml")
    assert missing.value.exit_code == 3
    assert missing.value.message.startswith("1 mistake in the inputs\n") and "example england" in str(missing.value)
    with pytest.raises(placewell.PlacewellError) as clash:
        placewell.solve(small, set={"envelope.total_gbp": 1})
    assert clash.value.exit_code == 4 and "cannot all hold" in clash.value.message
    with pytest.raises(placewell.PlacewellError) as unknown:
        placewell.solve(small, threads=-1)
    assert unknown.value.exit_code == 2 and "--help" not in unknown.value.message
    run = placewell.solve(small, out=tmp_path / "run")
    forged = (run.folder / "plan.csv").read_text(encoding="utf-8").replace(",420000,", ",420001,", 1)
    (run.folder / "plan.csv").write_text(forged, encoding="utf-8")
    with pytest.raises(placewell.PlacewellError) as false:
        placewell.verify(run)
    assert false.value.exit_code == 7 and "plan.csv" in false.value.output


def test_a_folder_that_nobody_named_goes_with_its_run(small: Path) -> None:
    run = placewell.solve(small)
    folder = run.folder
    assert folder.is_dir() and placewell.verify(run)
    del run
    gc.collect()
    assert not folder.parent.exists()


def test_the_wheel_gives_the_program_of_its_own_version() -> None:
    from importlib.metadata import version

    from placewell.program import found

    said = subprocess.run([found(None), "--version"], capture_output=True, text=True, check=True).stdout
    assert said == f"placewell {version('placewell')}\n"
