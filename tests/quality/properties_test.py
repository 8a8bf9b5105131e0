#!/usr/bin/env python3
"""What must hold of any article: evidence is words of the text, articles do not touch each other, and a
paragraph that tells nothing takes nothing away.

Over corpus/, and over the annotated articles of the folder that NEWSFACTS_DATA names, where it is set.

usage: properties_test.py PROGRAM SOURCE_DIR
"""
import glob, json, os, random, subprocess, sys, tempfile, unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from checks import check, finish, same  # noqa: E402

PROGRAM, SOURCE = sys.argv[1:3]
DATA = os.environ.get("NEWSFACTS_DATA", "")
QUIET = "The harbour was quiet in the morning, and gulls sat in rows on the wet roofs of the sheds."


def extract(articles, folder):
    path, out = os.path.join(folder, "articles.jsonl"), os.path.join(folder, "facts.jsonl")
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
    subprocess.run([PROGRAM, "extract", path, "-o", out], check=True)
    by_doc = {}
    for line in open(out, encoding="utf-8"):
        fact = json.loads(line)
        by_doc.setdefault(fact["doc"], []).append((fact, line))
    return by_doc


def spans(value):
    """Every object with begin, end and text inside a fact."""
    if isinstance(value, list):
        for item in value:
            yield from spans(item)
    elif isinstance(value, dict):
        if {"begin", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)


def traceable(name, articles, folder):
    """Every span of every fact is words of the text, and ids are unique; the facts by article."""
    facts = extract(articles, folder)
    for article in articles:
        mine = facts.get(article["id"], [])
        for fact, _ in mine:
            same("%s: evidence of %s" % (article["id"], fact["id"]), bool(fact["evidence"]), True)
            for span in spans(fact):
                check("%s: %s: %r is not at %d" % (article["id"], fact["rule"], span["text"], span["begin"]),
                      article["text"][span["begin"]:span["end"]] == span["text"])
        ids = [fact["id"] for fact, _ in mine]
        same("%s: ids are unique" % article["id"], len(set(ids)), len(ids))
    print("%s: %d articles, %d facts" % (name, len(articles), sum(len(f) for f in facts.values())))
    return facts


def hold(name, articles, folder):
    facts = traceable(name, articles, folder)
    turned = list(articles)
    random.Random(3).shuffle(turned)
    again = extract(turned, folder)
    same(name + ": the order of articles changes no fact",
          [a["id"] for a in articles if facts.get(a["id"]) != again.get(a["id"])], [])
    for article in random.Random(5).sample(articles, min(5, len(articles))):
        alone = extract([article], folder)
        same(article["id"] + ": alone as in company", alone.get(article["id"]), facts.get(article["id"]))
    longer = extract([dict(a, text=a["text"].rstrip("\n") + "\n" + QUIET + "\n") for a in articles], folder)
    for article in articles:
        kept = {fact["id"] for fact, _ in longer.get(article["id"], [])}
        lost = [fact["rule"] + " " + json.dumps(fact["evidence"][0]["text"]) for fact, _ in facts.get(article["id"], [])
                if fact["id"] not in kept]
        same(article["id"] + ": a paragraph that tells nothing takes facts away", lost, [])
    same(name + ": there are facts", len(facts) > 0, True)


with tempfile.TemporaryDirectory() as folder:
    cleaned = subprocess.run([PROGRAM, "clean", os.path.join(SOURCE, "corpus")], capture_output=True, text=True, check=True)
    hold("corpus", [json.loads(line) for line in cleaned.stdout.splitlines()], folder)
    path = os.path.join(DATA, "gold", "articles.jsonl")
    if DATA and os.path.exists(path):
        hold("annotated articles", [json.loads(line) for line in open(path, encoding="utf-8")], folder)
        for path in sorted(glob.glob(os.path.join(DATA, "**", "*.jsonl"), recursive=True)):
            name = os.path.relpath(path, DATA)
            records = [json.loads(line) for line in open(path, encoding="utf-8")]
            texts = [r["text"] for r in records if isinstance(r, dict) and isinstance(r.get("text"), str)]
            if texts and not name.startswith("gold"):
                traceable(name, [{"id": str(i), "text": unicodedata.normalize("NFC", t)} for i, t in enumerate(texts)], folder)
    else:
        print("not tried: annotated articles (NEWSFACTS_DATA is not set)")

finish()
