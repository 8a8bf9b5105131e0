#!/usr/bin/env python3
"""What a URL or a file from elsewhere may name: no file outside of the folder that it was meant for, and no secret.
`fetch` and `nightly` of pages whose addresses climb out of folders and hold passwords; `run --out-dir` and `clean` of
WARC files and articles whose addresses, ids and file names do. Called with the program and the source folder.
Connects to 127.0.0.1 only."""
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parents[1])]
from checks import check, finish, same  # noqa: E402
from fault_server import Server, answer  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
SECRET = "pass0word"
STORY = b"""<html><head><title>Garden deal</title></head><body><article><p>Larkfield Tools Inc has agreed to buy Seedco
Corp for $5 million, the two companies said in a statement on Friday. The purchase is the largest so far.</p></article>
</body></html>"""
CLIMBERS = ["/../../../escaped1", "/..%2f..%2f..%2fescaped2", "/%2e%2e/%2e%2e/escaped3", "/a/..\\..\\escaped4",
            "/%00escaped5", "//etc/escaped6", "/x?../../escaped7", "/" + "n" * 5000, "/con.html", "/-rf", "/.hidden",
            "/newsfacts-20260101000000-00001.warc.gz", "/state.sqlite", "/%0a../escaped8", "/~/escaped9"]


def respond(host, path, headers):
    if path == "/robots.txt":
        return answer(404)
    if path == "/feed":
        items = "".join(f"<item><link>http://joe:{SECRET}@127.0.0.1:{server.port}{c}</link><title>../../escaped</title>"
                        "</item>" for c in CLIMBERS if "\\" not in c)
        return answer(body=f"<rss><channel>{items}</channel></rss>".replace("&", "&amp;").encode(),
                      headers=["Content-Disposition: attachment; filename=../../escaped10"])
    return answer(body=STORY + path.encode(), headers=["Content-Type: text/html",
                                                       'Content-Disposition: attachment; filename="../../escaped11"'])


def files(top):
    return sorted(str(p.relative_to(top)) for p in pathlib.Path(top).rglob("*") if p.is_file())


def run(*arguments, **more):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, errors="replace",
                          timeout=120, **more)


def check_no_secret(what, top, *texts, feed=b""):
    for text in texts:
        check(f"{what}: no password in what is told", SECRET not in text, text[:500])
    for name in files(top):
        data = (top / name).read_bytes()
        data = gzip.decompress(data) if name.endswith(".gz") else data
        # But what a server sends is kept as it came.
        check(f"{what}: no password in {name}", SECRET.encode() not in data.replace(feed, b""))


def test_fetch(top):
    inner = top / "a" / "b" / "c"
    inner.mkdir(parents=True)
    flags = ["--contact", "ops@tester.example", "--delay", "0", "--allow-address", "127.0.0.1/32", "--retry-wait", "0",
             "-v"]
    urls = [f"http://joe:{SECRET}@127.0.0.1:{server.port}{c}" for c in CLIMBERS]
    done = run("fetch", "-C", inner / "web", *flags, "--urls", "-", input="\n".join(urls))
    same("fetch: exit", done.returncode, 0)
    kinds = {name.replace("a/b/c/web/newsfacts-", "*").split("-")[-1] for name in files(top)}
    same("fetch: only its own files", kinds,
         {"00001.warc.gz", "00001.cdxj", "a/b/c/web/lock", "a/b/c/web/state.sqlite"})
    check_no_secret("fetch", top, done.stdout, done.stderr)
    done = run("run", "--out-dir", inner / "out", inner / "web", cwd=inner)
    same("run --out-dir: exit", done.returncode, 0)
    check("run --out-dir: only its own files", all(n.startswith("a/b/c/") for n in files(top)), files(top))
    check_no_secret("run", top, done.stdout, done.stderr)


def test_nightly(top):
    inner = top / "a" / "b" / "c"
    inner.mkdir(parents=True)
    config = inner / "nightly.toml"
    feed = f"http://joe:{SECRET}@127.0.0.1:{server.port}"
    config.write_text(f'contact = "ops@tester.example"\nfolder = "news"\n[sources]\nevery = 0\n'
                      f'feeds = ["{feed}/feed", "http://joe:{SECRET}@no host/"]\n[fetch]\ndelay = 0\n'
                      f'allow_address = ["127.0.0.1/32"]\n[watch]\nmetrics = "newsfacts.prom"\n')
    told = []
    for flags in ([], ["-v"], ["--log-json"]):
        done = run("nightly", config, *flags)
        told += [done.stdout, done.stderr]
        same("nightly: a source is no URL: exit", done.returncode, 1)
        time.sleep(0.1)
    told.append(run("status", config).stdout)
    check("nightly: something is told", "***@" in told[1] and "127.0.0.1" in "".join(told), told)
    check("nightly: only its own files", all(n.startswith(("a/b/c/news/", "a/b/c/n")) for n in files(top)), files(top))
    config.unlink()
    body = respond("", "/feed", {})
    check_no_secret("nightly", top, *told, feed=body[body.index(b"\r\n\r\n") + 4:])
    same("nightly: nothing is sent", [h for _, _, h in server.seen if "authorization" in h], [])


def test_records(top):
    """Addresses, ids and names inside of files from elsewhere."""
    inner = top / "a" / "b" / "c"
    inner.mkdir(parents=True)
    records = b""
    for climber in CLIMBERS + ["../../../escaped12", "file:///tmp/escaped13"]:
        uri = climber if ":" in climber else "http://wire.example" + climber
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + STORY
        records += (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Filename: ../../escaped14\r\n"
                    f"WARC-Date: 2026-05-06T07:08:09Z\r\nContent-Type: application/http; msgtype=response\r\n"
                    f"Content-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"
    (inner / "x.warc").write_bytes(records)
    (inner / "..x.warc.gz").write_bytes(gzip.compress(records))
    lines = [{"id": c, "url": c, "title": c, "site": c, "text": STORY.decode()} for c in CLIMBERS]
    (inner / "y.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    for number, inputs in enumerate((["x.warc", "..x.warc.gz", "y.jsonl"], ["../c"], ["."], ["../../b/c/./y.jsonl"])):
        done = run("run", "--out-dir", f"out{number}", *inputs, cwd=inner)
        check("run --out-dir: exit", done.returncode in (0, 1), done.stderr)
        check("run --out-dir: has written", len(files(inner / f"out{number}")) >= 4, files(inner / f"out{number}"))
    facts = inner / "facts.jsonl"
    same("extract", run("extract", "y.jsonl", "-o", facts, cwd=inner).returncode, 0)
    same("export", run("export", facts, "-o", "tables", cwd=inner).returncode, 0)
    same("report", run("report", facts, "--articles", "y.jsonl", "-o", "report.html", cwd=inner).returncode, 0)
    check("only own files", all(n.startswith("a/b/c/") for n in files(top)), files(top))
    check("no file is named by an address", not [n for n in files(top) if "escaped" in n], files(top))


server = Server(respond)
for name, test in list(globals().items()):
    if name.startswith("test_"):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
finish()
