#!/usr/bin/env bash
# clang-tidy finds nothing in the sources of the last commits; scripts/tidy reads every one.
set -euo pipefail
cd "$2"
command -v clang-tidy >/dev/null || { echo "skipped: no clang-tidy"; exit 77; }
[[ -f build/compile_commands.json ]] || { echo "skipped: no build/compile_commands.json, run scripts/setup"; exit 77; }
git rev-parse -q --verify HEAD >/dev/null || { echo "skipped: no history of git"; exit 77; }
exec scripts/tidy --last 15
