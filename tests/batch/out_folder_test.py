#!/usr/bin/env python3
"""run --out-dir through the program: a set of files an input, reruns, --force, any number of threads, and
kill -9 at random moments: the bytes of an undisturbed run, whatever happened.

usage: out_folder_test.py PROGRAM SOURCE_DIR [ROUNDS]
"""
import fcntl
import gzip
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from checks import check, finish  # noqa: E402

program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 20


def run(*arguments, **more):
    return subprocess.run([program, "run", *map(str, arguments)], capture_output=True, text=True, **more)


def contents(folder):
    return {p.name: p.read_bytes() for p in sorted(pathlib.Path(folder).iterdir())}


def warc(path, pages, member_each=True):
    records = []
    for number, page in enumerate(pages):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        records.append(b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2021-03-04T05:06:07Z\r\n"
                       b"WARC-Target-URI: https://news.example/%d\r\nContent-Type: application/http\r\n"
                       b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (number, len(block), block))
    with open(path, "wb") as out:
        for record in records:
            out.write(gzip.compress(record, mtime=0))


PAGE = """<html><head><title>Number {0}: Velmora buys Tamsel Works</title></head><body><article>
<p>Velmora said on Tuesday it had bought Tamsel Works for ${0}.5 million, a maker of pumps in Orrin.</p>
<p>"We have wanted this plant for {0} years," said Ada Lindqvist, chief executive of Velmora. Revenue
rose {0}% to 4.1 billion euros in the third quarter of 2020, the company said.</p></article></body></html>"""

