"""Composes letters: decides for each text how it is set, and says which letters cannot be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from breachdesk.infra.letterpress.by_hand import Block, HandSet, set_by_hand
from breachdesk.infra.letterpress.fonts import lacking
from breachdesk.infra.letterpress.letter import Fault, Letter, Unprintable
from breachdesk.infra.letterpress.lines import Line, fit, plain, visible
from breachdesk.infra.letterpress.qr import LinkError, Picture, Plates, picture_of
from breachdesk.infra.letterpress.slots import MEASURES, Slot
from breachdesk.infra.letterpress.typeface import Typeface

Setting: TypeAlias = tuple[Line, ...] | Block | HandSet

FAULTS = {
    Slot.ADDRESS: Fault.ADDRESS_WIDTH,
    Slot.CODE: Fault.CODE,
    Slot.REFERENCE: Fault.REFERENCE,
    Slot.SALUTATION: Fault.SALUTATION,
}
"""What is said when a text does not fit its slot."""

BY_HAND = (Slot.ADDRESS, Slot.SALUTATION)
"""Slots for names, which come in any script; the others hold what we made ourselves."""

MOST_PLATES = 16
"""Kinds of links prepared for at a time; an endless variety of them is no batch."""


@dataclass(slots=True)
class Composed:
    """A letter ready to be stamped."""

    letter: Letter
    texts: dict[Slot, Setting]
    picture: Picture
    is_hand_set: bool = False


class _RefusedError(Exception):
    def __init__(self, fault: Fault, characters: str = "") -> None:
        super().__init__(fault)
        self.fault, self.characters = fault, characters


class Composer:
    def __init__(self, typeface: Typeface) -> None:
        self._typeface = typeface
        self._plates: dict[tuple[str, int], Plates] = {}

    def compose(self, letters: Sequence[Letter]) -> tuple[list[Composed], list[Unprintable]]:
        """The letters that can be printed, and those that cannot, each in their order."""
        composed, refused = [], []
        for letter in letters:
            try:
                composed.append(self._letter(letter))
            except _RefusedError as error:
                refused.append(Unprintable(letter.sequence, error.characters, error.fault))
        too_long = {one.sequence: one for one in _by_hand(composed)}
        printable = [one for one in composed if one.letter.sequence not in too_long]
        return printable, sorted((*refused, *too_long.values()), key=lambda one: one.sequence)

    def _letter(self, letter: Letter) -> Composed:
        texts = {
            Slot.ADDRESS: self._set(Slot.ADDRESS, letter.address),
            Slot.CODE: self._set(Slot.CODE, (letter.code,)),
            Slot.REFERENCE: self._set(Slot.REFERENCE, (letter.reference,)),
            Slot.SALUTATION: self._set(Slot.SALUTATION, (letter.salutation,)),
        }
        return Composed(letter, texts, self._picture(letter))

    def _set(self, slot: Slot, given: Sequence[str]) -> Setting:
        texts = _sane(slot, [text for text in map(plain, given) if text])
        widest = max(map(self._typeface.width, texts))
        if widest <= MEASURES[slot].room:
            return tuple(texts)
        return self._adjusted(slot, texts if widest < inf else [*map(visible, texts)])

    def _adjusted(self, slot: Slot, given: list[str]) -> Setting:
        """Of texts that are too wide, or in other scripts."""
        texts = _sane(slot, [text for text in given if text])
        if max(map(self._typeface.width, texts)) == inf:
            return _block(slot, tuple(texts))
        lines = fit(texts, MEASURES[slot], self._typeface)
        if lines is None:
            raise _RefusedError(FAULTS[slot])
        return lines

    def _picture(self, letter: Letter) -> Picture:
        link = letter.link
        kind = (link[: max(link.find(letter.code), 0)], len(link))
        plates = self._plates.get(kind)
        try:
            if plates is None and len(self._plates) < MOST_PLATES:
                plates = self._plates[kind] = Plates(link, kind[0])
            return (plates and plates.picture(link)) or picture_of(link)
        except LinkError as error:
            raise _RefusedError(Fault.LINK) from error


def _sane(slot: Slot, texts: list[str]) -> list[str]:
    if slot is Slot.ADDRESS and not texts:
        raise _RefusedError(Fault.ADDRESS_EMPTY)
    if slot is Slot.ADDRESS and len(texts) > MEASURES[slot].lines:
        raise _RefusedError(Fault.ADDRESS_LINES)
    if not texts:
        raise _RefusedError(FAULTS[slot])
    return texts


def _block(slot: Slot, texts: tuple[str, ...]) -> Block:
    """The texts to be set by hand, if there is a typeface for all their characters."""
    unknown = lacking("".join(texts))
    if unknown:
        raise _RefusedError(Fault.CHARACTERS, unknown)
    if slot not in BY_HAND:
        raise _RefusedError(FAULTS[slot])
    return Block(slot, texts)


def _by_hand(composed: Sequence[Composed]) -> Iterator[Unprintable]:
    """Set the blocks there are; what is yielded did not fit."""
    waiting = [
        (one, slot, text)
        for one in composed
        for slot, text in one.texts.items()
        if isinstance(text, Block)
    ]
    handsets = set_by_hand([block for _one, _slot, block in waiting]) if waiting else []
    for (one, slot, _block), handset in zip(waiting, handsets, strict=True):
        if handset is None:
            yield Unprintable(one.letter.sequence, "", FAULTS[slot])
        else:
            one.texts[slot] = handset
            one.is_hand_set = True
