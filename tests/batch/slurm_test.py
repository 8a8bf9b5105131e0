#!/usr/bin/env python3
"""scripts/many/slurm.sh on a real Slurm: one node that this test starts on the loopback and ends again.
An array of eight tasks, of which one is killed; the same job again does only what that one left, and the
union is what one run on one machine gives. Then a task that is requeued while it works.

Skipped (77) where Slurm is not installed or this is not the superuser, who alone may start a node.
usage: slurm_test.py PROGRAM SOURCE_DIR
"""
import json
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from checks import check, finish  # noqa: E402

program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
job = source / "scripts" / "many" / "slurm.sh"
TASKS, WAIT = 8, 240


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


def contents(folder):
    return {p.name: p.read_bytes() for p in pathlib.Path(folder).glob("*.jsonl*")}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Cluster:
    """munged, slurmctld and slurmd with all of their files in one folder."""

    def __init__(self, folder):
        self.folder, self.daemons = folder, []
        name = socket.gethostname().split(".")[0]
        settings = {
            "ClusterName": "test", "SlurmctldHost": f"{name}(127.0.0.1)", "SlurmUser": "root", "SlurmdUser": "root",
            "AuthType": "auth/munge", "CryptoType": "crypto/munge", "AuthInfo": f"socket={folder}/munge/socket",
            "SlurmctldPort": free_port(), "SlurmdPort": free_port(),
            "StateSaveLocation": folder / "state", "SlurmdSpoolDir": folder / "spool",
            "SlurmctldPidFile": folder / "slurmctld.pid", "SlurmdPidFile": folder / "slurmd.pid",
            "SlurmctldLogFile": folder / "slurmctld.log", "SlurmdLogFile": folder / "slurmd.log",
            "ProctrackType": "proctrack/linuxproc", "TaskPlugin": "task/none", "MpiDefault": "none",
            "JobAcctGatherType": "jobacct_gather/none", "AccountingStorageType": "accounting_storage/none",
            "SelectType": "select/cons_tres", "SelectTypeParameters": "CR_CPU", "ReturnToService": 2, "JobRequeue": 1,
            "KillWait": 2, "MinJobAge": 300, "SchedulerParameters": "batch_sched_delay=0,sched_interval=2",
            "PropagateResourceLimits": "NONE"}
        lines = [f"{key}={value}" for key, value in settings.items()]
        lines.append(f"NodeName={name} NodeAddr=127.0.0.1 CPUs={os.cpu_count()} State=UNKNOWN")
        lines.append(f"PartitionName=all Nodes={name} Default=YES MaxTime=INFINITE State=UP")
        self.configuration = folder / "slurm.conf"
        self.configuration.write_text("\n".join(lines) + "\n")
        for part in ("state", "spool"):
            (folder / part).mkdir()
        self.environment = {**os.environ, "SLURM_CONF": str(self.configuration)}

    def start(self):
        key = self.folder / "munge"
        key.mkdir()
        (key / "key").write_bytes(os.urandom(128))
        (key / "key").chmod(0o400)
        munge = pwd.getpwnam("munge")
        for path in (key, key / "key"):
            os.chown(path, munge.pw_uid, munge.pw_gid)
        # Its socket is for everybody, whatever stands above the folder.
        self.launch(["munged", "--foreground", "--force", f"--key-file={key}/key", f"--socket={key}/socket",
                     f"--pid-file={key}/pid", f"--log-file={key}/log", f"--seed-file={key}/seed"],
                    user=munge.pw_uid, group=munge.pw_gid, extra_groups=[])
        self.until("munged", lambda: (key / "socket").exists())
        self.launch(["slurmctld", "-D", "-f", str(self.configuration)])
        self.launch(["slurmd", "-D", "-f", str(self.configuration)])
        self.until("the node", lambda: "idle" in self.run("sinfo", "-h", "-o", "%T").stdout)

    def launch(self, command, **more):
        self.daemons.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                             env=self.environment, **more))

    def until(self, what, holds):
        end = time.time() + WAIT
        while not holds():
            if time.time() > end:
                logs = "".join(p.read_text()[-2000:] for p in self.folder.glob("*.log"))
                raise TimeoutError(f"{what} did not come in {WAIT} s\n{logs}")
            time.sleep(0.2)

    def run(self, *command):
        return subprocess.run(list(map(str, command)), env=self.environment, capture_output=True, text=True)

    def stop(self):
        for daemon in reversed(self.daemons):
            daemon.terminate()
        for daemon in reversed(self.daemons):
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()


