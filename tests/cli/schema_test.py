#!/usr/bin/env python3
"""Every line that the program writes over corpus/ obeys the schema that the program prints."""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

program, source = sys.argv[1], pathlib.Path(sys.argv[2])
corpus = str(source / "corpus")


def run(*arguments, expect=0):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != expect:
        sys.exit(f"{arguments}: exit {done.returncode}, not {expect}: {done.stderr}")
    return done.stdout


def schema(kind):
    read = json.loads(run("schema", kind))
    jsonschema.Draft202012Validator.check_schema(read)
    return jsonschema.Draft202012Validator(read)


failures = 0


def check(what, kind, lines):
    """Validates every line; there must be some."""
    global failures
    validator = schema(kind)
    lines = [line for line in lines.splitlines() if line]
    if not lines:
        failures += 1
        print(f"{what}: no line to check")
    for number, line in enumerate(lines, 1):
        for error in validator.iter_errors(json.loads(line)):
            failures += 1
            print(f"{what}:{number}: {error.message[:200]} at {list(error.absolute_path)}")
    print(f"{what}: {len(lines)} lines of kind {kind}")
    return lines


with tempfile.TemporaryDirectory() as folder:
    articles = folder + "/articles.jsonl"
    run("clean", corpus, "-o", articles)
    lines = check("clean", "article", pathlib.Path(articles).read_text(encoding="utf-8"))
    check("mentions", "mention", run("mentions", "--why", articles))
    facts = check("extract", "fact", run("extract", articles))
    check("run", "fact", run("run", corpus))
    errors = folder + "/errors.jsonl"
    run("run", folder + "/absent.html", "--errors", errors, expect=1)
    check("--errors", "error", pathlib.Path(errors).read_text(encoding="utf-8"))

# The schemas are closed: they would see a key that is misspelt or missing.
for kind, line in (("article", lines[0]), ("fact", facts[0])):
    for record in ({}, {k: v for k, v in json.loads(line).items() if k != "url"}):
        if schema(kind).is_valid(record):
            failures += 1
            print(f"{kind}: the schema takes a record without its keys: {record}")
if schema("fact").is_valid({**json.loads(facts[0]), "surprise": 1}):
    failures += 1
    print("fact: the schema takes an unknown key")

sys.exit(1 if failures else 0)
