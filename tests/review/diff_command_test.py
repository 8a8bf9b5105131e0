#!/usr/bin/env python3
"""`newsfacts diff` through the program: outcomes, causes, --only, --sample, gzip, exit codes.

usage: diff_command_test.py PROGRAM SOURCE_DIR
"""
import gzip, json, os, shutil, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from checks import check, finish, same  # noqa: E402

PROGRAM = sys.argv[1]


def fact(doc, id, value, text="t1", page="p1"):
    return {"id": id, "doc": doc, "published": None, "text_sha1": text, "payload_sha1": page, "fact": "figure",
            "rule": "figure.revenue", "metric": "revenue", "value": value, "evidence": []}


def run(*args):
    p = subprocess.run([PROGRAM, "diff", *args], capture_output=True, text=True)
    return p.returncode, p.stdout


def told(out):
    return sorted("%s %s %s" % (d["doc"], d["outcome"], d["cause"]) for d in map(json.loads, out.splitlines()))


with tempfile.TemporaryDirectory() as folder:
    def write(name, facts):
        path = os.path.join(folder, name)
        text = "".join(json.dumps(f) + "\n" if isinstance(f, dict) else f for f in facts)
        (gzip.open if name.endswith(".gz") else open)(path, "wt").write(text)
        return path

    old = write("old.jsonl", [fact("c", "3", 3), fact("a", "1", 1), fact("b", "2", 2), fact("b", "2", 2)])
    # a: a rule changed it; b: one of two equal ones went; c: another page; d: a document that is new
    new = write("new.jsonl.gz", [fact("d", "4", 4), fact("c", "3", 30, "t2", "p2"), fact("b", "2", 2),
                                 fact("a", "1", 10)])
    everything = ["a changed rules", "b removed rules", "c changed page", "d added unknown"]
    same("a file beside itself", run(old, old)[0], 0)
    code, out = run(old, new, "--format", "jsonl")
    same("differences", (code, told(out)), (1, everything))
    same("changes", [c for d in map(json.loads, out.splitlines()) for c in d["changes"]][0],
          {"slot": "value", "old": 1, "new": 10})
    same("doubled ids are told", subprocess.run([PROGRAM, "diff", old, new], capture_output=True, text=True).stderr,
          "newsfacts: ids that stand twice in a document: 1 in %s, 0 in %s; compared in their order\n" % (old, new))
    same("--only cause", told(run(old, new, "--format", "jsonl", "--only", "cause=rules")[1]), everything[:2])
    same("--only twice", told(run(old, new, "--format", "jsonl", "--only", "cause=rules", "--only",
                                   "outcome=changed")[1]), everything[:1])
    same("--only that nothing meets", run(old, new, "--only", "kind=deal")[0], 0)
    sample = run(old, new, "--format", "jsonl", "--sample", "2", "--seed", "7")[1]
    same("a sample is drawn again", run(old, new, "--format", "jsonl", "--sample", "2", "--seed", "7")[1], sample)
    same("a sample's size", len(set(told(sample)) & set(everything)), 2)
    summary = run(old, new)[1].splitlines()
    same("summary", summary[1].split(), ["figure", "figure.revenue", "1", "0", "2", "0", "0", "1", "1", "75.0", "+0"])
    same("damaged lines", run(old, write("bad.jsonl", [fact("a", "1", 1), "{broken\n"]))[0], 3)
    cut = os.path.join(folder, "cut.jsonl.gz")
    open(cut, "wb").write(open(new, "rb").read()[:-20])
    same("a gzip file cut short", run(old, cut)[0], 3)
    same("no such file", run(old, os.path.join(folder, "none"))[0], 2)
    same("a gate that trips", run(old, new, "--fail-on", "removed>20%")[0], 1)
    same("a gate that holds", run(old, new, "--fail-on", "removed>25%", "--fail-on", "kind=deal,added>0")[0], 0)
    same("a gate that is none", run(old, new, "--fail-on", "removed")[0], 2)
    same("ignored", run(old, new, "--ignore", "figure.value", "--only", "outcome=changed")[0], 0)
    same("tolerated", run(old, new, "--tolerance", "value=95%", "--only", "outcome=changed")[0], 0)
    same("a tolerance that is none", run(old, new, "--tolerance", "value")[0], 2)
    if shutil.which("zstd"):
        packed = os.path.join(folder, "new.jsonl.zst")
        subprocess.run(["zstd", "-q", "-o", packed], input=gzip.open(new).read(), check=True)
        same("zstd", told(run(old, packed, "--format", "jsonl")[1]), everything)
        open(packed, "r+b").truncate(os.path.getsize(packed) - 9)
        same("zstd cut short", run(old, packed)[0], 3)
    else:
        check("zstd is installed (scripts/packages.txt)", False)
    same("no such key", run(old, new, "--only", "colour=red")[0], 2)

finish()
