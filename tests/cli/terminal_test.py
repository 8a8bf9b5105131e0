#!/usr/bin/env python3
"""What foreign text can do to a terminal: nothing. And the line of progress on one.
Called with the program and the source folder."""
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from checks import check, finish  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
HOSTILE = "\x1b]0;title\x07\x1b[31mred\x9b31m\x9d0;title\x9c\x08\x7f"
SENTENCE = "Orrin Vale{} Ltd said on Friday it had bought Tamsel{} Works for $4 million."


def run(*arguments, stdin=""):
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin.encode(), capture_output=True)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def check_harmless(what, text, part=""):
    found = re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    check(what + ": control characters", not found, text)
    check(what + ": says something", part in text and text, text)


def on_terminal(*arguments):
    """Exit code and standard error of a run that has a terminal there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    text = b""
    try:
        while part := os.read(ours, 65536):
            text += part
    except OSError:  # so a terminal says that the other side is gone
        pass
    os.close(ours)
    return process.wait(), text.decode("utf-8")


def test_texts(top):
    text = SENTENCE.format(HOSTILE, HOSTILE)
    (top / "plain.txt").write_text(text + "\n\n" + text + "\n")
    code = "".join(f"&#{ord(c)};" for c in HOSTILE)
    (top / "page.html").write_text(f"<title>Vale {HOSTILE}{code} buys</title><article><h1>Vale buys</h1>"
                                   f"<p>{SENTENCE.format(HOSTILE, code)}</p><p>{text}</p></article>")
    for name in ("plain.txt", "page.html"):
        for command in ("run", "clean", "mentions"):
            check_harmless(f"{command} {name}", run(command, top / name)[1], "Vale")
    check_harmless("explain", run("explain", text)[1], "skeleton")
    check_harmless("a message", run("run", f"/absent/{HOSTILE}")[1], "/absent/?]0;title??[31mred?31m")


def test_facts(top):
    fact = ('{"id":"1","doc":"d","url":null,"published":null,"fact":"quote","rule":"r%s","evidence":'
            '[{"begin":0,"end":1,"text":"x","rule":"r"}],"speaker":"Vale %s","speaker_mention":null,'
            '"generic":false,"text":"said %s","begin":0,"end":1}\n')
    escaped = "".join(f"\\u{ord(c):04x}" for c in HOSTILE)
    (top / "facts.jsonl").write_text(fact % (escaped, escaped, escaped))
    (top / "none.jsonl").write_text("")
    check_harmless("show", run("show", top / "facts.jsonl")[1], "said")
    check_harmless("diff", run("diff", top / "none.jsonl", top / "facts.jsonl")[1], "quote")
    check_harmless("score", run("score", "--show-errors", "quote", top / "none.jsonl", top / "facts.jsonl")[1])


def test_inspect(top):
    (top / "robots.txt").write_text(f"User-agent: *\nDisallow: /a{HOSTILE}\nDisallow: /b{HOSTILE}*\n")
    out = run("inspect", "robots", top / "robots.txt", "bot", "--why", stdin="http://n.example/a\n/bc\n")[1]
    check_harmless("inspect robots", out, "allow")
    (top / "feed.xml").write_text(f"<rss><channel><item><link>/x</link><title>&lt;{HOSTILE[-3:-2]}&#155;</title></item>"
                                  "</channel></rss>")
    check_harmless("inspect feed", run("inspect", "feed", top / "feed.xml")[1], "/x")


def test_other_files(top):
    """Rules, configurations, sitemaps, captures: what is wrong with them is told without what they hold."""
    (top / "bad.rules").write_text(f"rule  deal.x{HOSTILE}\nwhy   {HOSTILE}\nmatch {{ORG:{HOSTILE}}}\n")
    (top / "bad.toml").write_text(f'contact = "a@b.example"\n["{HOSTILE[1:4]}"]\n"x\u009b31m" = 1\n')
    (top / "map.xml").write_text("<urlset><url><loc>http://n.example/&#155;31m</loc><lastmod>&#157;0;x</lastmod></url>"
                                 "<url><loc>/\x9b31m</loc></url></urlset>")
    block = f"HTTP/1.1 200 {HOSTILE}\r\nContent-Type: text/html\r\n\r\n<title>{HOSTILE}</title>"
    (top / "x.warc").write_text(f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://n.example/{HOSTILE}\r\n"
                                f"WARC-Date: {HOSTILE}\r\nContent-Type: application/http\r\n"
                                f"Content-Length: {len(block.encode())}\r\n\r\n{block}\r\n\r\nrubbish {HOSTILE}",
                                newline="")
    check_harmless("rules check", run("rules", "check", top / "bad.rules")[1], "bad.rules")
    check_harmless("run --rules", run("run", "--rules", top / "bad.rules", top / "map.xml")[1], "bad.rules")
    for command in ("nightly", "status"):
        check_harmless(command, run(command, top / "bad.toml")[1], "bad.toml")
    check_harmless("inspect sitemap", run("inspect", "sitemap", top / "map.xml")[1], "n.example")
    check_harmless("inspect warc", run("inspect", "warc", top / "x.warc")[1], "n.example")
    check_harmless("clean a WARC file", run("clean", top / "x.warc")[1], "x.warc")
    check_harmless("inspect url", run("inspect", "url", stdin=f"http://n.example/{HOSTILE}\nhttp://{HOSTILE}/\n")[1])
    check_harmless("fetch", run("fetch", "-v", "-C", top / "web", "--contact", "a@b.example", f"http://{HOSTILE}/",
                                f"http://127.0.0.1:9/{HOSTILE}")[1], "127.0.0.1")


def test_progress(top):
    """One line that is written again; a message stands on a line of its own; --quiet shows neither."""
    for i in range(8):
        (top / f"in{i}.txt").write_text(SENTENCE.format("", "") * 4000)
    (top / "bad.warc").write_bytes(b"no WARC\n")
    inputs = sorted(top.glob("in*.txt")) + [top / "bad.warc"]
    code, told = on_terminal("run", "-j", "1", "--out-dir", top / "out", *inputs)
    lines = told.replace("\r\n", "\n").split("\n")
    check("progress on a terminal", "\r\x1b[K" in told and " articles, " in told, told)
    shown = re.findall(r"\r\x1b\[K([^\r]* articles, [^\r]*)", told)
    check("what is beyond the edge of the terminal is not shown",
          shown and all(line.startswith("\x1b[?7l") and line.endswith("\x1b[?7h") for line in shown), shown[:3])
    check("messages begin their line", all(m.rpartition("\x1b[K")[2].startswith("newsfacts: ")
                                           for m in lines if "newsfacts: " in m), told)
    quiet = on_terminal("run", "-q", "-j", "1", "--out-dir", top / "quiet", *inputs)[1]
    check("no progress with --quiet", "\x1b" not in quiet, quiet)


for name, test in list(globals().items()):
    if name.startswith("test_"):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
finish()
