#!/usr/bin/env python3
"""Disks that fill up, pipes that break, inputs that vanish, signals and too little memory.

Whatever fails: the documented exit code, a message that names the place, and never half a file under its
final name. The n-th write, fsync or rename is made to fail by a library (fail_nth.c) for n = 1, 2, ... until
n is beyond the last.

usage: faults_test.py PROGRAM SOURCE_DIR
"""
import glob, os, re, resource, shutil, signal, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from checks import check, finish  # noqa: E402
from failing_calls import counted, each_failure, leftovers  # noqa: E402

PROGRAM, SOURCE = (os.path.abspath(a) for a in sys.argv[1:3])
LIBRARY = os.path.join(os.path.dirname(PROGRAM), "tests", "fail_nth.so")
CORPUS = os.path.join(SOURCE, "corpus")
OUTPUT = 4  # exit code: output cannot be written
if "-asan" in PROGRAM or "-tsan" in PROGRAM:
    print("skipped: a sanitizer cannot be loaded behind the library that makes calls fail, nor under ulimit -v")
    sys.exit(77)


def run(args, **more):
    return subprocess.run([PROGRAM, *args], capture_output=True, text=True, errors="replace", timeout=120, **more)


def every_failure(name, args, outputs, rerun=False):
    """Runs the command with each call failing in turn. `outputs`: what it writes, in folder OUT; `rerun`: the same
    command once more must write all of it."""
    for failure in each_failure(LIBRARY, name):
        out, what = os.path.join(failure.folder, "out"), failure.what
        os.mkdir(out)
        command = [a.replace("OUT", out) for a in args]
        p = run(command, env=failure.env)
        if not failure.happened():
            check("%s without a failure" % name, p.returncode in (0, 1), "exits %d: %s" % (p.returncode, p.stderr))
            check("%s without a failure" % name, leftovers(out) == sorted(outputs), repr(leftovers(out)))
            continue
        check(what, p.returncode == OUTPUT, "exits %d: %s" % (p.returncode, p.stderr))
        check(what, "cannot write" in p.stderr or "temporary file" in p.stderr, "says %r" % p.stderr)
        # A file may stand there whole, finished before the failure; nothing unfinished may.
        check(what, not [f for f in leftovers(out) if f.endswith(".part")], "leaves %r" % leftovers(out))
        for f in leftovers(out):
            check(what, whole(f, os.path.join(out, f)), "%s is not whole" % f)
        if rerun:
            p = run(command)
            check(what, p.returncode in (0, 1), "the rerun exits %d: %s" % (p.returncode, p.stderr))
            check(what, leftovers(out) == sorted(outputs), "the rerun leaves %r" % leftovers(out))
            for f in leftovers(out):
                check(what, whole(f, os.path.join(out, f)), "%s is not what an undisturbed run writes" % f)


reference = {}


def content(path):
    """The bytes of a file; of metrics, which tell of one run alone, what stands before the numbers."""
    data = open(path, "rb").read()
    return re.sub(rb"^(newsfacts_\S+) [0-9.e+-]+$", rb"\1", data, flags=re.MULTILINE) if path.endswith(".prom") else data


def whole(name, path):
    return name in reference and content(path) == reference[name]


