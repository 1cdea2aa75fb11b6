"""The logical structure of a body's pages, as WeasyPrint tagged them, ready to be repeated."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pikepdf

from breachdesk.infra.letterpress.slots import PAGE_HEIGHT, Slot
from breachdesk.infra.letterpress.writer import text_string
from breachdesk.infra.pdf import POINTS_IN_PIXEL, Box

KEPT = frozenset(
    (
        *("P", "H1", "H2", "H3", "H4", "H5", "H6", "BlockQuote", "Figure", "Caption"),
        *("L", "LI", "Lbl", "LBody"),
        *("Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"),
    )
)
"""Roles that say something to a listener; those of other elements are passed through."""

SLOT_ROLE = "Art"
"""What WeasyPrint makes of the <article> that keeps a slot free."""

MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


@dataclass(frozen=True, slots=True)
class Node:
    """A structure element on one page; its children are nodes and marked-content numbers."""

    role: str
    page: int
    kids: tuple["Node | int", ...]
    extras: bytes = b""

    def marks(self) -> Iterator[tuple[int, int]]:
        """Page and number of every marked content below."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.marks()
            else:
                yield self.page, kid


def read(pdf: pikepdf.Pdf) -> list[Node]:
    """The elements of the document, slots among them, in reading order."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    root = pdf.Root.StructTreeRoot.K
    top = [node for element in root for node in _nodes(element, pages, 0)]
    return [node if isinstance(node, Node) else Node("P", page, (node,)) for node, page in top]


def with_slots(
    nodes: Sequence[Node], stamps: Mapping[Slot, Node], *, duplicate: bool
) -> list[Node]:
    """The elements with what is stamped in the places of the slots."""
    slots = iter(Slot)
    found = []
    for node in nodes:
        if node.role != SLOT_ROLE:
            found.append(node)
            continue
        slot = next(slots)
        if duplicate or slot is not Slot.DUPLICATE:
            found.append(stamps[slot])
    return found


def marks_for_stamps(nodes: Sequence[Node]) -> dict[Slot, int]:
    """The marked-content numbers of the stamps, after those that the first page has already."""
    taken = (mark for node in nodes for page, mark in node.marks() if page == 0)
    first = 1 + max(taken, default=-1)
    return {slot: first + at for at, slot in enumerate(Slot)}


def stamp_nodes(marks: Mapping[Slot, int], qr: Box, description: str) -> dict[Slot, Node]:
    """The elements of the stamps: paragraphs, and a figure with its description."""
    nodes = {slot: Node("P", 0, (mark,)) for slot, mark in marks.items()}
    extras = b"/Alt%b%b" % (text_string(description), _place(qr))
    return {**nodes, Slot.QR: Node("Figure", 0, (marks[Slot.QR],), extras)}


def with_artifacts(content: bytes, nodes: Sequence[Node], page: int) -> bytes:
    """The page's content, where what no element claims (page numbers) is called an artifact."""
    claimed = {mark for node in nodes for on, mark in node.marks() if on == page}

    def marked(match: re.Match[bytes]) -> bytes:
        return match[0] if int(match[1]) in claimed else b"/Artifact BMC"

    return MARKED.sub(marked, content)


def _nodes(
    found: object, pages: Mapping[tuple[int, int], int], page: int
) -> Iterator[tuple[Node | int, int]]:
    """The nodes and marks an element stands for, each with its page."""
    if not isinstance(found, pikepdf.Dictionary):
        yield int(str(found)), page
        return
    if "/S" not in found:
        return  # a link's rectangle: nobody clicks on paper
    page = pages[found.Pg.objgen] if "/Pg" in found else page
    below = [one for kid in found.get("/K", []) for one in _nodes(kid, pages, page)]
    role = str(found.S)[1:]
    if role != SLOT_ROLE and role not in KEPT:
        yield from below
    elif below or role == SLOT_ROLE:
        kids = tuple(kid for kid, _page in below)
        yield Node(role, page, _headed(kids) if role == "TR" else kids, _extras(found, role)), page


def _headed(cells: tuple[Node | int, ...]) -> tuple[Node | int, ...]:
    """The cells of a row; a header beside data heads its row, else its column."""
    scope = (
        b"Row" if any(isinstance(one, Node) and one.role == "TD" for one in cells) else b"Column"
    )
    return tuple(
        replace(one, extras=one.extras.replace(b"/Scope/Column", b"/Scope/" + scope))
        if isinstance(one, Node)
        else one
        for one in cells
    )


def _extras(element: pikepdf.Object, role: str) -> bytes:
    """Alternate text and attributes."""
    attributes = element.get("/A", pikepdf.Dictionary())
    if role == "Figure":
        left, top, right, bottom = (float(at) * POINTS_IN_PIXEL for at in attributes.BBox)
        description = text_string(str(element.get("/Alt", "")))
        return b"/Alt%b%b" % (description, _place((left, top, right, bottom)))
    spans = b"".join(
        b"%b %d" % (name.encode(), int(attributes[name]))
        for name in ("/ColSpan", "/RowSpan")
        if name in attributes
    )
    scope = b"/Scope/Column" if role == "TH" else b""
    return b"/A<</O/Table%b%b>>" % (scope, spans) if spans or scope else b""


def _place(box: Box) -> bytes:
    left, top, right, bottom = box
    corners = left, PAGE_HEIGHT - bottom, right, PAGE_HEIGHT - top
    return b"/A<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>" % corners
