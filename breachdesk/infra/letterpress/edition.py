"""Writes one file of letters: what they share first, then leaf by leaf what differs."""

from collections.abc import Sequence
from html import escape

from breachdesk.infra.letterpress.body import Body
from breachdesk.infra.letterpress.by_hand import HandSet, Proof
from breachdesk.infra.letterpress.compose import Composed
from breachdesk.infra.letterpress.graft import Graft
from breachdesk.infra.letterpress.pattern import MOST_OBJECTS, Origins
from breachdesk.infra.letterpress.shared import write_shared
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
    """One file being written. Tagged, its structure is a document with a section a letter."""

    def __init__(self, writer: Writer, body: Body, typeface: Typeface, *, tagged: bool) -> None:
        self._writer, self._body, self._tagged = writer, body, tagged
        self._pages = writer.reserve()
        self._document = writer.reserve() if tagged else 0
        self._shared = write_shared(writer, body, typeface, tagged=tagged)
        self._leaves: list[int] = []
        self._trees: list[int] = []
        self._sections: list[int] = []
        self._letters = 0

    def add(self, letters: Sequence[Composed]) -> None:
        """A leaf of the page tree with these letters."""
        leaf = self._writer.reserve()
        grafts: dict[Proof, Graft] = {}
        patterns = [self._shared.patterns[one.letter.duplicate] for one in letters]
        origins = [
            self._stamp(one, pattern.size, leaf, grafts)
            for one, pattern in zip(letters, patterns, strict=True)
        ]
        placed = list(zip(patterns, origins, strict=True))
        runs = [pattern.run(where) for pattern, where in placed]
        kids = [
            where[1] + number
            for where in origins
            for number in range(self._body.pages, 2 * self._body.pages)
        ]
        runs.append(
            _object(
                leaf,
                b"<</Type/Pages/Parent %d 0 R/MediaBox%b/Count %d/Kids%b>>"
                % (self._pages, A4, len(kids), _references(kids)),
            )
        )
        if self._tagged:
            trees = b"\n".join(pattern.parent_tree(where) for pattern, where in placed)
            first, last = origins[0][4], origins[-1][4] + self._body.pages - 1
            self._trees.append(self._writer.reserve())
            limits = b"<</Limits[%d %d]/Nums[%b]>>" % (first, last, trees)
            runs.append(_object(self._trees[-1], limits))
            self._sections += [where[1] + pattern.section for pattern, where in placed]
        self._writer.pack_runs(runs)
        self._leaves.append(leaf)

    def finish(self) -> None:
        """The catalogue and what it leads to."""
        writer = self._writer
        catalogue, metadata = writer.reserve(), writer.reserve()
        part = ACCESSIBLE if self._tagged else ""
        xmp = METADATA.format(title=escape(self._body.title), part=part)
        writer.ready_stream(metadata, xmp.encode(), b"/Type/Metadata/Subtype/XML")
        count = self._letters * self._body.pages
        writer.pack(
            (
                self._pages,
                b"<</Type/Pages/Count %d/Kids%b>>" % (count, _references(self._leaves)),
            ),
            (
                catalogue,
                b"<</Type/Catalog/Pages %d 0 R/Lang(%b)/Metadata %d 0 R"
                b"/ViewerPreferences<</DisplayDocTitle true>>%b>>"
                % (self._pages, self._body.language.encode(), metadata, self._structure(count)),
            ),
        )
        writer.finish(catalogue)

    def _stamp(self, one: Composed, size: int, leaf: int, grafts: dict[Proof, Graft]) -> Origins:
        """Write what is stamped on the pages of the letter; where its numbers are counted from."""
        stamps, writer = self._shared.stamps, self._writer
        base = writer.reserve(size)
        if base + size > MOST_OBJECTS:
            raise ValueError("too many objects for one file: take fewer letters a file")
        writer.half_stream(base, *stamps.first(one))
        for number in range(1, self._body.pages):
            writer.stream(base + number, stamps.following(one))
        key = self._letters * self._body.pages
        self._letters += 1
        return 0, base, leaf, self._document, key, self._resources(one, grafts)

    def _resources(self, one: Composed, grafts: dict[Proof, Graft]) -> int:
        """Those all letters have, or the letter's own when lines of it were set by hand."""
        if not one.is_hand_set:
            return self._shared.first.number
        drawn = {
            hand_name(slot): grafts.setdefault(text.proof, Graft(self._writer)).number(
                text.drawing()
            )
            for slot, text in one.texts.items()
            if isinstance(text, HandSet)
        }
        number = self._writer.reserve()
        self._writer.pack((number, self._shared.first.with_pictures(drawn)))
        return number

    def _structure(self, keys: int) -> bytes:
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
                % (self._document, _references(self._trees), keys),
            ),
        )
        return b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R" % root


def _object(number: int, body: bytes) -> Run:
    return Run(number, body, (len(body),))


def _references(numbers: Sequence[int]) -> bytes:
    return b"[%b]" % b" ".join([b"%d 0 R" % number for number in numbers])
