"""The commands that make a run, check one, and copy the shipped examples out."""

import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path

from .program import PathLike, call, path
from .run import Run, Tables, made

NO_CHANGES: Mapping[str, object] = {}


def solve(
    model: PathLike,
    *,
    overlays: Sequence[PathLike] = (),
    set: Mapping[str, object] = NO_CHANGES,
    out: PathLike | None = None,
    robust: int | None = None,
    strict: bool = False,
    exact: bool = False,
    seed: int | None = None,
    time_limit: int | None = None,
    node_limit: int | None = None,
    gap: int | None = None,
    keep: PathLike | None = None,
    threads: int | None = None,
    program: PathLike | None = None,
) -> Run:
    """Finds the best plan of a model.

    ``overlays`` are files or names in ``what-if/`` beside the model, ``set`` is values such as
    ``{"envelope.total_gbp": 540_000_000}``, ``out`` is the folder for the run; without one the run's folder goes when the
    run does. A run whose ``status`` is ``not proved`` stopped at a limit. Raises ``PlacewellError`` where there is no plan.
    """
    limits = {"seed": seed, "time-limit": time_limit, "node-limit": node_limit, "gap": gap}
    arguments = [*laid_over(overlays, set, robust, strict), *options(limits), *options({"threads": threads})]
    arguments += ["--exact"] if exact else []
    arguments += [] if keep is None else ["--keep", path(keep)]
    return run_of(program, "solve", model, arguments, out, fine=(0, 5))


def evaluate(
    model: PathLike,
    *,
    plan: PathLike | None = None,
    overlays: Sequence[PathLike] = (),
    set: Mapping[str, object] = NO_CHANGES,
    out: PathLike | None = None,
    robust: int | None = None,
    strict: bool = False,
    keep: PathLike | None = None,
    program: PathLike | None = None,
) -> Run:
    """Measures a plan that is given: a ``plan.csv``, or the options that the dataset marks as planned.

    A plan that breaks a rule is measured too: ``broken`` says which.
    """
    arguments = laid_over(overlays, set, robust, strict)
    arguments += [] if plan is None else ["--plan", path(plan)]
    arguments += [] if keep is None else ["--keep", path(keep)]
    return run_of(program, "evaluate", model, arguments, out, fine=(0, 4))


def verify(run: Tables | PathLike, *, model: PathLike | None = None, program: PathLike | None = None) -> str:
    """Checks that all a run says is true, from its files and the inputs; what was checked, in words.

    Raises ``PlacewellError`` where anything is not. ``model`` is the one that it is of: it is known of a ``Run``, and else
    looked for beside the run.
    """
    folder = run.folder if isinstance(run, Tables) else run
    known = run.model if model is None and isinstance(run, Run) else model
    arguments = [] if known is None else ["--model", path(known)]
    return call(program, ["verify", path(folder), *arguments]).output


def example(name: str, folder: PathLike, *, program: PathLike | None = None) -> Path:
    """Copies a shipped example, ``england`` or ``small``, into a new or an empty folder; that folder."""
    call(program, ["example", name, path(folder)])
    return Path(folder).absolute()


def run_of(
    program: PathLike | None, command: str, model: PathLike, arguments: list[str], out: PathLike | None, *, fine: tuple[int, ...]
) -> Run:
    """The run that a command writes, into a folder of its own that goes with it if none is named."""
    if out is not None:
        folder = Path(out).absolute()
        asked = [command, path(model), *arguments, "--out", path(folder), "--format", "json"]
        answer = call(program, asked, fine=fine)
        return made(folder, Path(model).absolute(), answer.output, answer.notes, answer.exit_code)
    place = tempfile.mkdtemp(prefix="placewell-")
    try:
        run = run_of(program, command, model, arguments, Path(place) / "run", fine=fine)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    weakref.finalize(run, shutil.rmtree, place, ignore_errors=True)
    return run


def laid_over(overlays: Sequence[PathLike], changes: Mapping[str, object], robust: int | None, strict: bool) -> list[str]:
    """What is laid over a model, as arguments."""
    if isinstance(overlays, str):
        raise TypeError("overlays is a list, such as ['only-508']")
    arguments = [f"--with={overlay}" for overlay in overlays]
    arguments += [f"--set={key}={value_of(value)}" for key, value in changes.items()]
    arguments += options({"robust": robust})
    return arguments + (["--strict"] if strict else [])


def value_of(value: object) -> str:
    """A value as ``--set`` takes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def options(given: Mapping[str, object]) -> list[str]:
    """The options that are given a value, as arguments."""
    return [f"--{name}={value}" for name, value in given.items() if value is not None]
