#!/usr/bin/env python3
"""Throughput on the loopback interface with politeness off, beside that of `curl --parallel` on the
same pages, and the peak of memory. usage: fetch_bench.py PROGRAM [PAGES] [BYTES_A_PAGE]

The server is one process of asyncio for each core, since one thread of Python would be the limit. It
does what servers do: who accepts gzip gets it. newsfacts does, and stores what came; curl, as it is
mostly called, does not. `plain` shows newsfacts without: it then hashes and packs every byte itself.
"""
import asyncio
import gzip
import multiprocessing
import os
import pathlib
import random
import socket
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1]
PAGES = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
SIZE = int(sys.argv[3]) if len(sys.argv) > 3 else 170_000
WORDS = [bytes(random.choices(b"abcdefghijklmnop", k=random.randint(2, 9))) for _ in range(3000)]
FILLER = b"<p>" + b" ".join(random.choices(WORDS, k=SIZE // 4))[:SIZE - 3]
PACKED = gzip.compress(FILLER)


class Pages(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.buffer = transport, b""

    def data_received(self, data):
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head, self.buffer = self.buffer[:end], self.buffer[end + 4:]
            path = head.split(b" ", 2)[1]
            if path == b"/robots.txt":
                self.transport.write(b"HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n")
                continue
            body, coding = path + b"\n" + FILLER[len(path) + 1:], b""
            if path.startswith(b"/gzip") and b"gzip" in head:
                # A member for the path, one for the rest: what is packed once serves all pages.
                body, coding = gzip.compress(path, 1) + PACKED, b"Content-Encoding: gzip\r\n"
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%sContent-Length: %d\r\n\r\n"
                                 % (coding, len(body)))
            self.transport.write(body)


def serve(listener):
    async def run():
        server = await asyncio.get_running_loop().create_server(Pages, sock=listener)
        await server.serve_forever()
    asyncio.run(run())


def timed(command):
    """Seconds of the clock, seconds of the processor, megabytes of memory at most."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 0))
listener.listen(1024)
port = listener.getsockname()[1]
workers = [multiprocessing.Process(target=serve, args=(listener,), daemon=True) for _ in range(2)]
for worker in workers:
    worker.start()


def race(kind):
    urls = [f"http://127.0.0.1:{port}/{kind}{i}" for i in range(PAGES)]
    with tempfile.TemporaryDirectory() as top:
        pathlib.Path(f"{top}/urls").write_text("\n".join(urls) + "\n")
        pathlib.Path(f"{top}/config").write_text(
            "".join(f'url = "{u}"\noutput = "{top}/out/{i}"\n' for i, u in enumerate(urls)))
        pathlib.Path(f"{top}/out").mkdir()
        took = []
        for name, command in (
                ("curl --parallel", ["curl", "-sS", "--parallel", "--parallel-max", "64", "-K", f"{top}/config"]),
                ("newsfacts fetch", [PROGRAM, "fetch", "-q", "-C", f"{top}/news", "--contact", "ops@tester.example",
                                     "--delay", "0", "--per-host", "64", "--parallel", "64", "--urls", f"{top}/urls",
                                     "--allow-address", "127.0.0.1/32"])):
            seconds, processor, peak = timed(command)
            took.append(seconds)
            print(f"{kind:5} {name:16} {PAGES / seconds:8.0f} pages/s {PAGES * SIZE / seconds / 1e6:8.0f} MB/s of pages, "
                  f"{processor / PAGES * 1000:.2f} ms of processor a page, {peak} MB of memory at most")
        print(f"{kind:5} newsfacts takes {took[1] / took[0]:.2f} of curl's time")


race("gzip")
race("plain")
for worker in workers:
    worker.terminate()
