#!/usr/bin/env python3
"""What the writer wrote, read by warcio, digests checked. Where warcio can be had neither installed
nor from the package index, the test is skipped (77)."""
import os
import pathlib
import subprocess
import sys
import tempfile

program = pathlib.Path(sys.argv[1]).resolve()
with tempfile.TemporaryDirectory() as top:
    try:
        import warcio  # noqa: F401
    except ImportError:
        got = subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", f"{top}/packages",
                              "warcio"], capture_output=True, timeout=300)
        if got.returncode != 0:
            print("skipped: warcio cannot be installed here:", got.stderr.decode()[-300:])
            sys.exit(77)
        sys.path.insert(0, f"{top}/packages")
    from warcio.archiveiterator import ArchiveIterator

    out = pathlib.Path(top, "out")
    out.mkdir()
    subprocess.run([program.parent / "tests" / "store_test", "[.sample]"], check=True,
                   stdout=subprocess.DEVNULL, env={**os.environ, "NEWSFACTS_SAMPLE_FOLDER": str(out)})
    [warc] = out.glob("*.warc.gz")
    rows = []
    with open(warc, "rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            body = record.content_stream().read()
            status = record.http_headers.get_statuscode() if record.http_headers else None
            rows.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), status,
                         body.decode() if record.rec_type == "response" else None))
            assert not record.digest_checker.problems, record.digest_checker.problems
wanted = [("warcinfo", None, None, None),
          ("response", "https://example.org/", "200", "<p>Grüße</p>"),
          ("request", "https://example.org/", "", None),
          ("metadata", "https://example.org/", None, None),
          ("revisit", "https://example.org/", "200", None),
          ("request", "https://example.org/", "", None),
          ("metadata", "https://example.org/", None, None),
          ("response", "https://example.org/2", "404", "two"),
          ("request", "https://example.org/2", "", None),
          ("metadata", "https://example.org/2", None, None)]
rows = [(kind, uri, "" if kind == "request" else status, body) for kind, uri, status, body in rows]
if rows != wanted:
    print("got   ", *rows, sep="\n  ")
    print("wanted", *wanted, sep="\n  ")
    sys.exit(1)
print(len(rows), "records, as written")
