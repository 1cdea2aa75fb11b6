"""How a bag is laid out: the names of its own files, manifests as text, entries of the ZIP."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from zipfile import ZIP_STORED, ZipInfo

from breachdesk.kernel.text import Text

BAGIT, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
PAYLOAD = "data/"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside: when it was made is told by its content."""
UNIX = 3
READABLE = 0o100644 << 16
ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
"""What RFC 8493 (section 2.1.3) wants percent-encoded in a manifest, and nothing else."""
_LINE = re.compile(r"([0-9a-f]{64})  ([^\r\n]+)")
_CODE = re.compile(r"%(25|0D|0A)")


class Fault(StrEnum):
    """What may be wrong with a bag."""

    MISSING = "missing"
    EXTRA = "extra"
    CHANGED = "changed"
    MANIFEST = "manifest"
    SIGNATURE = "signature"
    KEY = "key"
    CHAIN = "chain"
    CONTAINER = "container"


@dataclass(frozen=True, slots=True)
class Found:
    """The first thing that is wrong, and with which file of the bag."""

    fault: Fault
    name: str


class UnreadableBagError(Exception):
    """This is no bag, or one that nobody should unpack."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def entry(name: str, size: int) -> ZipInfo:
    """The same on every machine; `size` only decides whether the entry may pass 2 GB."""
    info = ZipInfo(name, EPOCH)
    info.compress_type, info.create_system, info.external_attr = ZIP_STORED, UNIX, READABLE
    info.file_size = size
    return info


def manifest(digests: Mapping[str, str]) -> bytes:
    """SHA-256 by name, in the order of the names."""
    return "".join(
        f"{digests[name]}  {''.join(ENCODED.get(c, c) for c in name)}\n" for name in sorted(digests)
    ).encode()


def parse_manifest(content: bytes) -> dict[str, str] | None:
    """SHA-256 by name; None unless it is, to the byte, what `manifest` writes."""
    try:
        lines = content.decode().split("\n")
    except UnicodeDecodeError:
        return None
    found = [match for line in lines if (match := _LINE.fullmatch(line))]
    digests = {_decoded(match[2]): match[1] for match in found}
    return digests if manifest(digests) == content else None


def _decoded(name: str) -> str:
    return _CODE.sub(lambda code: chr(int(code[1], 16)), name)
