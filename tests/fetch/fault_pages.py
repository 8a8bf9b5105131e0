"""The pages and sites of a web in which everything goes wrong that a server can do wrong, and how the
crawler ends each (the outcomes are explained in pipeline/fetch/crawl.h). For faults_test.py and the soak."""
import datetime
import gzip
import itertools
import time

from fault_server import Server, answer

MAX_BODY = 200_000
BOMB = gzip.compress(bytes(50_000_000))
tries = {}


def first_time(path):
    tries[path] = tries.get(path, 0) + 1
    return tries[path] == 1


def slowly(data, pause, size=1):
    for at in range(0, len(data), size):
        yield data[at:at + size]
        time.sleep(pause)


def busy(path, retry_after):
    return answer(503, headers=[f"Retry-After: {retry_after}"]) if first_time(path) else answer(body=path.encode())


def redirect(location, status=302):
    return answer(status, headers=[f"Location: {location}"])


def http_date(seconds):
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return when.strftime("%a, %d %b %Y %H:%M:%S GMT")


def endless(head, part):
    return itertools.chain([head], itertools.repeat(part))


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

# path: what the server sends, and the outcome
PAGES = {
    "/plain": (lambda: answer(body=b"plain"), "stored"),
    "/late": (lambda: slowly(answer(body=b"late"), 1, 1000), "stored"),
    "/in-drops": (lambda: slowly(answer(body=b"in drops"), 0.01), "stored"),
    "/no-answer": (lambda: b"", "broken"),
    "/half-a-head": (lambda: HEAD + b"Content-Ty", "broken"),
    "/no-http": (lambda: b"220 mail.example ESMTP\r\n", "broken"),
    "/too-short": (lambda: HEAD + b"Content-Length: 1000\r\n\r\nshort", "broken"),
    "/too-long": (lambda: HEAD + b"Content-Length: 4\r\n\r\nlong and longer", "stored"),
    "/until-close": (lambda: HEAD + b"\r\nuntil the connection closes", "stored"),
    "/length-rubbish": (lambda: HEAD + b"Content-Length: many\r\n\r\nx", "broken"),
    "/chunks": (lambda: CHUNKED + b"3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n", "stored"),
    "/chunk-rubbish": (lambda: CHUNKED + b"3\r\nabc\r\nxyz\r\n", "broken"),
    "/chunks-cut": (lambda: CHUNKED + b"ff\r\nabc", "broken"),
    "/chunk-huge": (lambda: CHUNKED + b"fffffffffffffffffff\r\nabc", "broken"),
    "/bomb": (lambda: answer(body=BOMB, headers=["Content-Encoding: gzip"]), "stored"),
    "/wrong-coding": (lambda: answer(body=b"not gzip", headers=["Content-Encoding: gzip"]), "stored"),
    "/endless": (lambda: endless(HEAD + b"\r\n", b"x" * 10000), "stored"),
    "/endless-chunks": (lambda: endless(CHUNKED, b"400\r\n" + b"y" * 1024 + b"\r\n"), "stored"),
    "/byte-by-byte": (lambda: endless_drops(), "timeout"),
    "/hangs": (lambda: slowly(b"HH", 60), "timeout"),
    "/huge-line": (lambda: HEAD + b"X: " + b"x" * 1_000_000 + b"\r\n\r\nbody", "head-too-large"),
    "/many-lines": (lambda: HEAD + b"X-Name: value\r\n" * 20_000 + b"\r\nbody", "head-too-large"),
    "/endless-head": (lambda: endless(HEAD, b"X-Name: value\r\n" * 1000), "head-too-large"),
    "/no-content": (lambda: answer(204, length=False), "stored"),
    "/interim": (lambda: b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer(body=b"interim"), "stored"),
    "/gone": (lambda: answer(410), "http-410"),
    "/teapot": (lambda: answer(418), "http-418"),
    "/unasked-304": (lambda: answer(304, length=False), "http-304"),
    "/down": (lambda: answer(500), "http-500"),
    "/retry-seconds": (lambda: busy("/retry-seconds", "1"), "stored"),
    "/retry-date": (lambda: busy("/retry-date", http_date(2)), "stored"),
    "/retry-past": (lambda: busy("/retry-past", http_date(-1000)), "stored"),
    "/retry-rubbish": (lambda: busy("/retry-rubbish", "in a while"), "stored"),
    "/moved": (lambda: redirect("/plain-2", 301), "stored|same-payload|duplicate"),
    "/plain-2": (lambda: answer(body=b"plain 2"), "stored|same-payload|duplicate"),
    "/moved-to-stored": (lambda: redirect("/plain"), "stored|same-payload|duplicate"),
    "/loop": (lambda: redirect("/loop"), "redirect-loop"),
    "/nowhere": (lambda: answer(302), "http-302"),
    "/to-file": (lambda: redirect("file:///etc/passwd"), "refused-redirect"),
    "/to-gopher": (lambda: redirect("gopher://site.test/"), "refused-redirect"),
    "/to-rubbish": (lambda: redirect("http://[::"), "refused-redirect"),
    "/to-loopback": (lambda: redirect("http://127.0.0.2/"), "refused-address"),
    "/to-mapped": (lambda: redirect("http://[::ffff:127.0.0.2]/"), "refused-address"),
    "/to-hex": (lambda: redirect("http://0x7f000004/"), "refused-address"),
    "/to-number": (lambda: redirect("http://2130706437/"), "refused-address"),
    "/to-private": (lambda: redirect("http://10.0.0.1/"), "refused-address"),
    "/to-link-local": (lambda: redirect("http://169.254.169.254/latest/"), "refused-address"),
    "/to-shared": (lambda: redirect("http://100.64.0.1/"), "refused-address"),
    "/to-v6-private": (lambda: redirect("http://[fd00::1]/"), "refused-address"),
    "/to-inside": (lambda: redirect(f"http://inside.test:{server.port}/"), "refused-address"),
    "/secret": (lambda: redirect(f"{secret()}/open"), "stored|same-payload|duplicate"),
    "/feed": (lambda: answer(body=f"<rss><channel><item><link>{secret()}/plain-4</link></item><item><link>{secret()}:x/"
                             "</link></item></channel></rss>".encode()), None),
    "/open": (lambda: answer(body=b"open", headers=["Set-Cookie: a=b"]), "stored|same-payload|duplicate"),
}
for i in range(12):
    PAGES[f"/hop{i}"] = (lambda i=i: redirect(f"/hop{i + 1}"), None)

