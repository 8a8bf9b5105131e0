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

# The kinds of a cheat sheet of cross-site scripting: elements, attributes, ways out of the places where text stands
# in a page, disguises.
HOSTILE = [
    "<script>window.broken = 1</script>", "</script><script>window.broken = 2</script>",
    "<img src=x onerror=\"window.broken = 3\">", "<svg onload=window.broken=4>", "<!--", "]]>", "&lt;b&gt;",
    "\"><iframe src=\"javascript:parent.broken=5\"></iframe>", "<a href=\"javascript:window.broken=6\">x</a>",
    "<style>body{display:none}</style>", "<base href=\"http://127.0.0.1:9/\">", "{{7*7}}", "${window.broken=7}",
    "<math><mtext></mtext><script>window.broken=8</script></math>", "<details open ontoggle=window.broken=9>",
    # letters of both cases, blanks and rubbish inside tags, tags that are not closed
    "<ScRiPt>window.broken=12</sCrIpT>",
    "<script\n>window.broken=13</script\n>", "<script/x>window.broken=14</script/x>",
    "<<script>window.broken=15//<</script>",
    "<scr\u0000ipt>window.broken=16</scr\u0000ipt>", "<script>window.broken=17",
    "<img src=x onerror=window.broken=18//", "<img src=\"`<img src=x onerror=window.broken=19>`\">",
    "<img/src=x/onerror=window.broken=20>", "<img src=x oneonerrorrror=window.broken=21 onerror\t=\nwindow.broken=21>",
    # elements that load or act by themselves
    "<body onload=window.broken=22>", "<input autofocus onfocus=window.broken=23>",
    "<video><source onerror=window.broken=24>",
    "<audio src=x onerror=window.broken=25>", "<marquee onstart=window.broken=26>",
    "<object data=\"javascript:window.broken=27\">",
    "<embed src=\"javascript:window.broken=28\">", "<iframe srcdoc=\"<script>parent.broken=29</script>\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:window.broken=30\">",
    "<link rel=stylesheet href=//127.0.0.1:9/x.css>",
    "<form><button formaction=javascript:window.broken=31 autofocus>",
    "<isindex type=image src=1 onerror=window.broken=32>",
    "<svg><animate onbegin=window.broken=33 attributeName=x dur=1s>", "<svg><use href=\"data:image/svg+xml,x\">",
    "<x onclick=window.broken=34 style=\"animation:x\" onanimationstart=window.broken=34>",
    "<div style=\"background:url(javascript:window.broken=35);width:expression(window.broken=35)\">",
    # ways out of scripts, styles, titles, comments, attributes
    "<!--<script>", "--><script>window.broken=36</script>", "--!><img src=x onerror=window.broken=37>",
    "</style><script>window.broken=38</script>", "</title><script>window.broken=39</script>",
    "</textarea><script>window.broken=40</script>", "</noscript><script>window.broken=41</script>",
    "<![CDATA[><script>window.broken=42</script>]]>", "<plaintext>", "<xmp>", "<template>", "<noembed>", "<listing>",
    "\" onmouseover=\"window.broken=43", "' onfocus='window.broken=44' autofocus='", "` onclick=window.broken=45 `",
    "\";window.broken=46;//", "';window.broken=47;//", "\\\";window.broken=48;//", "*/window.broken=49/*",
    "\u2028window.broken=50\u2029", "});window.broken=51;({",
    # other spellings of the same
    "&#60;script&#62;window.broken=52&#60;/script&#62;", "&lt;script&gt;window.broken=53&lt;/script&gt;",
    "%3Cscript%3Ewindow.broken=54%3C/script%3E", "\\u003cscript\\u003ewindow.broken=55\\u003c/script\\u003e",
    "+ADw-script+AD4-window.broken=56+ADw-/script+AD4-", "\uff1cscript\uff1ewindow.broken=57\uff1c/script\uff1e",
    # names that a page's own scripts use
    "<form id=fact-table><input name=textContent>", "<img name=getElementById>", "__proto__", "constructor", "toString",
    # all at once
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=window.broken=58 )"
    "//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>"
    "\\x3csVg/<sVg/oNloAd=window.broken=59//>\\x3e",
]
# None of these may become a link.
URLS = [
    "javascript:window.broken=60", "JaVaScRiPt:window.broken=61", "\u0001javascript:window.broken=62",
    " javascript:window.broken=63", "java\nscript:window.broken=64", "java\tscript:window.broken=65",
    "javascript&colon;window.broken=66", "javascript://https://x/%0awindow.broken=67", "vbscript:window.broken=68",
    "data:text/html,<script>window.broken=69</script>", "file:///etc/passwd", "blob:https://x/1", "//wire.example/x",
    "x\nhttps://wire.example/", "\" onclick=\"window.broken=70", "https", "view-source:https://wire.example/",
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
                    "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"},
                    "timeouts": {"script": 240000}}}})["sessionId"]
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("chromedriver does not answer")

    def send(self, command, body):
        request = urllib.request.Request(self.base + command, json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return json.load(opener.open(request, timeout=300))["value"]

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


def look_at_vectors(browser, folder):
    """Every vector in every place of a record: nothing runs, nothing becomes markup or a link."""
    vectors = HOSTILE + URLS
    sample = facts_of(write(os.path.join(folder, "a.jsonl"), ARTICLES[:1]), os.path.join(folder, "f.jsonl"))
    deal, quote = (next(r for r in sample if r["fact"] == kind) for kind in ("deal", "quote"))
    articles, facts = [], []
    for number, vector in enumerate(vectors):
        url = URLS[number % len(URLS)]
        # An id of its own each, but with the vector in it: some read alike.
        about = {"id": "%d %s" % (number, vector), "title": vector, "url": url, "published": vector, "site": vector}
        articles.append({**about, "text": TEXT, "authors": [vector]})
        place = {"doc": about["id"], "url": url, "published": vector}
        evidence = [dict(e, rule=vector) for e in deal["evidence"]]
        facts.append(dict(deal, **place, id="d%d" % number, rule=vector, status=vector, deal_type=vector,
                          subject=vector, evidence=evidence, **{vector: vector},
                          parties=[{"name": vector, "role": vector, "begin": 0, "end": 1}]))
        facts.append(dict(quote, **place, id="q%d" % number, rule=vector, speaker=vector, text=vector))
        facts.append(dict(quote, **place, id="k%d" % number, fact=vector))
    old = [dict(f, status="agreed", text="old " + vectors[-1], rule="old") for f in facts]
    a, f = write(os.path.join(folder, "v.jsonl"), articles), write(os.path.join(folder, "vf.jsonl"), facts)
    before = write(os.path.join(folder, "old.jsonl"), old)
    page = os.path.join(folder, "vectors.html")
    for title in (vectors[1], "</title><script>window.broken=71</script>", vectors[-1]):
        # A rule is marked in the articles, and told beside its fact: all of them are looked at.
        args = ["report", f, "--articles", a, "--against", before, "--old-articles", a, "--title", title, "-o", page]
        same("report of vectors", subprocess.run([PROGRAM, *args]).returncode, 0)
        browser.open(page)
        same("title of vectors", browser.js("return document.title").strip(), " ".join(title.split()))
    shown = browser.js("return document.getElementById('fact-count').textContent")
    same("facts of vectors", shown, "1 to 100 of %d" % len(facts))
    seen = set()
    for turn in range(len(facts) // 100 + 1):
        seen.update(browser.js("""
            const titles = [];
            const provoke = (nodes) => {
              for (const name of ['mouseover', 'focus', 'load', 'toggle', 'animationstart'])
                for (const node of document.querySelectorAll(nodes)) node.dispatchEvent(new Event(name));
            };
            provoke('main *');
            for (const row of [...document.querySelectorAll('#fact-table tbody tr')]) {
              titles.push(row.cells[2].textContent);
              row.querySelector('button').click();
              for (const mark of document.querySelectorAll('#article-view mark')) mark.focus();
              provoke('#article-view *');
              const links = [...document.querySelectorAll('#article-view a')].map((a) => a.getAttribute('href'));
              if (links.length) window.links = (window.links || []).concat(links);
            }
            document.querySelectorAll('#fact-pager button')[1].click();
            return titles"""))
    same("titles are told as they are", seen, set(vectors))
    same("links of vectors", browser.js("return window.links || []"), [])
    same("no vector ran", browser.js("return window.broken === undefined"), True)
    same("no vector became markup", browser.js(
        "return [...document.querySelectorAll('main *, aside *, header *')].filter(n => ['SCRIPT', 'IFRAME', 'IMG', "
        "'STYLE', 'BASE', 'MATH', 'META', 'LINK', 'OBJECT', 'EMBED', 'VIDEO', 'AUDIO', 'FORM', 'BODY', 'TEMPLATE', "
        "'PLAINTEXT', 'XMP', 'MARQUEE', 'ANIMATE', 'USE'].includes(n.nodeName.toUpperCase()) && "
        "!(n.nodeName === 'SCRIPT' && n.type === 'application/json')).map(n => n.outerHTML.slice(0, 80))"), [])
    same("no vector became an attribute", browser.js(
        "return [...document.querySelectorAll('*')].flatMap(n => [...n.attributes].map(a => a.name + '=' + a.value))"
        ".filter(a => /^on|^formaction|^srcdoc|^(src|href|action|data)=\\s*(javascript|data|vbscript|file|blob)/i"
        ".test(a))"), [])
    same("nothing was even tried", browser.errors(), [])
    page = os.path.join(folder, "difference.html")
    subprocess.run([PROGRAM, "diff", before, f, "--format", "html", "-o", page])
    browser.open(page)
    same("no vector ran in diff", browser.js("return window.broken === undefined"), True)
    same("nothing was even tried in diff", browser.errors(), [])


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
    same("a focused mark tells its fact",
         browser.js("return document.querySelector('#panel dd').textContent.length > 0"), True)
    same("nothing foreign ran", browser.js("return window.broken === undefined"), True)
    same("nothing foreign became markup", browser.js(
        "return document.querySelectorAll('main script, main iframe, main img, main style, main base, main math')"
        ".length"), 0)
    same("landmarks",
         browser.js("return ['header', 'main', 'nav', 'aside'].every(n => document.querySelector(n))"), True)
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
        look_at_vectors(browser, folder)
    finally:
        browser.close()
finish()
