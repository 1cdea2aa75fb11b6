"""A bundle as a thing somebody asks for, that is made, kept, taken along and verified."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from breachdesk.kernel.events import Event

TASK = "evidence-bundle"
FORMAT = "breachdesk-bundle-1"
SIGNATURE = "signature.json"
"""The tag file that vouches for all the others."""


@dataclass(frozen=True, slots=True)
class NewBundle:
    """`is_personal`: with evidence, names and what people wrote; without, figures and digests."""

    id: str
    incident_id: str
    is_personal: bool
    language: str


@dataclass(frozen=True, slots=True)
class BundleView:
    """`made_at` is None, and `sha256` empty, until it is there."""

    id: str
    incident_id: str
    is_personal: bool
    language: str
    asked_at: datetime
    asked_by: str
    made_at: datetime | None
    sha256: str
    size: int
    files: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is a word, empty when all is sound; `name` the file that it is about, if any.

    `key` is the fingerprint of the key that signed: compare it with what the desk tells.
    """

    fault: str
    name: str
    reference: str
    files: int
    key: str

    @property
    def ok(self) -> bool:
        return not self.fault


@dataclass(frozen=True, slots=True)
class BundleAsked(Event):
    tag: ClassVar[str] = "bundle:asked"
    is_personal: bool


@dataclass(frozen=True, slots=True)
class BundleMade(Event):
    tag: ClassVar[str] = "bundle:made"
    is_personal: bool
    sha256: str
    size: int
    files: int


@dataclass(frozen=True, slots=True)
class BundleRead(Event):
    """Somebody took it along."""

    tag: ClassVar[str] = "bundle:read"
    sha256: str


def base_name(reference: str) -> str:
    """Of the file and of the folder in it."""
    return f"{reference}-evidence"


def statement(digests: Mapping[str, str], seq: int, head: str, at: str) -> dict[str, object]:
    """What is signed: the content by the digests of its lists, and where the trail stood then."""
    return {"format": FORMAT, "files": dict(digests), "seq": seq, "head": head, "at": at}
