"""From rows of a file to what the database needs of them: judged, hashed and sealed.

None of it needs the database, so that other processes can do it. What they hand over tells of a
person no more than a row of the database does; rejected rows go as they are, for the report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from typing import NamedTuple

from breachdesk.infra import sheets
from breachdesk.infra.i18n import translator
from breachdesk.kernel.text import Translate
from breachdesk.people.domain.columns import quick, targets
from breachdesk.people.domain.matching import Entry
from breachdesk.people.domain.rows import Book, Candidate, candidate
from breachdesk.people.service import leftovers
from breachdesk.people.service.sealing import entry
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import Columns, Rejection, Target


class Judged(NamedTuple):
    """Some rows in the order of the file; `last` is the number of the last of them."""

    entries: list[Entry]
    left: list[leftovers.Left]
    last: int


@dataclass(frozen=True)
class Work:
    """All that judging needs; it can be sent to another process and holds no key.

    Rows up to the number `after` are done; `chunk` of them are judged at a time.
    """

    source: rosters.Source
    columns: Columns
    book: Book
    language: str
    after: int
    chunk: int

    @property
    def kept(self) -> list[int]:
        """Places of the columns that are needed: no other cell reaches even the report."""
        return sorted(self.columns.values())

    def judged(self, span: sheets.Span | None = None) -> Iterator[Judged]:
        """What is left of the file or of the span, chunk by chunk."""
        chosen = quick(one for one in targets(self.book.today) if one.key in self.columns)
        say = translator(self.language)
        with self.source.rows(span) as rows:
            rest = dropwhile(lambda row: row.number <= self.after, rows)
            while some := list(islice(rest, self.chunk)):
                yield self._judged(some, chosen, say)

    def _judged(
        self, rows: Sequence[sheets.Row], chosen: Sequence[Target], say: Translate
    ) -> Judged:
        key = self.source.key()
        found = Judged([], [], rows[-1].number)
        for row in rows:
            judged = self._candidate(row, chosen)
            if isinstance(judged, Rejection):
                cells = [row.cells[at] if at < len(row.cells) else "" for at in self.kept]
                found.left.append(leftovers.left(judged, cells, say))
            else:
                found.entries.append(entry(key, judged))
        return found

    def _candidate(self, row: sheets.Row, chosen: Sequence[Target]) -> Candidate | Rejection:
        judged = rosters.judged(row, self.columns, chosen, self.source.view.headings)
        return judged if isinstance(judged, Rejection) else candidate(judged, self.book)
