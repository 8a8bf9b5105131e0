#!/usr/bin/env python3
"""Everything that a web server can do wrong, and how each page ends (the outcomes are explained in
pipeline/fetch/crawl.h). Called with the program and the source folder. Connects to 127.0.0.1 only:
names are resolved by --resolve, and whatever else an answer points to must be refused."""
import gzip
import json
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from fault_pages import BOMB, MAX_BODY, PAGES, SITES, respond, secret, start  # noqa: E402
from fault_server import Server  # noqa: E402
from warc_records import read_folder  # noqa: E402

PROGRAM = sys.argv[1]
def outcomes(stderr):
    """The last outcome of every URL in a JSON log."""
    out = {}
    for line in stderr.splitlines():
        if line.startswith("{"):
            event = json.loads(line)
            out[event["url"]] = event
    return out


def tls_server(name, folder):
    """A server with a certificate of its own making, and the file that holds it."""
    key, certificate = f"{folder}/{name}.key", f"{folder}/{name}.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                    "-addext", f"subjectAltName=DNS:{name}", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return Server(respond, tls=context), certificate


server = start()
SECRET = secret()
with tempfile.TemporaryDirectory() as folder:
    urls, expected = [], {}
    site = f"http://site.test:{server.port}"
    for path, (_, outcome) in PAGES.items():
        if outcome:
            expected[site + path] = outcome
    expected[f"{site}/hop0"] = "too-many-redirects"
    for host, (_, path, outcome) in SITES.items():
        expected[f"http://{host}:{server.port}{path}"] = outcome
    expected[f"http://inside.test:{server.port}/x"] = "refused-address"
    expected["http://127.0.0.3/"] = "refused-address"
    tls = []
    if shutil.which("openssl"):
        good, certificate = tls_server("good.test", folder)
        forged, _ = tls_server("forged.test", folder)
        expected[f"https://good.test:{good.port}/open"] = "stored|same-payload"
        expected[f"https://forged.test:{forged.port}/x"] = "robots-unreachable"  # so nothing may be asked
        tls = ["--ca-file", certificate, "--resolve", f"good.test:{good.port}:127.0.0.1",
               "--resolve", f"forged.test:{forged.port}:127.0.0.1"]
    else:
        print("without openssl nothing is tried over TLS")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        expected[f"http://127.0.0.1:{unused.getsockname()[1]}/"] = "robots-unreachable"
    urls = list(expected) + [f"{SECRET}/plain-3", "http://joe:pass0word@no host/", "joe:pass0word@site.test",
                            "ftp://joe:pass0word@site.test/", "http://joe:pass0word@site.test:x/"]
    names = ["site.test", *SITES]
    command = [PROGRAM, "fetch", "-C", f"{folder}/news", "--contact", "ops@tester.example", "--log-json", "-v",
               "--delay", "0", "--per-host", "16", "--tries", "2", "--retry-wait", "0.2", "--timeout", "4",
               "--patience", "10", "--max-body", str(MAX_BODY), "--allow-address", "127.0.0.1/32", "--urls", "-", "--feed", f"{SECRET}/feed", "--sitemap", f"{SECRET}/map", "--discover", SECRET,
               "--resolve", f"inside.test:{server.port}:127.0.0.2"]
    command += tls
    for name in names:
        command += ["--resolve", f"{name}:{server.port}:127.0.0.1"]
    # A proxy of the environment must not be asked.
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:9", "ALL_PROXY": "http://127.0.0.1:9"}
    run = subprocess.run(command, input="\n".join(urls), env=environment, capture_output=True, text=True, timeout=300)
    got = outcomes(run.stderr)
    bad = []
    for url, outcome in expected.items():
        is_now = got.get(url, {}).get("outcome")
        if is_now not in outcome.split("|"):
            bad.append(f"{url}: {is_now}, not {outcome}; {got.get(url, {}).get('detail')}")
    if run.returncode != 1:
        bad.append(f"exit code {run.returncode}, not 1; {run.stderr[-500:]}")

    records = read_folder(f"{folder}/news")
    stored = {}
    for r in records:
        if r.type == "response":
            if r.uri in stored:
                bad.append(f"{r.uri} is stored twice")
            stored[r.uri] = r

    def check(what, ok):
        if not ok:
            bad.append(what)

    def body(path):
        return stored[site + path].body if site + path in stored else None

    check("a body until close", body("/until-close") == b"until the connection closes")
    check("a body longer than declared", body("/too-long") == b"long")
    check("chunks are joined", body("/chunks") == b"abcdefg")
    check("a bomb is stored as it came", body("/bomb") == BOMB)
    check("interim answers are not the answer", b"103" not in stored[site + "/interim"].head)
    for path in ("/endless", "/endless-chunks"):
        check(f"{path} is cut", len(body(path) or b"") == MAX_BODY)
        check(f"{path} says so", stored[site + path].fields.get("WARC-Truncated") == "length")
    for path in pathlib.Path(f"{folder}/news").iterdir():
        kept = path.read_bytes()
        kept = gzip.decompress(kept) if path.suffix == ".gz" else kept
        # But what a server sends is kept as it came.
        check(f"no password in {path.name}", b"pass0word" not in kept.replace(PAGES["/feed"][0](), b""))
    check("no password in the log", "pass0word" not in run.stderr)
    check("what is no URL is told", run.stderr.count("***@") == 4)
    check("passwords are not sent", not any("authorization" in h for _, _, h in server.seen))
    check("cookies are not sent", not any("cookie" in h for _, _, h in server.seen))
    check("the agent gives its contact", all("ops@tester.example" in h["user-agent"] for _, _, h in server.seen))
    check("five tries at most", all(sum(p == path for _, p, _ in server.seen) <= 2 for path in PAGES
                                    if path not in ("/plain", "/plain-2", "/open", "/loop")))
    print(f"{len(expected)} pages, {len(bad)} wrong")
    print("\n".join(bad))
    sys.exit(1 if bad else 0)
