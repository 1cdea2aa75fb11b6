"""Identities at rest: one data key an incident, wrapped by the instance's key, destroyed to erase.

The wrapped keys lie in a folder of their own, apart from database and files, so that backups of
those cannot bring an erased incident back (docs/decisions/0010).
"""

import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from breachdesk.infra.keys import KeyRing
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _

KEY_BYTES = 32
NONCE_BYTES = 12
INDEX_BYTES = 16
ALGORITHM = b"\x01"
"""AES-256-GCM with a random 96-bit nonce. Another algorithm gets another first byte."""

DESTROYED = b"destroyed\n"


class SealBrokenError(Exception):
    """Sealed bytes were altered, moved to another place, or belong to another incident."""


class KeyDestroyedError(NotFoundError):
    """The incident's data were erased: nothing sealed under its key can be read any more."""

    def __init__(self) -> None:
        super().__init__(_("The personal data of this incident were destroyed."))


@dataclass(frozen=True)
class DataKey:
    """Seals and opens what belongs to one incident. `repr` shows no key."""

    incident_id: str
    _secret: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.incident_id})"

    def seal(self, place: str, content: bytes) -> bytes:
        """`place` says where the bytes will stand (table|row): sealed bytes open nowhere else."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return ALGORITHM + nonce + self._cipher.encrypt(nonce, content, self._bound_to(place))

    def open(self, place: str, sealed: bytes) -> bytes:
        """Raises SealBrokenError unless exactly these bytes were sealed for this place."""
        if sealed[:1] != ALGORITHM:
            raise SealBrokenError(place)
        nonce, content = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, content, self._bound_to(place))
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError(place) from error

    def index(self, purpose: str, text: str) -> bytes:
        """A blind index: equal texts give equal bytes, within this incident and purpose only."""
        mac = self._index_keys(purpose).copy()
        mac.update(text.encode())
        return mac.finalize()[:INDEX_BYTES]

    def _bound_to(self, place: str) -> bytes:
        return f"{self.incident_id}|{place}".encode()

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self._secret)

    def _index_keys(self, purpose: str) -> HMAC:
        if purpose not in self._indexes:
            info = f"index|{self.incident_id}|{purpose}".encode()
            key = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(self._secret)
            self._indexes[purpose] = HMAC(key, hashes.SHA256())
        return self._indexes[purpose]

    @cached_property
    def _indexes(self) -> dict[str, HMAC]:
        return {}


@dataclass(frozen=True)
class Vault:
    """The keystore: one wrapped data key a file, under `folder`."""

    folder: Path
    keys: KeyRing

    def key(self, incident_id: str) -> DataKey:
        """The incident's data key, made when first asked for.

        Raises KeyDestroyedError after destroy(), SealBrokenError when the file was altered.
        """
        path = self._path(incident_id)
        if not path.exists():
            self._create(path, incident_id)
        wrapped = path.read_bytes()
        if wrapped == DESTROYED:
            raise KeyDestroyedError
        return DataKey(incident_id, self._wrapping(incident_id).open("data-key", wrapped))

    def destroy(self, incident_id: str) -> None:
        """Overwrite the wrapped key and leave a mark: the key can never be made anew."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(incident_id)
        if path.exists():
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
        self._write(path, DESTROYED)

    def is_destroyed(self, incident_id: str) -> bool:
        path = self._path(incident_id)
        return path.exists() and path.read_bytes() == DESTROYED

    def _create(self, path: Path, incident_id: str) -> None:
        """The first of several processes wins: a link is made only where none is."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        wrapped = self._wrapping(incident_id).seal("data-key", secrets.token_bytes(KEY_BYTES))
        temporary = path.with_suffix(f".{secrets.token_hex(4)}.new")
        self._write(temporary, wrapped)
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()

    def _write(self, path: Path, content: bytes) -> None:
        temporary = path.with_suffix(f".{secrets.token_hex(4)}.tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    def _path(self, incident_id: str) -> Path:
        return self.folder / f"{incident_id}.key"

    def _wrapping(self, incident_id: str) -> DataKey:
        return DataKey(incident_id, self.keys.derive("incident-keys"))
