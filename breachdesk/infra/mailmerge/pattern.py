"""A composed message taken apart once, so that only the values are left to encode."""

import re
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from typing import NamedTuple, TypeAlias

from breachdesk.infra.mailmerge import encodings
from breachdesk.infra.mailmerge.draft import marker
from breachdesk.infra.smtp.wire import WireBytes, to_wire
from breachdesk.kernel.errors import PermanentError
from breachdesk.kernel.text import _

_ADDRESSES = frozenset({"to", "cc", "from", "reply-to", "sender"})
_PROSE = frozenset({"subject", "comments"})


class Hole(NamedTuple):
    """Where the value of that name will stand, and how it is written there."""

    name: str
    encode: Callable[[str], bytes]


_Piece: TypeAlias = bytes | Hole


class Pattern:
    """`fill` gives a person's message as bytes, ready for RelaySession.offer.

    Markers may stand in text and HTML parts, as (name and) address in To, anywhere in Subject,
    and in headers like Message-ID and Date. Parts of text become quoted-printable, which every
    relay takes. What a person's values hold is never read as a marker, markup or header.
    """

    def __init__(self, message: EmailMessage, names: Collection[str]) -> None:
        tokens = "|".join(re.escape(marker(name)) for name in names) or "(?!)"  # none: never
        pieces = list(_Surgeon(re.compile(f"({tokens})")).message(deepcopy(message)))
        self._fixed, holes = _alternating(pieces)
        self._holes = list(dict.fromkeys(holes))
        fixed = b"".join(self._fixed)
        if to_wire(fixed) != fixed:
            raise ValueError("this message is not fit for the wire")
        self._order = [self._holes.index(hole) for hole in holes]

    def fill(self, values: Mapping[str, str]) -> WireBytes:
        """PermanentError for values no message can be made with, such as a name of two lines."""
        try:
            encoded = [hole.encode(values[hole.name]) for hole in self._holes]
        except ValueError:
            # Without its cause: that may hold the value.
            raise PermanentError(_("No message can be made of this mail.")) from None
        pieces = self._fixed.copy()
        pieces[1::2] = [encoded[at] for at in self._order]
        return WireBytes(b"".join(pieces))


def _alternating(pieces: list[_Piece]) -> tuple[list[bytes], list[Hole]]:
    """Fixed bytes with an empty place between each two, and what belongs there."""
    fixed, holes = [b""], []
    for piece in pieces:
        if isinstance(piece, Hole):
            holes.append(piece)
            fixed += [b"", b""]
        else:
            fixed[-1] += piece
    return fixed, holes


class _Surgeon:
    """Writes a message as email.generator would, but for the places of the markers."""

    def __init__(self, markers: re.Pattern[str]) -> None:
        self._markers = markers

    def message(self, message: MIMEPart) -> Iterator[_Piece]:
        if message.is_multipart():
            body = self._parts(message)
        elif message.get_content_maintype() == "text":
            text = message.get_content().replace("\r\n", "\n")
            body = self._text(text, message.get_content_subtype())
            message.replace_header("Content-Transfer-Encoding", "quoted-printable")
        else:
            lines = str(message.get_payload()).splitlines()
            body = iter(["\r\n".join(lines).encode("ascii")])
        for name, value in message.raw_items():
            yield from self._header(name, value)
        yield b"\r\n"
        yield from body

    def _parts(self, message: MIMEPart) -> Iterator[_Piece]:
        # "=_" cannot occur in quoted-printable: no value can hold the boundary.
        boundary = f"=_{secrets.token_hex(16)}"
        message.set_boundary(boundary)
        return self._between(f"--{boundary}".encode(), list(message.iter_parts()))

    def _between(self, boundary: bytes, parts: list[MIMEPart]) -> Iterator[_Piece]:
        for part in parts:
            yield boundary + b"\r\n"
            yield from self.message(part)
            yield b"\r\n"
        yield boundary + b"--\r\n"

    def _text(self, text: str, subtype: str) -> Iterator[_Piece]:
        encode = encodings.escaped if subtype == "html" else encodings.quoted_printable
        *before, last = self._split(text)
        for piece in before:
            yield self._hole(piece, encode) or encodings.quoted_printable(piece)
        yield encodings.quoted_printable_end(last)

    def _header(self, name: str, value: str) -> Iterator[_Piece]:
        text = str(value)
        if not self._markers.search(text):
            yield SMTP.fold_binary(name, value)
            return
        yield name.encode("ascii") + b": "
        if name.lower() in _ADDRESSES:
            yield from self._addressee(name, text)
        elif name.lower() in _PROSE:
            first, *others = filter(None, self._split(text))
            yield self._hole(first, encodings.prose_start) or encodings.prose_start(first)
            for piece in others:
                yield self._hole(piece, encodings.prose) or encodings.prose(piece)
        else:
            for piece in self._split(text):
                yield self._hole(piece, encodings.token) or piece.encode("ascii")
        yield b"\r\n"

    def _addressee(self, header: str, text: str) -> Iterator[_Piece]:
        found = re.fullmatch(r'(?:"?(\{\{\w+\}\})"? )?<?(\{\{\w+\}\})>?', text)
        if not found:
            raise ValueError(f"{header} is {marker('name')} <{marker('address')}>, or the latter")
        name, address = found.groups()
        if name:
            yield Hole(name[2:-2], encodings.display_name)
            yield encodings.FOLD
        yield b"<"
        yield Hole(address[2:-2], encodings.address)
        yield b">"

    def _split(self, text: str) -> list[str]:
        return self._markers.split(text)

    def _hole(self, piece: str, encode: Callable[[str], bytes]) -> Hole | None:
        return Hole(piece[2:-2], encode) if self._markers.fullmatch(piece) else None