with tempfile.TemporaryDirectory() as top:
    top = pathlib.Path(top)
    inputs = top / "in"
    inputs.mkdir()
    (inputs / "sub").mkdir()
    warc(inputs / "a.warc.gz", [PAGE.format(n) for n in range(120)])
    warc(inputs / "b.warc.gz", [PAGE.format(n) for n in range(120, 200)])
    warc(inputs / "sub" / "a.warc.gz", [PAGE.format(n) for n in range(200, 240)])
    (inputs / "page.html").write_text(PAGE.format(7))
    (inputs / "words.txt").write_text("Ostrel Ltd hired two clerks.\n")
    with open(inputs / "articles.jsonl", "w") as out:
        for n in range(150):
            out.write(json.dumps({"id": f"j{n}", "text": f"Nordlys paid ${n} million to Orrin Vale."}) + "\n")
            if n == 100:
                out.write("no JSON\n")

    one = top / "one"
    done = run(inputs, "--out-dir", one, "-j1")
    check("the first run", done.returncode == 1, done.stderr)  # one bad line
    wanted = contents(one)
    stems = sorted({n.rsplit(".done")[0] for n in wanted if n.endswith(".done")})
    check("one set of files an input", len(stems) == 5 and len(wanted) == 20, f"{sorted(wanted)}")
    manifest = json.loads(wanted["articles.jsonl.done"])
    check("the manifest counts", (manifest["counts"]["articles"], manifest["counts"]["errors"]) == (150, 1), manifest)
    check("one line of errors", wanted["articles.jsonl.errors.jsonl"].count(b"\n") == 1)
    check("the pages of a folder together", json.loads(wanted["in.done"])["counts"]["articles"] == 2)
    check("facts are there", wanted["b.warc.gz.facts.jsonl"].count(b"\n") > 160)

    two = top / "two"
    run(inputs, "--out-dir", two, "-j3")
    check("any number of threads gives the same bytes", contents(two) == wanted)

    before = {p.name: p.stat().st_mtime_ns for p in two.iterdir()}
    again = run(inputs, "--out-dir", two)
    check("a rerun touches nothing", {p.name: p.stat().st_mtime_ns for p in two.iterdir()} == before)
    check("a rerun ends as the run did", again.returncode == 1, again.stderr)
    (two / "b.warc.gz.facts.jsonl").unlink()
    with open(two / "articles.jsonl.facts.jsonl", "ab") as out:
        out.write(b"more\n")
    run(inputs, "--out-dir", two)
    check("a rerun makes good what is missing or changed", contents(two) == wanted)
    after = {p.name: p.stat().st_mtime_ns for p in two.iterdir()}
    check("and leaves the rest", [n for n in before if before[n] == after[n] and n.endswith(".done")],
          f"{before} {after}")
    run(inputs, "--out-dir", two, "--force")
    forced = {p.name: p.stat().st_mtime_ns for p in two.iterdir()}
    check("--force does all again", all(forced[n] != after[n] for n in after))
    check("and gives the same", contents(two) == wanted)
    run(inputs / "b.warc.gz", "--out-dir", two, "--any-language")
    check("other flags are other work", contents(two)["b.warc.gz.done"] != wanted["b.warc.gz.done"])

    stopped = subprocess.Popen([program, "run", inputs, "--out-dir", top / "stopped", "-j1"],
                               stderr=subprocess.PIPE, text=True)
    while stopped.poll() is None and not (top / "stopped").exists():
        time.sleep(0.005)
    stopped.send_signal(signal.SIGTERM)
    _, said = stopped.communicate()
    check("SIGTERM ends in order", stopped.returncode in (1, 6), f"{stopped.returncode} {said}")
    left = contents(top / "stopped")
    check("and leaves nothing half done", not [n for n in left if n.endswith(".part")], f"{sorted(left)}")

    # Lines of paths, whole files and records of a WARC; shares of them.
    whole = run(inputs / "b.warc.gz").stdout
    offsets, data = [], (inputs / "b.warc.gz").read_bytes()
    at = 0
    while at >= 0:
        offsets.append(at)
        at = data.find(b"\x1f\x8b\x08\x00\x00\x00\x00\x00", at + 1)
    offsets.append(len(data))
    lines = [f"{inputs / 'b.warc.gz'}\t{a}\t{b - a}" for a, b in zip(offsets, offsets[1:])]
    parts = run("--paths", "-", input="\n".join(lines) + "\n")
    check("records by their ranges", parts.stdout == whole and parts.returncode == 0, parts.stderr[-300:])
    check("a line of counts", "80 records, 80 articles" in parts.stderr, parts.stderr[-300:])
    shares = [run("--paths", "-", "--shard", f"{i}/3", input="\n".join(lines)).stdout for i in (1, 2, 3)]
    check("shares add up", sorted("".join(shares).splitlines()) == sorted(whole.splitlines()))
    check("each share has some", all(shares))
    listed = top / "list"
    listed.write_text(f"{inputs / 'b.warc.gz'}\n{inputs / 'absent'}\n{inputs / 'page.html'}\tx\n")
    mixed = run("--paths", listed, "--errors", top / "errors.jsonl")
    check("bad lines are errors, the rest is done", (mixed.returncode, mixed.stdout) == (1, whole), mixed.stderr)
    check("and written apart", len((top / "errors.jsonl").read_text().splitlines()) == 2)
    for bad in ("0/3", "4/3", "x", "1/3x"):
        check(f"--shard {bad}", run("--shard", bad, inputs).returncode == 2)
    for share in (1, 2):
        run(inputs, "--out-dir", top / "shares", "--shard", f"{share}/2")
    check("shares of inputs make the same files", contents(top / "shares") == wanted)

    # Who holds the folder or a share keeps others out; the kernel's lock, so no file tells of a dead process.
    locked = top / "locked"
    locked.mkdir()
    held = os.open(locked, os.O_RDONLY)
    for how, arguments, wanted_exit in ((fcntl.LOCK_EX, [], 5), (fcntl.LOCK_EX, ["--shard", "1/2"], 5),
                                        (fcntl.LOCK_SH, [], 5), (fcntl.LOCK_SH, ["--shard", "1/2"], (0, 1))):
        fcntl.flock(held, how)
        got = run(inputs, "--out-dir", locked, *arguments)
        check(f"a lock {how} and {arguments}", got.returncode in (wanted_exit if isinstance(wanted_exit, tuple) else (wanted_exit,)),
              f"{got.returncode} {got.stderr}")
        check("the message says who is in the way", wanted_exit != 5 or "another run writes to" in got.stderr, got.stderr)
    os.close(held)
    share = open(locked / ".lock-2-of-2", "w")
    fcntl.flock(share, fcntl.LOCK_EX)
    check("a share that is held", run(inputs, "--out-dir", locked, "--shard", "2/2").returncode == 5)
    share.close()
    check("and free again", run(inputs, "--out-dir", locked, "--shard", "2/2").returncode in (0, 1))
    check("no lock is left behind", contents(locked) == wanted, f"{sorted(contents(locked))}")

    began = time.time()
    run(inputs, "--out-dir", top / "timed", "-j2")
    length = time.time() - began
    chance = random.Random(8)
    folder = top / "killed"
    kills = 0
    for turn in range(ROUNDS):
        process = subprocess.Popen([program, "run", inputs, "--out-dir", folder, "-j2"], stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * length)
        if process.poll() is None:
            process.kill()
            kills += 1
        process.wait()
        for name, whole in (contents(folder) if folder.exists() else {}).items():
            if not name.endswith(".part"):
                check(f"round {turn}: {name} is whole", whole == wanted[name])
        if turn % 4 == 3:  # begin anew now and then, or there is nothing left to kill
            for name in contents(folder) if folder.exists() else {}:
                if chance.random() < 0.7:
                    (folder / name).unlink()
    run(inputs, "--out-dir", folder, "-j2")
    check("after all kills the same bytes", contents(folder) == wanted)
    check("most rounds did kill", kills * 2 >= ROUNDS, f"{kills} of {ROUNDS}")

finish(f"{ROUNDS} rounds, {kills} kills")
