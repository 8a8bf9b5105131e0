#!/usr/bin/env python3
"""A soak. Called with the program and the source folder; NEWSFACTS_SOAK_SECONDS says for how long (15).
scripts/soak runs 20 minutes. Connects to 127.0.0.1 only.

For all the time two processes live: a `fetch` whose pages end in every way in which a page can end, and
a `run` over a WARC file without end, through a pipe. Beside them whole runs of `fetch` and `run` are
begun and ended, round after round. It fails where memory or descriptors of the long-lived two, or the
peaks of the rounds, still grow in the last third of the time; where a round has too many descriptors
open or its facts differ from the first one's; and where an exit code, an outcome or a message is none that is documented.
"""
import hashlib
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM, SOURCE = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
if "-asan" in PROGRAM or "-tsan" in PROGRAM:
    print("skipped: a sanitizer keeps freed memory for a while, so that memory is not flat")
    sys.exit(77)
sys.path.insert(0, str(SOURCE / "tests/fetch"))
import fault_pages  # noqa: E402
from fault_server import Server  # noqa: E402

SECONDS = int(os.environ.get("NEWSFACTS_SOAK_SECONDS", "15"))
HOSTS = [f"s{i}.test" for i in range(8)]
# Short soaks are hardly warm in their middle third.
SLACK_MB, SLACK_DESCRIPTORS = (2, 12) if SECONDS >= 300 else (8, 12)
# Of a round, which is a process of its own: 64 connections at most, and the files beside them. How many are
# open at the moment of a sample is chance, so that rounds are not compared.
MOST_DESCRIPTORS = 96
# Outcomes are documented in the table of the crawler's README.
DOCUMENTED = set(re.findall(r"`([a-z0-9-]+)`", (SOURCE / "pipeline/fetch/README.md").read_text()))
failures = []


def fail(what):
    failures.append(what)
    print(f"FAILED: {what}", flush=True)


def resources(pid):
    """Megabytes, most megabytes so far, and descriptors of a process; None where it has ended. (What wait4
    tells of memory is of no use: it begins with that of the process that forked.)"""
    try:
        if os.readlink(f"/proc/{pid}/exe") != PROGRAM:
            return None
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        now, most = (int(re.search(name + r":\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM"))
        return now, most, len(os.listdir(f"/proc/{pid}/fd"))
    except (OSError, TypeError):
        return None


class Watched:
    """A process and the samples of its memory and descriptors, by the second at which they were taken."""

    def __init__(self, name, command, codes, folder, longest_pause=0.05, **more):
        self.name, self.codes, self.longest_pause, self.samples, self.peak = name, codes, longest_pause, [], 0
        self.log = open(folder / f"{name}.log", "w+")
        self.process = subprocess.Popen([PROGRAM, *command], stdout=subprocess.DEVNULL, stderr=self.log, **more)
        self.ended = False
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self):
        pause = 0.02
        while not self.ended:
            if now := resources(self.process.pid):
                self.samples.append((time.monotonic() - began, now[0], now[2]))
                self.peak = now[1]
            time.sleep(pause)
            pause = min(pause * 1.2, self.longest_pause)

    def wait(self):
        """The peaks: megabytes, descriptors."""
        code = self.process.wait()
        self.ended = True
        self.thread.join()
        self.log.seek(0)
        if code not in self.codes:
            fail(f"{self.name}: exit code {code}, not one of {self.codes}")
        for line in self.log:
            check_message(self.name, line.rstrip("\n"))
        self.log.close()
        return self.peak, max((d for _, _, d in self.samples), default=0)


def check_message(name, line):
    if line.startswith("{"):
        outcome = json.loads(line)["outcome"]
        if outcome and outcome not in DOCUMENTED and not re.fullmatch(r"http-\d{3}", outcome):
            fail(f"{name}: outcome {outcome} is not documented")
    elif not line.startswith("newsfacts: ") or "unexpected" in line or "out of memory" in line:
        fail(f"{name} says: {line}")


def check_flat(name, values, slack):
    """Compares the last third with the middle one: the first third is for warming up."""
    third = len(values) // 3
    if third == 0:
        return fail(f"{name}: too few samples")
    middle, last = max(values[third:2 * third]), max(values[2 * third:])
    flat = last <= middle * 1.02 + slack
    print(f"{name}: at most {middle:.1f} in the middle third, {last:.1f} in the last: {'flat' if flat else 'GROWS'}")
    if not flat:
        failures.append(name)


def graph(name, samples):
    """Least and most memory and descriptors, one line for a minute (or a twelfth of a short soak)."""
    step = 60 if SECONDS >= 600 else max(1, SECONDS / 12)
    top = max(mb for _, mb, _ in samples)
    print(f"\n{name}: MB (least, most), descriptors (least, most)")
    for number, rows in itertools.groupby(samples, key=lambda s: int(s[0] / step)):
        _, mbs, fds = zip(*rows)
        bar = "█" * round(max(mbs) / top * 40)
        print(f"{number * step / 60:6.1f} min {min(mbs):7.1f} {max(mbs):7.1f} {min(fds):4} {max(fds):4}  {bar}")


def respond(host, path, headers):
    """A site of the soak has all the pages, as often as one likes: what follows '?' counts for nothing."""
    if host in HOSTS:
        host, path = "site.test", path.split("?")[0]
    return fault_pages.respond(host, path, headers)


