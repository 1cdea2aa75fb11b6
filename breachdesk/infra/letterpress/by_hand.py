"""Sets lines in scripts the press has no type for: laid out by WeasyPrint, stamped as pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from html import escape
from io import BytesIO

import pikepdf

from breachdesk.infra.letterpress.slots import MEASURES, MM, NARROWEST, Slot
from breachdesk.infra.pdf import Typeset, typeset

MARGIN, HEIGHT = 2 * MM, 280 * MM
"""Of the pages that letter.css has for these blocks."""

LONGEST = 200
"""Characters of a line, so that seven of them fill less than such a page."""

SLACK = 0.6
"""Lines by which a block may be higher: other scripts stretch a line a little, never by a whole."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong into a slot."""

    slot: Slot
    texts: tuple[str, ...]


class Proof:
    """Blocks laid out together, one a page."""

    def __init__(self, blocks: Sequence[Block], width: int) -> None:
        """`width` is the per cent of its natural width at which text is set."""
        self._blocks = blocks
        self._source = _document(blocks, width)
        self._laid: Typeset = typeset(self._source, "letter")

    def fits(self, page: int) -> bool:
        """Whether the block needs no more lines than its slot has."""
        measure = MEASURES[self._blocks[page].slot]
        _left, end, _right, _bottom = self._laid.boxes(page)[f"end-{page}"]
        return end <= MARGIN + (measure.lines + SLACK) * measure.leading

    def drawing(self, page: int) -> pikepdf.Object:
        """The page as a form XObject."""
        drawn: pikepdf.Object = self._pdf.pages[page].as_form_xobject()
        return drawn

    @cached_property
    def _pdf(self) -> pikepdf.Pdf:
        identifier = sha256(self._source.encode()).hexdigest()
        return pikepdf.open(BytesIO(self._laid.pdf(identifier)))


@dataclass(frozen=True, slots=True)
class HandSet:
    """A block that is set, as one page of a proof."""

    proof: Proof
    page: int

    def drawing(self) -> pikepdf.Object:
        return self.proof.drawing(self.page)


def set_by_hand(blocks: Sequence[Block]) -> list[HandSet | None]:
    """The blocks set: at full width, else narrowed; None where neither fits."""
    found: dict[int, HandSet] = {}
    for width in (100, NARROWEST):
        left = [pair for pair in enumerate(blocks) if pair[0] not in found and _is_sane(pair[1])]
        found.update(_fitting(left, width))
    return [found.get(at) for at in range(len(blocks))]


def _fitting(blocks: Sequence[tuple[int, Block]], width: int) -> Iterator[tuple[int, HandSet]]:
    """Those of the numbered blocks that fit at this width."""
    if not blocks:
        return
    proof = Proof([block for _at, block in blocks], width)
    for page, (at, _block) in enumerate(blocks):
        if proof.fits(page):
            yield at, HandSet(proof, page)


def _is_sane(block: Block) -> bool:
    return all(len(text) <= LONGEST for text in block.texts)


def _document(blocks: Sequence[Block], width: int) -> str:
    divs = "".join(_block(number, block) for number, block in enumerate(blocks))
    style = "".join(_style(slot, width) for slot in MEASURES)
    return (
        '<!doctype html><html lang="und"><head><meta charset="utf-8"><title>-</title>'
        f"<style>{style}</style></head><body>{divs}</body></html>"
    )


def _style(slot: Slot, width: int) -> str:
    measure = MEASURES[slot]
    return (
        f".{slot} {{ font-size: {measure.size}pt; line-height: {measure.leading:.3f}pt;"
        f" width: {measure.width * 100 / width:.3f}pt; transform: scaleX({width / 100}) }}"
    )


def _block(number: int, block: Block) -> str:
    lines = "".join(f"<p>{escape(text)}</p>" for text in block.texts)
    return f'<div class="by-hand {block.slot}">{lines}<i id="end-{number}"></i></div>'
