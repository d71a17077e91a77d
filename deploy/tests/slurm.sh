#!/bin/sh
# The script for Slurm, tried on a cluster of one node that it starts on this machine: 200 tasks, a worker killed midway, a
# task that fails, and a second submission that does only what is missing. Needs root, slurm-wlm and munge (Debian), and
# placewell on the path; takes four minutes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
chmod 755 "$work"
. "$here/sweep.sh"
cd "$work"
name=$(hostname -s)
mkdir -p state spool logs
cat >slurm.conf <<CONF
ClusterName=try
SlurmctldHost=$name(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/logs/slurmctld
SlurmdLogFile=$work/logs/slurmd
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MaxArraySize=1001
JobRequeue=1
ReturnToService=2
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
NodeName=$name NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
CONF
export SLURM_CONF="$work/slurm.conf"
# Whether munged is ours, to be stopped with the rest.
munged=
stop() {
    pkill -F slurmctld.pid 2>/dev/null || true
    pkill -F slurmd.pid 2>/dev/null || true
    [ -z "$munged" ] || pkill -F /run/munge/munged.pid 2>/dev/null || true
    sleep 1
    rm -rf "$work"
}
trap stop EXIT
mkdir -p /run/munge && chown munge: /run/munge
[ -e /etc/munge/munge.key ] || { dd if=/dev/urandom bs=1 count=1024 of=/etc/munge/munge.key 2>/dev/null; chown munge: /etc/munge/munge.key; chmod 400 /etc/munge/munge.key; }
pgrep -x munged >/dev/null || { su -s /bin/sh munge -c munged; munged=ours; }
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF"
for _ in 1 2 3 4 5 6 7 8 9 10; do
    sinfo -h -o %T 2>/dev/null | grep -q idle && break
    sleep 1
done
sinfo
submit() { sbatch --parsable --array=1-"$1" --output=logs/%a "$here/../slurm.sh" "$work/swept" "$2"; }
finished() { while [ -n "$(squeue -h -j "$1" 2>/dev/null)" ]; do sleep 1; done; }
export PLACEWELL="$placewell"
job=$(submit 200 1)
sleep 20
pgrep -f "sweep run $work/swept" | xargs -r kill -9 || true
scancel "$job"
finished "$job"
echo "killed: $("$placewell" sweep status "$work/swept")"
# Fifty tasks a job, of which the last ends in a failure.
job=$(submit 4 50)
finished "$job"
expect 199 1 0
mv late.toml.away late.toml
touch third.mark
job=$(submit 20 10)
finished "$job"
expect 200 0 0
again=$(find swept/results -name run.json -newer third.mark | wc -l)
[ "$again" -eq 1 ] || { echo "$again tasks were done again, where one was missing" >&2; exit 1; }
echo "the third submission did one task"
