#!/bin/sh
# Installs what building placewell needs and a fresh Debian or Ubuntu lacks: a C++ compiler, cmake and libclang, with
# which HiGHS is compiled from source. Asks for nothing that is there already. Works as root and with sudo.
set -eu

has_libclang() {
    [ -n "${LIBCLANG_PATH:-}" ] && return 0
    for folder in /usr/lib/llvm-*/lib /usr/lib/*-linux-gnu /usr/lib64 /usr/lib /usr/local/lib /opt/homebrew/opt/llvm/lib; do
        for library in "$folder"/libclang.so* "$folder"/libclang-[0-9]*.so* "$folder"/libclang.dylib; do
            [ -e "$library" ] && return 0
        done
    done
    return 1
}

missing=""
command -v c++ >/dev/null 2>&1 || missing="$missing g++"
command -v cmake >/dev/null 2>&1 || missing="$missing cmake"
command -v make >/dev/null 2>&1 || missing="$missing make"
has_libclang || missing="$missing libclang-dev"

if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "setup.sh: please install$missing by your system's own means; only apt-get is known here" >&2
        exit 1
    fi
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || { echo "setup.sh: run it as root, or install sudo; wanted:$missing" >&2; exit 1; }
        as_root="sudo"
    fi
    echo "setup.sh: installing$missing" >&2
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages, to be split
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if ! command -v cargo >/dev/null 2>&1; then
    echo "setup.sh: cargo was not found; install Rust from https://rustup.rs and start a new shell" >&2
    exit 1
fi
