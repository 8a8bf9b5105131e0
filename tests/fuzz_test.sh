#!/usr/bin/env bash
# Every fuzz target for a few thousand inputs from a fixed seed: not a search, but proof that targets and
# program build with clang, without a warning, and that nothing breaks at once. scripts/fuzz searches for
# as long as it is told.
set -euo pipefail
cd "$2"
command -v clang++ >/dev/null || { echo "skipped: no clang++"; exit 77; }
[[ -f build-fuzz/build.ninja ]] || cmake --preset fuzz >/dev/null
ninja -C build-fuzz newsfacts >&2
FUZZ_FLAGS='-seed=1 -runs=3000' exec scripts/fuzz 10
