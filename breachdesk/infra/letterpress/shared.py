"""What all letters of a file share, written at its beginning: fonts, pages, structure."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from breachdesk.infra.i18n import translator
from breachdesk.infra.letterpress import structure, words
from breachdesk.infra.letterpress.body import Body
from breachdesk.infra.letterpress.graft import Graft
from breachdesk.infra.letterpress.pattern import Pattern, SharedPage
from breachdesk.infra.letterpress.slots import Slot
from breachdesk.infra.letterpress.stamp import FONT, Stamps
from breachdesk.infra.letterpress.typeface import Typeface
from breachdesk.infra.letterpress.writer import Writer


@dataclass(frozen=True, slots=True)
class Resources:
    """The resources of the first page, to which a letter may add pictures of its own."""

    number: int
    entries: bytes
    pictures: bytes

    def with_pictures(self, drawn: Mapping[bytes, int]) -> bytes:
        more = b"".join(b"/%b %d 0 R" % (name, at) for name, at in drawn.items())
        return b"<<%b/XObject<<%b%b>>>>" % (self.entries, self.pictures, more)


@dataclass(frozen=True, slots=True)
class Shared:
    """`patterns` are those of a letter and of a duplicate."""

    first: Resources
    patterns: tuple[Pattern, Pattern]
    stamps: Stamps


def write_shared(writer: Writer, body: Body, typeface: Typeface, *, tagged: bool) -> Shared:
    with pikepdf.open(BytesIO(body.pdf)) as pdf:
        nodes = structure.read(pdf)
        graft, font = Graft(writer), typeface.write(writer)
        resources = [_resources(writer, graft, page, font) for page in pdf.pages]
        pages = []
        for number, (page, own) in enumerate(zip(pdf.pages, resources, strict=True)):
            content = writer.reserve()
            drawn = structure.with_artifacts(page.Contents.read_bytes(), nodes, number)
            writer.stream(content, b"q %b\nQ\n" % drawn)
            pages.append(SharedPage(content, own.number))
    marks = structure.marks_for_stamps(nodes)
    description = translator(body.language)(words.QR)
    stamps = structure.stamp_nodes(marks, body.slots[Slot.QR], description)
    letter, duplicate = (
        Pattern(pages, structure.with_slots(nodes, stamps, duplicate=one) if tagged else None)
        for one in (False, True)
    )
    return Shared(
        resources[0], (letter, duplicate), Stamps(body, typeface, marks if tagged else None)
    )


def _resources(writer: Writer, graft: Graft, page: pikepdf.Page, font: int) -> Resources:
    """WeasyPrint's resources of the page, with our typeface among its fonts."""
    found = {key: value for key, value in page.obj.Resources.items() if len(value)}
    fonts = graft.entries(found.pop("/Font", pikepdf.Dictionary()))
    pictures = graft.entries(found.pop("/XObject", pikepdf.Dictionary()))
    others = b"".join(b"%b %b" % (key.encode(), graft.inline(found[key])) for key in found)
    entries = b"%b/Font<<%b/%b %d 0 R>>" % (others, fonts, FONT, font)
    resources = Resources(writer.reserve(), entries, pictures)
    writer.pack((resources.number, resources.with_pictures({})))
    return resources
