#!/usr/bin/env python3
"""`fetch` and `nightly` while a write, fsync or rename fails: the documented exit code, a message that says what to do,
nothing half written under its final name; and a plain rerun has every page, once, and all that is made from them.

usage: fetch_calls_test.py PROGRAM SOURCE_DIR. Connects to 127.0.0.1 only.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "fetch")]
from checks import check, finish, same  # noqa: E402
from failing_calls import counted, each_failure, leftovers  # noqa: E402
from fault_server import Server, answer  # noqa: E402
from warc_records import read_folder  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
LIBRARY = os.path.join(os.path.dirname(PROGRAM), "tests", "fail_nth.so")
DONE, OUTPUT = 0, 4
if "-asan" in PROGRAM or "-tsan" in PROGRAM:
    print("skipped: a sanitizer cannot be loaded behind the library that makes calls fail")
    sys.exit(77)
STORY = """<html><head><title>Garden deal {0}</title></head><body><article><p>Larkfield Tools Inc has agreed to buy
Seedco{0} Corp for ${0} million, the two companies said in a statement on Friday. The purchase is the largest that
the maker of garden tools has made since it was founded.</p></article></body></html>"""
PATHS = [f"/story{n}" for n in range(1, 4)]


def respond(host, path, headers):
    if path == "/feed":
        items = "".join(f"<item><link>{p}</link></item>" for p in PATHS)
        return answer(body=f"<rss><channel>{items}</channel></rss>".encode())
    if path in PATHS:
        return answer(body=STORY.format(path[6:]).encode(), headers=["Content-Type: text/html"])
    return answer(404)


server = Server(respond)
site = f"http://127.0.0.1:{server.port}"
CONFIG = f"""
contact = "ops@tester.example"
folder = "news"
[sources]
feeds = ["{site}/feed"]
every = 0
[fetch]
delay = 0
retry_wait = 0.1
allow_address = ["127.0.0.1/32"]
[watch]
metrics = "newsfacts.prom"
"""


def run(command, **more):
    return subprocess.run([PROGRAM, *command], capture_output=True, text=True, timeout=120, **more)


def check_failed(failure, done, folder):
    """A failure is told; at the very end, where SQLite tidies up, it may be none."""
    what = failure.what
    check(what, done.returncode in (DONE, OUTPUT), "exits", done.returncode, done.stderr)
    if done.returncode == OUTPUT:
        told = done.stderr.strip().splitlines()[-1]
        check(what, "cannot " in told and "; " in told, "says", done.stderr)
    check(what, not [f for f in leftovers(folder) if f.endswith(".part")], "leaves", leftovers(folder))
    for file in pathlib.Path(folder).rglob("*.json*"):
        text = file.read_text()
        check(what, text == "" or text.endswith("\n"), file.name, "is not whole")
        for line in text.splitlines():
            json.loads(line)
    for file in pathlib.Path(folder).rglob("*.warc.gz"):
        check(what, file.with_name(file.name.replace(".warc.gz", ".cdxj")).exists(), file.name, "has no index")
    read_folder(folder)  # strictly


kept = []


def stored(folder):
    return sorted(r.uri[len(site):] for r in read_folder(folder) if r.type == "response" and "/story" in r.uri)


for failure in each_failure(LIBRARY, "fetch", step=8):
    web = os.path.join(failure.folder, "web")
    command = ["fetch", "-C", web, "--contact", "ops@tester.example", "--delay", "0", "--allow-address", "127.0.0.1/32",
               *(site + path for path in PATHS)]
    done = run(command, env=failure.env)
    if not failure.happened():
        same("fetch without a failure", (done.returncode, stored(web)), (DONE, PATHS))
        continue
    check_failed(failure, done, web)
    again = run(command)
    check(failure.what, again.returncode == DONE, "the rerun exits", again.returncode, again.stderr)
    same(failure.what + " after the rerun:", stored(web), PATHS)
    check(failure.what, not [f for f in leftovers(web) if f.endswith((".part", ".open"))], "leaves", leftovers(web))

for failure in each_failure(LIBRARY, "nightly", step=12):
    top = pathlib.Path(failure.folder)
    config, news = top / "nightly.toml", top / "news"
    config.write_text(CONFIG)

    def lines(kind):
        return sorted(json.loads(line)["url"][len(site):] for f in news.glob(kind + "/*.jsonl") for line in open(f))

    done = run(["nightly", str(config)], env=failure.env)
    if not failure.happened():
        same("nightly without a failure", (done.returncode, stored(news), lines("articles")), (DONE, PATHS, PATHS))
        same("nightly without a failure: facts", set(lines("facts")), set(PATHS))
        check("nightly without a failure: metrics", (top / "newsfacts.prom").exists())
        continue
    check_failed(failure, done, news)
    again = run(["nightly", str(config)])
    check(failure.what, again.returncode == DONE, "the rerun exits", again.returncode, again.stderr)
    same(failure.what + " after the rerun:", (stored(news), lines("articles")), (PATHS, PATHS))
    same(failure.what + " after the rerun, facts of", set(lines("facts")), set(PATHS))
    manifest = json.loads(max((news / "runs").glob("*.json")).read_text())
    check(failure.what, manifest["exit_code"] == 0, "the manifest of the rerun says", manifest["exit_code"])

# Other rules: facts are made anew, file by file, and what differs is told, whatever fails in between.
with tempfile.TemporaryDirectory() as folder:
    nights = pathlib.Path(folder, "nights")
    nights.mkdir()
    (nights / "nightly.toml").write_text(CONFIG)
    all_paths = PATHS
    for PATHS in (all_paths[:2], all_paths):
        same("a night", run(["nightly", str(nights / "nightly.toml")]).returncode, DONE)
    (nights / "nightly.toml").write_text(CONFIG + "[extract]\nno_builtin_rules = true\n")

    def differences(top):
        """The facts that the differences of all runs speak of."""
        return {json.dumps(json.loads(line), sort_keys=True) for f in pathlib.Path(top).glob("news/runs/*.diff.jsonl")
                for line in open(f)}

    for failure in each_failure(LIBRARY, "other rules", step=12):
        top = os.path.join(failure.folder, "nights")
        shutil.copytree(nights, top)
        command = ["nightly", os.path.join(top, "nightly.toml"), "--stage", "extract"]
        done = run(command, env=failure.env)
        if not failure.happened():
            all_of_them = differences(top)
            same("other rules: exit", done.returncode, DONE)
            continue
        check_failed(failure, done, os.path.join(top, "news"))
        again = run(command)
        check(failure.what, again.returncode == DONE, "the rerun exits", again.returncode, again.stderr)
        kept.append((failure.what, differences(top)))
    check("other rules: differences", len(all_of_them) >= 3, all_of_them)
    for what, found in kept:
        same(what + " differences after the rerun:", len(found), len(all_of_them))

check("failures were tried", all(n >= 20 for n in counted.values()) and len(counted) == 3, counted)

# A state that is damaged: what was fetched stands in the WARC files, and is entered anew.
with tempfile.TemporaryDirectory() as top:
    command = ["fetch", "-C", top + "/web", "--contact", "ops@tester.example", "--delay", "0",
               "--allow-address", "127.0.0.1/32", *(site + path for path in PATHS)]
    run(command)
    state = pathlib.Path(top, "web", "state.sqlite")
    state.write_bytes(b"no database " * 500)
    done = run(command)
    check("a damaged state", done.returncode == OUTPUT and "move it away" in done.stderr, done.returncode, done.stderr)
    state.unlink()
    server.seen.clear()
    same("a state that was moved away: exit", run(command).returncode, DONE)
    same("nothing is fetched again", [p for _, p, _ in server.seen if p in PATHS], [])

finish(f"{counted} failing calls")
