"""What letters of one file share: the typeface, and for each body its pages and structure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from breachdesk.infra.i18n import translator
from breachdesk.infra.letterpress import structure, words
from breachdesk.infra.letterpress.body import Body
from breachdesk.infra.letterpress.graft import Graft, Stock
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
    """What letters of one body share; `patterns` are those of a letter and of a duplicate."""

    pages: int
    first: Resources
    patterns: tuple[Pattern, Pattern]
    stamps: Stamps


class Library:
    """The bodies of one file, and the typeface that stamps them all."""

    def __init__(self, writer: Writer, typeface: Typeface, *, tagged: bool) -> None:
        self.stock = Stock(writer)
        self._writer, self._typeface, self._tagged = writer, typeface, tagged
        self._font = typeface.write(writer)
        self._shared: dict[str, Shared] = {}

    def __len__(self) -> int:
        return len(self._shared)

    def of(self, body: Body) -> Shared:
        """What letters of this body share; it is written when it was not."""
        found = self._shared.get(body.identifier)
        if found is None:
            found = self._shared[body.identifier] = self._written(body)
        return found

    def _written(self, body: Body) -> Shared:
        with pikepdf.open(BytesIO(body.pdf)) as pdf:
            nodes = structure.read(pdf)
            graft = Graft(self.stock)
            resources = [self._resources(graft, page) for page in pdf.pages]
            pages = []
            for number, (page, own) in enumerate(zip(pdf.pages, resources, strict=True)):
                content = self._writer.reserve()
                drawn = structure.with_artifacts(page.Contents.read_bytes(), nodes, number)
                self._writer.stream(content, b"q %b\nQ\n" % drawn)
                pages.append(SharedPage(content, own.number))
        marks = structure.marks_for_stamps(nodes)
        return Shared(
            body.pages,
            resources[0],
            self._patterns(body, pages, nodes, marks),
            Stamps(body, self._typeface, marks if self._tagged else None),
        )

    def _patterns(
        self,
        body: Body,
        pages: Sequence[SharedPage],
        nodes: Sequence[structure.Node],
        marks: Mapping[Slot, int],
    ) -> tuple[Pattern, Pattern]:
        if not self._tagged:
            plain = Pattern(pages, None)
            return plain, plain
        description = translator(body.language)(words.QR)
        stamps = structure.stamp_nodes(marks, body.slots[Slot.QR], description)
        letter, duplicate = (
            Pattern(pages, structure.with_slots(nodes, stamps, duplicate=one))
            for one in (False, True)
        )
        return letter, duplicate

    def _resources(self, graft: Graft, page: pikepdf.Page) -> Resources:
        """WeasyPrint's resources of the page, with our typeface among its fonts."""
        found = {key: value for key, value in page.obj.Resources.items() if len(value)}
        fonts = graft.entries(found.pop("/Font", pikepdf.Dictionary()))
        pictures = graft.entries(found.pop("/XObject", pikepdf.Dictionary()))
        others = b"".join(b"%b %b" % (key.encode(), graft.inline(found[key])) for key in found)
        entries = b"%b/Font<<%b/%b %d 0 R>>" % (others, fonts, FONT, self._font)
        resources = Resources(self._writer.reserve(), entries, pictures)
        self._writer.pack((resources.number, resources.with_pictures({})))
        return resources
