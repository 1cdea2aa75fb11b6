"""Streams XML from workbooks: no document types, so no entities and nothing fetched."""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, TypeAlias
from xml.parsers import expat

from breachdesk.infra.sheets.layout import DAMAGED, SheetError

CHUNK = 1 << 18

Attributes: TypeAlias = dict[str, str]
Begin: TypeAlias = Callable[[Attributes], None]
Finish: TypeAlias = Callable[[], None]


def parse(
    source: IO[bytes],
    begin: Mapping[str, Begin],
    finish: Mapping[str, Finish],
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Feed the XML to the handlers; yields after each chunk, for what they gathered to be taken.

    Elements and attributes are named "namespace name".
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.CharacterDataHandler = text

    def start(name: str, attributes: Attributes) -> None:
        if act := begin.get(name):
            act(attributes)

    def end(name: str) -> None:
        if act := finish.get(name):
            act()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        while chunk := source.read(CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003
            yield
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise SheetError(DAMAGED) from error
    yield


def parse_whole(source: IO[bytes], begin: Mapping[str, Begin]) -> None:
    """The same for small parts, of which only the starts of elements matter."""
    for _chunk in parse(source, begin, {}):
        pass


def whole_number(attributes: Attributes, name: str, default: int, most: int) -> int:
    """An attribute from 1 to `most`; a file that says otherwise is damaged or forged."""
    text = attributes.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most):  # noqa: PLR2004
        raise SheetError(DAMAGED)
    return int(text)


def _refuse_doctype(*_declared: object) -> None:
    raise SheetError(DAMAGED)
