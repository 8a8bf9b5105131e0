#!/usr/bin/env bash
# How right the program is on corpus/: no measure may fall below its floor (floors.json), and two runs
# give the same bytes. After a change for the better raise the floors with:
#   newsfacts score GOLD FACTS --save tests/quality/floors.json
set -euo pipefail
program=$1
cd "$2"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat corpus/*/facts.gold.json > "$work/gold.jsonl"
"$program" run -o "$work/facts.jsonl" corpus/
"$program" run -o "$work/again.jsonl" corpus/
cmp "$work/facts.jsonl" "$work/again.jsonl"
"$program" score --rounds 0 --against tests/quality/floors.json "$work/gold.jsonl" "$work/facts.jsonl"
