#!/usr/bin/env python3
"""run, clean, extract and mentions as a user meets them: exit codes, outputs, inputs of every kind."""
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from checks import check, finish, same  # noqa: E402

program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
COMMANDS = ["run", "clean", "extract", "mentions", "show", "schema", "man", "completion"]


def run(*arguments, stdin=b""):
    done = subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True)
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


def expect_in(what, part, whole):
    check(what, part in whole, f"no {part!r} in {whole!r}")


def records(out):
    return [json.loads(line) for line in out.decode("utf-8").splitlines()]


def ids(*arguments, **more):
    return [r["id"] for r in records(run("clean", *arguments, **more)[1])]


def test_help():
    for command in COMMANDS:
        code, out, err = run(command, "--help")
        same(f"{command} --help", (code, err), (0, ""))
        expect_in(f"{command} --help", b"Usage: newsfacts " + command.encode(), out)


def test_usage():
    for row in (["run", "--nonsense", "x"], ["nonsense"], ["run"], ["clean"],
                ["run", "--rules", "absent.rules", "x"], ["run", "--lexicon", "absent", "x"]):
        code, out, err = run(*row)
        same(f"{row}: exit", (code, out), (2, b""))
        expect_in(f"{row}: message", "newsfacts: ", err)
    expect_in("run without inputs", "run needs INPUT...", run("run")[2])


def test_bad_inputs(top):
    good, empty = top / "good.txt", top / "empty.txt"
    good.write_text("Orrin Vale Ltd paid $4 million to Tamsel Works on 3 May 2019.\n")
    empty.write_bytes(b"")
    code, out, err = run("clean", top / "absent.html", good, "--errors", top / "errors.jsonl")
    same("a missing file: exit", code, 1)
    same("a missing file: the rest is written", [r["id"] for r in records(out)], ["good"])
    expect_in("a missing file: message", "absent.html: No such file", err)
    errors = records((top / "errors.jsonl").read_bytes())
    same("--errors", [(e["file"], e["record"]) for e in errors], [(str(top / "absent.html"), 0)])
    expect_in("an empty file: exit", run("run", empty)[0], (0, 1))
    lines = top / "broken.jsonl"
    lines.write_text('{"id": "a", "text": "One."}\n{"id": \n\n{"id": "c", "text": "Three."}\n')
    code, out, _ = run("clean", lines, "--errors", top / "errors.jsonl")
    same("a broken line", (code, [r["id"] for r in records(out)]), (1, ["a", "c"]))
    errors = records((top / "errors.jsonl").read_bytes())
    same("a broken line: place", [e["record"] for e in errors], [2])
    cut = top / "cut.txt.gz"
    cut.write_bytes(gzip.compress(b"A long enough text about nothing much.")[:-12])
    code, _, err = run("clean", cut)
    same("a cut .gz file: exit", code, 3)
    same("a cut .gz file: its name is said once", err.count(str(cut)), 1)


def test_charset(top):
    page = top / "caf.html"
    page.write_bytes(b"<html><head><meta charset=windows-1252><title>T</title></head><body><article>"
                     + b"<p>Caf\xe9 Solenne paid \x80 5 million, it said \x93gladly\x94.</p>" * 3
                     + b"</article></body></html>")
    code, out, _ = run("clean", page)
    same("a Windows-1252 page: exit", code, 0)
    expect_in("a Windows-1252 page", "Caf\u00e9 Solenne paid \u20ac 5 million", records(out)[0]["text"])


def test_inputs(top):
    for name in ("a/x.txt", "b/x.txt", "b/y.txt", "b/notes.md", "b/y.gold.json"):
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_text("Belmar Tiles sold 20 ovens.\n")
    same("ids, endings of a folder", ids(top), ["a/x", "b/x", "y"])
    same("a page on standard input", len(ids("-", stdin=b"Belmar Tiles sold 20 ovens.\n")), 1)
    lines = b'\n {"id": "p", "text": "One."}\n{"id": "q", "text": "Two."}\n'
    same("articles on standard input", ids("-", stdin=lines), ["p", "q"])
    (top / "b/x.txt").rename(top / "b/z.txt")
    same("no folder where ids differ", ids(top), ["x", "y", "z"])
    if os.geteuid() != 0:  # the superuser reads everything
        (top / "a").chmod(0)
        code, out, _ = run("clean", top)
        (top / "a").chmod(0o700)
        same("an unreadable folder", (code, [r["id"] for r in records(out)]), (1, ["y", "z"]))


