"""A real mail relay on this machine that behaves, and misbehaves, as relays do."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

NAME, PASSWORD = "desk", "geheim/7:%"
DAY = timedelta(days=1)


@dataclass
class Relay:
    """Takes messages; how it answers depends on the recipient's local part.

    later: 451 after the message. full: 452 at the recipient. unknown: 550 at the recipient.
    refused: 554 after the message. hangup: gone at the recipient. silent: takes the message and
    is gone without an answer. slow: answers after `delay` seconds.
    """

    taken: list[EmailMessage] = field(default_factory=list)
    port: int = 0
    delay: float = 0.05

    @property
    def message_ids(self) -> list[str]:
        return [str(one["Message-ID"]) for one in self.taken]

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's names
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        kind = address.partition("@")[0]
        if kind == "hangup":
            _hang_up(server)
        if kind in {"full", "unknown"}:
            return "452 mailbox full" if kind == "full" else "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        kind = envelope.rcpt_tos[0].partition("@")[0]
        if kind in {"later", "refused"}:
            return "451 try later" if kind == "later" else "554 not wanted"
        content = envelope.original_content or b""
        self.taken.append(message_from_bytes(content, policy=policy.default))
        if kind == "silent":
            _hang_up(server)
        if kind == "slow":
            await asyncio.sleep(self.delay)
        return "250 taken"


def _hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def open_relay(relay: Relay) -> Iterator[Relay]:
    """Without encryption, as on the same machine."""
    controller = Controller(relay, hostname="127.0.0.1", port=free_port())
    with _running(controller, relay):
        yield relay


@contextmanager
def guarded_relay(relay: Relay, folder: Path) -> Iterator[Relay]:
    """With STARTTLS, then NAME and PASSWORD; its certificate is folder/relay.pem."""
    make_certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "relay.pem", folder / "relay.key")
    controller = Controller(
        relay,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        require_starttls=True,
        authenticator=_authenticate,
        auth_required=True,
    )
    with _running(controller, relay):
        yield relay


@contextmanager
def _running(controller: Controller, relay: Relay) -> Iterator[None]:
    controller.start()
    relay.port = controller.port
    try:
        yield
    finally:
        controller.stop()


def _authenticate(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: object
) -> AuthResult:
    assert isinstance(login, LoginPassword)
    given = (login.login.decode(), login.password.decode())
    return AuthResult(success=given == (NAME, PASSWORD), handled=False)


def make_certificate(folder: Path, host: str = "localhost") -> None:
    """A certificate for `host` (and this machine's number) that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)  # noqa: TID251  # certificates live in real time
    names = [x509.DNSName(host), x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "relay.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "relay.key").write_bytes(secret)
