#!/bin/sh
# The Snakefile, tried: 200 tasks, a worker killed midway, a task that fails, and a second submission that does only what is
# missing. Needs snakemake and placewell on the path; takes a minute.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$here/sweep.sh"
cd "$work"
do_tasks() {
    snakemake --snakefile "$here/../Snakefile" --config sweep="$work/swept" placewell="$placewell" --cores 2 --keep-going \
        --rerun-incomplete --quiet all
}
do_tasks >first.log 2>&1 &
snakes=$!
sleep 8
kill -9 "$snakes"
pgrep -f "sweep run $work/swept" | xargs -r kill -9 || true
sleep 1
snakemake --snakefile "$here/../Snakefile" --config sweep="$work/swept" --unlock >/dev/null 2>&1
echo "killed: $("$placewell" sweep status "$work/swept")"
if do_tasks >second.log 2>&1; then
    echo "a task fails, and the engine does not say so" >&2
    exit 1
fi
expect 199 1 0
mv late.toml.away late.toml
touch third.mark
do_tasks >third.log 2>&1 || { cat third.log >&2; exit 1; }
expect 200 0 0
again=$(find swept/results -name run.json -newer third.mark | wc -l)
[ "$again" -eq 1 ] || { echo "$again tasks were done again, where one was missing" >&2; exit 1; }
[ "$(wc -l <swept/table.csv)" -eq 201 ] || { echo "the table has not 200 rows" >&2; exit 1; }
echo "the third submission did one task"
