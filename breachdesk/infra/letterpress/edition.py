"""Writes one file of letters: leaf by leaf what differs, and before it what they share."""

from collections.abc import Sequence
from html import escape

from breachdesk.infra.letterpress.body import Body
from breachdesk.infra.letterpress.by_hand import HandSet, Proof
from breachdesk.infra.letterpress.compose import Composed
from breachdesk.infra.letterpress.graft import Graft
from breachdesk.infra.letterpress.pattern import MOST_OBJECTS, Origins
from breachdesk.infra.letterpress.shared import Library, Shared
from breachdesk.infra.letterpress.stamp import hand_name
from breachdesk.infra.letterpress.typeface import Typeface
from breachdesk.infra.letterpress.writer import Run, Writer

A4 = b"[0 0 595.28 841.89]"
ACCESSIBLE = "<pdfuaid:part>1</pdfuaid:part>"

METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>BreachDesk</pdf:Producer>{part}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class Edition:
    """One file being written. Tagged, its structure is a document with a section a letter.

    Title and language are those of the first letter.
    """

    def __init__(self, writer: Writer, typeface: Typeface, *, tagged: bool) -> None:
        self._writer, self._tagged = writer, tagged
        self._root = writer.reserve()
        self._document = writer.reserve() if tagged else 0
        self._library = Library(writer, typeface, tagged=tagged)
        self._titled: Body | None = None
        self._leaves: list[int] = []
        self._trees: list[int] = []
        self._sections: list[int] = []
        self.pages = 0

    @property
    def bodies(self) -> int:
        """How many there are."""
        return len(self._library)

    def add(self, bodies: Sequence[Body], letters: Sequence[Composed]) -> None:
        """A leaf of the page tree with these letters, each on the pages of its body."""
        self._titled = self._titled or bodies[0]
        leaf, first = self._writer.reserve(), self.pages
        grafts: dict[Proof, Graft] = {}
        shared = [self._library.of(body) for body in bodies]
        patterns = [
            mine.patterns[one.letter.duplicate] for mine, one in zip(shared, letters, strict=True)
        ]
        origins = [
            self._stamp(one, mine, pattern.size, leaf, grafts)
            for one, mine, pattern in zip(letters, shared, patterns, strict=True)
        ]
        placed = list(zip(patterns, origins, strict=True))
        runs = [pattern.run(where) for pattern, where in placed]
        kids = [
            where[1] + number
            for mine, where in zip(shared, origins, strict=True)
            for number in range(mine.pages, 2 * mine.pages)
        ]
        runs.append(
            _object(
                leaf,
                b"<</Type/Pages/Parent %d 0 R/MediaBox%b/Count %d/Kids%b>>"
                % (self._root, A4, len(kids), _references(kids)),
            )
        )
        if self._tagged:
            trees = b"\n".join(pattern.parent_tree(where) for pattern, where in placed)
            self._trees.append(self._writer.reserve())
            limits = b"<</Limits[%d %d]/Nums[%b]>>" % (first, self.pages - 1, trees)
            runs.append(_object(self._trees[-1], limits))
            self._sections += [where[1] + pattern.section for pattern, where in placed]
        self._writer.pack_runs(runs)
        self._leaves.append(leaf)

    def finish(self) -> None:
        """The catalogue and what it leads to, once there is a letter."""
        if self._titled is None:
            raise ValueError("a file of no letters")
        writer = self._writer
        catalogue, metadata = writer.reserve(), writer.reserve()
        part = ACCESSIBLE if self._tagged else ""
        xmp = METADATA.format(title=escape(self._titled.title), part=part)
        writer.ready_stream(metadata, xmp.encode(), b"/Type/Metadata/Subtype/XML")
        writer.pack(
            (
                self._root,
                b"<</Type/Pages/Count %d/Kids%b>>" % (self.pages, _references(self._leaves)),
            ),
            (
                catalogue,
                b"<</Type/Catalog/Pages %d 0 R/Lang(%b)/Metadata %d 0 R"
                b"/ViewerPreferences<</DisplayDocTitle true>>%b>>"
                % (self._root, self._titled.language.encode(), metadata, self._structure()),
            ),
        )
        writer.finish(catalogue)

    def _stamp(
        self, one: Composed, shared: Shared, size: int, leaf: int, grafts: dict[Proof, Graft]
    ) -> Origins:
        """Write what is stamped on the pages of the letter; where its numbers are counted from."""
        stamps, writer = shared.stamps, self._writer
        base = writer.reserve(size)
        if base + size > MOST_OBJECTS:
            raise ValueError("too many objects for one file: take fewer letters a file")
        writer.half_stream(base, *stamps.first(one))
        for number in range(1, shared.pages):
            writer.stream(base + number, stamps.following(one))
        key = self.pages
        self.pages += shared.pages
        return 0, base, leaf, self._document, key, self._resources(one, shared, grafts)

    def _resources(self, one: Composed, shared: Shared, grafts: dict[Proof, Graft]) -> int:
        """Those of the body, or the letter's own when lines of it were set by hand."""
        if not one.is_hand_set:
            return shared.first.number
        drawn = {
            hand_name(slot): grafts.setdefault(text.proof, Graft(self._library.stock)).number(
                text.drawing()
            )
            for slot, text in one.texts.items()
            if isinstance(text, HandSet)
        }
        number = self._writer.reserve()
        self._writer.pack((number, shared.first.with_pictures(drawn)))
        return number

    def _structure(self) -> bytes:
        """The entries of the catalogue that make a file a tagged one."""
        if not self._tagged:
            return b""
        root = self._writer.reserve()
        self._writer.pack(
            (
                self._document,
                b"<</S/Document/P %d 0 R/K%b>>" % (root, _references(self._sections)),
            ),
            (
                root,
                b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Kids%b>>/ParentTreeNextKey %d>>"
                % (self._document, _references(self._trees), self.pages),
            ),
        )
        return b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R" % root


def _object(number: int, body: bytes) -> Run:
    return Run(number, body, (len(body),))


def _references(numbers: Sequence[int]) -> bytes:
    return b"[%b]" % b" ".join([b"%d 0 R" % number for number in numbers])
