#!/usr/bin/env python3
"""kill -9 at random moments: no page is lost, none is stored twice, every WARC file is readable.
Called with the program and the source folder; NEWSFACTS_KILL_ROUNDS says how often it kills (30).
scripts/kill-rounds runs 200. Connects to 127.0.0.1 only."""
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from fault_server import Server, answer  # noqa: E402
from warc_records import read_folder  # noqa: E402

PROGRAM = sys.argv[1]
ROUNDS = int(os.environ.get("NEWSFACTS_KILL_ROUNDS", "30"))
PAGES_A_ROUND = 60
seed = int(os.environ.get("NEWSFACTS_SEED", "0")) or random.randrange(1 << 30)
random.seed(seed)
total = ROUNDS * PAGES_A_ROUND


def respond(host, path, headers):
    if path == "/robots.txt":
        return answer(404)
    if path.startswith("/feed"):
        number = int(path[5:])
        items = "".join(f"<item><link>/page{i}</link></item>"
                        for i in range(number * PAGES_A_ROUND, (number + 1) * PAGES_A_ROUND))
        return answer(body=f"<rss><channel>{items}</channel></rss>".encode())
    if path.startswith("/moved"):
        return answer(301, headers=["Location: /page" + path[6:]])
    return answer(body=f"page {path} ".encode() + random.randbytes(random.randrange(20_000)),
                  headers=[f'ETag: "{path}"'])


server = Server(respond, keep=True)
site = f"http://127.0.0.1:{server.port}"
with tempfile.TemporaryDirectory() as top:
    folder = f"{top}/news"

    def start(*arguments):
        return subprocess.Popen(
            [PROGRAM, "fetch", "-q", "-C", folder, "--contact", "ops@tester.example", "--delay", "0", "--per-host", "4",
             "--allow-address", "127.0.0.1/32", "--warc-bytes", "300000", "--retry-wait", "0", *arguments],
            stderr=subprocess.PIPE)

    killed = 0
    for number in range(ROUNDS):
        moved = [f"{site}/moved{random.randrange(total)}" for _ in range(3)]
        process = start("--feed", f"{site}/feed{number}", *moved)
        time.sleep(random.random() ** 2 * 0.3)
        killed += process.poll() is None
        process.kill()
        _, error = process.communicate()
        assert not error, error
    last = start("--feed", *sum(([f"{site}/feed{n}", "--feed"] for n in range(ROUNDS)), [])[:-1])
    _, error = last.communicate(timeout=300)
    assert last.returncode == 0, (last.returncode, error)

    left = [p.name for p in pathlib.Path(folder).iterdir() if p.name.endswith((".open", ".part"))]
    assert not left, left
    stored = {}
    for record in read_folder(folder):
        if record.type == "response" and "/page" in record.uri:
            stored.setdefault(record.uri, []).append(record)
    wanted = {f"{site}/page{n}" for n in range(total)}
    lost = wanted - stored.keys()
    twice = [uri for uri, records in stored.items() if len(records) > 1]
    # The state says where each record stands, and there it is.
    with sqlite3.connect(f"{folder}/state.sqlite") as db:
        places = dict(db.execute("SELECT href, warc_file FROM page WHERE href LIKE '%/page%'"))
    astray = [uri for uri, records in stored.items() if places.get(uri) != records[0].file]
    print(f"seed {seed}: {killed} of {ROUNDS} rounds killed at work, {len(wanted)} pages, {len(lost)} lost, "
          f"{len(twice)} stored twice, {len(astray)} not where the state says")
    for name, bad in (("lost", lost), ("twice", twice), ("astray", astray)):
        print(f"{name}: {sorted(bad)[:5]}" if bad else "", end="")
    sys.exit(1 if lost or twice or astray or killed == 0 else 0)