def fetch_flags(folder, port, names):
    flags = ["fetch", "-C", str(folder), "--contact", "ops@tester.example", "--log-json", "-v", "--tries", "2",
             "--max-body", str(fault_pages.MAX_BODY), "--timeout", "2", "--allow-address", "127.0.0.1/32",
             "--resolve", f"inside.test:{port}:127.0.0.2", "--urls", "-"]
    return flags + sum((["--resolve", f"{name}:{port}:127.0.0.1"] for name in names), [])


def feed(process, parts, pause=0.0):
    """Writes bytes to a process until there are no more, it is gone, or the time is over."""
    try:
        for part in parts:
            process.stdin.write(part)
            if pause:
                process.stdin.flush()
                time.sleep(pause)
            if time.monotonic() - began > SECONDS:
                break
        process.stdin.close()
    except BrokenPipeError:
        pass


def long_fetch(top, port):
    # Every other page is a good one: a host that is silent three times in a row would be left alone.
    paths = itertools.cycle(sum(([path, "/plain"] for path in fault_pages.PAGES), []))
    urls = [f"http://{HOSTS[i % len(HOSTS)]}:{port}{path}?{i}\n".encode()
            for i, path in zip(range(SECONDS * 200), paths)]
    # Small WARC files: the index of the open one is kept in memory, so that this grows while it does.
    flags = fetch_flags(top / "long", port, HOSTS) + [
        "--delay", "0.1", "--retry-wait", "1", "--max-time", str(SECONDS), "--warc-bytes", "1000000"]
    process = Watched("long fetch", flags, [6], top, 0.5, stdin=subprocess.PIPE)
    feed(process.process, urls)
    return process


def warc_record(uri, body):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2026-05-06T07:08:09Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def long_run(top, pages):
    """A run over one WARC file without end, of good pages and of such as are none."""
    bodies = [pathlib.Path(page).read_bytes() for page in pages if page.endswith(".html")]
    bodies += [b"", b"<div>" * 30_000, os.urandom(50_000), b"<p>" + b"x" * 1_000_000, b"\xff\xfe<p>half"]
    records = (warc_record(f"http://news.example/{i}", body) for i, body in enumerate(itertools.cycle(bodies)))
    process = Watched("long run", ["run", "-j", "2", "-"], [0, 1], top, 0.5, stdin=subprocess.PIPE)
    threading.Thread(target=feed, args=(process.process, records, 0.02), daemon=True).start()
    return process


def one_round(number, top, port, pages):
    """Peaks of a fetch and of a run over what it brought, and the digest of the facts of the corpus."""
    folder, facts = top / f"round{number}", top / "facts.jsonl"
    names = ["site.test", *fault_pages.SITES]
    fetch = Watched("fetch", fetch_flags(folder, port, names) + [
        "--delay", "0", "--per-host", "16", "--retry-wait", "0.2", "--patience", "4"], [1], top, stdin=subprocess.PIPE)
    feed(fetch.process, [f"http://site.test:{port}{path}\n".encode() for path in fault_pages.PAGES] +
         [f"http://{host}:{port}{site[1]}\n".encode() for host, site in fault_pages.SITES.items()])
    fetched = fetch.wait()
    over_it = ["run", "-q", "-j", "2", "--out-dir", str(top / f"facts{number}"), str(folder)]
    ran = Watched("run", over_it, [0, 1, 3], top).wait()
    again = Watched("run", ["run", "-q", "-j", "2", "-o", str(facts), *pages], [0], top).wait()
    subprocess.run(["rm", "-rf", folder, top / f"facts{number}"], check=True)
    return [fetched, ran, again], hashlib.sha1(facts.read_bytes()).hexdigest()


server = Server(respond)
fault_pages.server = server
pages = sorted(str(p) for p in (SOURCE / "corpus").glob("*/*") if p.suffix in (".html", ".txt"))
began = time.monotonic()
with tempfile.TemporaryDirectory() as name:
    top = pathlib.Path(name)
    living = [long_fetch(top, server.port), long_run(top, pages)]
    peaks, digests, requests = [], set(), 0
    while time.monotonic() - began < SECONDS * 0.9 or len(peaks) < 3:
        of_round, digest = one_round(len(peaks), top, server.port, pages)
        peaks.append(of_round)
        digests.add(digest)
        requests += len(server.seen)
        if not any(host in HOSTS for host, _, _ in server.seen):
            fail("long fetch: has nothing to do any more")
        server.seen.clear()
        told = ", ".join(f"{what} {mb:.1f} MB {fds} descriptors"
                         for what, (mb, fds) in zip(("fetch", "run of it", "run of corpus"), of_round))
        print(f"round {len(peaks):3} at {(time.monotonic() - began) / 60:5.1f} min: {told}", flush=True)
    for process in living:
        process.wait()
for process in living:
    graph(process.name, process.samples)
print()
for process in living:
    check_flat(f"{process.name}, MB", [mb for _, mb, _ in process.samples], SLACK_MB)
    check_flat(f"{process.name}, descriptors", [fds for _, _, fds in process.samples], SLACK_DESCRIPTORS)
for i, what in enumerate(("fetch", "run of it", "run of corpus")):
    check_flat(f"rounds of {what}, MB", [of_round[i][0] for of_round in peaks], SLACK_MB)
    most = max(of_round[i][1] for of_round in peaks)
    if most > MOST_DESCRIPTORS:
        fail(f"rounds of {what}: {most} descriptors at once, more than {MOST_DESCRIPTORS}")
if len(digests) != 1:
    fail(f"{len(digests)} different outputs of the same corpus")
print(f"{requests} requests, {len(peaks)} rounds: {'soaked' if not failures else failures}")
sys.exit(1 if failures else 0)
