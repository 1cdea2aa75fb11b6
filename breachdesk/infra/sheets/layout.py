"""What a table file looks like, what is accepted of it, and what one row of it is."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _

Kind: TypeAlias = Literal["csv", "xlsx", "ods"]

MAX_SHEET_ROWS = 1 << 20
MAX_SHEET_COLUMNS = 1 << 14
"""What spreadsheet programs themselves can hold; a file that claims more is forged."""

DAMAGED = _("This file is damaged or incomplete: it cannot be read to its end.")


class SheetError(RuleError):
    """The file as a whole cannot be used; the sentence says why and, if possible, what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text, field="file")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is accepted; `max_rows` counts rows that hold something, without the heading row."""

    max_bytes: int = 500_000_000
    max_expanded: int = 1 << 30
    max_ratio: int = 200
    max_members: int = 5_000
    max_rows: int = 1_000_000
    max_columns: int = 200
    max_cell: int = 10_000


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read a file; dataclasses.replace() chooses another sheet, separator or encoding."""

    kind: Kind
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    compressed: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a plain CSV file that ends at the end of a record.

    `line` is the physical line it starts at, `width` the number of cells of the heading row;
    width 0: the part begins with the heading row itself.
    """

    start: int
    end: int
    line: int = 1
    width: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as its workbook lists it; `part` is the file inside the zip that holds it."""

    name: str
    hidden: bool
    part: str = ""


class Row(NamedTuple):
    """One row; `number` is what a spreadsheet shows beside it, or the line it starts at."""

    number: int
    cells: list[str]
    fault: Text | None = None
