#!/usr/bin/env python3
"""Memory of the crawler over many pages. usage: fetch_memory.py PROGRAM [PAGES] [BYTES_A_PAGE]

Tells the resident memory and the open descriptors of one `newsfacts fetch` each time another tenth of
the pages (100,000) has been asked for, and exits 1 where the last half needs more than the first half
plus a tenth. Serves on the loopback interface.
"""
import asyncio
import os
import pathlib
import random
import sys
import tempfile

PROGRAM = sys.argv[1]
PAGES = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
SIZE = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
FILLER = " ".join(str(random.random()) for _ in range(SIZE // 19)).encode()
asked = 0
process = None
resident = []


def sample():
    with open(f"/proc/{process.pid}/status") as status:
        memory = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    resident.append(memory)
    print(f"{asked:8} pages {memory / 1024:8.1f} MB {len(os.listdir(f'/proc/{process.pid}/fd')):5} descriptors", flush=True)


class Pages(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.buffer = transport, b""

    def data_received(self, data):
        global asked
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            path = self.buffer.split(b" ", 2)[1]
            self.buffer = self.buffer[end + 4:]
            body = b"" if path == b"/robots.txt" else path + b" " + FILLER
            self.transport.write(b"HTTP/1.1 %s x\r\nETag: \"%s\"\r\nContent-Length: %d\r\n\r\n%s"
                                 % (b"200" if body else b"404", path, len(body), body))
            asked += 1
            if asked % (PAGES // 10) == 0:
                sample()


async def main():
    global process
    server = await asyncio.get_running_loop().create_server(Pages, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory() as top:
        pathlib.Path(f"{top}/urls").write_text("".join(f"http://127.0.0.1:{port}/{i}\n" for i in range(PAGES)))
        process = await asyncio.create_subprocess_exec(
            PROGRAM, "fetch", "-q", "-C", f"{top}/news", "--contact", "ops@tester.example", "--delay", "0",
            "--per-host", "64", "--parallel", "64", "--urls", f"{top}/urls", "--allow-address", "127.0.0.1/32")
        assert await process.wait() == 0
    half = len(resident) // 2
    flat = max(resident[half:]) <= max(resident[:half]) * 1.1
    print("flat" if flat else "NOT FLAT")
    return 0 if flat else 1


sys.exit(asyncio.run(main()))
