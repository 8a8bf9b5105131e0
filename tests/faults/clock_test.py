#!/usr/bin/env python3
"""The clock on the wall is set, between runs of `fetch` and `nightly` and while they are at work: a day back, a year
on and back again. No run waits for a day, no page is lost or fetched twice, no manifest takes the place of another,
`status` tells the runs in the order in which they were. A library (shift_clock.c) moves the clock.

usage: clock_test.py PROGRAM SOURCE_DIR. Connects to 127.0.0.1 only.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "fetch")]
from checks import check, finish, same  # noqa: E402
from fault_server import Server, answer  # noqa: E402
from warc_records import read_folder  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
if "-asan" in PROGRAM or "-tsan" in PROGRAM:
    print("skipped: a sanitizer cannot be loaded behind the library that moves the clock")
    sys.exit(77)
DAY = 86400
YEAR = 365 * DAY
# What a run may take: none has more to wait for than some seconds, and the machine may be busy.
SOON = 30
STORY = """<html><head><title>Garden deal {0}</title></head><body><article><p>Larkfield Tools Inc has agreed to buy
Seedco{0} Corp for ${0} million, the two companies said in a statement on Friday. The purchase is the largest that
the maker of garden tools has made since it was founded.</p></article></body></html>"""
items = []
jumps = {}  # path: the clock is set so when it is asked for
busy = set()  # paths that answer 503 once


def respond(host, path, headers):
    if path in jumps:
        set_clock(jumps.pop(path))
    if path in busy:
        busy.discard(path)
        return answer(503, headers=["Retry-After: 1"])
    if path == "/feed":
        body = "<rss><channel>" + "".join(f"<item><link>{i}</link></item>" for i in items) + "</channel></rss>"
        return answer(body=body.encode())
    if path.startswith("/story"):
        return answer(body=STORY.format(path[6:]).encode(), headers=["Content-Type: text/html"])
    return answer(404)


server = Server(respond)
site = f"http://127.0.0.1:{server.port}"
with tempfile.TemporaryDirectory() as name:
    top = pathlib.Path(name)
    clock = top / "clock"
    library = os.path.join(os.path.dirname(PROGRAM), "tests", "shift_clock.so")
    environment = dict(os.environ, LD_PRELOAD=library, CLOCK_SHIFT=str(clock))

    def set_clock(seconds):
        (top / "clock.next").write_text(repr(seconds))
        (top / "clock.next").rename(clock)

    def run(*arguments):
        """Exit code, standard output, standard error; fails where it takes long."""
        began = time.monotonic()
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=environment, capture_output=True, text=True,
                              timeout=300)
        check(f"{arguments[0]} waits for no clock:", time.monotonic() - began < SOON, time.monotonic() - began)
        return done.returncode, done.stdout, done.stderr

    def times_asked(path):
        return sum(p == path for _, p, _ in server.seen)

    def stories(folder):
        return sorted(r.uri[len(site):] for r in read_folder(folder) if r.type == "response" and "/story" in r.uri)

    # Whether the library does what it is for.
    set_clock(-DAY)
    told = subprocess.run(["date", "+%s"], env=environment, capture_output=True, text=True).stdout
    check("the clock is set", abs(int(told) - time.time() + DAY) < 60, told)

    # fetch: the rest between two requests is as long as ever, whatever the clock says.
    web = top / "web"
    flags = ["--contact", "ops@tester.example", "--delay", "0.3", "--retry-wait", "0.3", "--max-time", "100",
             "--allow-address", "127.0.0.1/32"]
    for number, shift in enumerate((0, -DAY, YEAR, 0, -YEAR, 0)):
        set_clock(shift)
        code, _, stderr = run("fetch", "-C", web, *flags, f"{site}/story{number}", f"{site}/story1{number}")
        same(f"fetch, clock at {shift}: exit", (code, stderr.count("stored 2")), (0, 1))
    # And while it works.
    for number, (before, after) in enumerate(((0, -DAY), (0, YEAR), (YEAR, 0))):
        set_clock(before)
        jumps[f"/story2{number}"] = after
        busy.add(f"/story3{number}")
        began = time.monotonic()
        code, _, stderr = run("fetch", "-C", web, *flags, f"{site}/story2{number}", f"{site}/story3{number}")
        same(f"fetch, clock from {before} to {after}: exit", (code, stderr.count("stored 2")), (0, 1))
        check("the rest is kept", time.monotonic() - began > 1, time.monotonic() - began)
    # A page that waits at the end of a run still waits as long, and no longer.
    for number, shift in enumerate((YEAR, 0)):
        set_clock(shift)
        busy.add(f"/story4{number}")
        code, _, stderr = run("fetch", "-C", web, *flags, "--patience", "0.8", f"{site}/story4{number}")
        same(f"a busy page, clock at {shift}: exit", code, 1)
    code, _, stderr = run("fetch", "-C", web, *flags)
    same("and then the busy pages", (code, stderr.count("stored 2")), (0, 1))
    wanted = sorted(f"/story{n}" for n in (*range(6), *range(10, 16), *range(20, 23), *range(30, 33), 40, 41))
    same("fetch: every page once", stories(web), wanted)
    same("fetch: asked once, but for the busy ones",
         {p for p in wanted if times_asked(p) != 1}, {p for p in wanted if p[6] in "34" and len(p) == 8})

    # nightly
    server.seen.clear()
    news, config = top / "news", top / "nightly.toml"
    config.write_text(f"""
