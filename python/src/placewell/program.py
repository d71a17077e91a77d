"""The program: where it is, and what comes of calling it."""

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

PathLike: TypeAlias = str | os.PathLike[str]


class PlacewellError(Exception):
    """What placewell says of why there is no answer. ``exit_code`` is as ``placewell --help`` lists them.

    ``output`` is what it found all the same, such as the checks of a run that it cannot verify.
    """

    def __init__(self, message: str, exit_code: int, output: str) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code
        self.output = output


@dataclass(frozen=True)
class Answer:
    """What a call wrote to standard output and to standard error."""

    exit_code: int
    output: str
    notes: str


def found(program: PathLike | None) -> str:
    """The program that is named, or else the one that was installed with this Python, or else one on the path."""
    if program is not None:
        return os.fspath(program)
    beside = shutil.which("placewell", path=sysconfig.get_path("scripts"))
    other = beside or shutil.which("placewell")
    if other is None:
        raise FileNotFoundError("the program placewell is neither installed with this Python nor on the path")
    return other


def call(program: PathLike | None, arguments: Sequence[str], *, fine: Collection[int] = (0,)) -> Answer:
    """Calls the program; raises what it says of itself if it ends with an exit code that is not ``fine``."""
    done = subprocess.run([found(program), *arguments], capture_output=True, encoding="utf-8", check=False)
    # An answer may end with any of these codes; without one there is nothing to read.
    if done.returncode not in fine or (done.returncode != 0 and not done.stdout):
        said = after_notes(done.stderr.strip()) or f"placewell ended with {done.returncode}"
        raise PlacewellError(said, done.returncode, done.stdout)
    return Answer(done.returncode, done.stdout, done.stderr.strip())


def after_notes(said: str) -> str:
    """What is said from the first ``error: `` on, without that word and without what only a command line has."""
    _, mark, error = ("\n" + said).partition("\nerror: ")
    return (error if mark else said).removesuffix("For more information, try '--help'.").rstrip()


def path(given: PathLike) -> str:
    """A path as an argument, which no option can be mistaken for."""
    return os.fspath(Path(given).absolute())
