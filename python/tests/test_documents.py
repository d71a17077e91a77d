"""The page of the documents does what it says."""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

PAGE = Path(__file__).with_name("python.md")


def block(language: str) -> str:
    """The block of the page in a language."""
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(f"```{language}\n")
    code, end, _ = rest.partition("\n```\n")
    assert code and end
    return code


def test_the_python_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(block("python"), PAGE, "exec"), {})
    said = capsys.readouterr().out
    assert said.startswith("proved\n") and "\n4 " in said and "cannot all hold" in said and "12994000" in said, said


def test_the_r_of_the_page_runs(tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    scripts = sysconfig.get_path("scripts")
    path = os.pathsep.join([scripts, os.environ["PATH"]])
    done = subprocess.run(
        ["Rscript", "-e", block("r")], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "[1] 12994000" in done.stdout, done.stdout
