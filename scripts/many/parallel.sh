#!/usr/bin/env bash
# GNU parallel: one run of the program a share of the inputs, with a log that a second call resumes.
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
# shellcheck disable=SC2086
exec parallel ${PARALLEL_ARGUMENTS:-} --joblog "$out/parallel.log" --resume-failed -q \
  "${NEWSFACTS:-newsfacts}" run --out-dir "$out" --shard "{}/$shares" -j1 "$@" ::: $(seq "$shares")
