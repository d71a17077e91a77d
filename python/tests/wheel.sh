#!/bin/sh
# The wheel, built and installed in a fresh virtual environment, and the module tried there; types are checked by mypy.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet maturin mypy pandas-stubs pytest
CARGO_TARGET_DIR=../target "$work/venv/bin/maturin" build --release --locked --quiet --out "$work/dist"
"$work/venv/bin/pip" install --quiet "$work"/dist/*.whl
"$work/venv/bin/mypy" --cache-dir "$work/mypy" src tests
# From elsewhere, so that what is tried is what was installed; no other placewell is on the path.
cp tests/*.py ../docs/how-to/python.md "$work"
cd "$work"
PATH=/usr/bin:/bin "$work/venv/bin/python" -m pytest -q -p no:cacheprovider .
