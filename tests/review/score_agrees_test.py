#!/usr/bin/env python3
"""`newsfacts score` gives the figures of the reference scorer, on facts that are wrong in many ways.

usage: score_agrees_test.py PROGRAM SOURCE_DIR
The reference is $NEWSFACTS_DATA/gold/evaluate_facts.py with gold.jsonl beside it; without them: skipped (77).
The facts are made from the gold with a fixed seed: slots changed, facts dropped, doubled and invented.
"""
import json, os, random, subprocess, sys, tempfile

PROGRAM = sys.argv[1]
DATA = os.environ.get("NEWSFACTS_DATA", "")
GOLD = os.path.join(DATA, "gold", "gold.jsonl")
REFERENCE = os.path.join(DATA, "gold", "evaluate_facts.py")
if not DATA or not os.path.exists(GOLD) or not os.path.exists(REFERENCE):
    print("skipped: NEWSFACTS_DATA names no folder with gold/gold.jsonl and gold/evaluate_facts.py")
    sys.exit(77)

rnd = random.Random(20)
LISTS = {"deals": "deal", "people": "person", "dates": "date", "figures": "figure", "quotes": "quote"}


def spoil(value, key):
    """A value as an extractor might get it wrong, or as another right form of it."""
    if value is None or rnd.random() < 0.7:
        return value
    if isinstance(value, str):
        if key == "type":
            return "merger"
        return rnd.choice([None, value.upper(), "The " + value + " Ltd", value.split()[0] if value else value,
                           value[:-1], value + "’s", value.replace("e", "é"), value + " Überland"])
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return rnd.choice([None, value * 10, value * (1 + 1e-8), -value])
    if isinstance(value, dict):
        return {k: spoil(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [spoil(v, key) for v in value if rnd.random() < 0.85]
    return value


def fact_of(kind, gold, doc):
    f = {k: spoil(v, k) for k, v in gold.items() if k != "evidence"}
    if kind == "deal":
        f["deal_type"] = f.pop("type")
        f["parties"] = [p for p in f.get("parties") or [] if p.get("name")]
    if kind in ("date", "quote"):
        f["text"] = f.get("text") or "never"
        f["begin"] = rnd.randrange(1000)
        f["end"] = f["begin"] + len(f["text"])
    if kind == "person" and not f.get("name"):
        f["name"] = gold["name"]
    return dict({"doc": doc, "fact": kind, "rule": "made." + kind, "evidence": []}, **f)


def make(gold):
    lines = []
    everything = [(kind, g, a["id"]) for a in gold for key, kind in LISTS.items() for g in a.get(key, [])]
    for kind, g, doc in everything:
        if rnd.random() < 0.15:
            continue
        lines.append(fact_of(kind, g, doc))
        if rnd.random() < 0.1:
            lines.append(fact_of(kind, g, doc))
        if rnd.random() < 0.1:
            lines.append(fact_of(kind, rnd.choice([x for x in everything if x[0] == kind])[1], doc))
    lines.append({"doc": "of no article", "fact": "deal", "deal_type": "stake", "parties": []})
    rnd.shuffle(lines)
    return [json.dumps(x, ensure_ascii=False) for x in lines] + ["{broken"]


def compare(name, want, got, problems):
    for key in ("articles", "facts_of_other_documents", "facts_with_false_spans", "lines_broken", "mean_f1"):
        if want[key] != got[key]:
            problems.append("%s: %s %r, reference %r" % (name, key, got[key], want[key]))
    for kind, w in want["kinds"].items():
        g = got["kinds"][kind]
        if w["found"] != g["found"]:
            problems.append("%s: %s found %r, reference %r" % (name, kind, g["found"], w["found"]))
        for slot, row in g["slots"].items():
            other = w["slots"].get(slot, {"p": 0, "r": 0, "f1": 0, "tp": 0, "fp": 0, "fn": 0})
            if row != other:
                problems.append("%s: %s %s %r, reference %r" % (name, kind, slot, row, other))


def main():
    gold = [json.loads(line) for line in open(GOLD, encoding="utf-8") if line.strip()]
    problems, compared = [], 0
    with tempfile.TemporaryDirectory() as folder:
        facts = os.path.join(folder, "facts.jsonl")
        articles = os.path.join(DATA, "gold", "articles.jsonl")
        for name, flags in [("plain", []), ("strict", ["--strict"]), ("spans", ["--articles", articles])] * 3:
            with open(facts, "w", encoding="utf-8") as f:
                f.write("\n".join(make(gold)) + "\n")
            want = subprocess.run([sys.executable, REFERENCE, GOLD, facts, "--json"] + flags, capture_output=True,
                                  check=True, text=True).stdout
            got = subprocess.run([PROGRAM, "score", GOLD, facts, "--json", "--rounds", "0"] + flags,
                                 capture_output=True, check=True, text=True).stdout
            compare(name, json.loads(want), json.loads(got), problems)
            compared += 1
    print("\n".join(problems) or "%d scores agree" % compared)
    sys.exit(1 if problems else 0)


main()
