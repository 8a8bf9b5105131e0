#!/usr/bin/env python3
"""Everything that a web server can do wrong, and how each page ends (the outcomes are explained in
pipeline/fetch/crawl.h). Called with the program and the source folder. Connects to 127.0.0.1 only:
names are resolved by --resolve, and whatever else an answer points to must be refused."""
import datetime
import gzip
import itertools
import json
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from fault_server import Server, answer  # noqa: E402
from warc_records import read_folder  # noqa: E402

PROGRAM = sys.argv[1]
MAX_BODY = 200_000
BOMB = gzip.compress(bytes(50_000_000))
tries = {}


def first_time(path):
    tries[path] = tries.get(path, 0) + 1
    return tries[path] == 1


def slowly(data, pause, size=1):
    for at in range(0, len(data), size):
        yield data[at:at + size]
        time.sleep(pause)


def busy(path, retry_after):
    return answer(503, headers=[f"Retry-After: {retry_after}"]) if first_time(path) else answer(body=path.encode())


def redirect(location, status=302):
    return answer(status, headers=[f"Location: {location}"])


def http_date(seconds):
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return when.strftime("%a, %d %b %Y %H:%M:%S GMT")


def endless(head, part):
    return itertools.chain([head], itertools.repeat(part))


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

# path: what the server sends, and the outcome
PAGES = {
    "/plain": (lambda: answer(body=b"plain"), "stored"),
    "/late": (lambda: slowly(answer(body=b"late"), 1, 1000), "stored"),
    "/in-drops": (lambda: slowly(answer(body=b"in drops"), 0.01), "stored"),
    "/no-answer": (lambda: b"", "broken"),
    "/half-a-head": (lambda: HEAD + b"Content-Ty", "broken"),
    "/no-http": (lambda: b"220 mail.example ESMTP\r\n", "broken"),
    "/too-short": (lambda: HEAD + b"Content-Length: 1000\r\n\r\nshort", "broken"),
    "/too-long": (lambda: HEAD + b"Content-Length: 4\r\n\r\nlong and longer", "stored"),
    "/until-close": (lambda: HEAD + b"\r\nuntil the connection closes", "stored"),
    "/length-rubbish": (lambda: HEAD + b"Content-Length: many\r\n\r\nx", "broken"),
    "/chunks": (lambda: CHUNKED + b"3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n", "stored"),
    "/chunk-rubbish": (lambda: CHUNKED + b"3\r\nabc\r\nxyz\r\n", "broken"),
    "/chunks-cut": (lambda: CHUNKED + b"ff\r\nabc", "broken"),
    "/chunk-huge": (lambda: CHUNKED + b"fffffffffffffffffff\r\nabc", "broken"),
    "/bomb": (lambda: answer(body=BOMB, headers=["Content-Encoding: gzip"]), "stored"),
    "/wrong-coding": (lambda: answer(body=b"not gzip", headers=["Content-Encoding: gzip"]), "stored"),
    "/endless": (lambda: endless(HEAD + b"\r\n", b"x" * 10000), "stored"),
    "/endless-chunks": (lambda: endless(CHUNKED, b"400\r\n" + b"y" * 1024 + b"\r\n"), "stored"),
    "/byte-by-byte": (lambda: endless_drops(), "timeout"),
    "/hangs": (lambda: slowly(b"HH", 60), "timeout"),
    "/huge-line": (lambda: HEAD + b"X: " + b"x" * 1_000_000 + b"\r\n\r\nbody", "head-too-large"),
    "/many-lines": (lambda: HEAD + b"X-Name: value\r\n" * 20_000 + b"\r\nbody", "head-too-large"),
    "/endless-head": (lambda: endless(HEAD, b"X-Name: value\r\n" * 1000), "head-too-large"),
    "/no-content": (lambda: answer(204, length=False), "stored"),
    "/interim": (lambda: b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer(body=b"interim"), "stored"),
    "/gone": (lambda: answer(410), "http-410"),
    "/teapot": (lambda: answer(418), "http-418"),
    "/unasked-304": (lambda: answer(304, length=False), "http-304"),
    "/down": (lambda: answer(500), "http-500"),
    "/retry-seconds": (lambda: busy("/retry-seconds", "1"), "stored"),
    "/retry-date": (lambda: busy("/retry-date", http_date(2)), "stored"),
    "/retry-past": (lambda: busy("/retry-past", http_date(-1000)), "stored"),
    "/retry-rubbish": (lambda: busy("/retry-rubbish", "in a while"), "stored"),
    "/moved": (lambda: redirect("/plain-2", 301), "stored|same-payload|duplicate"),
    "/plain-2": (lambda: answer(body=b"plain 2"), "stored|same-payload|duplicate"),
    "/moved-to-stored": (lambda: redirect("/plain"), "stored|same-payload|duplicate"),
    "/loop": (lambda: redirect("/loop"), "redirect-loop"),
    "/nowhere": (lambda: answer(302), "http-302"),
    "/to-file": (lambda: redirect("file:///etc/passwd"), "refused-redirect"),
    "/to-gopher": (lambda: redirect("gopher://site.test/"), "refused-redirect"),
    "/to-rubbish": (lambda: redirect("http://[::"), "refused-redirect"),
    "/to-loopback": (lambda: redirect("http://127.0.0.2/"), "refused-address"),
    "/to-mapped": (lambda: redirect("http://[::ffff:127.0.0.2]/"), "refused-address"),
    "/to-hex": (lambda: redirect("http://0x7f000004/"), "refused-address"),
    "/to-number": (lambda: redirect("http://2130706437/"), "refused-address"),
    "/to-private": (lambda: redirect("http://10.0.0.1/"), "refused-address"),
    "/to-link-local": (lambda: redirect("http://169.254.169.254/latest/"), "refused-address"),
    "/to-shared": (lambda: redirect("http://100.64.0.1/"), "refused-address"),
    "/to-v6-private": (lambda: redirect("http://[fd00::1]/"), "refused-address"),
    "/to-inside": (lambda: redirect(f"http://inside.test:{server.port}/"), "refused-address"),
    "/secret": (lambda: redirect(f"{SECRET}/open"), "stored|same-payload|duplicate"),
    "/feed": (lambda: answer(body=f"<rss><channel><item><link>{SECRET}/plain-4</link></item><item><link>{SECRET}:x/"
                             "</link></item></channel></rss>".encode()), None),
    "/open": (lambda: answer(body=b"open", headers=["Set-Cookie: a=b"]), "stored|same-payload|duplicate"),
}
for i in range(12):
    PAGES[f"/hop{i}"] = (lambda i=i: redirect(f"/hop{i + 1}"), None)

