#!/usr/bin/env python3
"""Throughput on the loopback interface with politeness off, beside that of `curl --parallel` on the
same pages, and the peak of memory. usage: fetch_bench.py PROGRAM [PAGES] [BYTES_A_PAGE]

The server is one process of asyncio for each core, since one thread of Python would be the limit.
"""
import asyncio
import multiprocessing
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1]
PAGES = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
SIZE = int(sys.argv[3]) if len(sys.argv) > 3 else 170_000
FILLER = (b"<p>All the news of the day, told at length and in full.</p>\n" * (SIZE // 60 + 1))[:SIZE]


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
            body = path + b"\n" + FILLER[len(path) + 1:]
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body))
            self.transport.write(body)


def serve(listener):
    async def run():
        server = await asyncio.get_running_loop().create_server(Pages, sock=listener)
        await server.serve_forever()
    asyncio.run(run())


def timed(command):
    begin = time.monotonic()
    run = subprocess.run(["/usr/bin/env", "time", "-v", *command] if HAS_TIME else command, capture_output=True, text=True)
    seconds = time.monotonic() - begin
    assert run.returncode == 0, run.stderr[-2000:]
    for line in run.stderr.splitlines():
        if "time (seconds)" in line: print(line)
    peak = re.search(r"Maximum resident set size \(kbytes\): (\d+)", run.stderr)
    return seconds, int(peak[1]) // 1024 if peak else 0


HAS_TIME = pathlib.Path("/usr/bin/time").exists()
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 0))
listener.listen(1024)
port = listener.getsockname()[1]
workers = [multiprocessing.Process(target=serve, args=(listener,), daemon=True) for _ in range(2)]
for worker in workers:
    worker.start()
urls = [f"http://127.0.0.1:{port}/{i}" for i in range(PAGES)]
with tempfile.TemporaryDirectory() as top:
    pathlib.Path(f"{top}/urls").write_text("\n".join(urls) + "\n")
    pathlib.Path(f"{top}/config").write_text("".join(f'url = "{u}"\noutput = "{top}/out/{i}"\n' for i, u in enumerate(urls)))
    pathlib.Path(f"{top}/out").mkdir()
    rows = []
    for name, command in (
            ("curl --parallel", ["curl", "-sS", "--parallel", "--parallel-max", "64", "-K", f"{top}/config"]),
            ("newsfacts fetch", [PROGRAM, "fetch", "-q", "-C", f"{top}/news", "--contact", "ops@tester.example",
                                 "--delay", "0", "--per-host", "64", "--parallel", "64", "--allow-address", "127.0.0.1/32",
                                 "--urls", f"{top}/urls"])):
        seconds, peak = timed(command)
        rows.append(seconds)
        print(f"{name:16} {PAGES / seconds:8.0f} pages/s {PAGES * SIZE / seconds / 1e6:8.0f} MB/s  {peak} MB at most")
    print(f"newsfacts takes {rows[1] / rows[0]:.2f} of curl's time")
for worker in workers:
    worker.terminate()
