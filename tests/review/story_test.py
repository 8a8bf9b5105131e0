#!/usr/bin/env python3
"""What a researcher does: run, edit a rule, run again, and ask what the edit did; then a page changes.

usage: story_test.py PROGRAM SOURCE_DIR
"""
import json, os, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from checks import finish, same  # noqa: E402

PROGRAM, SOURCE = sys.argv[1:3]

RULE = """rule  deal.story.watered
why   an orchard is looked after
fact  deal type=contract status=agreed needs=customer:1
match {ORG:customer} ~3 %s ~4 orchard
yes   [Brightwater Foods|ORG] has %s an orchard near the river.
  =>  customer="Brightwater Foods"
no    The orchard that [Brightwater Foods|ORG] sold was sold before.
"""
PAGE = """<html><head><title>%s</title><meta property="article:published_time" content="2024-03-05T08:00:00Z">
</head><body><article><h1>%s</h1><p>Brightwater Foods Inc. has watered an orchard near the river, and pears will
be picked there from the coming autumn, the company told its growers in a letter.</p><p>%s</p><p>The growers had
asked for a longer lease, but the owner of the land wanted to keep the barns for the horses.</p></article></body>
</html>"""


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


with tempfile.TemporaryDirectory() as folder:
    at = lambda name: os.path.join(folder, name)
    pages = at("pages")
    os.mkdir(pages)
    extra = "Larkspur Air Ltd. said revenue rose 12 percent to $90 million last year."
    write(os.path.join(pages, "orchard.html"), PAGE % ("Pears", "Pears", extra))
    write(os.path.join(pages, "second.html"), PAGE % ("More pears", "More pears", extra))

    def run(rules, out):
        subprocess.run([PROGRAM, "run", "--rules", write(at("my.rules"), rules), os.path.join(SOURCE, "corpus"), pages,
                        "-o", out], check=True)
        return out

    def differences(old, new, *flags):
        p = subprocess.run([PROGRAM, "diff", old, new, "--format", "jsonl", *flags], capture_output=True, text=True)
        return p.returncode, [json.loads(line) for line in p.stdout.splitlines()]

    first = run(RULE % ("watered", "watered"), at("first.jsonl"))
    again = run(RULE % ("watered", "watered"), at("again.jsonl"))
    same("two runs", open(first, "rb").read(), open(again, "rb").read())
    same("the rule finds its facts", sum(json.loads(line)["rule"] == "deal.story.watered" for line in open(first)), 2)

    # The rule is edited: it now wants another word, so its facts go; nothing else moves.
    edited = run(RULE % ("pruned", "pruned"), at("edited.jsonl"))
    code, found = differences(first, edited, "--only", "cause=rules")
    same("the edit's exit code", code, 1)
    same("what the edit did", sorted((d["doc"], d["rule"], d["outcome"]) for d in found),
          [("orchard", "deal.story.watered", "removed"), ("second", "deal.story.watered", "removed")])
    same("nothing has another cause", differences(first, edited), (code, found))
    same("the gate", subprocess.run([PROGRAM, "diff", first, edited, "--fail-on", "cause=rules,removed>2"]).returncode, 0)

    # A page changes; the rules stay.
    write(os.path.join(pages, "second.html"), PAGE % ("More pears", "More pears", extra.replace("$90", "$95")))
    changed = run(RULE % ("watered", "watered"), at("changed.jsonl"))
    code, found = differences(first, changed, "--only", "outcome=changed")
    same("the page's change", [(d["doc"], d["cause"], [c["slot"] for c in d["changes"]]) for d in found],
          [("second", "page", ["value"])])
    same("no rule is blamed", differences(first, changed, "--only", "cause=rules")[1], [])

finish()