def test_output(top):
    corpus = source / "corpus"
    for command in ("clean", "mentions", "run"):
        first, second = top / "first.jsonl", top / "second.jsonl"
        same(f"{command} -o", run(command, corpus, "-o", first), (0, b"", ""))
        same(f"{command} --output", run(command, "--output", second, corpus)[0], 0)
        same(f"{command}: two runs, equal bytes", first.read_bytes() == second.read_bytes(), True)
        same(f"{command}: file and standard output", run(command, corpus)[1] == first.read_bytes(),
               True)
        same(f"{command}: something is written", first.stat().st_size > 0, True)
    same("no .part is left", sorted(p.name for p in top.iterdir()), ["first.jsonl", "second.jsonl"])
    for target, part in ((top / "absent/x", "mkdir -p"), (top, "is a folder"), ("/dev/full", "space")):
        code, _, err = run("clean", corpus, "-o", target)
        same(f"-o {target}: exit", code, 4)
        expect_in(f"-o {target}: message", part, err)
    with subprocess.Popen([program, "clean", *[corpus] * 20], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as reader_leaves:
        reader_leaves.stdout.read(10)
        reader_leaves.stdout.close()
        same("a broken pipe is quiet", reader_leaves.stderr.read(), b"")


def test_lexicon(top):
    (top / "currencies.txt").write_text("# of an invented island\nzolmark\tZLM\n")
    text = b"It paid 20 million zolmark.\n"
    for flags, wanted in (([], None), (["--lexicon", top], "ZLM")):
        found = [m["value"]["currency"] for m in records(run("mentions", *flags, "-", stdin=text)[1])
                 if m["type"] == "MONEY"]
        same(f"--lexicon {flags}", found, [wanted] if wanted else [])


def test_language(top):
    deal = "Nordlys has agreed to buy Orrin Vale Ltd for $4 million."
    lines = top / "articles.jsonl"
    lines.write_text("".join(json.dumps({"id": lang or "none", "lang": lang, "text": deal}) + "\n"
                             for lang in (None, "en", "en-GB", "EN_us", "de", "e", "eno", "pt-BR")))
    code, out, err = run("extract", lines)
    same("articles not known to be in another language give facts",
           (code, sorted({r["doc"] for r in records(out)})), (0, ["EN_us", "en", "en-GB", "none"]))
    expect_in("the others are counted", "4 articles in other languages", err)
    code, out, err = run("extract", "--any-language", lines)
    same("--any-language", (code, len({r["doc"] for r in records(out)}), err), (0, 8, ""))
    page = top / "seite.txt"
    page.write_text("Tamsel Werke\n\nDie Tamsel Werke AG hat am Dienstag mit der Nordlys GmbH einen Vertrag "
                    "geschlossen, der das Werk in Orrin f\u00fcr 4 Millionen Euro an die K\u00e4ufer gibt.\n")
    expect_in("the words tell the language", "1 articles in other languages", run("run", page)[2])
    same("mentions are of any language", len(records(run("mentions", page)[1])) > 0, True)
    run("run", lines, "--out-dir", top / "out", "--metrics", top / "metrics", "-q")
    same("the manifest counts them",
           json.loads((top / "out/articles.jsonl.done").read_text())["counts"]["other_language"], 4)
    expect_in("and --metrics", "newsfacts_batch_other_language 4\n", (top / "metrics").read_text())
    earnings = top / "earnings.txt"
    earnings.write_text("Div 33 cts per share vs 38\nRevs 4.03 mln vs 4.35 mln\nPay May 1\n")
    same("figures are no language", records(run("clean", earnings)[1])[0]["lang"], None)


def test_page_time(top):
    deal = "Nordlys has agreed to buy Orrin Vale Ltd for $4 million.\n"
    monster = "".join(f"Firm{i}co Ltd agreed to buy Other{i}co Ltd for ${i} million. " for i in range(2, 20000))
    pages = top / "pages"
    pages.mkdir()
    for name, text in (("a", deal), ("b", monster), ("c", deal)):
        (pages / f"{name}.txt").write_text("A title\n\n" + text)
    same("--page-time 0 is any time", run("run", pages, "--page-time", 0, "-q")[0], 0)
    code, out, err = run("run", pages, "--page-time", 0.2, "--errors", top / "errors.jsonl")
    same("a page over its time: exit", code, 1)
    same("a page over its time: the others are done", sorted({r["doc"] for r in records(out)}), ["a", "c"])
    expect_in("a page over its time: message", "b: takes too long", err)
    same("a page over its time: its record",
           [(e["file"], e["kind"]) for e in records((top / "errors.jsonl").read_bytes())],
           [(str(pages / "b.txt"), "over-time")])
    folder = top / "out"
    code, _, err = run("run", pages, "--out-dir", folder, "--page-time", 0.2)
    expect_in("the summary tells it", "1  errors, 1 of them over --page-time", err)
    manifest = json.loads((folder / "pages.done").read_text())
    same("the manifest tells it", (code, manifest["counts"]["over_time"], manifest["page_time"]), (1, 1, "0.2"))
    same("the article was whole and stays", len((folder / "pages.articles.jsonl").read_text().splitlines()), 3)
    same("the same limit: done", "1  inputs that were done before" in run("run", pages, "--out-dir", folder, "--page-time", 0.2)[2],
           True)
    code, _, err = run("run", pages, "--out-dir", folder, "--page-time", 0)
    same("another limit: done anew", (code, "were done before" in err), (0, False))
    same("a limit that no page hit leaves no trace",
           "page_time" in json.loads((folder / "pages.done").read_text()), False)
    same("and another one does nothing anew",
           "1  inputs that were done before" in run("run", pages, "--out-dir", folder, "--page-time", 5)[2], True)
    for bad in ("-1", "x", "nan"):
        same(f"--page-time {bad}", run("run", pages, "--page-time", bad)[0], 2)


test_help()
test_usage()
for test in (test_bad_inputs, test_charset, test_inputs, test_output, test_lexicon,
             test_language, test_page_time):
    with tempfile.TemporaryDirectory() as folder:
        test(pathlib.Path(folder))
finish()
