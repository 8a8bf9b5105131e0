#!/usr/bin/env bash
# GNU parallel: one run of the program a share of the inputs, with a log. Where a call was cut short the
# next one does the shares that are missing; after one that ran to its end it looks at all of them again,
# for inputs may have come or changed.
#
#   scripts/many/parallel.sh OUT_DIR SHARES INPUT...
#
# PARALLEL_ARGUMENTS goes to parallel, for instance "--sshloginfile nodes"; NEWSFACTS names the
# program where it is not on the PATH. Ends as parallel does: 0, or how many shares failed.
set -euo pipefail
out=${1:?usage: parallel.sh OUT_DIR SHARES INPUT...}
shares=${2:?usage: parallel.sh OUT_DIR SHARES INPUT...}
shift 2
mkdir -p "$out"
log=$out/parallel.log
# Columns: share, ..., exit code, signal. 1 and 3 are ends too: some inputs failed, one is damaged.
ended() { awk 'NR > 1 { ended[$1] = $8 == 0 && $7 ~ /^[013]$/ } END { for (s in ended) n += ended[s]; print n + 0 }' "$1"; }
if [[ -e $log && $(ended "$log") -ge $shares ]]; then rm "$log"; fi
# shellcheck disable=SC2086
exec parallel ${PARALLEL_ARGUMENTS:-} --joblog "$log" --resume-failed -q \
  "${NEWSFACTS:-newsfacts}" run --out-dir "$out" --shard "{}/$shares" -j1 "$@" ::: $(seq "$shares")
