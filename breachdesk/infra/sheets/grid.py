"""Gives rows their final form: the heading sets the width, nothing is ever shifted."""

from collections.abc import Iterable, Iterator

from breachdesk.infra.sheets.layout import Limits, Row, SheetError
from breachdesk.kernel.text import Text, _


def shaped(table: Iterable[tuple[int, list[str]]], limits: Limits) -> Iterator[Row]:
    """The rows of a sheet that hold something, padded to the width of the first of them."""
    width, left = 0, limits.max_rows
    for number, cells in table:
        if not any(cells):
            continue
        if not width:
            width = heading_width(cells, limits)
        elif left:
            left -= 1
        else:
            raise too_many_rows(limits)
        yield finished(number, cells, width, limits)


def finished(number: int, cells: list[str], width: int, limits: Limits) -> Row:
    """The row, padded; with its fault when it has one."""
    fault = _fault(cells, width, limits)
    cells.extend([""] * (width - len(cells)))
    return Row(number, cells, fault)


def heading_width(cells: list[str], limits: Limits) -> int:
    if len(cells) > limits.max_columns:
        raise SheetError(
            _(
                "This table has %(found)s columns; at most %(limit)s are read.",
                found=len(cells),
                limit=limits.max_columns,
            )
        )
    return len(cells)


def too_many_rows(limits: Limits) -> SheetError:
    return SheetError(
        _("This table has more than %(limit)s rows: cut it into several.", limit=limits.max_rows)
    )


def _fault(cells: list[str], width: int, limits: Limits) -> Text | None:
    # Empty cells beyond the heading count too: an unquoted separator inside an address shifts
    # every value by one and leaves just such a row.
    if len(cells) > width:
        return _(
            "This row has %(found)s cells, the heading row has %(width)s.",
            found=len(cells),
            width=width,
        )
    for place, cell in enumerate(cells, 1):
        if len(cell) > limits.max_cell:
            return _(
                "Cell %(place)s is longer than %(limit)s characters.",
                place=place,
                limit=limits.max_cell,
            )
        if "\0" in cell:
            return _("Cell %(place)s holds a NUL character.", place=place)
    return None
