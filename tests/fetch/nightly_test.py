#!/usr/bin/env python3
"""Nights of `newsfacts nightly` against a small news site on the loopback interface: what is new is
fetched, cleaned and extracted once; manifest, status and metrics tell of it; the lock, signals,
limits and a wrong configuration end a run as documented. Called with the program and the source
folder. Connects to 127.0.0.1 only."""
import fcntl
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parents[1])]
from checks import check, finish  # noqa: E402
from fault_server import Server, answer  # noqa: E402
from warc_records import read_folder  # noqa: E402

PROGRAM = sys.argv[1]
STORY = """<!DOCTYPE html><html><head><title>{title}</title>
<meta property="article:published_time" content="2026-05-29T08:00:00Z"></head><body><article><h1>{title}</h1>
<p>{buyer} has agreed to buy {target} for ${sum} million, the two companies said in a statement on Friday. The
purchase is the largest that the maker of garden tools has made since it was founded.</p>
<p>{buyer} makes spades, rakes and watering cans at two plants in the north of the country and employs eight hundred
people. {target} sells seeds and bulbs through four hundred shops, and its owners had been looking for a buyer.</p>
<p>The shareholders of both companies will be asked to agree to the plan at meetings in the autumn of the year.</p>
</article></body></html>"""
items = []
slow = False


def story(number):
    return STORY.format(title=f"Garden deal number {number}", buyer="Larkfield Tools Inc", target=f"Seedco{number} Corp",
                        sum=100 + number).encode()


