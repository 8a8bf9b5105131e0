#!/usr/bin/env python3
"""Whole corpora: what a second thread brings, and how time and memory grow with the number of
articles, with their length, with rules and with word lists. usage: batch_bench.py PROGRAM [PART,...]

The parts, all if none is named: threads, articles, lengths, extraction, rules, lexicons, memory. The
corpus is made from the pages of corpus/: paragraphs of several, with other names and numbers in them,
amid as many links and scripts as pages on the web have. `memory` streams a WARC of 5 GB (GIGABYTES=N: of
N), a record of 500 MB, four articles of 10 MB and a million small ones through the program; it takes minutes,
and fails where 400 MB do not do.
"""
import gzip
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = sys.argv[1]
PARTS = sys.argv[2].split(",") if len(sys.argv) > 2 else ["threads", "articles", "lengths", "extraction", "rules", "lexicons",
                                                              "memory"]
GIGABYTES = float(os.environ.get("GIGABYTES", "5"))
TOO_MUCH = []
CORPUS = pathlib.Path(__file__).resolve().parents[2] / "corpus"
TEXTS = [json.loads(path.read_text())["text"].split("\n") for path in sorted(CORPUS.glob("*/article.gold.json"))]
TEXTS = [[paragraph for paragraph in text if paragraph.strip()] for text in TEXTS]
KEPT = set("""January February March April June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday There These Those Their After Before Under Which While About Shares
    Chief Company Group Holdings Limited Chile Brazil""".split())
NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
SYLLABLES = "bra vel tor mun kes lar dor fen ost hal quin mar sel pel rav tess".split()
LINKS = "".join(f'<li><a href="/section/{i}/news">Section {i}</a></li>\n' for i in range(400))
SCRIPT = "<script>" + "window.seen = (window.seen || []).concat(['p', '<a>']);\n" * 600 + "</script>"
MEGABYTE = 1e6


def varied(chance, paragraphs):
    """The paragraphs of one article with other names and numbers, the same name the same throughout."""
    names = {}

    def other(match):
        word = match.group()
        if word in KEPT:
            return word
        if word not in names:
            names[word] = "".join(chance.choices(SYLLABLES, k=3)).capitalize() if chance.random() < 0.5 else word
        return names[word]

    return [re.sub(r"(?<=[1-9])[0-9]", lambda _: chance.choice("123456789"), NAME.sub(other, paragraph))
            for paragraph in paragraphs]


def text_of(chance, size):
    """News of about that many bytes: article upon article."""
    text, length = [], 0
    while length < size:
        for paragraph in varied(chance, chance.choice(TEXTS)):
            text.append(paragraph)
            length += len(paragraph.encode()) + 1
            if length >= size:
                break
    return "\n".join(text)


def page(number):
    chance = random.Random(number)
    paragraphs = text_of(chance, chance.randint(1500, 6000)).split("\n")
    title = paragraphs[0].split(". ")[0]
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta property="article:published_time" content="2019-0{number % 9 + 1}-11T08:00:00Z">{SCRIPT}</head>'
            f"<body><nav><ul>{LINKS}</ul></nav><article><h1>{title}</h1>{body}</article>"
            f"<footer><ul>{LINKS}</ul></footer></body></html>").encode()


def warc_of(path, pages, packed=True):
    with open(path, "wb") as out:
        for number, body in enumerate(pages):
            head = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body))
            record = (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\n"
                      b"WARC-Target-URI: https://wire.example/%d\r\nWARC-Date: 2019-10-11T10:00:00Z\r\n"
                      b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
                      % (number, number, len(head) + len(body))) + head + body + b"\r\n\r\n"
            out.write(gzip.compress(record, 1) if packed else record)


def articles_of(path, texts):
    with open(path, "w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            out.write(json.dumps({"id": f"a{number}", "url": f"https://wire.example/{number}", "title": "News of today",
                                  "published": "2019-10-11", "lang": "en", "text": text}) + "\n")


