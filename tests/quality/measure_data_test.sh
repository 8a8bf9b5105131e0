#!/usr/bin/env bash
# scripts/measure-data: what it says of folders without data, and that it names the figures that
# fell. The data and the scorer here are a few lines of our own; the program is the real one.
set -uo pipefail
program=$1
script=$2/scripts/measure-data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

expect() {  # STATUS WORDS COMMAND...
  local status=$1 words=$2
  shift 2
  "$@" > "$work/out" 2>&1
  local got=$?
  if [ $got != "$status" ] || ! grep -qF -- "$words" "$work/out"; then
    echo "exit $got, wanted $status with \"$words\": $*"
    cat "$work/out"
    failed=1
  fi
}

mkdir "$work/empty"
expect 77 "nothing was measured" "$script" "$program" "$work/empty"
expect 77 "nothing was measured" "$script" "$program" "$work/absent"
expect 2 "is no program" "$script" "$work/absent" "$work/empty"
expect 2 "no such part" "$script" "$program" "$work/empty" --only poems

# A scorer that counts the mentions it is given: one of two.
mkdir -p "$work/data/expr"
echo '{"id": "a", "dct": "2019-11-06", "text": "Velmora opened on Monday.", "timexes": []}' \
  > "$work/data/expr/timebank.jsonl"
cat > "$work/data/expr/evaluate.py" <<'PYTHON'
import json, sys
found = sum(len(json.loads(line)["timexes"]) for line in open(sys.argv[2]))
print(json.dumps({"strict": {"F": found / 2}, "relaxed": {"F": found / 2}, "value_F1": found / 2}))
PYTHON
table=$work/table.json
expect 0 "0.500" "$script" "$program" "$work/data" --save --against "$table"
expect 0 "+0.000" "$script" "$program" "$work/data" --against "$table"
sed -i 's/"dates\/timebank\/value": 0.5/"dates\/timebank\/value": 0.6/' "$table"
expect 1 "fell: dates/timebank/value: 0.500, was 0.600" "$script" "$program" "$work/data" --against "$table"
expect 0 "-0.100" "$script" "$program" "$work/data" --against "$table" --tolerance 0.2
exit $failed
