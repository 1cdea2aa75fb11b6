"""The places on the first page that are stamped, in reading order; letter.css says where."""

from dataclasses import dataclass, field
from enum import StrEnum

MM = 72 / 25.4
"""Points in a millimetre."""

PAGE_HEIGHT = 297 * MM

NARROWEST = 70
"""Per cent of its width to which a line may be narrowed before the letter is refused."""


class Slot(StrEnum):
    """The ids of the empty elements, without their prefix, in the order of the document."""

    DUPLICATE = "duplicate"
    ADDRESS = "address"
    QR = "qr"
    CODE = "code"
    REFERENCE = "reference"
    SALUTATION = "salutation"


@dataclass(frozen=True, slots=True)
class Measure:
    """How text is set in a slot: points, and as many lines as it has room for."""

    size: float
    leading: float
    width: float
    lines: int = 1
    room: float = field(init=False)
    """The width in thousandths of the size, as a typeface measures."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "room", self.width * 1000 / self.size)


MEASURES = {
    Slot.DUPLICATE: Measure(11, 7 * MM, 38 * MM),
    Slot.ADDRESS: Measure(10, 4 * MM, 80 * MM, lines=7),
    Slot.CODE: Measure(11, 4.5 * MM, 37 * MM),
    Slot.REFERENCE: Measure(8.5, 4.5 * MM, 37 * MM),
    Slot.SALUTATION: Measure(9, 5 * MM, 170 * MM),
}


def element(slot: Slot) -> str:
    """The empty element that keeps the place free. No letter uses <article> for itself."""
    return f'<article class="slot" id="slot-{slot}"></article>'


SALUTATION = element(Slot.SALUTATION)
"""What the HTML of a body must hold once: where the salutation stands."""
