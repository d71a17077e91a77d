#!/bin/sh
#SBATCH --job-name=placewell
#SBATCH --cpus-per-task=1
#SBATCH --requeue
# The tasks of a sweep, done by a job array of Slurm: each job of the array does as many tasks as its second argument says.
#
#   placewell sweep plan sweep.toml --out swept
#   sbatch --array=1-200 deploy/slurm.sh swept        # 200 tasks, one a job
#   sbatch --array=1-200 deploy/slurm.sh swept 50     # 10,000 tasks, fifty a job
#
# Submitted again it does only what is not done yet. PLACEWELL names the program, if it is not on the path.
set -eu

swept=$1
each=${2:-1}
all=$(grep -c '"digest":' "$swept/sweep.json")
first=$(((SLURM_ARRAY_TASK_ID - 1) * each + 1))
last=$((SLURM_ARRAY_TASK_ID * each))
[ "$first" -le "$all" ] || exit 0
[ "$last" -le "$all" ] || last=$all
exec "${PLACEWELL:-placewell}" --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet sweep run "$swept" --tasks "$first..$last"
