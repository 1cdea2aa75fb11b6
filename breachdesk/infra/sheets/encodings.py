"""Which encoding a CSV file is written in: proven, or weighed by French spelling, or asked for."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from breachdesk.infra.sheets.layout import SheetError
from breachdesk.infra.sheets.spelling import weigh
from breachdesk.kernel.text import Text, _

CHOICES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows-1252, Latin-1",
    "iso8859-15": "Latin-9",
    "mac_roman": "Mac Roman",
    "cp850": "MS-DOS 850",
}
"""What a person may name when the file does not tell, with its name for people."""

ONE_BYTE = ("cp1252", "iso8859-15", "mac_roman")
BLOCK = 1 << 18
MAX_LINE = 1 << 22
MAX_WORDS = 100_000
ASCII = bytes(range(128))
WORD = re.compile(rb"[0-9A-Za-z]{0,40}+[\x80-\xff][0-9A-Za-z\x80-\xff]{0,40}+")
UTF8_LETTER = re.compile(
    rb"\xc2[\xa0-\xbf]|[\xc3-\xc5\xcc][\x80-\xbf]|\xe2(?:\x80[\x80-\xbf]|\x82\xac)|\xef\xbb\xbf"
)
"""Bytes no French text has in a one-byte encoding, and most accents are in UTF-8."""
UTF8_OTHER = re.compile(rb"[\xc6-\xf4][\x80-\xbf]+")
FEW = 3
"""Up to so many different characters may be UTF-8 by chance: ’é in Mac Roman is an Armenian Վ."""

UNCLEAR = _(
    "The encoding of this file cannot be told for certain: its accents could be wrong. "
    "Say which it is, or save the file as “CSV UTF-8”."
)

Open = Callable[[], BinaryIO]


def find_encoding(open_bytes: Open) -> str:
    """A name of CHOICES. SheetError when it cannot be known: accents are never guessed wrong."""
    with open_bytes() as stream:
        head = stream.read(4096)
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise SheetError(UNCLEAR)
    if wide := _wide(head):
        return checked(open_bytes, wide)
    line = _first_bad_line(open_bytes)
    if line is not None:
        return _one_byte(open_bytes, line)
    if _by_chance(open_bytes):
        raise SheetError(UNCLEAR)
    return "utf-8"


def checked(open_bytes: Open, encoding: str) -> str:
    """The encoding, after the whole file was seen to be possible in it."""
    if encoding not in CHOICES:
        raise SheetError(UNCLEAR)
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 0
    try:
        with open_bytes() as stream:
            while block := stream.read(BLOCK):
                text = decoder.decode(block)
                end = max(text.rfind("\n"), text.rfind("\r")) + 1
                line = len(text) - end + (0 if end else line)
                _refuse_long(line)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise SheetError(not_written_in(encoding)) from error
    return encoding


def not_written_in(encoding: str) -> Text:
    return _("This file is not written in %(encoding)s.", encoding=CHOICES[encoding])


def _wide(head: bytes) -> str:
    """UTF-16, told by its mark or by the zero bytes that Western text leaves in it."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return name
    half = max(len(head) // 2, 1)
    first, second = head[::2].count(0) / half, head[1::2].count(0) / half
    if second > 0.7 and first < 0.1:  # noqa: PLR2004
        return "utf-16-le"
    return "utf-16-be" if first > 0.7 and second < 0.1 else ""  # noqa: PLR2004


def _first_bad_line(open_bytes: Open) -> int | None:
    """The line of the first byte that UTF-8 does not know; None when all of it is UTF-8."""
    line = 1
    with open_bytes() as stream:
        for block in _whole_lines(stream):
            try:
                block.decode("utf-8")
            except UnicodeDecodeError as error:
                before = block[: error.start]
                return line + _line_ends(before)
            line += _line_ends(block)
    return None


def _by_chance(open_bytes: Open) -> bool:
    """Whether all that is not ASCII in valid UTF-8 is a few characters French does not have."""
    others: set[bytes] = set()
    with open_bytes() as stream:
        for block in _whole_lines(stream):
            if block.isascii():
                continue
            if UTF8_LETTER.search(block):
                return False
            others.update(UTF8_OTHER.findall(block))
            if len(others) > FEW:
                return False
    return bool(others)


def _one_byte(open_bytes: Open, bad_line: int) -> str:
    words: set[bytes] = set()
    seen: set[int] = set()
    with open_bytes() as stream:
        for block in _whole_lines(stream):
            if UTF8_LETTER.search(block):
                raise SheetError(
                    _(
                        "This file mixes several encodings: line %(line)s is not in UTF-8, "
                        "others are. Save the file anew as “CSV UTF-8”.",
                        line=bad_line,
                    )
                )
            seen.update(block.translate(None, ASCII))
            if len(words) < MAX_WORDS:
                words.update(WORD.findall(block))
    found = weigh(words, _possible(seen))
    if found is None:
        raise SheetError(UNCLEAR)
    return found


def _possible(seen: Iterable[int]) -> list[str]:
    """The encodings in which every byte seen is a printable character; one for each reading."""
    data = bytes(seen)
    possible: dict[str, str] = {}
    for name in ONE_BYTE:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if not any("\x80" <= character <= "\x9f" for character in text):
            possible.setdefault(text, name)
    return list(possible.values())


def _whole_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Blocks that end at the end of a line, so that no word or character is cut in two."""
    rest = b""
    while block := stream.read(BLOCK):
        # A CR at the very end may be half of a CRLF.
        end = max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1
        if end:
            yield rest + block[:end]
            rest = block[end:]
        else:
            rest += block
            _refuse_long(len(rest))
    yield rest


def _refuse_long(line: int) -> None:
    """Lines are held in memory one at a time, so they must have an end."""
    if line > MAX_LINE:
        raise SheetError(_("This file has a line of several million characters: it is no table."))


def _line_ends(block: bytes) -> int:
    return block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
