#!/usr/bin/env python3
"""Inputs made to eat time and memory, each under hard limits of the system.

Prints a table of processor seconds and peak memory, for reading; what fails the test is a wrong exit code,
or a limit that was hit (20 times what the longest case takes on an idle machine, and 500 MB).

usage: bombs_test.py PROGRAM SOURCE_DIR
"""
import gzip, os, resource, subprocess, sys, tempfile

PROGRAM = os.path.abspath(sys.argv[1])
SECONDS, BYTES = 100, 500 << 20
problems = []


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if "-asan" not in PROGRAM and "-tsan" not in PROGRAM:  # sanitizers reserve terabytes of addresses
        resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


def measure(name, args, wanted, stdin=b"", says=""):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([PROGRAM, *args], stdin=subprocess.PIPE, stdout=out, stderr=errors, preexec_fn=limited)
        try:
            process.stdin.write(stdin)
            process.stdin.close()
        except BrokenPipeError:
            pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    print("%-44s exit %d  %6.2f s  %4.0f MB" % (name, process.returncode, usage.ru_utime + usage.ru_stime,
                                                usage.ru_maxrss / 1024))
    if process.returncode not in wanted or says not in said:
        problems.append("%s: exits %d, not %s: %s" % (name, process.returncode, wanted, said[:300]))


with tempfile.TemporaryDirectory() as folder:
    def file(name, *parts):
        path = os.path.join(folder, name)
        with open(path, "wb") as f:
            for part in parts:
                f.write(part)
        return path

    def bomb(name, megabytes):
        path = os.path.join(folder, name)
        with gzip.open(path, "wb", 9) as f:
            for _ in range(megabytes):
                f.write(b"<p>" + b"a" * ((1 << 20) - 3))
        return path

    def record(kind, body, extra=b""):
        head = b"WARC/1.1\r\nWARC-Type: " + kind + b"\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        head += b"WARC-Date: 2024-05-03T08:00:00Z\r\nWARC-Target-URI: http://wire.example/a\r\n" + extra
        return head + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"\r\n\r\n"

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
    measure("gzip bomb, 2 GB", ["clean", bomb("bomb.html.gz", 2048)], (1, 3), says="bomb.html.gz")
    packed = gzip.compress(b"<p>" + b"a" * (300 << 20), 9)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed
    measure("a body that unpacks to 300 MB", ["clean", file("bomb.warc", record(b"response", answer,
            b"Content-Type: application/http; msgtype=response\r\n"))], (0, 1))

    words = b"Calder Holdings agreed to buy Ostrel Paper for $5 million, said Ada Lindqvist. "
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
    measure("a record of 100 MB", ["extract", file("long.jsonl", b'{"id":"a","text":"' + b"a " * (50 << 20) + b'"}\n')], (0, 1))

    rules = b"".join(b"rule  deal.x.r%d\nwhy   x\nfact  deal type=contract status=agreed needs=customer:1\n"
                     b"match {ORG:customer} ~3 verb%d ~4 thing%d\nyes   [Orion|ORG] has verb%d a thing%d.\n"
                     b"  =>  customer=\"Orion\"\nno    [Orion|ORG] left.\n\n" % ((i,) * 5) for i in range(10000))
    one = file("one.txt", b"Title\n\n", words)
    measure("10,000 rules", ["run", "--rules", file("many.rules", rules), one], (0,))
    head = b"rule  deal.x.y\nwhy   x\nfact  deal type=contract status=agreed needs=customer:1\nmatch {ORG:customer} "
    tail = b"\nyes   [Orion|ORG] a.\n  =>  customer=\"Orion\"\nno    b.\n"
    for name, pattern in (("a rule with (((a+)+)+)+", b"(?:(?:(?:a+)+)+)+b"), ("a rule with x{1000}{1000}", b"(?:x{1000}){1000}"),
                          ("a rule of 1 MB", b"(?:" + b"|".join(b"w%d" % i for i in range(150000)) + b")")):
        measure(name, ["run", "--rules", file("one.rules", head, pattern, tail), one], (0, 2))

    if "inspect" in subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout:
        robots = b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*a*a*b\n" * 1000
        measure("robots.txt of stars", ["inspect", "robots", file("robots.txt", robots), "newsfacts"], (0,),
                b"http://wire.example/" + b"a" * 2000 + b"\n")
        big = file("big.txt")
        os.truncate(big, 1 << 30)
        measure("robots.txt of 1 GB", ["inspect", "robots", big, "newsfacts"], (0, 1, 2), b"http://wire.example/\n")
        laughs = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
            b"<!ENTITY a%d '%s'>" % (i, b"&a%s;" % (b"" if i == 1 else b"%d" % (i - 1)) * 10) for i in range(1, 10))
        measure("a billion laughs in a feed", ["inspect", "feed", file("feed.xml", laughs, b"]><rss><channel><item><title>&a9;"
                b"</title></item></channel></rss>")], (0, 1, 3))
        measure("a sitemap nested 100,000 deep", ["inspect", "sitemap", file("map.xml", b"<a>" * 100000)], (0, 1, 3))
        measure("a WARC head of 50 MB", ["inspect", "warc", file("head.warc", b"WARC/1.1\r\n" + b"X: y\r\n" * (8 << 20))], (0, 1, 3))
        measure("a URL of 10 MB", ["inspect", "url"], (0, 1), b"http://wire.example/" + b"%41/../" * 1500000 + b"\n")

print("\n".join(problems) or "ok")
sys.exit(1 if problems else 0)