def respond(host, path, headers):
    if slow:
        time.sleep(0.5)
    if path == "/feed":
        body = "<rss><channel>" + "".join(f"<item><link>{i}</link></item>" for i in items) + "</channel></rss>"
        return answer(body=body.encode())
    if path.startswith("/story"):
        return answer(body=story(int(path[6:])), headers=["Content-Type: text/html; charset=utf-8"])
    if path.startswith("/copy"):  # the same text on another page
        return answer(body=story(int(path[5:])) + b"<!-- copy -->", headers=["Content-Type: text/html"])
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
silent_after = 2
metrics = "newsfacts.prom"
"""


with tempfile.TemporaryDirectory() as top:
    top = pathlib.Path(top)
    news, config = top / "news", top / "nightly.toml"
    config.write_text(CONFIG)

    def run(command, *arguments):
        r = subprocess.run([PROGRAM, command, str(config), *arguments], capture_output=True, text=True, timeout=120)
        return r.returncode, r.stdout, r.stderr

    def nightly(*arguments):
        time.sleep(1.1)  # runs are named by the second
        code, _, stderr = run("nightly", *arguments)
        manifests = sorted((news / "runs").glob("*Z.json"))
        return code, json.loads(manifests[-1].read_text()) if manifests else {}, stderr

    def lines(kind):
        return [json.loads(line) for f in sorted((news / kind).glob("*.jsonl")) for line in f.read_text().splitlines()]

    items = ["/story1", "/story2"]
    code, first, stderr = nightly()
    check("first night", code == 0, code, stderr)
    check("stored", first["fetch"]["outcomes"].get("stored") == 3, first["fetch"])
    check("articles", first["clean"].get("articles") == 2, first["clean"])
    check("articles read for facts", first["extract"] == {"articles": 2}, first["extract"])
    check("facts", first["facts"].get("deal", 0) >= 2, first["facts"])
    check("manifest of WARC files", [w["name"] for w in first["warcs"]] == [p.name for p in news.glob("*.warc.gz")])
    check("articles on disk", {a["url"] for a in lines("articles")} == {f"{site}/story1", f"{site}/story2"})
    check("facts on disk", any(f["fact"] == "deal" for f in lines("facts")))
    metrics = (top / "newsfacts.prom").read_text()
    check("metrics", 'newsfacts_pages{outcome="stored"} 3' in metrics and "newsfacts_run_exit_code 0" in metrics, metrics)

    items = ["/story2", "/story3", "/copy1"]
    code, second, stderr = nightly()
    check("second night", code == 0, code, stderr)
    check("only what is new is cleaned", second["clean"] == {"articles": 1, "same-text": 1}, second["clean"])
    check("nothing is fetched twice", sum(path == "/story2" for _, path, _ in server.seen) == 1)
    check("links", second["sources"][0]["new_links"] == 2 and second["sources"][0]["links"] == 3, second["sources"])

    nightly()
    code, fourth, stderr = nightly()
    check("a silent source", code == 0 and fourth["sources"][0]["silent_runs"] == 2, fourth["sources"])
    check("is told", "nothing new in 2 runs" in stderr, stderr)
    code, out, _ = run("status")
    check("status", code == 0 and "silent" in out and len(out.splitlines()) == 6, out)

    # A stage alone, from what is on disk.
    for f in (news / "facts").glob("*.jsonl"):
        f.unlink()
    asked = len(server.seen)
    code, again, stderr = nightly("--stage", "extract")
    check("extract alone", code == 0 and again["facts"].get("deal", 0) >= 3 and len(server.seen) == asked, again, stderr)
    check("and again: nothing to do", nightly("--stage", "extract")[1]["facts"] == {})

    # Other rules: facts are made anew, and what changed is told.
    config.write_text(CONFIG + "[extract]\nno_builtin_rules = true\n")
    code, other, stderr = nightly("--stage", "extract")
    check("other rules", code == 0 and other["diff"].get("removed", 0) >= 3, other, stderr)
    check("differences on disk", list((news / "runs").glob("*.diff.jsonl")) != [])
    config.write_text(CONFIG)

    # A source that fails.
    config.write_text(CONFIG.replace("/feed", "/absent"))
    code, failed, _ = nightly("--stage", "fetch")
    check("a failing source", code == 1 and failed["sources"][0]["problem"] == "http-404", code, failed["sources"])
    config.write_text(CONFIG)

    with open(news / "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, _, stderr = nightly()
        check("lock held", code == 5 and len(stderr.splitlines()) == 1, code, stderr)

    for wrong, say in (("contact = 5\n", "wants a text"), ('contact = "a@b.example"\n[fetch]\ndealy = 3\n', ":3: there is"),
                       ("[fetch\n", "wrong.toml:1"), ('contact = "a@b.example"\n[fetch]\ndelay = -1\n', "delay"),
                       ('folder = "x"\n', "--contact"), ("[fech]\n", 'no section "fech"')):
        path = top / "wrong.toml"
        path.write_text(wrong)
        r = subprocess.run([PROGRAM, "nightly", str(path)], capture_output=True, text=True)
        check("a wrong configuration", r.returncode == 2 and say in r.stderr, wrong, r.returncode, r.stderr)

    # Signals and limits: an orderly end, and the next run goes on.
    slow = True
    items = [f"/story{i}" for i in range(10, 20)]
    time.sleep(1.1)
    process = subprocess.Popen([PROGRAM, "nightly", str(config)], stderr=subprocess.PIPE, text=True)
    time.sleep(2.5)
    process.send_signal(signal.SIGTERM)
    _, stderr = process.communicate(timeout=60)
    check("SIGTERM", process.returncode == 6 and "resumable" in stderr, process.returncode, stderr)
    check("no file is left open", not list(news.glob("*.open")))
    code, limited, _ = nightly("--max-time", "1.2")
    check("a limit", code == 6 and limited["reason"] == "max-time", code, limited["reason"])
    slow = False
    code, rest, stderr = nightly()
    check("the rest", code == 0 and rest["fetch"]["left"] <= 1, code, rest["fetch"], stderr)
    stored = [r.uri for r in read_folder(news) if r.type == "response" and "/story" in r.uri]
    check("each story once", sorted(stored) == sorted({f"{site}/story{i}" for i in (1, 2, 3, *range(10, 20))}), stored)

finish()
