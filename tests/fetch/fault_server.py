"""A web that misbehaves, on the loopback interface alone, for faults_test.py and the other tests here.

A Server answers every request with what a function gives for (host, path, headers): bytes, or an
iterator of bytes (with pauses between them as it likes). What stands in them goes over the wire as it
is, and then the connection is closed unless `keep` says otherwise.
"""
import socket
import threading


def answer(status=200, body=b"", headers=(), length=True):
    """A well-formed answer."""
    lines = [f"HTTP/1.1 {status} x"] + list(headers)
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


class Server:
    def __init__(self, respond, address="127.0.0.1", port=0, tls=None, keep=False):
        self.respond, self.keep, self.tls = respond, keep, tls
        self.seen = []  # (host, path, headers)
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((address, port))
        self.socket.listen(256)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.socket.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            stream = connection.makefile("rb")
            while self._one(connection, stream) and self.keep:
                pass
        except OSError:
            pass
        finally:
            connection.close()

    def _one(self, connection, stream):
        first = stream.readline().decode("latin-1").split(" ")
        if len(first) < 3:
            return False
        headers = {}
        while (line := stream.readline().decode("latin-1").strip()):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        host, path = headers.get("host", "").split(":")[0], first[1]
        self.seen.append((host, path, headers))
        out = self.respond(host, path, headers)
        if isinstance(out, bytes):
            connection.sendall(out)
        else:
            for part in out:
                connection.sendall(part)
        return True
