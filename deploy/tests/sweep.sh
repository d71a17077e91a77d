# A sweep of 200 tasks in the folder "$work", one of which fails until late.toml is there: for the tests beside this.
set -eu
placewell=${PLACEWELL:-placewell}
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$work"
cp -r "$root/examples/starter/inputs" "$root/examples/starter/model.toml" "$work"
cp "$work/model.toml" "$work/late.toml"
{
    printf 'models = ["model.toml"]\n[set]\n"envelope.total_gbp" = ['
    i=0
    while [ "$i" -lt 199 ]; do
        printf '%d, ' $((4000000 + i * 50000))
        i=$((i + 1))
    done
    printf ']\n[[task]]\nmodel = "late.toml"\n'
} >"$work/sweep.toml"
"$placewell" sweep plan "$work/sweep.toml" --out "$work/swept"
mv "$work/late.toml" "$work/late.toml.away"

# Fails unless the sweep has come to this many done, failed and missing tasks.
expect() {
    told=$("$placewell" sweep status "$work/swept")
    [ "$told" = "200 tasks: $1 done, $2 failed, $3 missing." ] || { echo "expected $*, and found: $told" >&2; exit 1; }
    echo "as expected: $told"
}
