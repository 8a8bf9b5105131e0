#!/usr/bin/env python3
"""Runs the commands of pipeline/review/README.md and compares what they print with what stands there.

usage: recipes_test.py PROGRAM SOURCE_DIR
"""
import os, shutil, subprocess, sys, tempfile

PROGRAM, SOURCE = sys.argv[1:3]
for needed in ("jq", "sqlite3"):
    if not shutil.which(needed):
        print("skipped: %s is not installed" % needed)
        sys.exit(77)

commands = []  # (command, the lines that follow it)
for line in open(os.path.join(SOURCE, "pipeline/review/README.md"), encoding="utf-8"):
    if line.startswith("    $ "):
        commands.append((line[6:].rstrip("\n"), []))
        follows = True
    elif line.startswith("    ") and commands and follows:
        commands[-1][1].append(line[4:])
    else:
        follows = False

problems = [] if len(commands) > 5 else ["the README has only %d commands" % len(commands)]
with tempfile.TemporaryDirectory() as folder:
    os.symlink(os.path.join(os.path.abspath(SOURCE), "corpus"), os.path.join(folder, "corpus"))
    os.symlink(os.path.abspath(PROGRAM), os.path.join(folder, "newsfacts"))
    env = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], LC_ALL="C")
    for command, wanted in commands:
        p = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, env=env, capture_output=True, text=True)
        if p.stdout != "".join(wanted):
            problems.append("%s\n  printed %r\n  the README says %r" % (command, p.stdout, "".join(wanted)))
        if p.stderr:
            problems.append("%s\n  complained: %s" % (command, p.stderr))
print("\n".join(problems) or "ok: %d commands" % len(commands))
sys.exit(1 if problems else 0)
