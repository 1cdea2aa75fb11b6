"""Signatures on the mails that leave (DKIM, RFC 6376), and the only door to dkimpy."""

import base64
import binascii
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

import dkim
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
)

from breachdesk.infra.keys import KeyFileError, read_private

SMALLEST_KEY = 1024
"""Bits: receivers ignore signatures by smaller keys (RFC 8301)."""
SIGNED = (
    b"from",
    b"to",
    b"subject",
    b"date",
    b"message-id",
    b"reply-to",
    b"mime-version",
    b"content-type",
    b"auto-submitted",
    b"from",
)
"""Once more than it occurs, so that nobody can add another From on the way, or a Reply-To."""


class UnsignableError(ValueError):
    """The content is no message with headers. Without its cause: that may hold an address."""


class PublicKey(NamedTuple):
    """What a key record says: the same key has the same `spki`, however it was written."""

    spki: bytes
    bits: int


@dataclass(frozen=True)
class Signer:
    """Signs in the name of a domain, whose DNS has our public key under the selector."""

    domain: str
    selector: str
    public: PublicKey
    _pem: bytes = field(repr=False)

    @classmethod
    def from_file(cls, path: Path, selector: str, domain: str) -> Self:
        """With the RSA key of a PEM file; KeyFileError when it cannot be used."""
        try:
            key = load_pem_private_key(read_private(path), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise KeyFileError(
                f"The key file {path.name} holds no readable private key."
            ) from error
        if not isinstance(key, RSAPrivateKey):
            raise KeyFileError(f"The key file {path.name} is not an RSA key.")
        if key.key_size < SMALLEST_KEY:
            raise KeyFileError(f"The key in {path.name} has fewer than {SMALLEST_KEY} bits.")
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        return cls(domain, selector, _public(key.public_key()), pem)

    def sign(self, content: bytes) -> bytes:
        """The header field to put before `content`, which has no dots doubled yet."""
        try:
            signature: bytes = dkim.sign(
                content,
                self.selector.encode("ascii"),
                self.domain.encode("ascii"),
                self._pem,
                canonicalize=(b"relaxed", b"relaxed"),
                include_headers=SIGNED,
            )
        except dkim.DKIMException:
            raise UnsignableError("this cannot be signed") from None
        return signature


def read_public_key(text: str) -> PublicKey | None:
    """The RSA key in the p= of a key record; None for what is none."""
    try:
        key = load_der_public_key(base64.b64decode("".join(text.split()), validate=True))
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return None
    return _public(key) if isinstance(key, RSAPublicKey) else None


def _public(key: RSAPublicKey) -> PublicKey:
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return PublicKey(spki, key.key_size)
