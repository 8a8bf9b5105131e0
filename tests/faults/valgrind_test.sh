#!/usr/bin/env bash
# valgrind finds no leak and no read of what was never written in a run over corpus/, with two threads.
# usage: valgrind_test.sh PROGRAM PROJECT
set -euo pipefail
command -v valgrind >/dev/null || { echo "skipped: no valgrind"; exit 77; }
# A program made with a sanitizer has its own allocator.
if ldd "$1" | grep -q 'lib[at]san'; then echo "skipped: made with a sanitizer"; exit 77; fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
valgrind --quiet --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,indirect,possible \
  --suppressions="$2/tests/faults/valgrind.supp" "$1" run -j 2 --quiet -o "$out/facts.jsonl" "$2/corpus"
facts=$(wc -l <"$out/facts.jsonl")
((facts > 100)) || { echo "only $facts facts"; exit 1; }
echo "$facts facts, no error found"