RULES = b"User-agent: *\nDisallow: /no\n"
# host: its robots.txt, a path, and the outcome of that page
SITES = {
    "absent.test": (lambda: answer(404), "/no", "stored"),
    "forbidden.test": (lambda: answer(403), "/no", "stored"),
    "rules.test": (lambda: answer(body=RULES), "/no", "robots"),
    "rules-open.test": (lambda: answer(body=RULES), "/yes", "stored"),
    "down.test": (lambda: answer(500), "/yes", "robots-unreachable"),
    "hangs.test": (lambda: slowly(b"HH", 60), "/yes", "robots-unreachable"),
    "busy.test": (lambda: answer(429), "/yes", "robots-unreachable"),
    "html.test": (lambda: answer(body=b"<!DOCTYPE html><p>Disallow: /"), "/no", "stored"),
    "bom.test": (lambda: answer(body=b"\xef\xbb\xbf" + RULES), "/no", "robots"),
    "utf16.test": (lambda: answer(body=RULES.decode().encode("utf-16")), "/no", "stored"),
    "large.test": (lambda: answer(body=RULES + b"# filler\n" * 70_000), "/no", "robots"),
    "late-rule.test": (lambda: answer(body=b"User-agent: *\n" + b"# filler\n" * 70_000 + b"Disallow: /no\n"), "/no",
                       "stored"),
    "endless.test": (lambda: endless(HEAD + b"\r\n" + RULES, b"# filler\n" * 1000), "/no", "robots"),
    "moved.test": (lambda: redirect(f"http://rules.test:{server.port}/robots.txt"), "/no", "robots"),
    "slow.test": (lambda: answer(body=b"User-agent: *\nCrawl-delay: 86400\n"), "/yes", "crawl-delay"),
    "delay.test": (lambda: answer(body=b"User-agent: *\nCrawl-delay: 1\n"), "/yes", "stored"),
    "patience.test": (lambda: answer(404), "/wait", "http-503"),
}


def endless_drops():
    yield HEAD + b"\r\n"
    while True:
        yield b"x"
        time.sleep(0.5)


def respond(host, path, headers):
    if host in SITES:
        if path == "/robots.txt":
            return SITES[host][0]()
        if path == "/wait":
            return answer(503, headers=["Retry-After: 317100"])
        return answer(body=f"{host}{path}".encode())
    if path == "/robots.txt":
        return answer(404)
    return PAGES[path][0]() if path in PAGES else answer(404)


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


server = Server(respond)
SECRET = f"http://joe:pass0word@site.test:{server.port}"
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
