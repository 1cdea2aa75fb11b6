"""Small messages, and relays to send them to."""

from dataclasses import replace

from breachdesk.infra.smtp.relay import Relay
from breachdesk.infra.smtp.session import Envelope
from tests.faulty_relay.relay import FaultyRelay

SENDER = "desk@tilleuls.example"
PIPELINED = ("PIPELINING", "8BITMIME")
PLAIN = ("8BITMIME",)


def to(kind: str) -> Envelope:
    return Envelope(SENDER, f"{kind}@tilleuls.example")


def content(number: object, body: str = "Bonjour\r\n") -> bytes:
    return f"Message-ID: <{number}@breachdesk>\r\nSubject: x\r\n\r\n{body}".encode()


def client(relay: FaultyRelay, options: str = "tls=none", **changes: object) -> Relay:
    timeouts = {"reply_timeout": 5.0, "dot_timeout": 5.0}
    return replace(Relay.from_url(relay.url(options)), **timeouts | changes)  # type: ignore[arg-type]
