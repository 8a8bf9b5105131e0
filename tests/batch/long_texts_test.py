#!/usr/bin/env python3
"""Long texts among short ones, on several threads: the bytes of one thread, and memory that does not grow with
their number.

usage: long_texts_test.py PROGRAM SOURCE_DIR
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from checks import check, finish  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
SENTENCES = "The mill at Orrin was cleaned on Tuesday. Two clerks of Ostrel Ltd counted the bolts. "


def lines(texts):
    return "".join(json.dumps({"id": f"a{i}", "lang": "en", "text": text}) + "\n" for i, text in enumerate(texts))


def long_text(megabytes):
    return SENTENCES * (megabytes * 1_000_000 // len(SENTENCES))


def peak(folder, count):
    """Megabytes at most of `clean` over that many texts of 12 MB."""
    texts = pathlib.Path(folder) / f"{count}"
    texts.mkdir()
    for i in range(count):
        (texts / f"{i}.txt").write_text(long_text(12))
    process = subprocess.Popen([PROGRAM, "clean", "-j4", str(texts)], stdout=subprocess.DEVNULL,
                               env={**os.environ, "MALLOC_ARENA_MAX": "1"})  # which else keeps 16 MB a thread
    most = 0  # not wait4's: that may be what this script had when it forked
    while process.poll() is None:
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        most = max([most, *(int(kilobytes) // 1000 for kilobytes in re.findall(r"VmHWM:\s+(\d+)", status))])
        time.sleep(0.002)
    check(f"clean of {count} long texts ends with 0", process.returncode == 0, process.returncode)
    return most


with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder) / "mixed.jsonl"
    short, long = SENTENCES * 3, long_text(1) + long_text(2)
    source.write_text(lines([short] * 5 + [long, long] + [short] * 70 + [long] + [short] * 200 + [long]))
    made = [subprocess.run([PROGRAM, "clean", threads, str(source)], capture_output=True) for threads in ("-j1", "-j4")]
    ids = [json.loads(line)["id"] for line in made[0].stdout.splitlines()]
    check("all articles in their order", ids == [f"a{i}" for i in range(279)], ids)
    check("four threads give the bytes of one", made[0].stdout == made[1].stdout)
    check("a long text last ends like any other", [m.returncode for m in made] == [0, 0])
    if "-asan" in PROGRAM or "-tsan" in PROGRAM:
        told = "memory not looked at, for a sanitizer keeps what was freed for a while"
    else:
        one, many = peak(folder, 1), peak(folder, 10)
        check("ten long texts take the memory of one", many < one + 8, f"{one} MB, {many} MB")
        told = f"{one} and {many} MB"
finish(told)
