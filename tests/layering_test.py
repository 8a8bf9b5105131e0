#!/usr/bin/env python3
"""Who may include what (README, "The house"). Called with the program and the source folder; exits 1
and names each line that breaks a rule."""
import pathlib
import re
import sys

top = pathlib.Path(sys.argv[2])
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]')

# Third-party headers, and the only folders or files whose .cc files may name them.
FENCES = {
    "gumbo.h": ["pipeline/clean/"],
    "curl/": ["pipeline/fetch/"],
    "sqlite3.h": ["pipeline/fetch/", "pipeline/review/", "pipeline/store/"],
    "expat.h": ["pipeline/fetch/"],
    "toml++/": ["pipeline/fetch/", "pipeline/cli/"],
    "CLI/": ["pipeline/cli/args.cc"],
    "simdjson.h": ["pipeline/text/", "pipeline/review/"],
    "unicode/": ["pipeline/text/", "pipeline/clean/", "pipeline/fetch/", "extractors/mentions/"],
    "re2/": ["extractors/", "pipeline/clean/", "pipeline/fetch/"],
    "openssl/": ["pipeline/text/", "pipeline/fetch/"],
    "zlib.h": ["pipeline/store/"],
    "libdeflate.h": ["pipeline/store/"],
    "zstd.h": ["pipeline/store/"],
    "brotli/": ["pipeline/store/"],
    "tbb/": ["pipeline/batch/"],
    "oneapi/tbb": ["pipeline/batch/"],
}
MOST_FILES = 2  # "fenced into one or two .cc files", counted for each library and folder


def allowed_own(path, include):
    """Whether one of our files may include one of our headers."""
    if path in ("pipeline/article.h", "pipeline/result.h", "pipeline/deadline.h"):
        return False
    if path in ("extractors/annotations.h", "extractors/fact.h"):
        return include in ("pipeline/article.h", "pipeline/deadline.h", "extractors/annotations.h", "extractors/rare_string.h")
    if path.startswith("extractors/"):
        return (include.startswith(("extractors/", "pipeline/text/"))
                or include in ("pipeline/article.h", "pipeline/result.h", "pipeline/deadline.h"))
    if include.startswith("extractors/"):
        return path.startswith(("pipeline/batch/", "pipeline/review/", "pipeline/cli/"))
    room = path.split("/")[1]
    target = include.split("/")[1]
    if room == "text":
        return target in ("text", "article.h", "result.h")
    if target == "cli":
        return room == "cli"
    return True


bad = []
users = {}
files = [p for d in ("pipeline", "extractors") for p in (top / d).rglob("*") if p.suffix in (".h", ".cc")]
assert len(files) > 20, "the sources were not found"
for file in files:
    path = file.relative_to(top).as_posix()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        include = found[2]
        where = f"{path}:{number}: includes {include}"
        if include.startswith(("pipeline/", "extractors/")):
            if not allowed_own(path, include):
                bad.append(f"{where}, which its folder may not know")
            continue
        for library, homes in FENCES.items():
            if not include.startswith(library):
                continue
            if not any(path.startswith(home) for home in homes):
                bad.append(f"{where}; that library stays in {', '.join(homes)}")
            elif path.endswith(".h"):
                bad.append(f"{where}; no header of ours names a library")
            else:
                home = next(home for home in homes if path.startswith(home))
                users.setdefault((library, home), set()).add(path)
for (library, home), paths in sorted(users.items()):
    if len(paths) > MOST_FILES:
        bad.append(f"{library} is used by {len(paths)} files of {home}: {', '.join(sorted(paths))}")
print("\n".join(bad) or f"{len(files)} files keep the layering")
sys.exit(1 if bad else 0)