def watched(*arguments, chunks=()):
    """Seconds of the clock, seconds of processor time, megabytes of memory at most, bytes given to it."""
    begin, size, peak = time.monotonic(), 0, 0
    process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)

    def watch():  # wait4 would tell the memory of what started it, where that is more
        nonlocal peak
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            peak = max([peak, *(int(kilobytes) // 1024 for kilobytes in re.findall(r"VmHWM:\s+(\d+)", status))])
            time.sleep(0.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    with process.stdin as to:
        for chunk in chunks:
            to.write(chunk)
            size += len(chunk)
    watcher.join()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, (arguments, process.returncode)
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, peak, size


def timed(*arguments):
    """Seconds of the clock, megabytes of memory at most."""
    seconds, _, peak, _ = watched(*arguments)
    return seconds, peak


def run(source, threads):
    with tempfile.TemporaryDirectory(dir=TOP) as out:
        return timed("run", "--out-dir", out, f"-j{threads}", str(source))


def threads():
    source = TOP / "threads.warc.gz"
    warc_of(source, map(page, range(1500)))
    took = {1: [], 2: []}
    for _ in range(5):
        for count in took:
            took[count].append(run(source, count)[0])
    one, two = (statistics.median(times) for times in took.values())
    print(f"threads     1500 pages: 1 thread {one:.2f} s ({1500 / one:.0f} pages/s), 2 threads {two:.2f} s "
          f"({1500 / two:.0f} pages/s), ratio {one / two:.2f}")


def articles():
    for count in (60, 600, 6000):
        source = TOP / f"{count}.warc.gz"
        warc_of(source, map(page, range(count)))
        seconds, peak = run(source, 2)
        print(f"articles    {count:5} pages: {seconds:6.2f} s, {seconds / count * 1000:.2f} ms a page, {peak} MB at most")


def lengths():
    source = TOP / "one.jsonl"
    articles_of(source, [text_of(random.Random(0), 1000)])
    start = statistics.median(cpu("extract", "-j1", str(source))[0] for _ in range(5))
    print(f"lengths     one article of 1 KB: {start:.3f} s, taken off below")
    for size in (1_000, 100_000, 1_000_000, 10_000_000):
        source = TOP / f"{size}.jsonl"
        articles_of(source, [text_of(random.Random(i), size) for i in range(10_000_000 // size)])
        seconds, peak = cpu("extract", "-j1", str(source))
        print(f"lengths     {10_000_000 // size:5} articles of {size:8} bytes: {(seconds - start) / 10:.3f} s a MB, "
              f"{peak} MB at most")


def extraction():
    texts = [text_of(random.Random(i), 3000) for i in range(10_000)]
    source = TOP / "articles.jsonl"
    articles_of(source, texts)
    size = sum(len(text.encode()) for text in texts) / MEGABYTE
    seconds = statistics.median(cpu("extract", "-j1", str(source))[0] for _ in range(3))
    print(f"extraction  {size:.0f} MB of text in articles of 3 KB: {size / seconds:.2f} MB/s a core")


def cpu(*arguments):
    """Seconds of processor time, megabytes of memory at most."""
    return watched(*arguments)[1:3]


def ready(*flags):
    """What starting up takes, and an article: processor time, which other work on the machine hardly changes."""
    one, many = TOP / "one.jsonl", TOP / "many.jsonl"
    if not many.exists():
        articles_of(one, [text_of(random.Random(0), 1000)])
        articles_of(many, [text_of(random.Random(i), 3000) for i in range(1000)])
    start = min(cpu("extract", "-j1", *flags, str(one))[0] for _ in range(3))
    seconds, peak = min(cpu("extract", "-j1", *flags, str(many)) for _ in range(3))
    return f"starts in {start:.2f} s, {(seconds - start):.2f} ms an article of 3 KB, {peak} MB at most"


def pack(name, pairs):
    """A file of one rule for each pair of words."""
    path = TOP / f"{name}.rules"
    path.write_text("".join(
        f"rule  deal.bench.r{i}\nwhy   a benchmark\nfact  deal type=contract status=agreed needs=customer:1\n"
        f"match {{ORG:customer}} ~3 {one} ~4 {other}\nyes   [Orion|ORG] has {one} {other}.\n"
        f"  =>  customer=\"Orion\"\nno    [Orion|ORG] left.\n\n" for i, (one, other) in enumerate(pairs)))
    return str(path)


def rules():
    """Packs of that many rules beside the built-in ones: each with words of its own, then with words of the texts."""
    print(f"rules       built-in alone: {ready()}")
    used = sorted(set(re.findall(r"\b[a-z]{5,}\b", " ".join(sum(TEXTS, [])))))
    for count in (100, 300, 1000, 3000):
        own = zip((f"{word}ed" for word in words(count, 1)), (f"{word}s" for word in words(count, 2)))
        print(f"rules       {count} more: {ready('--rules', pack(count, own))}", flush=True)
        chance = random.Random(4)
        found = ((chance.choice(used), chance.choice(used)) for _ in range(count))
        print(f"rules       {count} more of {len(used)} words of the texts: {ready('--rules', pack(f'{count}-used', found))}",
              flush=True)


def lexicons():
    """A list of that many names of organisations beside the built-in ones."""
    for count in (10_000, 100_000, 1_000_000):
        folder = TOP / f"lexicon-{count}"
        folder.mkdir()
        (folder / "organisations.txt").write_text("".join(f"{word.capitalize()} Works\n" for word in words(count, 3)))
        print(f"lexicons    {count} names more: {ready('--lexicon', str(folder))}", flush=True)


def words(count, seed):
    """Different words that are no English."""
    chance, found = random.Random(seed), {}
    while len(found) < count:
        found["".join(chance.choices(SYLLABLES, k=6))] = None
    return list(found)


def streamed(chunks):
    """run --out-dir over what comes on standard input: seconds, megabytes at most, bytes that were read."""
    with tempfile.TemporaryDirectory(dir=TOP) as out:
        seconds, _, peak, size = watched("run", "-q", "--no-articles", "--out-dir", out, "-j2", "-", chunks=chunks)
        return seconds, peak, size


def record_of(number, body):
    with tempfile.TemporaryDirectory(dir=TOP) as folder:
        path = pathlib.Path(folder) / "one"
        warc_of(path, [body], packed=False)
        return path.read_bytes().replace(b"%012d" % 0, b"%012d" % number)


def memory():
    """Flat, whatever comes: the exit code is 1 where more than 400 MB were needed."""
    some = [record_of(number, page(number)) for number in range(200)]  # enough to fill every store of the program
    count = int(GIGABYTES * 1e9 / statistics.mean(map(len, some)))
    long_page = page(0).replace(b"</article>", b"<p>" + b"A word of the story follows another one. " * 12_500_000 + b"</article>")
    news = json.dumps({"id": "a", "lang": "en", "text": text_of(random.Random(0), 10_000_000)}).encode() + b"\n"
    tiny = [text_of(random.Random(i), 100) for i in range(500)]
    lines = (json.dumps({"id": f"a{i}", "text": tiny[i % len(tiny)]}).encode() + b"\n" for i in range(1_000_000))
    for what, chunks in ((f"WARC of {count} pages", (some[i % len(some)] for i in range(count))),
                         ("WARC with one long record and 200 pages", [record_of(0, long_page), *some]),
                         ("four articles of 10 MB of news", [news] * 4),
                         ("a million articles of a sentence", lines)):
        seconds, peak, size = streamed(chunks)
        print(f"memory      {what}: {size / 1e9:.2f} GB in {seconds:.0f} s, {peak} MB at most", flush=True)
        if peak > 400:
            TOO_MUCH.append(what)


with tempfile.TemporaryDirectory() as top:
    TOP = pathlib.Path(top)
    for part in PARTS:
        {"threads": threads, "articles": articles, "lengths": lengths, "extraction": extraction, "rules": rules, "lexicons": lexicons,
         "memory": memory}[part]()
        sys.stdout.flush()
sys.exit(1 if TOO_MUCH else 0)
