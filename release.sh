#!/bin/sh
# Makes what is handed out of a release, in target/dist: a tarball, a Debian package, a wheel for Python, and SHA256SUMS of all.
#
#     ./release.sh
#
# Wants cargo-about and cargo-deb (`cargo install cargo-about --features cli`, `cargo install cargo-deb`), maturin (`pip install
# maturin`), binutils, dpkg-dev and git, and nothing that is not committed. Times in the archives are those of the last commit, or SOURCE_DATE_EPOCH.
set -eu
cd "$(dirname "$0")"
unset CARGO_TARGET_DIR

refuse() { echo "release.sh: $1" >&2; exit 1; }
for tool in cargo-about cargo-deb maturin strip dpkg-shlibdeps git; do
    command -v "$tool" >/dev/null || refuse "$tool is not installed"
done
[ -z "$(git status --porcelain)" ] || refuse "what is not committed would be part of the release: $(git status --porcelain | head -3)"
[ "$(uname -sm)" = "Linux x86_64" ] || refuse "it makes releases for Linux on x86_64 alone"
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH

cargo build --release --locked
version=$(target/release/placewell --version | cut -d ' ' -f 2)
name="placewell-$version-x86_64-linux"
dist=target/dist
# Where the package takes its files from, by the same name for every version (Cargo.toml).
staged="$dist/staged"
rm -rf "$dist"
mkdir -p "$staged/completions"

strip -o "$staged/placewell" target/release/placewell
"$staged/placewell" man "$staged/man" --quiet
"$staged/placewell" completions bash >"$staged/completions/placewell"
"$staged/placewell" completions zsh >"$staged/completions/_placewell"
"$staged/placewell" completions fish >"$staged/completions/placewell.fish"
# England's models, inputs and schemas: what the program itself carries.
"$staged/placewell" example england "$staged/example" >/dev/null
cp README.md CHANGELOG.md LICENSE "$staged"
# What the README and the help speak of, and what hands out the tasks of a sweep.
mkdir "$staged/deploy"
cp -r docs "$staged"
cp deploy/Snakefile deploy/slurm.sh "$staged/deploy"

licences="$staged/THIRD-PARTY-LICENCES.txt"
{
    sed -n '/^\[licenses\]/,/^]/s/^allow/accepted/p; /^\[licenses\]/,/^]/{/^    "/p; /^]/p}' deny.toml
    echo 'targets = ["x86_64-unknown-linux-gnu"]'
    echo 'ignore-build-dependencies = true'
    echo 'ignore-dev-dependencies = true'
    echo 'private = { ignore = true }'
} >"$dist/about.toml"
cargo about generate --locked --fail -c "$dist/about.toml" deploy/about.hbs -o "$licences"
rm "$dist/about.toml"
manifest=$(cargo metadata --locked --format-version 1 | tr ',' '\n' | sed -n 's/.*"manifest_path":"\(.*\/highs-sys-[^/]*\)\/Cargo.toml".*/\1/p' | head -n 1)
for file in LICENSE.txt THIRD_PARTY_NOTICES.md extern/pdqsort/license.txt extern/zstr/LICENSE highs/io/filereaderlp/LICENSE; do
    printf '\n------------------------------------------------------------------------\nHiGHS: %s\n\n' "$file" >>"$licences"
    cat "$manifest/HiGHS/$file" >>"$licences"
done
for crate in $(cargo tree --locked --edges normal --prefix none | cut -d ' ' -f 1 | sort -u | grep -vx placewell); do
    grep -q "^  $crate [0-9]" "$licences" || refuse "the licence of $crate is not among those gathered"
done

mkdir "$dist/$name"
cp -r "$staged/placewell" "$staged/man" "$staged/completions" "$staged/docs" "$staged/deploy" "$staged"/*.md "$staged/LICENSE" "$licences" "$dist/$name"
cp -r "$staged/example/models" "$staged/example/inputs" "$staged/example/schemas" "$dist/$name"
tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX -C "$dist" -cf - "$name" |
    gzip -9n >"$dist/$name.tar.gz"
cargo deb --no-build --no-strip --locked --quiet --output "$dist"
cp "$licences" python
(cd python && CARGO_TARGET_DIR=../target maturin build --release --locked --quiet --out "../$dist")
rm -rf "${dist:?}/$name" python/THIRD-PARTY-LICENCES.txt
(cd "$dist" && sha256sum -- *.tar.gz *.deb *.whl >SHA256SUMS && cat SHA256SUMS)
