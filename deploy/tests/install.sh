#!/bin/sh
# What release.sh has made, tried where nothing else is: the Debian package installed in a root made by debootstrap, and the
# tarball unpacked in a second folder of it. Needs root, debootstrap and the network; takes two to four minutes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dist="$here/../../target/dist"
(cd "$dist" && sha256sum --check --quiet SHA256SUMS)
package=$(ls "$dist"/placewell_*_amd64.deb)
tarball=$(ls "$dist"/placewell-*-x86_64-linux.tar.gz)
suite=${SUITE:-bookworm}
root=$(mktemp -d)
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
debootstrap --variant=minbase "$suite" "$root" >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; exit 1; }
rm "$root.log"
mount -t proc proc "$root/proc"
cp "$package" "$tarball" "$root/tmp"
within() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }

within sh -c '! command -v placewell cargo cc' || { echo "the root is not fresh" >&2; exit 1; }
within apt-get install -y -qq --no-install-recommends "/tmp/$(basename "$package")" bash-completion >"$root/tmp/apt.log" 2>&1 ||
    { cat "$root/tmp/apt.log" >&2; exit 1; }

# The commands of the README there, from a folder that is no part of any repository.
tried() {
    echo "== $1"
    within sh -euc '
        program=$1 folder=$2
        said() { told=$("$program" "$@"); }
        said --version; echo "$told"
        said example england "$folder"; echo "$told" | head -n 1
        cd "$folder"
        said check models/envelope-563.toml; echo "$told" | grep "No mistakes"
        said evaluate models/figure-11.toml; echo "$told" | grep "Checked without"
        said verify runs/figure-11; echo "$told" | grep "worked out again"
        said appraise runs/figure-11; echo "$told" | grep "net present social value"
        said export models/figure-11.toml --format mps; echo "$told" | grep "coverage.mps"
        said example small s
        printf "models = [\"model.toml\"]\n[set]\n\"envelope.total_gbp\" = [\"5m\", \"9m\"]\n" >s/sweep.toml
        said sweep plan s/sweep.toml --out swept; said sweep run swept
        said sweep gather swept --out swept.csv; echo "$told" | grep "2 done, 0 failed, 0 missing"
    ' sh "$2" "$3"
}
version=$(within placewell --version)
tried "the package" placewell /tmp/e
within sh -c 'gzip -dc /usr/share/man/man1/placewell-example.1.gz' | grep -q '^\.TH placewell' || { echo "no manual page" >&2; exit 1; }
# What the README and the help speak of is there too, and what hands out tasks.
spoken_of() {
    for file in docs/answers.md docs/how-to/sweeps.md deploy/slurm.sh deploy/Snakefile; do
        within test -f "$1/$file" || { echo "$1 has no $file" >&2; exit 1; }
    done
}
spoken_of /usr/share/doc/placewell
within bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader placewell; complete -p placewell'
within dpkg --status placewell | grep '^Status: install ok installed'
within apt-get remove -y -qq placewell >/dev/null 2>&1
within sh -c '! command -v placewell' || { echo "it is there after it was removed" >&2; exit 1; }

within tar -C /opt -xzf "/tmp/$(basename "$tarball")"
unpacked="/opt/$(basename "$tarball" .tar.gz)"
tried "the tarball" "$unpacked/placewell" /tmp/t
spoken_of "$unpacked"
[ "$(within "$unpacked/placewell" --version)" = "$version" ] || { echo "two versions" >&2; exit 1; }
within diff -r /tmp/e/models "$unpacked/models"
within diff -r /tmp/e/inputs "$unpacked/inputs"
within diff -r /tmp/e/schemas "$unpacked/schemas"
within sh -euc 'cd "$1" && ./placewell evaluate models/figure-11.toml --quiet | grep "Checked without"' sh "$unpacked"
echo "installed, run and removed: $version"
