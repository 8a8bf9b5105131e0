#!/usr/bin/env python3
"""run --out-dir again, after what may happen in between: inputs, flags, manifests and outputs that changed,
names that meet, an output folder among the inputs, and a run that was stopped.

usage: reruns_test.py PROGRAM SOURCE_DIR
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from checks import check, finish, same  # noqa: E402

program = os.path.abspath(sys.argv[1])


def run(*arguments, **more):
    return subprocess.run([program, "run", *map(str, arguments)], capture_output=True, text=True, **more)


def contents(folder):
    return {p.name: p.read_bytes() for p in sorted(pathlib.Path(folder).iterdir())}


def deal(number):
    return f"Velmora bought Tamsel Works for ${number} million.\n"


def article(name, number=3):
    return json.dumps({"id": name, "text": deal(number)}) + "\n"


def inputs_done(done):
    return int(re.search(r"(\d+)  inputs", done.stderr).group(1))


def make_inputs(top):
    (top / "in").mkdir()
    for name in ("a", "b"):
        (top / "in" / f"{name}.jsonl").write_text(article(name))
    for name in ("p", "q"):
        (top / "in" / f"{name}.txt").write_text(deal(len(name)))


def test_what_is_done_anew(top):
    """After each change the inputs named are done again, and no other."""
    make_inputs(top)
    folder, out = top / "in", top / "out"
    run("in", "--out-dir", "out", cwd=top)
    whole = contents(out)
    later = time.time() + 86400  # than any manifest of this test

    def alter(path, bytes_=None):
        """Of the same size; the time tells."""
        old = path.stat()
        path.write_bytes(bytes_ or path.read_bytes().replace(b"Velmora", b"Belmora"))
        os.utime(path, (later, later) if bytes_ is None else (old.st_atime, old.st_mtime))

    def swap_pages():
        for name in ("p", "q"):
            os.utime(folder / f"{name}.txt", (1e9, 1e9))
        (folder / "p.txt").rename(folder / "r.txt")

    steps = [
        # what, how, inputs done anew, equal bytes afterwards
        ("nothing", lambda: None, 0, True),
        ("an empty manifest", lambda: (out / "a.jsonl.done").write_bytes(b""), 1, True),
        ("a manifest cut short", lambda: os.truncate(out / "a.jsonl.done", 300), 1, True),
        ("a manifest of other things", lambda: (out / "a.jsonl.done").write_text("[1]\n"), 1, True),
        ("a manifest that lists no files", lambda: (out / "a.jsonl.done").write_text(
            re.sub(r'"outputs":.*', '"outputs":{}}', whole["a.jsonl.done"].decode())), 1, True),
        ("a manifest that is a folder", lambda: ((out / "a.jsonl.done").unlink(), (out / "a.jsonl.done").mkdir(),
                                                 (out / "a.jsonl.done").rmdir()), 1, True),
        ("no manifest", lambda: (out / "b.jsonl.done").unlink(), 1, True),
        ("a .part left over", lambda: (out / "a.jsonl.facts.jsonl.part").write_text("{"), 0, None),
        ("and its manifest gone", lambda: (out / "a.jsonl.done").unlink(), 1, True),
        ("an output deleted", lambda: (out / "a.jsonl.articles.jsonl").unlink(), 1, True),
        ("an output cut short", lambda: os.truncate(out / "in.facts.jsonl", 10), 1, True),
        ("an output altered, of the same size", lambda: alter(out / "a.jsonl.facts.jsonl"), 1, True),
        ("an output touched", lambda: os.utime(out / "a.jsonl.facts.jsonl", (later, later)), 0, True),
        ("a page renamed", swap_pages, 1, False),
        ("and renamed back", lambda: (folder / "r.txt").rename(folder / "p.txt"), 1, False),
        ("an older page of the same size", lambda: (alter(folder / "p.txt", deal(8).encode()),
                                                    os.utime(folder / "p.txt", (9e8, 9e8))), 1, False),
        ("an input changed", lambda: (folder / "a.jsonl").write_text(article("a", 44)), 1, False),
    ]
    for what, how, anew, equal in steps:
        how()
        done = run("in", "--out-dir", "out", cwd=top)
        same(f"{what}: exit", done.returncode, 0)
        same(f"{what}: inputs done", inputs_done(done), anew)
        if equal is not None:
            same(f"{what}: the bytes", contents(out) == whole, equal)
    fresh = run("in", "--out-dir", "fresh", cwd=top)
    same("after all that", (fresh.returncode, contents(top / "fresh") == contents(out)), (0, True))
    run("in", "--out-dir", "out", "--no-articles", cwd=top)
    same("--no-articles leaves none that are old", [n for n in contents(out) if "articles" in n], [])
    (top / "my.rules").write_text("")
    same("other rules", inputs_done(run("in", "--out-dir", "out", "--no-builtin-rules", cwd=top)), 3)


def test_what_is_never_done(top):
    """What cannot be known to be the same, or could not be opened, is tried again."""
    for name in ("x", "y"):
        run("-", "--out-dir", "out", input=article(name), cwd=top)
        same(f"standard input: {name}", json.loads((top / "out" / "stdin.facts.jsonl").read_text())["doc"], name)
    os.mkfifo(top / "pipe.jsonl")
    for name in ("x", "y"):
        with subprocess.Popen(["sh", "-c", f"printf '%s' '{article(name)}' > pipe.jsonl"], cwd=top) as writer:
            code = run("pipe.jsonl", "--out-dir", "out", cwd=top, timeout=60).returncode
            writer.kill()
        same(f"a named pipe: {name}", (code, json.loads((top / "out" / "pipe.jsonl.facts.jsonl").read_text())["doc"]), (0, name))
    (top / "z.jsonl").write_text(article("z"))
    (top / "z.jsonl").rename(top / "away")
    same("an input that is not there", run("z.jsonl", "--out-dir", "out", cwd=top).returncode, 1)
    (top / "away").rename(top / "z.jsonl")
    same("and then is", run("z.jsonl", "--out-dir", "out", cwd=top).returncode, 0)
    # Unreadable, with the same size and time; the superuser reads everything, so a name that leads to itself stands in.
    (top / "loop").symlink_to("loop")
    for turn in (1, 2):
        done = run("loop", "--out-dir", "out", cwd=top)
        same(f"an input that cannot be opened, run {turn}", (done.returncode, inputs_done(done)), (1, 1))
    (top / "in").mkdir()
    (top / "in" / "gone.warc.gz").symlink_to("nowhere")
    (top / "in" / "a.txt").write_text(deal(2))
    done = run("in", "--out-dir", "links", cwd=top)
    check("a link in a folder that leads nowhere is told", done.returncode == 1 and "gone.warc.gz: No such" in done.stderr, done.stderr)


def test_errors_of_before(top):
    (top / "bad.jsonl").write_text("no JSON\n" + article("a"))
    run("bad.jsonl", "--out-dir", "out", cwd=top)
    again = run("bad.jsonl", "--out-dir", "out", cwd=top)
    same("a rerun ends as the run did", again.returncode, 1)
    check("and says why", "1  inputs that were done before, 1 errors in them" in again.stderr, again.stderr)


def test_names(top):
    """Each input has files of its own, whatever the names."""
    for path in ("p/a.jsonl", "q/a.jsonl", "p+a.jsonl", "long/" + "x" * 240 + ".jsonl", "long/" + "y" * 249 + ".jsonl"):
        (top / path).parent.mkdir(exist_ok=True)
        (top / path).write_text(article(path[:12]))
    for path in ("one/index.txt", "two/index.txt"):
        (top / path).parent.mkdir(exist_ok=True)
        (top / path).write_text(deal(5))
    arguments = ["p", "q", "p/a.jsonl", "./q/", "p+a.jsonl", "long", "one", "two"]
    done = run(*arguments, "--out-dir", "out", cwd=top)
    same("exit", done.returncode, 0)
    outputs = contents(top / "out")
    facts = [json.loads(line) for n, text in outputs.items() if n.endswith(".facts.jsonl") for line in text.splitlines()]
    same("every input once", sorted(f["doc"] for f in facts),
         sorted(["p/a.jsonl", "q/a.jsonl", "p+a.jsonl", "long/xxxxxxx", "long/yyyyyyy", "one/index", "two/index"]))
    same("what one file would hold",
         sorted(map(json.dumps, facts)),
         sorted(json.dumps(json.loads(f)) for f in set(run("p", "q", "p+a.jsonl", "long", "one", "two", cwd=top).stdout.splitlines())))
    same("names as short as may be", {"q+a.jsonl.done", "one.done", "two.done"} - set(outputs), set())
    same("a rerun", inputs_done(run(*arguments, "--out-dir", "out", cwd=top)), 0)
    for share in (1, 2, 3):
        run(*arguments, "--out-dir", "shares", "--shard", f"{share}/3", cwd=top)
    same("shares", contents(top / "shares") == outputs, True)


def test_outputs_among_inputs(top):
    make_inputs(top)
    first = run("in", "--out-dir", "in/out", cwd=top)
    whole = contents(top / "in" / "out")
    again = run("in", "--out-dir", "in/out/", cwd=top)
    same("a folder of results inside of the input", (first.returncode, again.returncode, inputs_done(again)), (0, 0, 0))
    same("its files are no inputs", contents(top / "in" / "out") == whole, True)
    same("from inside", inputs_done(run(".", "--out-dir", "./out/../out", cwd=top / "in")), 3)
    within = run("in", "--out-dir", "in", cwd=top)
    same("the input itself", (within.returncode, len(list((top / "in").iterdir()))), (2, 5))
    check("why not", "is an input" in within.stderr, within.stderr)
    (top / "one").mkdir()
    (top / "one" / "a.txt").write_text(deal(4))
    for turn in (1, 2, 3):
        done = run("one", "-o", "one/facts.jsonl", "--errors", "one/errors.jsonl", cwd=top)
        same(f"-o in the input folder, run {turn}",
             (done.returncode, (top / "one/facts.jsonl").read_text().count("\n")), (0, 1))


def test_flags(top):
    make_inputs(top)
    for flags in (["--metrics", "m"], ["--force"], ["--no-articles"], ["--paths", "-", "--force"], ["-j", "-1"], ["-j", "1000000"],
                  ["--out-dir", "d", "-o", "x"], ["--out-dir", "d", "--errors", "x"], ["--out-dir", "d", "--paths", "-"],
                  ["--out-dir", "d", "--shard", "3/2"], ["--out-dir", "d", "--rules", "absent"]):
        done = run(*(["in"] if "--paths" not in flags else []), *flags, cwd=top, input="")
        same(f"{flags}", (done.returncode, done.stdout, (top / "d").exists()), (2, "", False))


def test_metrics(top):
    """As Prometheus reads it: every name once, with its help and type; of a rerun too."""
    make_inputs(top)
    (top / "in" / "bad.jsonl").write_text("no JSON\n")
    for turn, inputs in ((1, 4), (2, 0)):
        run("in", "--out-dir", "out", "--metrics", "m.prom", cwd=top)
        text = (top / "m.prom").read_text()
        found = re.findall(r"# HELP (\w+) \S[^\n]*\n# TYPE (\w+) gauge\n(\w+) (\d+(?:\.\d+)?(?:e[-+]\d+)?)\n", text)
        same(f"run {turn}: its form", "".join(f"{n}{t}{s}" for n, t, s, _ in found).count("newsfacts_batch_"), 3 * text.count("# HELP"))
        values = {name.removeprefix("newsfacts_batch_"): float(value) for name, _, _, value in found}
        same(f"run {turn}: its values", (len(values), values["inputs"], values["inputs_before"], values["errors"], values["errors_before"],
                                         values["complete"]), (text.count("# HELP"), inputs, 4 - inputs, turn == 1, turn == 2, 1))


def test_stop(top):
    """Ctrl-C ends in order, and once more after that at once; a rerun completes."""
    (top / "in").mkdir()
    for n in range(6):
        (top / "in" / f"{n}.jsonl").write_text("".join(article(f"{n}-{i}", i) for i in range(2, 2000)))
    run("in", "--out-dir", "whole", cwd=top)
    process = subprocess.Popen([program, "run", "in", "--out-dir", "out", "-j1"], cwd=top, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not list((top / "out").glob("*.done")):
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    said = process.communicate()[1]
    same("Ctrl-C in the middle", process.returncode, 6)
    check("what it says", "newsfacts: stopped\n" in said and "newsfacts: done" not in said and "  inputs of 6\n" in said
          and "goes on from here" in said, said)
    same("no half files", [n for n in contents(top / "out") if n.endswith(".part")], [])
    same("the rerun", (run("in", "--out-dir", "out", cwd=top).returncode, contents(top / "out") == contents(top / "whole")), (0, True))
    with subprocess.Popen([program, "run", "-", "--out-dir", "waits"], cwd=top, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not (top / "waits").exists() and process.poll() is None:
            time.sleep(0.002)
        for _ in range(60):  # a pipe of which nothing comes
            process.send_signal(signal.SIGINT)
            time.sleep(0.1)
            if process.poll() is not None:
                break
        same("more than one Ctrl-C where nothing comes in", process.poll(), 6)
        process.kill()


for name, test in list(globals().items()):
    if name.startswith("test_"):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
finish()
