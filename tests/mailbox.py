"""A mailbox on this machine that speaks as much IMAP (RFC 3501) as reading reports takes."""

import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from tests.relay import make_certificate

USER, SECRET = "bounces", "geheim/7:%"
FETCH = re.compile(rb"FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)")
STORE = re.compile(rb"STORE (\d+) \+FLAGS \(\\Seen\)")


@dataclass
class Mailbox:
    url: str
    messages: Sequence[bytes]
    seen: set[int] = field(default_factory=set)


@contextmanager
def mailbox(folder: Path, messages: Sequence[bytes]) -> Iterator[Mailbox]:
    """`folder` is for its certificate; messages are numbered from 1."""
    make_certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "relay.pem", folder / "relay.key")
    held = Mailbox("", messages)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            for line in self.rfile:
                tag, _space, command = line.strip().partition(b" ")
                self.wfile.write(_answer(held, command))
                is_right = not command.startswith(b"LOGIN") or SECRET.encode() in command
                self.wfile.write(tag + (b" OK done\r\n" if is_right else b" NO wrong\r\n"))

    class Server(socketserver.ThreadingTCPServer):
        def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
            found, place = super().get_request()
            return context.wrap_socket(found, server_side=True), place

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"localhost:{server.server_address[1]}/INBOX?cafile={folder / 'relay.pem'}"
        held.url = f"imaps://{USER}:{quote(SECRET, safe='')}@{place}"
        yield held
        server.shutdown()


def _answer(held: Mailbox, command: bytes) -> bytes:
    if command.startswith(b"CAPABILITY"):
        return b"* CAPABILITY IMAP4rev1\r\n"
    if command.startswith(b"SELECT"):
        return b"* %d EXISTS\r\n" % len(held.messages)
    if command.startswith(b"SEARCH"):
        unread = [n for n in range(1, len(held.messages) + 1) if n not in held.seen]
        return b"* SEARCH " + b" ".join(b"%d" % n for n in unread) + b"\r\n"
    if wanted := FETCH.fullmatch(command):
        content = held.messages[int(wanted[1]) - 1][: int(wanted[2])]
        head = b"* %b FETCH (BODY[]<0> {%d}\r\n" % (wanted[1], len(content))
        return head + content + b")\r\n"
    if read := STORE.fullmatch(command):
        held.seen.add(int(read[1]))
    return b""
