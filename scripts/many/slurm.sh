#!/usr/bin/env bash
# A Slurm array job: each task takes its share of the inputs. A task that was killed or requeued does
# only what it had not finished.
#
#   sbatch --array=1-8 --cpus-per-task=4 scripts/many/slurm.sh OUT_DIR INPUT...
#
# NEWSFACTS names the program where it is not on the PATH.
#SBATCH --job-name=newsfacts
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail
out=${1:?usage: sbatch --array=1-N slurm.sh OUT_DIR INPUT...}
shift
# Shares are counted from 1, whatever the first index of the array is.
share=$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))/$SLURM_ARRAY_TASK_COUNT
exec "${NEWSFACTS:-newsfacts}" run --out-dir "$out" --shard "$share" -j "${SLURM_CPUS_PER_TASK:-1}" "$@"
