"""Letters that came back: what is typed, scanned or read from a file, and what comes of it."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.letters.domain.states import ReturnCode

MOST_ROWS = 100_000
COLUMNS = 2

SPOKEN: Mapping[str, ReturnCode] = {
    "inconnu": ReturnCode.UNKNOWN,
    "npai": ReturnCode.UNKNOWN,
    "acces": ReturnCode.ACCESS,
    "accès": ReturnCode.ACCESS,
    "refusé": ReturnCode.REFUSED,
    "refuse": ReturnCode.REFUSED,
    "non réclamé": ReturnCode.UNCLAIMED,
    "non reclame": ReturnCode.UNCLAIMED,
    **{one.value: one for one in ReturnCode},
}
"""What people and print houses write for the four marks of the post."""


class Outcome(StrEnum):
    NOTED = "noted"
    ALREADY = "already"
    NOT_SENT = "not-sent"
    NO_SUCH_CODE = "no-such-code"


OUTCOME_LABELS: Mapping[Outcome, Text] = {
    Outcome.NOTED: _("Noted"),
    Outcome.ALREADY: _("Noted before"),
    Outcome.NOT_SENT: _("Not handed over to the post yet"),
    Outcome.NO_SUCH_CODE: _("No letter of this case carries this code"),
}


@dataclass(frozen=True, slots=True)
class Returned:
    """One letter that came back, by the code that stands on it."""

    code: str
    reason: ReturnCode


def read(lines: Iterable[str]) -> tuple[Returned, ...]:
    """Rows "code;mark" of a file, with or without headings; RuleError names the first bad line."""
    found = tuple(_rows(lines))
    if not found:
        raise RuleError(_("There is no letter in this file."), field="file")
    return found


def _rows(lines: Iterable[str]) -> Iterator[Returned]:
    for number, cells in enumerate(csv.reader(lines, delimiter=";"), start=1):
        if not any(cell.strip() for cell in cells):
            continue
        reason = SPOKEN.get(cells[1].strip().casefold()) if len(cells) == COLUMNS else None
        if reason is None and number == 1:
            continue
        if reason is None or number > MOST_ROWS:
            raise RuleError(
                _(
                    "Line %(number)s is no code and mark, parted by a semicolon. The marks are: "
                    "%(marks)s.",
                    number=number,
                    marks=", ".join(ReturnCode),
                ),
                field="file",
            )
        yield Returned(cells[0], reason)
