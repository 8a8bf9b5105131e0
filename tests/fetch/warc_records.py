"""Reads WARC files for tests: strictly, and with nothing but the standard library."""
import gzip
import hashlib
import pathlib
import base64


class Record:
    def __init__(self, file, fields, block):
        self.file, self.fields, self.block = file, fields, block
        self.type = fields["WARC-Type"]
        self.uri = fields.get("WARC-Target-URI")
        self.head, _, self.body = block.partition(b"\r\n\r\n")


def read(path):
    """Every record of a file of gzip members; an assertion fails where something is wrong."""
    with gzip.open(path) as file:
        data = file.read()
    out, at = [], 0
    while at < len(data):
        end = data.index(b"\r\n\r\n", at)
        version, *lines = data[at:end].decode().split("\r\n")
        assert version == "WARC/1.1", version
        fields = dict(line.split(": ", 1) for line in lines)
        begin = end + 4
        at = begin + int(fields["Content-Length"])
        block = data[begin:at]
        assert data[at:at + 4] == b"\r\n\r\n", f"{path}: no end of record"
        digest = fields.get("WARC-Block-Digest")
        if digest:
            assert digest == "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode(), path
        at += 4
        out.append(Record(pathlib.Path(path).name, fields, block))
    return out


def read_folder(folder):
    files = sorted(pathlib.Path(folder).glob("*.warc.gz"))
    return [record for file in files for record in read(file)]
