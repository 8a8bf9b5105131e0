#!/usr/bin/env python3
"""`newsfacts report` in a real browser: filters, sorts, marks the right words, and stays text.

Headless Chromium is driven through chromedriver, which listens on loopback. Skipped (77) where either is
not installed.

usage: report_browser_test.py PROGRAM SOURCE_DIR
"""
import json, os, shutil, socket, subprocess, sys, tempfile, time, urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from checks import finish, same  # noqa: E402

PROGRAM = sys.argv[1]

HOSTILE = [
    "<script>window.broken = 1</script>", "</script><script>window.broken = 2</script>",
    "<img src=x onerror=\"window.broken = 3\">", "<svg onload=window.broken=4>", "<!--", "]]>", "&lt;b&gt;",
    "\"><iframe src=\"javascript:parent.broken=5\"></iframe>", "<a href=\"javascript:window.broken=6\">x</a>",
    "<style>body{display:none}</style>", "<base href=\"http://127.0.0.1:9/\">", "{{7*7}}", "${window.broken=7}",
    "<math><mtext></mtext><script>window.broken=8</script></math>", "<details open ontoggle=window.broken=9>",
]
TEXT = ("🙂 Calder Holdings has agreed to acquire Ostrel Paper for $480 million. 🧵 华星通信 told the story "
        "in May 2016.\n\"The mill stays open,\" said Ada Lindqvist, chief executive of Ostrel Paper. 😀\n"
        + "\n".join(HOSTILE) + "\nOstrel Paper said revenue rose 12 percent to $90 million.\n")
ARTICLES = [
    {"id": "<b>doc</b>", "title": "Calder 🙂 <script>window.broken = 10</script>", "published": "2016-05-11",
     "url": "javascript:window.broken=11", "text": TEXT},
    {"id": "plain", "title": "Second", "published": "2016-06-01", "url": "https://wire.example/second",
     "text": "Larkspur Air bought Marlow Pharma for $3 million. 😀 Ruth Abano, chairman of Larkspur Air, left."},
]