RULES = b"User-agent: *\nDisallow: /no\n"
# host: its robots.txt, a path, and the outcome of that page
SITES = {
    "absent.test": (lambda: answer(404), "/no", "stored"),
    "forbidden.test": (lambda: answer(403), "/no", "stored"),
    "rules.test": (lambda: answer(body=RULES), "/no", "robots"),
    "rules-open.test": (lambda: answer(body=RULES), "/yes", "stored"),
    "down.test": (lambda: answer(500), "/yes", "robots-unreachable"),
    "hangs.test": (lambda: slowly(b"HH", 60), "/yes", "robots-unreachable"),
    "busy.test": (lambda: answer(429), "/yes", "robots-unreachable"),
    "html.test": (lambda: answer(body=b"<!DOCTYPE html><p>Disallow: /"), "/no", "stored"),
    "bom.test": (lambda: answer(body=b"\xef\xbb\xbf" + RULES), "/no", "robots"),
    "utf16.test": (lambda: answer(body=RULES.decode().encode("utf-16")), "/no", "stored"),
    "large.test": (lambda: answer(body=RULES + b"# filler\n" * 70_000), "/no", "robots"),
    "late-rule.test": (lambda: answer(body=b"User-agent: *\n" + b"# filler\n" * 70_000 + b"Disallow: /no\n"), "/no",
                       "stored"),
    "endless.test": (lambda: endless(HEAD + b"\r\n" + RULES, b"# filler\n" * 1000), "/no", "robots"),
    "moved.test": (lambda: redirect(f"http://rules.test:{server.port}/robots.txt"), "/no", "robots"),
    "slow.test": (lambda: answer(body=b"User-agent: *\nCrawl-delay: 86400\n"), "/yes", "crawl-delay"),
    "delay.test": (lambda: answer(body=b"User-agent: *\nCrawl-delay: 1\n"), "/yes", "stored"),
    "patience.test": (lambda: answer(404), "/wait", "http-503"),
}


def endless_drops():
    yield HEAD + b"\r\n"
    while True:
        yield b"x"
        time.sleep(0.5)


def respond(host, path, headers):
    if host in SITES:
        if path == "/robots.txt":
            return SITES[host][0]()
        if path == "/wait":
            return answer(503, headers=["Retry-After: 317100"])
        return answer(body=f"{host}{path}".encode())
    if path == "/robots.txt":
        return answer(404)
    return PAGES[path][0]() if path in PAGES else answer(404)

server = None


def start():
    """The server, which `respond` serves from then on."""
    global server
    server = Server(respond)
    return server


def secret():
    return f"http://joe:pass0word@site.test:{server.port}"
