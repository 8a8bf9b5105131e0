#!/usr/bin/env python3
"""Throughput on the loopback interface with politeness off, beside that of `curl --parallel` on the
same pages, and the peak of memory. usage: fetch_bench.py PROGRAM [PAGES] [BYTES_A_PAGE] [ROUNDS]

Both ask the same server for the same pages over as many connections, in turn, ROUNDS times; the
medians are told. curl writes what comes into a file a page and syncs nothing; newsfacts writes WARC
files with digests and an index, syncs them, and keeps its state. `gzip`: both ask for packed pages,
as crawlers do. `plain`: pages come as they are.

The server is one process of asyncio for each core, since one thread of Python would be the limit.
"""
import asyncio
import gzip
import multiprocessing
import os
import pathlib
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1]
PAGES = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
SIZE = int(sys.argv[3]) if len(sys.argv) > 3 else 170_000
ROUNDS = int(sys.argv[4]) if len(sys.argv) > 4 else 5
CONNECTIONS = "64"
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
            if path.startswith(b"/gzip"):
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
    peak = 0  # not by wait4, which begins with the memory of the process that forked
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
        peak = max([peak] + [int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM")])
        time.sleep(0.005)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, peak


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
        commands = {
            "curl --parallel": ["curl", "-sS", "--parallel", "--parallel-max", CONNECTIONS,
                                "-H", "Accept-Encoding: gzip", "-K", f"{top}/config"],
            "newsfacts fetch": [PROGRAM, "fetch", "-q", "-C", f"{top}/out", "--contact", "ops@tester.example",
                                "--delay", "0", "--per-host", CONNECTIONS, "--parallel", CONNECTIONS,
                                "--urls", f"{top}/urls", "--allow-address", "127.0.0.1/32"]}
        runs = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                os.mkdir(f"{top}/out")
                runs[name].append(timed(command))
                shutil.rmtree(f"{top}/out")
                os.sync()
    took = {}
    for name, measured in runs.items():
        seconds, processor, peak = map(statistics.median, zip(*measured))
        took[name] = seconds
        print(f"{kind:5} {name:16} {PAGES / seconds:8.0f} pages/s {PAGES * SIZE / seconds / 1e6:8.0f} MB/s of pages, "
              f"{processor / PAGES * 1000:.2f} ms of processor a page, {peak:.0f} MB of memory at most")
    ratio = took["curl --parallel"] / took["newsfacts fetch"]
    print(f"{kind:5} newsfacts has {ratio:.2f} of curl's throughput")


race("gzip")
race("plain")
for worker in workers:
    worker.terminate()
