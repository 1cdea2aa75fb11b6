"""Draws what is personal: one short content stream a page, in PDF's own operators."""

from collections.abc import Mapping

from breachdesk.infra.i18n import translator
from breachdesk.infra.letterpress import words
from breachdesk.infra.letterpress.body import Body
from breachdesk.infra.letterpress.by_hand import HEIGHT, MARGIN
from breachdesk.infra.letterpress.compose import Composed, Setting
from breachdesk.infra.letterpress.lines import WHOLE, Line, Narrowed, plain
from breachdesk.infra.letterpress.qr import Picture
from breachdesk.infra.letterpress.slots import MEASURES, MM, PAGE_HEIGHT, Measure, Slot
from breachdesk.infra.letterpress.typeface import Typeface

FONT = b"Stamp"
"""The name of our typeface in the resources of a page."""

FOOT_LEFT, FOOT_TOP = 20 * MM, 279 * MM
FOOT = Measure(8, 4 * MM, 100 * MM)
"""The reference on the pages after the first, in line with the number of the page."""

DRAWN = (Slot.ADDRESS, Slot.CODE, Slot.REFERENCE, Slot.SALUTATION)


class Stamps:
    """The stamps for one body. `marks` are the marked-content numbers of a tagged file."""

    def __init__(self, body: Body, typeface: Typeface, marks: Mapping[Slot, int] | None) -> None:
        say = translator(body.language)
        self._slots, self._typeface, self._marks = body.slots, typeface, marks or {}
        self._reference_word, self._duplicate_word = (
            say(words.SHORT_REFERENCE),
            say(words.DUPLICATE),
        )
        self._end = b" EMC\n" if marks else b"\n"
        self._text = {slot: self._text_start(slot) for slot in DRAWN}
        self._hand = {slot: self._hand_drawing(slot) for slot in DRAWN}
        self._qr = self._picture_start()
        self._duplicate = self._duplicate_drawing()
        self._foot = self._font_at(FOOT, FOOT_LEFT, FOOT_TOP)

    def first(self, one: Composed) -> tuple[bytes, bytes]:
        """What is stamped on the first page: what compresses well, and what does not."""
        parts = [self._slot(slot, text) for slot, text in one.texts.items()]
        if one.letter.duplicate:
            parts.append(self._duplicate)
        start, noise = self._picture(one.picture)
        parts.append(start)
        return b"".join(parts), noise

    def following(self, one: Composed) -> bytes:
        """What is stamped on each of the other pages."""
        shown = f"{self._reference_word} {plain(one.letter.reference)}"
        if one.letter.duplicate:
            shown = f"{shown} – {self._duplicate_word}"
        return b"/Artifact BMC %b%bET EMC" % (self._foot, _shown(shown))

    def _slot(self, slot: Slot, text: Setting) -> bytes:
        if not isinstance(text, tuple):
            return self._hand[slot]
        lines = b"T*".join([_shown(line) for line in text])
        return b"%b%bET%b" % (self._text[slot], lines, self._end)

    def _marked(self, slot: Slot, role: bytes) -> bytes:
        mark = self._marks.get(slot)
        return b"" if mark is None else b"/%b<</MCID %d>>BDC " % (role, mark)

    def _text_start(self, slot: Slot) -> bytes:
        left, top, _right, _bottom = self._slots[slot]
        start = self._font_at(MEASURES[slot], left, top)
        return b"%b%b%.3f TL " % (self._marked(slot, b"P"), start, MEASURES[slot].leading)

    def _hand_drawing(self, slot: Slot) -> bytes:
        left, top, _right, _bottom = self._slots[slot]
        place = (left - MARGIN, PAGE_HEIGHT - top + MARGIN - HEIGHT)
        drawing = b"q 1 0 0 1 %.2f %.2f cm/%b Do Q" % (*place, hand_name(slot))
        return b"%b%b%b" % (self._marked(slot, b"P"), drawing, self._end)

    def _picture_start(self) -> bytes:
        left, top, right, bottom = self._slots[Slot.QR]
        side = min(right - left, bottom - top)
        place = b"%.2f 0 0 %.2f %.2f %.2f" % (side, side, left, PAGE_HEIGHT - top - side)
        return b"%bq %b cm BI/BPC 1/IM true/D[1 0]" % (self._marked(Slot.QR, b"Figure"), place)

    def _picture(self, picture: Picture) -> tuple[bytes, bytes]:
        start, rows = b" ID ", picture.rows
        if b"EI" in rows:
            # Some readers take these two letters for the end of the picture.
            start, rows = b"/F/AHx ID ", b"%b>" % rows.hex().encode()
        head = b"%b/W %d/H %d%b" % (self._qr, picture.modules, picture.modules, start)
        return head, b"%b\nEI Q%b" % (rows, self._end)

    def _duplicate_drawing(self) -> bytes:
        """The word in a frame, centred."""
        measure = MEASURES[Slot.DUPLICATE]
        left, top, right, bottom = self._slots[Slot.DUPLICATE]
        frame = (left, PAGE_HEIGHT - bottom, right - left, bottom - top)
        width = self._typeface.width(self._duplicate_word) * measure.size / 1000
        return b"%bq 0.8 w %.2f %.2f %.2f %.2f re S Q%b%b%b%bET%b" % (
            b"/Artifact BMC " if self._marks else b"",
            *frame,
            self._end,
            self._marked(Slot.DUPLICATE, b"P"),
            self._font_at(measure, (left + right - width) / 2, top),
            _shown(self._duplicate_word),
            self._end,
        )

    def _font_at(self, measure: Measure, left: float, top: float) -> bytes:
        """The beginning of text whose first line has its top there."""
        baseline = top + self._typeface.baseline(measure.size, measure.leading)
        place = (left, PAGE_HEIGHT - baseline)
        return b"BT/%b %.1f Tf %.2f %.2f Td " % (FONT, measure.size, *place)


def hand_name(slot: Slot) -> bytes:
    """The name in the resources of what was set by hand for the slot."""
    return b"By-hand-%b" % slot.encode()


def _shown(line: Line) -> bytes:
    """One line, and the operator that shows it."""
    if isinstance(line, Narrowed):
        return b"%d Tz%b%d Tz " % (line.width, _shown(line.text), WHOLE)
    # A bare carriage return would be read as a line feed, so it is escaped, too.
    codes = line.encode("utf-16-be").replace(b"\\", b"\\\\").replace(b"\r", b"\\r")
    return b"(%b)Tj " % codes.replace(b"(", b"\\(").replace(b")", b"\\)")
