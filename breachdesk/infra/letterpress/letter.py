"""What the press is handed and what it gives back: letters, printed files, and its refusals."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from breachdesk.kernel.errors import BreachDeskError, RuleError
from breachdesk.kernel.text import _


@dataclass(frozen=True, slots=True)
class Letter:
    """All that differs from one person's letter to the next.

    `code` is what proves the letter genuine, `link` what the QR code holds.
    """

    sequence: int
    address: tuple[str, ...]
    salutation: str
    reference: str
    code: str
    link: str
    duplicate: bool = False


class Fault(StrEnum):
    """Why a letter cannot be printed."""

    CHARACTERS = "characters"
    ADDRESS_EMPTY = "address-empty"
    ADDRESS_LINES = "address-lines"
    ADDRESS_WIDTH = "address-width"
    SALUTATION = "salutation"
    REFERENCE = "reference"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A letter refused, by its number only; `characters` are those that no typeface here has."""

    sequence: int
    characters: str
    fault: Fault = Fault.CHARACTERS


class UnprintableError(RuleError):
    """Letters were sent to the press although `check` refuses them."""

    def __init__(self, refused: tuple[Unprintable, ...]) -> None:
        super().__init__(
            _("Letters that cannot be printed: %(count)s. Check them first.", count=len(refused))
        )
        self.refused = refused


class FontMissingError(BreachDeskError):
    """The typeface of the letters is not there, or is no TrueType font."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "The typeface for letters cannot be read: %(path)s. Install Noto Sans "
                "(Debian: fonts-noto-core).",
                path=path,
            )
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF of letters; `first` and `last` are letters' numbers.

    `by_hand` counts the letters that WeasyPrint had to help with, `bodies` the texts they share.
    """

    sha256: str
    size: int
    letters: int
    pages: int
    first: int
    last: int
    by_hand: int
    bodies: int


@dataclass(frozen=True, slots=True)
class PrintedFile(Printed):
    """A file that lies whole and durable at `path`."""

    path: Path