class Browser:
    """The few WebDriver commands that the test needs (W3C WebDriver, section 8 and on)."""

    def __init__(self):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.driver = subprocess.Popen(["chromedriver", "--port=%d" % self.port], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
        self.base = "http://127.0.0.1:%d/session" % self.port
        options = {"args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]}
        for _ in range(100):
            try:
                self.base += "/" + self.send("", {"capabilities": {"alwaysMatch": {
                    "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}})["sessionId"]
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("chromedriver does not answer")

    def send(self, command, body):
        request = urllib.request.Request(self.base + command, json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return json.load(opener.open(request, timeout=60))["value"]

    def open(self, path):
        self.send("/url", {"url": "file://" + path})

    def js(self, script):
        return self.send("/execute/sync", {"script": script, "args": []})

    def errors(self):
        return [e["message"] for e in self.send("/se/log", {"type": "browser"}) if e["level"] == "SEVERE"]

    def close(self):
        try:
            request = urllib.request.Request(self.base, method="DELETE")
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20)
        except OSError:
            pass
        self.driver.terminate()
        self.driver.wait()


def write(path, records):
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    return path


def facts_of(articles, path):
    subprocess.run([PROGRAM, "extract", articles, "-o", path], check=True)
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def rows(browser):
    return browser.js("return [...document.querySelectorAll('#fact-table tbody tr')]"
                      ".map(r => [...r.cells].map(c => c.textContent))")


def look(browser, folder):
    articles = write(os.path.join(folder, "articles.jsonl"), ARTICLES)
    facts = os.path.join(folder, "facts.jsonl")
    records = facts_of(articles, facts)
    # Slots and rules of a hostile facts file.
    records.append(dict(next(r for r in records if r["fact"] == "deal"), rule=HOSTILE[1], subject=HOSTILE[2]))
    write(facts, records)
    page = os.path.join(folder, "report.html")
    subprocess.run([PROGRAM, "report", facts, "--articles", articles, "--title", HOSTILE[0], "-o", page], check=True)
    browser.open(page)
    same("title", browser.js("return document.title"), HOSTILE[0])
    same("rows", len(rows(browser)), len(records))
    same("charts", browser.js("return document.querySelectorAll('svg[role=img]').length > 2"), True)

    browser.js("const s = document.querySelectorAll('#fact-filters select')[0]; s.value = 'deal';"
               "s.dispatchEvent(new Event('change'))")
    same("filter by kind", len(rows(browser)), sum(r["fact"] == "deal" for r in records))
    browser.js("const w = document.getElementById('fact-words'); w.value = 'marlow';"
               "w.dispatchEvent(new Event('input'))")
    same("filter by words", {row[2] for row in rows(browser)}, {"Second"})
    browser.js("const w = document.getElementById('fact-words'); w.value = ''; w.dispatchEvent(new Event('input'));"
               "const s = document.querySelectorAll('#fact-filters select')[0]; s.value = '';"
               "s.dispatchEvent(new Event('change'))")
    sort = "document.querySelectorAll('#fact-table th button')[3].click()"
    browser.js(sort)
    published = [row[3] for row in rows(browser)]
    same("sorted", published, sorted(published))
    browser.js(sort)
    same("sorted the other way", [row[3] for row in rows(browser)], sorted(published, reverse=True))

    # Every mark shows the words of its facts: offsets count code points, emoji and Chinese included.
    for article in ARTICLES:
        mine = [r for r in records if r["doc"] == article["id"]]
        browser.js("[...document.querySelectorAll('#fact-table tbody tr')].find(r => r.cells[2].textContent === %s)"
                   ".querySelector('button').click()" % json.dumps(article["title"]))
        same("text of " + article["id"], browser.js(
            "return [...document.getElementById('article-view').childNodes].slice(1).map(n => n.textContent).join('')"),
            article["text"])
        shown = browser.js("return [...document.querySelectorAll('#article-view mark')].map(m =>"
                           "[m.textContent, m.facts.map(f => f.says)])")
        marked = "".join(words for words, _ in shown)
        points = set()
        for r in mine:
            for e in r["evidence"]:
                same("evidence", article["text"][e["begin"]:e["end"]], e["text"])
                points.update(range(e["begin"], e["end"]))
        same("marked words of " + article["id"], marked, "".join(article["text"][i] for i in sorted(points)))
    link = "return [...document.querySelectorAll('#article-view a')].map(a => a.href)"
    same("a link to the page", browser.js(link), ["https://wire.example/second"])
    browser.js("document.querySelector('#article-view mark').focus()")
    same("a focused mark tells its fact", browser.js("return document.querySelector('#panel dd').textContent.length > 0"),
          True)
    same("nothing foreign ran", browser.js("return window.broken === undefined"), True)
    same("nothing foreign became markup", browser.js(
        "return document.querySelectorAll('main script, main iframe, main img, main style, main base, main math').length"), 0)
    same("landmarks", browser.js("return ['header', 'main', 'nav', 'aside'].every(n => document.querySelector(n))"), True)
    same("script errors", browser.errors(), [])

    # Two runs: the old and the new words side by side.
    changed = [dict(a) for a in ARTICLES]
    changed[1]["text"] = changed[1]["text"].replace("$3 million", "$4 million")
    new = os.path.join(folder, "new.jsonl")
    facts_of(write(os.path.join(folder, "new-articles.jsonl"), changed), new)
    old = os.path.join(folder, "old.jsonl")
    facts_of(articles, old)
    texts = ["--articles", os.path.join(folder, "new-articles.jsonl"), "--old-articles", articles]
    for args in (["report", new, "--against", old, *texts], ["diff", old, new, "--format", "html"]):
        subprocess.run([PROGRAM, *args, "-o", page])
        browser.open(page)
        sides = browser.js("return [...document.querySelectorAll('#difference-list .sides')].map(s => s.textContent)")
        same(args[0] + " shows old and new", any("3 million" in s and "4 million" in s for s in sides), True)
        same(args[0] + " shows the sentence", any("Pharma for $4 million" in s for s in sides), args[0] == "report")
        same(args[0] + " marks words", browser.js(
            "return [...document.querySelectorAll('.sides ins')].some(n => /4/.test(n.textContent))"), True)
        same(args[0] + " script errors", browser.errors(), [])

    many = [dict(ARTICLES[1], id="m%d" % i) for i in range(5000)]
    facts_of(write(articles, many), facts)
    subprocess.run([PROGRAM, "report", facts, "--articles", articles, "-o", page], check=True)
    browser.open(page)
    same("5,000 articles are paged", len(rows(browser)), 100)
    same("5,000 articles are there", browser.js("return document.getElementById('fact-count').textContent"),
          "1 to 100 of %d" % sum(1 for _ in open(facts, encoding="utf-8")))
    browser.js("document.querySelectorAll('#fact-pager button')[1].click()")
    same("the next page", browser.js("return document.getElementById('fact-count').textContent")[:10], "101 to 200")


for needed in ("chromium", "chromedriver"):
    if not shutil.which(needed):
        print("skipped: %s is not installed" % needed)
        sys.exit(77)
with tempfile.TemporaryDirectory() as folder:
    browser = Browser()
    try:
        look(browser, folder)
    finally:
        browser.close()
finish()
