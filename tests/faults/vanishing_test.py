#!/usr/bin/env python3
"""Inputs that vanish after they were listed, change into something else, may not be read, or are cut while they are
read: the rest goes on, a line names the one that did not, and the exit code is the documented one.

usage: vanishing_test.py PROGRAM SOURCE_DIR
"""
import gzip
import json
import os
import pathlib
import random
import select
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from checks import check, finish, same  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
SOME_FAILED, USAGE, DAMAGED, OUTPUT = 1, 2, 3, 4
NOBODY = 65534
TEXT = "A title\n\nOrrin Vale Ltd said on Friday it had bought Tamsel Works for $4 million.\n"


def records(data):
    return [json.loads(line) for line in data.decode().splitlines()]


def warc(*texts):
    out = b""
    for number, text in enumerate(texts):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + text.encode()
        out += gzip.compress(
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2021-03-04T05:06:07Z\r\nContent-Type: application/http\r\n"
            b"WARC-Target-URI: https://news.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (number, len(block), block), mtime=0)
    return out


class Held:
    """A run whose first input is a pipe: it has listed all inputs, and reads none of the others before `go`."""

    def __init__(self, top, *arguments):
        self.pipe = top / "pipe.txt"
        os.mkfifo(self.pipe)
        command = [PROGRAM, *[str(self.pipe) if a == "PIPE" else str(a) for a in arguments]]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.writer = os.open(self.pipe, os.O_WRONLY)  # opens once the program reads

    def go(self):
        """Exit code, standard output, standard error."""
        os.write(self.writer, TEXT.encode())
        os.close(self.writer)
        out, err = self.process.communicate(timeout=60)
        self.pipe.unlink()
        return self.process.returncode, out, err.decode()


def test_vanishing(top):
    """Whatever kind of file it is, and whatever reads it."""
    makers = {"page.txt": TEXT.encode(), "page.html": b"<p>" + TEXT.encode(), "lines.jsonl":
              json.dumps({"id": "x", "text": TEXT}).encode() + b"\n", "web.warc.gz": warc(TEXT)}
    last = top / "last.txt"
    last.write_text(TEXT)
    for name, data in makers.items():
        gone = top / name
        for command in (["run"], ["clean"], ["mentions"], ["run", "-j", "1"],
                        ["run", "--errors", top / "errors.jsonl"]):
            gone.write_bytes(data)
            held = Held(top, *command, "PIPE", gone, last)
            gone.unlink()
            code, out, err = held.go()
            what = f"{command[0]}, {name} vanishes:"
            same(what + " exit", code, SOME_FAILED)
            check(what, f"{gone}: No such file" in err and err.count("\n") == 1, err)
            docs = {r.get("doc") or r.get("id") for r in records(out)}
            same(what + " the others are read", docs, {"pipe", "last"})
        same(what + " its record", [(r["file"], r["kind"]) for r in records((top / "errors.jsonl").read_bytes())],
             [(str(gone), "input")])


def test_folder(top):
    """Of a folder one file vanishes and another one becomes a folder; each input of --out-dir has files of its own."""
    pages = top / "pages"
    pages.mkdir()
    for name in "abcd":
        (pages / f"{name}.txt").write_text(TEXT)
    (top / "web.warc.gz").write_bytes(warc(TEXT))
    out = top / "out"
    held = Held(top, "run", "-q", "--out-dir", out, "PIPE", pages, top / "web.warc.gz")
    (pages / "b.txt").unlink()
    (pages / "c.txt").unlink()
    (pages / "c.txt").mkdir()
    (top / "web.warc.gz").unlink()
    code, _, err = held.go()
    same("a folder: exit", code, SOME_FAILED)
    for name in ("b.txt: No such file", "c.txt: is a folder", "web.warc.gz: No such file"):
        check("a folder: message", name in err, err)
    articles = [r["id"] for r in records((out / "pages.articles.jsonl").read_bytes())]
    same("a folder: the others are read", articles, ["a", "d"])
    errors = [os.path.basename(r["file"]) for r in records((out / "pages.errors.jsonl").read_bytes())]
    same("a folder: its errors", errors, ["b.txt", "c.txt"])
    # What is there again is read by a rerun.
    (top / "web.warc.gz").write_bytes(warc(TEXT))
    code = subprocess.run([PROGRAM, "run", "-q", "--out-dir", out, top / "web.warc.gz"]).returncode
    same("a rerun", (code, len(records((out / "web.warc.gz.articles.jsonl").read_bytes()))), (0, 1))


def nobody():
    """In the child: a user who may read nothing but what all may."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def test_unreadable(top):
    program = top / "newsfacts"  # where nobody can reach it
    shutil.copy(PROGRAM, program)
    inside = top / "closed"
    inside.mkdir()
    (top / "pages").mkdir()
    for path in (inside / "in.txt", top / "secret.txt", top / "pages/secret.txt", top / "secret.jsonl",
                 top / "secret.toml", top / "secret.rules", top / "open.txt", top / "pages/open.txt"):
        path.write_text(TEXT)
        path.chmod(0o644 if "open" in path.name else 0)
    (top / "paths").write_text(f"{top}/secret.txt\n{top}/open.txt\n")
    inside.chmod(0)
    mine = top / "mine"
    mine.mkdir()
    mine.chmod(0o777)
    rows = [
        (["run", "secret.txt", "open.txt"], SOME_FAILED, "secret.txt: Permission denied"),
        (["clean", "secret.txt", "open.txt"], SOME_FAILED, "secret.txt: Permission denied"),
        (["run", "pages"], SOME_FAILED, "secret.txt: Permission denied"),
        (["run", "closed/in.txt", "open.txt"], SOME_FAILED, "closed/in.txt: Permission denied"),
        (["run", "closed", "open.txt"], SOME_FAILED, "closed: Permission denied"),
        (["run", "--paths", "paths"], SOME_FAILED, "secret.txt: Permission denied"),
        (["run", "--out-dir", "mine/out", "closed", "pages"], SOME_FAILED, "closed: Permission denied"),
        (["extract", "secret.jsonl", "open.txt"], SOME_FAILED, "secret.jsonl: Permission denied"),
        (["show", "secret.jsonl"], SOME_FAILED, "secret.jsonl: Permission denied"),
        (["report", "secret.jsonl"], SOME_FAILED, "secret.jsonl: Permission denied"),
        (["export", "secret.jsonl", "-o", "mine/tables"], SOME_FAILED, "secret.jsonl: Permission denied"),
        (["diff", "secret.jsonl", "/dev/null"], USAGE, "secret.jsonl: Permission denied"),
        (["run", "--rules", "secret.rules", "open.txt"], USAGE, "secret.rules: Permission denied"),
        (["run", "--lexicon", "closed", "open.txt"], USAGE, "closed: Permission denied"),
        (["nightly", "secret.toml"], USAGE, "secret.toml: Permission denied"),
        (["status", "secret.toml"], USAGE, "secret.toml: Permission denied"),
        # What may not be written.
        (["run", "open.txt", "-o", "facts.jsonl"], OUTPUT, "choose a folder in which you may write"),
        (["run", "open.txt", "-o", "closed/facts.jsonl"], OUTPUT, "choose a folder in which you may write"),
        (["run", "open.txt", "--out-dir", "closed/out"], OUTPUT, "closed/out"),
        (["fetch", "-C", "closed/web", "--contact", "ops@tester.example"], OUTPUT, "closed/web"),
    ]
    for arguments, code, says in rows:
        done = subprocess.run([program, *arguments], cwd=top, preexec_fn=nobody, capture_output=True)
        what = " ".join(arguments) + " (may not be read):"
        same(what + " exit", done.returncode, code)
        check(what, says in done.stderr.decode(), done.stderr.decode())
        if code == SOME_FAILED and arguments[0] in ("run", "clean") and "--out-dir" not in arguments:
            check(what, len(records(done.stdout)) > 0, "the others are not read")
    same("nothing is left", sorted(p.name for p in top.iterdir() if p.suffix == ".part"), [])
    inside.chmod(0o700)


def test_cut(top):
    """A file is cut while it is read. The output is not read meanwhile, so that the program is in the middle."""
    random.seed(5)
    words = [f"word{random.randrange(10**9)}" for _ in range(4000)]
    texts = [" ".join(random.choices(words, k=400)) for _ in range(6000)]
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts)).encode()
    files = {"cut.jsonl": lines, "cut.jsonl.gz": gzip.compress(lines, 1), "cut.warc.gz": warc(*texts)}
    if shutil.which("zstd"):
        files["cut.jsonl.zst"] = subprocess.run(["zstd", "-1", "-q"], input=lines, capture_output=True).stdout
    for name, data in files.items():
        for left in (0.5, 0):
            path = top / name
            path.write_bytes(data)
            process = subprocess.Popen([PROGRAM, "clean", "-j", "2", path], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            select.select([process.stdout], [], [], 60)
            time.sleep(0.3)
            os.truncate(path, int(len(data) * left))
            out, err = process.communicate(timeout=60)
            what = f"{name}, cut to {left:.0%} while it is read:"
            check(what, process.returncode in (SOME_FAILED, DAMAGED), "exits", process.returncode, err[:300])
            check(what, name in err.decode(), err[:300])
            found = [r["text"] for r in records(out)]
            check(what, 0 < len(found) < len(texts), len(found), "articles")
            # Of a page at the cut, its beginning counts, and the damage is told.
            last = found.pop().strip()
            check(what, texts[len(found)].startswith(last), "ends with", last[-100:])
            wrong = [i for i, text in enumerate(found) if text.strip() != texts[i]]
            check(what, not wrong, "articles are not what they were:", wrong[:5])


for name, test in list(globals().items()):
    if name.startswith("test_"):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            test(pathlib.Path(folder))
finish()
