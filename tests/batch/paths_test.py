#!/usr/bin/env python3
"""run --paths through the program, as a worker in a pipe: facts of a line before the next one is written, in
the order of the lines, whatever the lines hold.

usage: paths_test.py PROGRAM SOURCE_DIR
"""
import gzip
import json
import os
import pathlib
import select
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from checks import check, finish, same  # noqa: E402

program = os.path.abspath(sys.argv[1])
PATIENCE = 30  # seconds


def run(lines, *arguments):
    text = lines if isinstance(lines, bytes) else "".join(line + "\n" for line in lines).encode()
    done = subprocess.run([program, "run", "--paths", "-", *map(str, arguments)], input=text, capture_output=True)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def docs(facts):
    return list(dict.fromkeys(fact["doc"] for fact in facts))


def read_lines(pipe, enough):
    """What comes until `enough` of the text holds, or nothing does for long."""
    text = b""
    while not enough(text) and select.select([pipe], [], [], PATIENCE)[0]:
        part = os.read(pipe.fileno(), 1 << 16)
        if not part:
            break
        text += part
    return text


def test_answers_line_by_line(top):
    """The producer writes a path, waits for its facts, and only then writes the next."""
    for n in range(6):
        (top / f"{n}.txt").write_text(f"Velmora bought Tamsel Works for ${n + 2} million.\n")
    for flags in (["-j1"], ["-j2"], ["-j3", "--shard", "1/1"]):
        with subprocess.Popen([program, "run", "--paths", "-", *flags], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as worker:
            for n in range(6):
                worker.stdin.write(f"{top}/{n}.txt\n\r\n".encode())
                worker.stdin.flush()
                facts = read_lines(worker.stdout, lambda text: text.endswith(b"\n"))
                same(f"{flags}: facts of line {n}", docs(json.loads(f) for f in facts.splitlines()), [str(n)])
                if not facts:
                    worker.kill()
                    return
            worker.stdin.write(f"{top}/absent\n{top}/0.t".encode())  # half a line behind a whole one
            worker.stdin.flush()
            check(f"{flags}: an error is told at once",
                  b"absent" in read_lines(worker.stderr, lambda text: b"absent" in text))
            worker.stdin.write(b"xt")
            worker.stdin.close()
            check(f"{flags}: the last line needs no end", b'"doc":"0"' in worker.stdout.read())
            same(f"{flags}: one line of counts", worker.stderr.read().count(b"7 records, 7 articles"), 1)


for name, test in list(globals().items()):
    if name.startswith("test_"):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
finish()
