"""The instance's keys: made once, kept in files only the owner may read."""

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER = "master.key"
SIGNING = "audit-signing.pem"
PUBLIC = "audit-public.pem"
MASTER_BYTES = 32
TOKEN_BYTES = 32


class KeyFileError(Exception):
    """A key file is missing, too open or damaged; the message names it. Stops the start."""


@dataclass(frozen=True)
class KeyRing:
    """Everything secret of one instance. `repr` shows no key."""

    folder: Path

    @classmethod
    def create(cls, folder: Path) -> "KeyRing":
        """Make the missing keys; existing ones are never replaced."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (folder / MASTER).exists():
            _write(folder / MASTER, secrets.token_bytes(MASTER_BYTES))
        if not (folder / SIGNING).exists():
            private = Ed25519PrivateKey.generate()
            _write(
                folder / SIGNING,
                private.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                ),
            )
            _write(folder / PUBLIC, _pem(private.public_key()), mode=0o444)
        return cls(folder)

    @cached_property
    def _master(self) -> bytes:
        return _read(self.folder / MASTER, MASTER_BYTES)

    @cached_property
    def _signing(self) -> Ed25519PrivateKey:
        key = serialization.load_pem_private_key(_read(self.folder / SIGNING), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyFileError(f"{SIGNING} is not an Ed25519 key.")
        return key

    @cached_property
    def public_pem(self) -> bytes:
        """The public half of the audit key, to hand to whoever verifies an export."""
        return _pem(self._signing.public_key())

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose (HKDF-SHA-256, RFC 5869); purposes never share a key."""
        return HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode()).derive(self._master)

    def mac(self, purpose: str, message: bytes) -> str:
        return hmac.digest(self._derived(purpose), message, "sha256").hex()

    def token(self, purpose: str, subject_id: str) -> str:
        """256 bits nobody can guess, the same whenever they are asked for: stored nowhere."""
        mac = hmac.digest(self._derived(f"token-{purpose}"), subject_id.encode(), "sha256")
        return base64.urlsafe_b64encode(mac).decode().rstrip("=")

    def _derived(self, purpose: str) -> bytes:
        if purpose not in self._cache:
            self._cache[purpose] = self.derive(purpose)
        return self._cache[purpose]

    @cached_property
    def _cache(self) -> dict[str, bytes]:
        return {}

    def sign(self, message: bytes) -> bytes:
        return self._signing.sign(message)

    def check(self) -> None:
        """Raise KeyFileError unless every key is present, closed to others and readable."""
        _ = self._master, self._signing


def verify_signature(public_pem: bytes, message: bytes, signature: bytes) -> bool:
    key = serialization.load_pem_public_key(public_pem)
    if not isinstance(key, Ed25519PublicKey):
        return False
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def new_token() -> str:
    """256 random bits for a link; only token_hash() of it is stored."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _write(path: Path, content: bytes, mode: int = 0o400) -> None:
    temporary = path.with_suffix(".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_private(path: Path) -> bytes:
    """The content of a key file; KeyFileError when it is missing, or readable by others."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise KeyFileError(f"The key file {path.name} is missing.") from error
    if path.stat().st_mode & 0o077:
        raise KeyFileError(f"The key file {path.name} can be read by others: chmod 0400.")
    return content


def _read(path: Path, length: int | None = None) -> bytes:
    if not path.exists():
        raise KeyFileError(
            f"The key file {path.name} is missing from the key folder: put it back, or make a new "
            "instance with breachdesk init."
        )
    content = read_private(path)
    if length is not None and len(content) != length:
        raise KeyFileError(f"The key file {path.name} is damaged.")
    return content