def submit(cluster, out, inputs, environment, wait=True):
    log = cluster.folder / "job-%A_%a.log"
    cluster.environment.update(environment)
    return cluster.run("sbatch", *(["--wait"] if wait else []), "--parsable", f"--array=1-{TASKS}", "--cpus-per-task=1",
                       f"--output={log}", f"--chdir={cluster.folder}", job, out, *inputs)


def test(cluster, top):
    inputs = []
    for n in range(40):
        path = top / f"{n}.jsonl"
        path.write_text("".join(json.dumps({"id": f"{n}-{i}", "text": f"Nordlys paid ${i} million to Orrin Vale."}) + "\n"
                                for i in range(1, 9)))
        inputs.append(str(path))
    subprocess.run([program, "run", "-q", "--out-dir", top / "one", *inputs], check=True)
    wanted = contents(top / "one")

    # The program as a node sees it: the third share is killed the first time, the fifth waits to be requeued.
    mark, wrapped = top / "mark", top / "newsfacts"
    mark.mkdir()
    wrapped.write_text(f'''#!/bin/sh
echo "$*" >> {mark}/calls
case "$*" in
  *"--shard 3/8"*) [ -e {mark}/kill ] && {{ rm {mark}/kill; kill -9 $$; }} ;;
  *"--shard 5/8"*) [ -e {mark}/hold ] && {{ rm {mark}/hold; echo > {mark}/held; sleep 600; }} ;;
esac
exec {program} "$@"
''')
    wrapped.chmod(0o755)
    environment = {"NEWSFACTS": str(wrapped)}
    out = top / "out"
    (mark / "kill").touch()
    first = submit(cluster, out, inputs, environment)
    check("a killed task is told", first.returncode != 0, first.stderr)
    missing = wanted.keys() - contents(out).keys()
    check("its share alone is missing", 0 < len(missing) < len(wanted) / 2, f"{len(missing)} of {len(wanted)} files")
    before = {p.name: p.stat().st_mtime_ns for p in out.glob("*.done")}
    second = submit(cluster, out, inputs, environment)
    check("the second job ends well", second.returncode == 0, second.stderr)
    check("the union is that of one run", contents(out) == wanted)
    check("what was done stays", all((out / n).stat().st_mtime_ns == t for n, t in before.items()))
    calls = (mark / "calls").read_text().splitlines()
    check("every share ran in both jobs", len(calls) == 2 * TASKS, f"{len(calls)} calls")

    (mark / "hold").touch()
    out = top / "requeued"
    started = submit(cluster, out, inputs, environment, wait=False)
    number = started.stdout.strip()
    cluster.until("the held task", lambda: (mark / "held").exists())
    requeued = cluster.run("scontrol", "requeue", f"{number}_5")
    check("requeue", requeued.returncode == 0, requeued.stderr)
    # A requeued job waits for its begin time, two minutes in the future.
    cluster.until("the requeued task", lambda: "PENDING" in cluster.run("squeue", "-h", "-j", f"{number}_5", "-o", "%T").stdout)
    # The node takes a launch in the second of the cancellation for the cancelled one, and fails the task.
    time.sleep(3)

    def ended():
        # Refused as long as the first try is being cleared away.
        cluster.run("scontrol", "update", f"JobId={number}_5", "StartTime=now")
        return len(list(out.glob("*.done"))) == len(inputs)

    cluster.until("the last manifest", ended)
    check("after a requeue the same bytes", contents(out) == wanted,
          f"{sorted(wanted.keys() - contents(out).keys())[:4]}")


for tool in ("munged", "slurmctld", "slurmd", "sbatch"):
    if not shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin:/sbin"):
        skip(f"{tool} is not installed (Debian: munge slurmctld slurmd slurm-client)")
if os.geteuid() != 0:
    skip("only the superuser can start a node")
os.environ["PATH"] += ":/usr/sbin:/sbin"
with tempfile.TemporaryDirectory() as folder:
    os.chmod(folder, 0o755)  # munged runs as a user of its own
    top = pathlib.Path(folder)
    (top / "cluster").mkdir()
    cluster = Cluster(top / "cluster")
    try:
        cluster.start()
        test(cluster, top)
    finally:
        cluster.stop()
finish()