with tempfile.TemporaryDirectory() as work:
    at = lambda name: os.path.join(work, name)
    facts, articles = at("facts.jsonl"), at("articles.jsonl")
    check("run", run(["run", CORPUS, "-o", facts]).returncode == 0)
    check("clean", run(["clean", CORPUS, "-o", articles]).returncode == 0)
    run(["export", facts, "-o", at("tables")])
    for top, _, files in os.walk(at("tables")):
        reference.update({os.path.join("tables", f): open(os.path.join(top, f), "rb").read() for f in files})
    reference["facts.jsonl"] = open(facts, "rb").read()
    reference["articles.jsonl"] = open(articles, "rb").read()
    bad = at("bad.html")
    open(bad, "wb").close()
    run(["run", bad, "--errors", at("errors.jsonl"), "-o", at("none.jsonl")])
    reference["errors.jsonl"] = open(at("errors.jsonl"), "rb").read()
    check("an empty file is a bad input", len(reference["errors.jsonl"]) > 0)
    run(["mentions", articles, "-o", at("mentions.jsonl")])
    run(["extract", articles, "-o", at("extracted.jsonl")])
    gold = at("gold.jsonl")
    with open(gold, "w") as f:
        f.writelines(open(path).read().strip() + "\n" for path in sorted(glob.glob(CORPUS + "/*/facts.gold.json")))
    run(["score", gold, facts, "--save", at("floors.json")])
    for name in ("mentions.jsonl", "extracted.jsonl", "floors.json"):
        reference[name] = content(at(name))
    # A folder of outputs: of pages one of which is empty, and of articles.
    pages = at("pages")
    os.mkdir(pages)
    for path in sorted(glob.glob(CORPUS + "/*/*.html"))[:3]:
        shutil.copy(path, pages)
    shutil.copy(bad, os.path.join(pages, "empty.html"))
    folder = ["run", "--out-dir", "OUT/all", "--metrics", "OUT/m.prom", "-j", "2", pages, articles]
    run([a.replace("OUT", at("")) for a in folder])
    for name in ["m.prom"] + ["all/" + f for f in os.listdir(at("all"))]:
        reference[name] = content(at(name))
    check("a folder of outputs", len([f for f in reference if f.startswith("all/")]) == 8, repr(list(reference)))

    every_failure("run", ["run", CORPUS, "-o", "OUT/facts.jsonl"], ["facts.jsonl"])
    every_failure("run --errors", ["run", bad, "--errors", "OUT/errors.jsonl", "-o", "OUT/f.jsonl"],
                  ["errors.jsonl", "f.jsonl"])
    every_failure("clean", ["clean", CORPUS, "-o", "OUT/articles.jsonl"], ["articles.jsonl"])
    every_failure("export csv", ["export", facts, "-o", "OUT/tables"],
                  [f for f in reference if f.startswith("tables/")])
    every_failure("export sqlite", ["export", "--to", "sqlite", facts, "-o", "OUT/facts.db"], ["facts.db"])
    every_failure("report", ["report", facts, "--articles", articles, "-o", "OUT/report.html"], ["report.html"])
    every_failure("diff", ["diff", facts, "/dev/null", "-o", "OUT/diff.jsonl", "--format", "jsonl"], ["diff.jsonl"])
    every_failure("mentions", ["mentions", articles, "-o", "OUT/mentions.jsonl"], ["mentions.jsonl"])
    every_failure("extract", ["extract", articles, "-o", "OUT/extracted.jsonl"], ["extracted.jsonl"])
    every_failure("score --save", ["score", gold, facts, "--rounds", "0", "--save", "OUT/floors.json"], ["floors.json"])
    every_failure("run --out-dir", folder, [f for f in reference if f.startswith("all/")] + ["m.prom"], rerun=True)
    check("failures were tried", all(n >= 3 for n in counted.values()) and len(counted) == 11, repr(counted))

    # An older file under the final name stays as it was.
    with open(at("old.jsonl"), "w") as f:
        f.write("as it was\n")
    env = dict(os.environ, LD_PRELOAD=LIBRARY, FAIL_CALL="write:1:ENOSPC")
    run(["run", CORPUS, "-o", at("old.jsonl")], env=env)
    check("a failed run", open(at("old.jsonl")).read() == "as it was\n", "replaced the older file")

    # The reader of a pipe goes away: no message, no trace.
    for args in (["run", CORPUS], ["clean", CORPUS], ["show", facts], ["report", facts], ["diff", facts, "/dev/null"]):
        p = subprocess.Popen([PROGRAM, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        p.stdout.close()
        said = p.stderr.read()
        check("%s | (nobody)" % args[0], p.wait(timeout=60) in (0, 1, OUTPUT) and said == b"",
              "%r, exit %d" % (said, p.returncode))
    p = run(["run", CORPUS], stdin=subprocess.DEVNULL)
    check("no standard input", p.returncode == 0)
    p = subprocess.run([PROGRAM, "run", "-"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    check("an empty standard input", p.returncode == 0 and p.stdout == "", "exit %d: %s" % (p.returncode, p.stderr))
    p = subprocess.run(
        ["bash", "-c", "exec \"$0\" run - <&-", PROGRAM], capture_output=True, text=True)
    check("a closed standard input", p.returncode in (1, 3) and p.stderr.strip() != "",
          "exit %d: %s" % (p.returncode, p.stderr))
    p = subprocess.run(["bash", "-c", "exec \"$0\" run \"$1\" >&-", PROGRAM, CORPUS], capture_output=True, text=True)
    check("a closed standard output", p.returncode == OUTPUT and "cannot write" in p.stderr,
          "exit %d: %s" % (p.returncode, p.stderr))
    warc = at("one.warc")
    with open(warc, "wb") as f:
        f.write(b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
    # Every command whose standard output cannot be written says so.
    for args in (["run", CORPUS], ["clean", CORPUS], ["mentions", articles], ["extract", articles], ["show", facts],
                 ["report", facts], ["diff", facts, "/dev/null"], ["score", gold, facts], ["rules", "list"],
                 ["explain", "Orrin Vale Ltd bought Tamsel Works."], ["schema", "fact"], ["man"],
                 ["completion", "bash"], ["--help"], ["run", "--help"], ["--version"], ["inspect", "warc", warc],
                 ["inspect", "url"], ["inspect", "robots", articles, "x"]):
        with open("/dev/full", "w") as full:
            p = subprocess.run([PROGRAM, *args], stdout=full, stderr=subprocess.PIPE, text=True,
                               input="http://wire.example/a\n")
        what = "%s > /dev/full" % " ".join(args[:2])
        check(what, p.returncode == OUTPUT, "exits %d" % p.returncode)
        check(what, "cannot write standard output: No space left on device; free some space" in p.stderr, p.stderr)

    # Inputs that are not there, are folders that look like pages, or may not be read: the rest goes on.
    os.mkdir(at("folder.html"))
    one = [os.path.join(top, f) for top, _, files in sorted(os.walk(CORPUS)) for f in files if f.endswith(".html")][0]
    p = run(["run", at("gone.html"), one, at("gone2.txt"), "-o", at("rest.jsonl")])
    check("inputs that are gone", p.returncode == 1 and os.path.getsize(at("rest.jsonl")) > 0 and
          p.stderr.count("gone") == 2, "exit %d: %s" % (p.returncode, p.stderr))
    if os.geteuid() != 0:
        os.chmod(bad, 0)
        p = run(["run", bad, one, "-o", at("rest.jsonl")])
        check("an input that may not be read", p.returncode == 1 and "bad.html" in p.stderr, p.stderr)

    # Signals: the process dies of them (or stops in its own way), and the final name stays free.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        fifo, out = at("fifo%d.html" % number), at("out%d.jsonl" % number)
        os.mkfifo(fifo)
        p = subprocess.Popen([PROGRAM, "run", one, fifo, "-o", out], stderr=subprocess.DEVNULL)
        writer = os.open(fifo, os.O_WRONLY)  # opens once the program reads: it is in the middle
        os.write(writer, b"<html><p>half a page")
        time.sleep(0.1)
        p.send_signal(number)
        code = p.wait(timeout=60)
        os.close(writer)
        check("signal %d" % number, code == -number or code == 6, "exits %d" % code)
        check("signal %d" % number, not os.path.exists(out), "leaves half a file")

    # Too little memory: a message and the documented code, never a crash.
    sizes = [(megabytes << 20) for megabytes in (30, 60, 100, 150, 200, 300, 400)]
    codes = set()
    for size in sizes:
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size))
        p = run(["run", CORPUS, "-o", at("small.jsonl")], preexec_fn=limit)
        codes.add(p.returncode)
        check("ulimit -v %d" % size, p.returncode in (0, 1, OUTPUT, 127),
              "exits %d: %s" % (p.returncode, p.stderr[:300]))
        if p.returncode == OUTPUT:
            check("ulimit -v %d" % size, "memory" in p.stderr, p.stderr[:300])
    check("some limit is enough and some is not", 0 in codes and len(codes) > 1, repr(codes))

    # A small disk, for real, where it can be mounted.
    disk = at("disk")
    os.mkdir(disk)
    mount = ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", disk]
    mounted = subprocess.run(mount, capture_output=True).returncode == 0
    if mounted:
        try:
            p = run(["run", CORPUS, "-o", os.path.join(disk, "facts.jsonl")])
            check("a full disk", p.returncode == OUTPUT, "exit %d" % p.returncode)
            check("a full disk", "No space left" in p.stderr and "free some space" in p.stderr, p.stderr)
            check("a full disk", os.listdir(disk) == [], repr(os.listdir(disk)))
        finally:
            subprocess.run(["umount", disk])
    else:
        print("not tried: a small disk (mount is not allowed here)")

finish(f"{sum(counted.values())} failing calls")
