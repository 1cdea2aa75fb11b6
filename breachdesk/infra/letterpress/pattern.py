"""The objects of one letter as text with gaps for their numbers, so that a letter is one `%`.

Gaps have a fixed width: the lengths of the objects are then known beforehand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from breachdesk.infra.letterpress.structure import Node
from breachdesk.infra.letterpress.writer import Run

GAP = b"%07d"
REFERENCE = GAP + b" 0 R"
MOST_OBJECTS = 10**7 - 1
"""The largest number that fits a gap."""


class Origin(IntEnum):
    """What a number is counted from."""

    NOTHING = 0
    LETTER = 1  # the first object of the letter
    LEAF = 2  # its node of the page tree
    DOCUMENT = 3  # the root of the structure
    KEY = 4  # the first key of the letter in the parent tree
    RESOURCES = 5  # of its first page


Number: TypeAlias = tuple[Origin, int]
Origins: TypeAlias = tuple[int, int, int, int, int, int]
"""The values of the origins, in their order."""


class Gapped:
    """A text with gaps, and the numbers that belong there."""

    def __init__(self, text: bytes, *numbers: Number) -> None:
        self.text, self._numbers = text, numbers

    def __len__(self) -> int:
        return len(self.filled((0, 0, 0, 0, 0, 0)))

    def filled(self, origins: Origins) -> bytes:
        return self.text % tuple([origins[origin] + number for origin, number in self._numbers])

    @classmethod
    def joined(cls, separator: bytes, parts: Sequence["Gapped"]) -> "Gapped":
        numbers = [number for part in parts for number in part._numbers]  # noqa: SLF001  # its own
        return cls(separator.join([part.text for part in parts]), *numbers)


@dataclass(frozen=True, slots=True)
class SharedPage:
    """What the same page of all letters has in common: numbers of objects in this file."""

    content: int
    resources: int


@dataclass(slots=True)
class _Element:
    """A structure element of a letter; numbers are counted from the letter's first object."""

    node: Node
    parent: Number
    kids: list[Gapped]


class Pattern:
    """The pages and, in a tagged file, the structure elements of a letter.

    Its objects are, in the order of their numbers: what is stamped on each page, the pages, the
    elements, of which the first holds all others.
    """

    def __init__(self, pages: Sequence[SharedPage], nodes: Sequence[Node] | None) -> None:
        self._pages = len(pages)
        self.section = 2 * len(pages)
        self._elements: list[_Element] = []
        if nodes is not None:
            self._grow(Node("Sect", 0, tuple(nodes)), (Origin.DOCUMENT, 0))
        objects = [
            *(self._page(number, page) for number, page in enumerate(pages)),
            *(self._element(one) for one in self._elements),
        ]
        self.size = len(pages) + len(objects)
        self._lengths = [len(one) for one in objects]
        self._objects = Gapped.joined(b"\n", objects)
        self._tree = Gapped.joined(b"\n", [self._owners(number) for number in range(len(pages))])

    def run(self, origins: Origins) -> Run:
        first = origins[Origin.LETTER] + self._pages
        return Run(first, self._objects.filled(origins), self._lengths)

    def parent_tree(self, origins: Origins) -> bytes:
        """For each page of the letter its key, and the elements of its marked contents."""
        return self._tree.filled(origins)

    def _page(self, number: int, page: SharedPage) -> Gapped:
        resources = (Origin.NOTHING, page.resources) if number else (Origin.RESOURCES, 0)
        entries = b"<</Type/Page/Parent %b/Resources %b/Contents[%d 0 R %b]" % (
            REFERENCE,
            REFERENCE,
            page.content,
            REFERENCE,
        )
        numbers = ((Origin.LEAF, 0), resources, (Origin.LETTER, number))
        if not self._elements:
            return Gapped(entries + b">>", *numbers)
        tagged = entries + b"/StructParents %b/Tabs/S>>" % GAP
        return Gapped(tagged, *numbers, (Origin.KEY, number))

    def _grow(self, node: Node, parent: Number) -> Gapped:
        """Number the element and all below it; a reference to it."""
        own = (Origin.LETTER, self.section + len(self._elements))
        element = _Element(node, parent, [])
        self._elements.append(element)
        element.kids = [
            self._grow(kid, own) if isinstance(kid, Node) else Gapped(b"%d" % kid)
            for kid in node.kids
        ]
        return Gapped(REFERENCE, own)

    def _element(self, one: _Element) -> Gapped:
        page = (Origin.LETTER, self._pages + one.node.page)
        extras = one.node.extras.replace(b"%", b"%%")
        head = Gapped(
            b"<</S/%b%b/P %b/Pg %b/K" % (one.node.role.encode(), extras, REFERENCE, REFERENCE),
            one.parent,
            page,
        )
        kids = Gapped.joined(b" ", one.kids)
        return Gapped.joined(b"", [head, Gapped(b"["), kids, Gapped(b"]>>")])

    def _owners(self, page: int) -> Gapped:
        owners = {
            mark: (Origin.LETTER, self.section + at)
            for at, one in enumerate(self._elements)
            for mark in one.node.kids
            if isinstance(mark, int) and one.node.page == page
        }
        found = [
            Gapped(REFERENCE, owners[mark]) if mark in owners else Gapped(b"null")
            for mark in range(max(owners, default=-1) + 1)
        ]
        key = Gapped(b"%b[" % GAP, (Origin.KEY, page))
        return Gapped.joined(b"", [key, Gapped.joined(b" ", found), Gapped(b"]")])
