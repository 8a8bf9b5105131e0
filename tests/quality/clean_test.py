#!/usr/bin/env python3
"""The clean stage on corpus/: title, authors and day of every page are those of its gold, and nearly
every paragraph; what falls short is named. Called with the program and the source folder."""
import json
import pathlib
import subprocess
import sys

program, top = sys.argv[1], pathlib.Path(sys.argv[2])
FLOOR = 0.97  # F1 over paragraphs

lines = subprocess.run([program, "clean", str(top / "corpus")], stdout=subprocess.PIPE, check=True).stdout
articles = {a["id"]: a for a in map(json.loads, lines.decode("utf-8").splitlines())}
right = found = wanted = 0
bad = []
golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(top.glob("corpus/*/article.gold.json"))]
assert len(golds) >= 20, "the corpus was not found"
for gold in golds:
    got = articles.get(gold["id"])
    if got is None:
        bad.append(f"{gold['id']}: no article")
        continue
    for field in ("title", "authors"):
        if got[field] != gold[field]:
            bad.append(f"{gold['id']}: {field} is {got[field]!r}, not {gold[field]!r}")
    if (got["published"] or "")[:10] != gold["published"]:
        bad.append(f"{gold['id']}: published is {got['published']!r}, not {gold['published']!r}")
    have, want = got["text"].splitlines(), gold["text"].splitlines()
    right += sum(1 for p in have if p in want)
    found += len(have)
    wanted += len(want)
    for p in have:
        if p not in want:
            print(f"{gold['id']}: too much: {p[:90]}")
    for p in want:
        if p not in have:
            print(f"{gold['id']}: missing: {p[:90]}")
f1 = 2 * right / (found + wanted)
print(f"{len(golds)} pages, paragraphs F1 {f1:.4f}")
print("\n".join(bad))
sys.exit(1 if bad or f1 < FLOOR else 0)
