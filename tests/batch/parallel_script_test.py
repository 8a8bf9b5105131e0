#!/usr/bin/env python3
"""scripts/many with the real GNU parallel, and slurm.sh with the variables that Slurm sets: eight shares,
one of them killed; a second call does only what is missing, and the union is what one run gives. Where
parallel is not installed its half is skipped (77)."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from checks import check, finish, problems  # noqa: E402

program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
many = source / "scripts" / "many"


def contents(folder):
    return {p.name: p.read_bytes() for p in pathlib.Path(folder).iterdir() if p.name != "parallel.log"}


with tempfile.TemporaryDirectory() as top:
    top = pathlib.Path(top)
    inputs = []
    for n in range(24):
        path = top / f"{n}.jsonl"
        path.write_text("".join(json.dumps({"id": f"{n}-{i}", "text": f"Nordlys paid ${i} million to Orrin Vale."}) + "\n"
                                for i in range(1, 9)))
        inputs.append(str(path))
    subprocess.run([program, "run", "-q", "--out-dir", top / "one", *inputs], check=True)
    wanted = contents(top / "one")

    for task in (5, 6, 7, 8):
        environment = {**os.environ, "NEWSFACTS": program, "SLURM_ARRAY_TASK_ID": str(task), "SLURM_ARRAY_TASK_MIN": "5",
                       "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_CPUS_PER_TASK": "1"}
        subprocess.run([many / "slurm.sh", top / "slurm", *inputs], env=environment, check=True, capture_output=True)
    check("the tasks of an array", contents(top / "slurm") == wanted)

    if not shutil.which("parallel"):
        print("skipped: GNU parallel is not installed")
        if problems:
            finish()
        sys.exit(77)
    # A program that is killed the first time it gets the third share.
    broken = top / "broken"
    broken.write_text(f'#!/bin/sh\ncase "$*" in *"--shard 3/8"*) [ -e {top}/killed ] || {{ touch {top}/killed; kill -9 $$; }};; esac\n'
                      f'exec {program} "$@"\n')
    broken.chmod(0o755)
    call = [many / "parallel.sh", top / "out", "8", *inputs]
    environment = {**os.environ, "NEWSFACTS": str(broken), "HOME": str(top)}
    first = subprocess.run(call, env=environment, capture_output=True, text=True)
    check("a killed share is told", first.returncode == 1, f"{first.returncode} {first.stderr}")
    check("its inputs are not done", contents(top / "out") != wanted)
    before = {p.name: p.stat().st_mtime_ns for p in (top / "out").glob("*.done")}
    second = subprocess.run(call, env=environment, capture_output=True, text=True)
    check("the second call ends well", second.returncode == 0, second.stderr)
    check("the union is that of one run", contents(top / "out") == wanted)
    check("what was done stays", all((top / "out" / n).stat().st_mtime_ns == t for n, t in before.items()))
    # A call after one that ran to its end begins anew: its inputs may be others.
    def write(number, text):
        pathlib.Path(inputs[number]).write_text(text + "\n")

    def article(name):
        return json.dumps({"id": name, "text": "Nordlys paid $77 million to Orrin Vale."})

    def facts(number):
        return contents(top / "out")[f"{number}.jsonl.facts.jsonl"]

    write(0, article("changed"))
    write(1, "no JSON")
    third = subprocess.run(call, env=environment, capture_output=True, text=True)
    check("a share with a bad input is told", third.returncode == 1, f"{third.returncode} {third.stderr}")
    check("an input that changed", b'"doc":"changed"' in facts(0))
    for number in range(2, 8):
        write(number, article(f"later{number}"))
    fourth = subprocess.run(call, env=environment, capture_output=True, text=True)
    check("the bad input is told again", fourth.returncode == 1, f"{fourth.returncode} {fourth.stderr}")
    check("inputs that changed beside it", all(f'"doc":"later{n}"'.encode() in facts(n) for n in range(2, 8)))
finish()
