#!/usr/bin/env python3
"""The program as a worker in a pipe, with run --paths or with articles: facts of a line before the next one is
written, in the order of the lines, whatever the lines hold.

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


def run(lines, *arguments, **more):
    text = lines if isinstance(lines, bytes) else "".join(line + "\n" for line in lines).encode()
    done = subprocess.run([program, "run", "--paths", "-", *map(str, arguments)], input=text, capture_output=True, **more)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def docs(facts):
    return list(dict.fromkeys(fact["doc"] for fact in facts))


def capture(number):
    page = f"<html><title>Number {number}</title><p>Velmora bought Tamsel Works for ${number} million.</p></html>".encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    return (b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2021-03-04T05:06:07Z\r\nWARC-Target-URI: "
            b"https://news.example/%d\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (number, len(block), block))


def start(*arguments, top):
    """A worker that waits for what is written into it."""
    return subprocess.Popen([program, *arguments], cwd=top, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE)


def read_lines(pipe, enough):
    """What comes until `enough` of the text holds, or nothing does for long."""
    text = b""
    while not enough(text) and select.select([pipe], [], [], PATIENCE)[0]:
        part = os.read(pipe.fileno(), 1 << 16)
        if not part:
            break
        text += part
    return text


def answers(worker, n, flags):
    """Whether facts came, which must be of document `n`; where none came, the worker is ended."""
    facts = read_lines(worker.stdout, lambda text: text.endswith(b"\n"))
    same(f"{flags}: facts of document {n}", docs(json.loads(fact) for fact in facts.splitlines()), [str(n)])
    if not facts:
        worker.kill()
    return bool(facts)


def test_answers_line_by_line(top):
    """The producer writes a path, waits for its facts, and only then writes the next."""
    for n in range(6):
        (top / f"{n}.txt").write_text(f"Velmora bought Tamsel Works for ${n + 2} million.\n")
    for flags in (["-j1"], ["-j2"], ["-j3", "--shard", "1/1"]):
        with start("run", "--paths", "-", *flags, top=top) as worker:
            for n in range(6):
                worker.stdin.write(f"{top}/{n}.txt\n\r\n".encode())
                worker.stdin.flush()
                if not answers(worker, n, flags):
                    return
            worker.stdin.write(f"{top}/absent\n{top}/0.t".encode())  # half a line behind a whole one
            worker.stdin.flush()
            check(f"{flags}: an error is told at once",
                  b"absent" in read_lines(worker.stderr, lambda text: b"absent" in text))
            worker.stdin.write(b"xt")
            worker.stdin.close()
            check(f"{flags}: the last line needs no end", b'"doc":"0"' in worker.stdout.read())
            same(f"{flags}: one line of counts", worker.stderr.read().count(b"7 records, 7 articles"), 1)


def test_articles_line_by_line(top):
    """The same with articles: a crawler hands one over when it has it."""
    for command in (["extract", "-"], ["run", "-"]):
        for threads in ("-j1", "-j2"):
            flags = [*command, threads]
            with start(*flags, top=top) as worker:
                for n in range(3):
                    # In two pieces, the second one with the begin of the next line; the last article is long.
                    words = " The weather was fine." * (6000 if n == 2 else 1)
                    line = json.dumps({"id": str(n), "text": f"Velmora bought Tamsel Works for ${n + 2} million.{words}"})
                    begun = 0 if n == 0 else 2
                    for piece in (line[begun:40], line[40:] + "\n" + '{"'):
                        worker.stdin.write(piece.encode())
                        worker.stdin.flush()
                    if not answers(worker, n, flags):
                        return
                worker.stdin.write(b'id":"3","text":"Velmora bought Tamsel Works for $9 million."}')
                worker.stdin.close()
                check(f"{flags}: the last line needs no end", b'"doc":"3"' in worker.stdout.read())


def test_a_short_line(top):
    (top / "z").write_text("Velmora bought Tamsel Works for $3 million.\n")
    with start("run", "--paths", "-", top=top) as worker:
        worker.stdin.write(b"z\n")
        worker.stdin.flush()
        check("a line of two bytes", b'"doc":"z"' in read_lines(worker.stdout, lambda text: text.endswith(b"\n")))
        worker.stdin.close()


def test_lines(top):
    """What each line gives: how many facts and which exit code, and what is said of it."""
    (top / "a page.txt").write_text("Velmora bought Tamsel Works for $3 million.\n")
    (top / "last.txt").write_text("Velmora bought Tamsel Works for $9 million.\n")
    (top / "plain.warc").write_bytes(b"".join(map(capture, (1, 2, 3))))
    packed = [gzip.compress(capture(n), mtime=0) for n in (1, 2, 3)]
    (top / "packed.warc.gz").write_bytes(b"".join(packed))
    first, second, size = len(capture(1)), len(packed[0]), sum(map(len, packed))
    (top / "none.warc").write_bytes(b"")
    rows = [
        # line, documents, exit code, told
        ("a page.txt", 1, 0, ""),
        ("a page.txt\r", 1, 0, ""),
        ("", 0, 0, ""),
        ("\r", 0, 0, ""),
        (" \t", 0, 0, ""),
        ("absent.warc.gz", 0, 1, "absent.warc.gz: No such file"),
        (".", 0, 1, "is a folder"),
        ("none.warc", 0, 0, "no record in it"),
        ("plain.warc", 3, 0, ""),
        (f"plain.warc\t{first}\t{first}", 1, 0, ""),
        (f"plain.warc\t{first}\t{first}\r", 1, 0, ""),
        (f"packed.warc.gz\t{second}\t{len(packed[1])}", 1, 0, ""),
        (f"packed.warc.gz\t{second}\t{size - second}", 2, 0, ""),
        # Numbers that are none, or too many or too few of them.
        ("plain.warc\tx\ty", 0, 1, "standard input:1: plain.warc: no offset and length"),
        ("plain.warc\t-5\t10", 0, 1, "no offset and length"),
        ("plain.warc\t0\t", 0, 1, "no offset and length"),
        ("plain.warc\t0\t10\tresponse", 0, 1, "no offset and length"),
        ("plain.warc\t0", 0, 1, "no offset and length"),
        ("plain.warc\t99999999999999999999\t5", 0, 1, "no offset and length"),
        ("\t0\t10", 0, 1, "a line without a path"),
        # Parts that hold no record.
        (f"packed.warc.gz\t{size}\t400", 0, 1, f"nothing at byte {size}"),
        ("a page.txt\t9999\t400", 0, 1, "nothing at byte 9999"),
        ("plain.warc\t0\t0", 0, 1, "nothing at byte 0"),
        (f"plain.warc\t100\t{first}", 0, 1, "no record begins at byte 100"),
        (f"packed.warc.gz\t100\t{second}", 0, 1, "no record begins at byte 100"),
        # Records of which a part is missing: what is there is read.
        (f"plain.warc\t0\t{first - 8}", 1, 3, "cut short"),
        (f"packed.warc.gz\t0\t{second - 1}", 1, 3, "cut short"),
        # Lines that would be read as something else than they say.
        ("-", 0, 1, "standard input holds the list"),
        ("a page.txt\0plain.warc", 0, 1, "a zero byte"),
        ("x" * 100000, 0, 1, "too long"),
    ]
    for line, documents, code, told in rows:
        code_got, facts, said = run(f"{line}\nlast.txt\n".encode(), cwd=top)
        what = f"{line[:60]!r}"
        same(what, (code_got, len(docs(facts))), (code, documents + 1))
        same(f"{what}: the next line is done", docs(facts)[-1:], ["last"])
        check(f"{what}: told", told in said, said[:300])
        same(f"{what}: the line of counts stands last", said.splitlines()[-1].endswith(" errors"), True)


def test_lists(top):
    """Where the list comes from, and how it ends."""
    (top / "1.txt").write_text("Velmora bought Tamsel Works for $3 million.\n")
    (top / "list").write_text("1.txt\n")
    (top / "list.gz").write_bytes(gzip.compress(b"1.txt\n"))
    torn = gzip.compress(b"1.txt\n" * 10000)
    (top / "torn.gz").write_bytes(torn[:-20])
    rows = [("list", 0), ("list.gz", 0), ("torn.gz", 3), ("absent", 2), (".", 2), ("/dev/null", 0)]
    for name, code in rows:
        done = subprocess.run([program, "run", "--paths", name, "-o", "out"], cwd=top, capture_output=True, text=True)
        same(f"--paths {name}", done.returncode, code)
        same(f"--paths {name}: what could be read is written", (top / "out").exists() and (top / "out").stat().st_size > 0,
             code in (0, 3) and name != "/dev/null")
        (top / "out").unlink(missing_ok=True)
    code, facts, told = run((top / "list.gz").read_bytes(), cwd=top)
    same("a packed list in a pipe", (code, docs(facts)), (0, ["1"]))
    code, facts, told = run(b"", cwd=top)
    same("an empty list", (code, facts, told), (0, [], "newsfacts: 0 records, 0 articles, 0 facts, 0 errors\n"))


def test_errors_apart(top):
    (top / "1.txt").write_text("Velmora bought Tamsel Works for $3 million.\n")
    code, facts, _ = run(["absent", "1.txt", "1.txt\tx"], "--errors", "errors.jsonl", cwd=top)
    errors = [json.loads(line) for line in (top / "errors.jsonl").read_text().splitlines()]
    same("errors and facts", (code, docs(facts), [(e["file"], e["record"]) for e in errors]),
         (1, ["1"], [("absent", 0), ("standard input", 3)]))
    same("a rerun", run(["absent", "1.txt", "1.txt\tx"], cwd=top)[1], facts)


for name, test in list(globals().items()):
    if name.startswith("test_"):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
finish()
