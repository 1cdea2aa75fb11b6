"""How a value is written where it stands: in a text part, in an HTML part, in a header.

All raise ValueError for what must not stand there. Everything they give is ASCII, but for
addresses with accents (RFC 6532).
"""

import html
import re
from base64 import b64encode
from binascii import b2a_qp
from collections.abc import Callable, Iterator
from string import ascii_letters, digits

FOLD = b"\r\n "
_SOFT_BREAK = b"=\r\n"
_WORD_ROOM = 52
"""Characters in an encoded word: with its frame and a header's name a line stays under 76."""
_OCTETS = [f"={octet:02X}".encode() for octet in range(256)]
for _char in (ascii_letters + digits).encode():
    _OCTETS[_char] = bytes([_char])
_OCTETS[ord(" ")] = b"_"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_PLAIN = re.compile(rb"[ -\-/-<>-~][ -<>-~]{0,71}")
"""Neither "=" nor a dot at the start, nor too long for one line."""
_DOT = re.compile(rb"^\.", re.MULTILINE)
_NAME = re.compile(r"[ !#-\[\]-~]{1,60}")
_TOKEN = re.compile(r"(?=.{1,500}$)[!-~]+(?: [!-~]+)*")
_ADDRESS = re.compile(r'[^\s"(),:;<>@\[\\\]]{1,64}@[^\s"(),:;<>@\[\\\]]{1,255}')


def quoted_printable(value: str) -> bytes:
    """As a piece of a text (RFC 2045, 6.7), ended so that any other piece may follow."""
    plain = value.encode()
    if _PLAIN.fullmatch(plain):
        return plain + _SOFT_BREAK
    # With a letter after it, the end of the piece is not taken for the end of a line.
    encoded = _qp(plain.replace(b"\r\n", b"\n").replace(b"\r", b"\n") + b"x")[:-1]
    return encoded if encoded.endswith(b"\r\n") or not encoded else encoded + _SOFT_BREAK


def quoted_printable_end(value: str) -> bytes:
    """As the last piece of a text."""
    return _qp(value.encode())


def _qp(lines: bytes) -> bytes:
    """No line starts with a dot: so it is ready for the wire, where that would be doubled."""
    encoded = b2a_qp(lines, istext=True).replace(b"\n", b"\r\n")
    while _DOT.search(encoded):
        encoded = _DOT.sub(b"=2E" + _SOFT_BREAK, encoded)
    return encoded


def escaped(value: str) -> bytes:
    """As a piece of an HTML text, where it is words and never markup."""
    return quoted_printable(html.escape(value))


def prose_start(value: str) -> bytes:
    """As the first piece of a header that is free text, each word on a line of its own."""
    return FOLD.join(encoded_words(value))


def prose(value: str) -> bytes:
    """As a later piece: readers drop the blank between two encoded words."""
    return b"".join(FOLD + word for word in encoded_words(value))


def display_name(value: str) -> bytes:
    """As the name before an address."""
    # Some readers decode encoded words even inside quotes: a name must not be able to use that.
    if _NAME.fullmatch(value) and "=?" not in value:
        return b'"' + value.encode() + b'"'
    return prose_start(value)


def address(value: str) -> bytes:
    """As one address; quoted local parts are not taken."""
    if not _ADDRESS.fullmatch(value) or _CONTROL.search(value):
        raise ValueError("not an address")
    return value.encode()


def token(value: str) -> bytes:
    """As (part of) a header that is neither prose nor addresses: Message-ID, Date."""
    if not _TOKEN.fullmatch(value):
        raise ValueError("not a token")
    return value.encode()


def encoded_words(value: str) -> list[bytes]:
    """RFC 2047, in the narrow alphabet that names may use too: Q, or B where that is shorter."""
    if _CONTROL.search(value):
        raise ValueError("a header is one line")
    quoted = _q(value)
    if len(quoted) <= _WORD_ROOM:
        return [b"=?utf-8?q?%b?=" % quoted] if quoted else []
    if len(quoted) * 3 > len(value.encode()) * 4:
        chunks = _chunks(value, lambda char: len(char.encode()), _WORD_ROOM // 4 * 3)
        return [b"=?utf-8?b?%b?=" % b64encode(chunk.encode()) for chunk in chunks]
    chunks = _chunks(value, lambda char: len(_q(char)), _WORD_ROOM)
    return [b"=?utf-8?q?%b?=" % _q(chunk) for chunk in chunks]


def _q(value: str) -> bytes:
    return b"".join(map(_OCTETS.__getitem__, value.encode()))


def _chunks(value: str, length: Callable[[str], int], room: int) -> Iterator[str]:
    """Pieces that fit, with no character cut in two."""
    start, left = 0, room
    for at, char in enumerate(value):
        size = length(char)
        if size > left:
            yield value[start:at]
            start, left = at, room
        left -= size
    yield value[start:]