contact = "ops@tester.example"
folder = "news"
[sources]
feeds = ["{site}/feed"]
every = 1
[fetch]
delay = 0
retry_wait = 0.1
allow_address = ["127.0.0.1/32"]
[limits]
max_time = 100
""")
    shifts = (0, -DAY, YEAR, 0, 0.5, -3 * YEAR, 0)
    for number, shift in enumerate(shifts):
        set_clock(shift)
        items = [f"/story{number}", f"/story{number + 1}"]
        code, _, stderr = run("nightly", config)
        same(f"nightly, clock at {shift}: exit", code, 0)
        same(f"nightly, clock at {shift}: manifests", len(list((news / "runs").glob("*.json"))), number + 1)
    for number, (before, after) in enumerate(((0, -DAY), (0, YEAR), (YEAR, 0)), len(shifts)):
        set_clock(before)
        items = [f"/story{number}", f"/story{number + 1}"]
        jumps["/feed"] = after
        code, _, stderr = run("nightly", config)
        same(f"nightly, clock from {before} to {after}: exit", code, 0)
    runs = len(shifts) + 3
    same("nightly: every page once", stories(news), sorted(f"/story{n}" for n in range(runs + 1)))
    articles = [json.loads(line)["url"] for f in (news / "articles").glob("*.jsonl") for line in open(f)]
    same("nightly: every article once", sorted(articles), sorted(f"{site}/story{n}" for n in range(runs + 1)))
    same("nightly: asked once", {p for _, p, _ in server.seen if p.startswith("/story") and times_asked(p) != 1}, set())

    # Two runs in one second; a run at the very time at which another one was.
    for number in range(2):
        for path in (news / "runs").glob("*.json"):
            began = json.loads(path.read_text())["began"]
            break
        now = time.time()
        then = time.mktime(time.strptime(began, "%Y-%m-%dT%H:%M:%SZ")) - time.timezone
        set_clock(then - now)
        code, _, stderr = run("nightly", config, "--stage", "extract")
        same("a run in the second of another one: exit", code, 0)
        same("a run in the second of another one: manifests", len(list((news / "runs").glob("*.json"))),
             runs + number + 1)
    set_clock(0)
    config.write_text(config.read_text().replace("/feed", "/absent"))
    same("a failing source", run("nightly", config)[0], 1)
    code, out, _ = run("status", config, "--runs", 5)
    same("status: exit", code, 0)
    rows = [line.split() for line in out.splitlines()[1:6]]
    same("status: the last runs, in their order", [(row[1], row[3]) for row in rows],
         [("0", "2"), ("0", "2"), ("0", "0"), ("0", "0"), ("1", "0")])
    check("status: the sources of the last run", f"failed: {site}/absent" in out, out)

finish("clocks were set")
