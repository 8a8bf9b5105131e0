#!/usr/bin/env python3
"""Inputs made to eat time and memory, each under hard limits of the system.

Prints a table of processor seconds and peak memory, for reading; what fails the test is a wrong exit code,
or a limit that was hit (many times what the longest case takes on an idle machine, and 500 MB; the longest text that
is read, 10 MB of nothing but deals, takes 370).

usage: bombs_test.py PROGRAM SOURCE_DIR. Connects to 127.0.0.1 only.
"""
import gzip, json, os, resource, shutil, subprocess, sys, tempfile, zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fetch"))
from fault_server import Server, answer  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
SECONDS, BYTES = 100, 500 << 20
problems = []


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if "-asan" not in PROGRAM and "-tsan" not in PROGRAM:  # sanitizers reserve terabytes of addresses
        resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


def launch(asks, tells):
    """Runs what it is asked to, and tells exit code, seconds and kilobytes of it. A process of its own: the peak of a
    child begins with the memory of the one that forked it, so that this one is forked while the test is small."""
    for line in asks:
        args, stdin, stderr = json.loads(line)
        with open(stdin, "rb") as given, open(stderr, "wb") as errors:
            process = subprocess.Popen([PROGRAM, *args], stdin=given, stdout=subprocess.DEVNULL, stderr=errors,
                                       preexec_fn=limited)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        told = [process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
        print(json.dumps(told), file=tells, flush=True)


(asked, ask), (told, tell) = os.pipe(), os.pipe()
if os.fork() == 0:
    os.close(ask)
    os.close(told)
    launch(os.fdopen(asked), os.fdopen(tell, "w"))
    os._exit(0)
os.close(asked)
os.close(tell)
ask, told = os.fdopen(ask, "w"), os.fdopen(told)


def measure(name, args, wanted, stdin=b"", says=""):
    given, errors = file("stdin", stdin), file("stderr")
    print(json.dumps([args, given, errors]), file=ask, flush=True)
    code, seconds, kilobytes = json.loads(told.readline())
    with open(errors, "rb") as f:
        said = f.read().decode(errors="replace")
    print("%-44s exit %d  %6.2f s  %4.0f MB" % (name, code, seconds, kilobytes / 1024), flush=True)
    if code not in wanted or says not in said:
        problems.append("%s: exits %d, not %s: %s" % (name, code, wanted, said[:300]))


with tempfile.TemporaryDirectory() as folder:
    def file(name, *parts):
        path = os.path.join(folder, name)
        with open(path, "wb") as f:
            for part in parts:
                f.write(part)
        return path

    def gzipped(megabytes, begin=b"<p>", part=b"a" * (1 << 20), end=b""):
        """The parts, packed, without ever standing whole in memory."""
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        parts = [packer.compress(begin)] + [packer.compress(part) for _ in range(megabytes)]
        return b"".join(parts) + packer.compress(end) + packer.flush()

    def packed_by(tool, megabytes, *flags):
        """The same by a tool of the system; nothing where it is not installed."""
        if not shutil.which(tool):
            print("not tried: bombs of %s (it is not installed)" % tool)
            return None
        process = subprocess.Popen([tool, *flags, "-c"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdin.write(b"<p>")
        for _ in range(megabytes):
            process.stdin.write(b"a" * (1 << 20))
        process.stdin.close()
        packed = process.stdout.read()
        process.wait()
        return packed

    def coded(coding, body):
        return record(b"response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + coding +
                      b"\r\n\r\n" + body, b"Content-Type: application/http; msgtype=response\r\n")

    def record(kind, body, extra=b""):
        head = b"WARC/1.1\r\nWARC-Type: " + kind + b"\r\n"
        head += b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        head += b"WARC-Date: 2024-05-03T08:00:00Z\r\nWARC-Target-URI: http://wire.example/a\r\n" + extra
        return head + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"\r\n\r\n"

    words = b"Calder Holdings agreed to buy Ostrel Paper for $5 million, said Ada Lindqvist. "
    one = file("one.txt", b"Title\n\n", words)
    html = {
        "100,000 nested elements": b"<div>" * 100000 + b"text",
        "100,000 nested formatting elements": b"<b><i><a href=x>" * 33000 + b"text",
        "misnested tables": b"<table><tr><td><b>" * 20000 + b"</table>" * 20000,
        "adoption agency": b"<a><b><p>" * 20000 + b"</a></b>" * 20000,
        "500,000 attributes": b"<p " + b"".join(b"a%d=1 " % i for i in range(500000)) + b">text",
        "a line of 10 MB": b"<p>" + b"word " * 2000000,
        "30 MB of paragraphs": b"<p>Some words stand here.</p>" * 1000000,
        "a million entities": b"<p>" + b"&notit;&amp;" * 1000000,
        "unclosed comment of 10 MB": b"<p>text</p><!--" + b"- " * 5000000,
        "10 MB of open angle brackets": b"<" * 10000000,
        "a select in a select": b"<select><option>" * 100000,
        "JSON-LD nested 100,000 deep": b'<script type="application/ld+json">' + b"[" * 100000 + b"</script><p>text</p>",
    }
    for name, bytes_ in html.items():
        measure(name, ["clean", file("page.html", b"<html><body>", bytes_)], (0, 1))
    two = gzipped(2048)
    twice = gzip.compress(two, 9)
    measure("gzip bomb, 2 GB", ["clean", file("bomb.html.gz", two)], (0,), says="1 records cut")
    measure("a gzip body of 2 GB", ["clean", file("bomb.warc", coded(b"gzip", two))], (0, 1))
    measure("a gzip body in gzip, of 2 GB", ["clean", file("bomb.warc", coded(b"gzip, gzip", twice))], (0, 1))
    measure("the same in a packed WARC file", ["clean", file("bomb.warc.gz", gzip.compress(
        coded(b"gzip, gzip", twice), 9))], (0, 1))
    measure("a packed WARC record of 2 GB", ["clean", file("bomb.warc.gz", gzipped(2048, record(
        b"response", b"", b"Content-Type: text/html\r\n").replace(b"h: 0\r", b"h: 2147483648\r").rstrip() + b"\r\n\r\n",
        end=b"\r\n\r\n"))], (0, 1, 3))
    measure("200,000 empty gzip members", ["clean", file("bomb.warc.gz", gzip.compress(b"") * 200000)], (0, 1, 3))
    if brotli := packed_by("brotli", 2048, "-q", "3"):
        measure("a brotli body of 2 GB", ["clean", file("bomb.warc", coded(b"br", brotli))], (0, 1))
        measure("a brotli body in brotli, of 2 GB", ["clean", file("bomb.warc", coded(b"br, br", subprocess.run(
            ["brotli", "-c"], input=brotli, capture_output=True).stdout))], (0, 1))
    if zstd := packed_by("zstd", 2048, "-q"):
        measure("zstd bomb, 2 GB", ["clean", file("bomb.html.zst", zstd)], (0,), says="1 records cut")
        measure("a zstd body of 2 GB", ["clean", file("bomb.warc", coded(b"zstd", zstd))], (0, 1))
        wide = packed_by("zstd", 256, "-q", "--ultra", "--long=31", "--no-check")
        measure("a .zst that asks for a window of 2 GB", ["clean", file("wide.html.zst", wide)], (1, 3),
                says="wide.html.zst")
    fact = b'{"id":"1","doc":"d","fact":"quote","rule":"r","text":"'
    line = file("line.jsonl.gz", gzipped(600, fact, end=b'"}\n'))
    none = file("none.jsonl")
    page = os.path.join(folder, "report.html")
    for command in (["extract", line], ["mentions", line], ["show", line], ["report", line, "-o", page],
                    ["export", line, "-o", os.path.join(folder, "tables")], ["diff", line, none], ["diff", none, line],
                    ["score", line, none], ["score", none, line], ["run", "--paths", line]):
        measure("a line of 600 MB, packed: " + command[0], command, (0, 1, 2, 3))
    # What follows such a line is read as ever.
    real = file("real.jsonl")
    subprocess.run([PROGRAM, "run", one, "-o", real], check=True)
    good = open(real, "rb").read()
    mixed = file("mixed.jsonl", good, fact, b"a" * (65 << 20), b'"}\n', good)
    table = os.path.join(folder, "table.jsonl")
    measure("a line of 65 MB among good ones: diff", ["diff", real, mixed, "-o", table, "--format", "jsonl"], (0, 1, 3))
    measure("a line of 65 MB among good ones: export", ["export", mixed, "-o", os.path.join(folder, "tables")], (3,),
            says="%d facts written" % (2 * good.count(b"\n")))
    measure("a rule file of 2 GB, packed", ["run", "--rules", file("bomb.rules.gz", two), none], (2,),
            says="bomb.rules.gz")

    text = {
        "an article of 20 MB": words * 250000,
        "a sentence of 5 MB": words.replace(b".", b",") * 62000,
        "a million capital words": b"Calder " * 1000000,
        "a million numbers": b"12 " * 1000000,
        "a million quotation marks": b'"a' * 1000000,
        "a million open brackets": b"((" * 1000000,
    }
    for name, bytes_ in text.items():
        measure(name, ["run", file("article.txt", b"Title\n\n", bytes_)], (0, 1))
    measure("JSON nested 100,000 deep", ["extract", file("deep.jsonl", b'{"id":"a","text":' + b"[" * 100000)], (1, 3))
    long = file("long.jsonl", b'{"id":"a","text":"', b"a " * (50 << 20), b'"}\n')
    measure("a record of 100 MB", ["extract", long], (0, 1))

    rules = b"".join(b"rule  deal.x.r%d\nwhy   x\nfact  deal type=contract status=agreed needs=customer:1\n"
                     b"match {ORG:customer} ~3 verb%d ~4 thing%d\nyes   [Orion|ORG] has verb%d a thing%d.\n"
                     b"  =>  customer=\"Orion\"\nno    [Orion|ORG] left.\n\n" % ((i,) * 5) for i in range(10000))
    measure("10,000 rules", ["run", "--rules", file("many.rules", rules), one], (0,))
    head = b"rule  deal.x.y\nwhy   x\nfact  deal type=contract status=agreed needs=customer:1\nmatch {ORG:customer} "
    tail = b"\nyes   [Orion|ORG] a.\n  =>  customer=\"Orion\"\nno    b.\n"
    for name, pattern in (("a rule with (((a+)+)+)+", b"(?:(?:(?:a+)+)+)+b"),
                          ("a rule with x{1000}{1000}", b"(?:x{1000}){1000}"),
                          ("a rule of 1 MB", b"(?:" + b"|".join(b"w%d" % i for i in range(150000)) + b")")):
        measure(name, ["run", "--rules", file("one.rules", head, pattern, tail), one], (0, 2))

    if "inspect" in subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout:
        robots = b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*a*a*b\n" * 1000
        measure("robots.txt of stars", ["inspect", "robots", file("robots.txt", robots), "newsfacts"], (0,),
                b"http://wire.example/" + b"a" * 2000 + b"\n")
        big = file("big.txt")
        os.truncate(big, 1 << 30)
        measure("robots.txt of 1 GB", ["inspect", "robots", big, "newsfacts"], (0, 1, 2), b"http://wire.example/\n")
        items = b"<item><link>http://wire.example/a</link></item>" * 20000
        for kind, begin in (("feed", b"<rss><channel>"), ("sitemap", b"<urlset>")):
            measure("a %s of 2 GB, packed" % kind, ["inspect", kind, file("bomb.xml.gz", gzipped(2048, begin, items))],
                    (1, 3), says="bomb.xml.gz")
        laughs = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
            b"<!ENTITY a%d '%s'>" % (i, b"&a%s;" % (b"" if i == 1 else b"%d" % (i - 1)) * 10) for i in range(1, 10))
        feed = file("feed.xml", laughs, b"]><rss><channel><item><title>&a9;</title></item></channel></rss>")
        measure("a billion laughs in a feed", ["inspect", "feed", feed], (0, 1, 3))
        measure("a sitemap nested 100,000 deep", ["inspect", "sitemap", file("map.xml", b"<a>" * 100000)], (0, 1, 3))
        head = file("head.warc", b"WARC/1.1\r\n", b"X: y\r\n" * (8 << 20))
        measure("a WARC head of 50 MB", ["inspect", "warc", head], (0, 1, 3))
        measure("a URL of 10 MB", ["inspect", "url"], (0, 1), b"http://wire.example/" + b"%41/../" * 1500000 + b"\n")
    if " fetch " in subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout:
        # What the crawler itself unpacks: the sources.
        bodies = {"/gzip": (b"gzip", two), "/twice": (b"gzip, gzip", twice), "/br": (b"br", brotli),
                  "/zstd": (b"zstd", zstd)}

        def respond(host, path, headers):
            coding, body = bodies.get(path, (b"", None))
            return answer(body=body, headers=["Content-Encoding: " + coding.decode()]) if body else answer(404)
        site = "http://127.0.0.1:%d" % Server(respond).port
        flags = ["--contact", "ops@tester.example", "--delay", "0", "--allow-address", "127.0.0.1/32"]
        for number, kind in enumerate(("--feed", "--sitemap", "--discover")):
            sources = sum(([kind, site + path] for path, (_, body) in bodies.items() if body), [])
            measure("fetch %s: four packed bodies of 2 GB" % kind,
                    ["fetch", "-C", os.path.join(folder, "web%d" % number), *flags, *sources], (0, 1))

print("\n".join(problems) or "ok")
sys.exit(1 if problems else 0)
