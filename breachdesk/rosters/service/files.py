"""Receiving a table file, reading it, noting what became of its rows, destroying it."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import BinaryIO

from breachdesk.evidence.domain import clean_name
from breachdesk.incidents import service as incidents
from breachdesk.infra import sheets
from breachdesk.infra.keys import KeyRing
from breachdesk.infra.sealed_files import SealedFiles
from breachdesk.infra.uow import UnitOfWork
from breachdesk.infra.vault import DataKey, Vault
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.rosters import store
from breachdesk.rosters.domain import (
    KEPT_FOR,
    SAMPLE_ROWS,
    Columns,
    Reason,
    Record,
    Rejection,
    RosterDiscarded,
    RosterImported,
    RosterPurged,
    RosterReceived,
    RosterState,
    RosterView,
    Tally,
    Target,
    check_waiting,
    judge,
)
from breachdesk.rosters.models import Roster


@dataclass(frozen=True, slots=True)
class NewRoster:
    """`name` is what the sender calls the file; `stream` its bytes, read once.

    `encoding` is a key of sheets.CHOICES, where the person has said it.
    """

    id: str
    incident_id: str
    purpose: str
    name: str
    stream: BinaryIO = field(repr=False)
    encoding: str = ""


def receive(uow: UnitOfWork, new: NewRoster, limit: int) -> str:
    """Keep the file sealed; RuleError when it is no table that can be read, and nothing is kept."""
    case = incidents.case(uow, new.incident_id, Permission.INCIDENT_EDIT)
    if store.find(uow.session, new.id):
        return new.id
    name = clean_name(new.name)
    key = uow.vault.key(case.id)
    digested = _Digesting(new.stream)
    size = uow.sealed.put(key, new.id, digested, limit)
    try:
        with uow.sealed.open(key, new.id) as file:
            layout = sheets.detect(file, name, encoding=new.encoding)
            headings = _headings(file, layout)
    except RuleError:
        uow.sealed.remove(case.id, new.id)
        raise
    uow.create(
        Roster(
            id=new.id,
            incident_id=case.id,
            purpose=new.purpose,
            name=name,
            size=size,
            sha256=digested.hexdigest(),
            state=RosterState.UPLOADED,
            uploaded_at=uow.clock.now(),
            uploaded_by=uow.actor.name,
            layout=asdict(layout),
            headings=list(headings),
            tally={},
        )
    )
    uow.record(RosterReceived(new.id, case.id, new.purpose, digested.hexdigest(), size))
    return new.id


def read_as(uow: UnitOfWork, view: RosterView, encoding: str, separator: str, sheet: str) -> None:
    """Read the same file in another way, because the guess was wrong; what is empty stays."""
    incidents.case(uow, view.incident_id, Permission.INCIDENT_EDIT)
    row = store.get(uow.session, view.incident_id, view.id, view.purpose)
    check_waiting(row.state)
    old = _layout(view)
    chosen = replace(
        old,
        encoding=encoding or old.encoding,
        separator=separator or old.separator,
        sheet=sheet or old.sheet,
    )
    if chosen == old:
        return
    with uow.sealed.open(uow.vault.key(row.incident_id), row.id) as file:
        row.headings = list(_headings(file, chosen))
    row.layout = asdict(chosen)
    uow.record(RosterReceived(row.id, row.incident_id, row.purpose, row.sha256, row.size))


def get(uow: UnitOfWork, incident_id: str, roster_id: str, purpose: str) -> RosterView:
    """The file with its first rows, for the page that asks for its columns."""
    incidents.case(uow, incident_id)
    view = _view(store.get(uow.session, incident_id, roster_id, purpose))
    if view.state is not RosterState.UPLOADED:
        return view
    with reading(uow, view) as rows:
        return replace(view, sample=tuple(tuple(row.cells) for row in islice(rows, SAMPLE_ROWS)))


def of_case(uow: UnitOfWork, incident_id: str, purpose: str) -> tuple[RosterView, ...]:
    incidents.case(uow, incident_id)
    return tuple(_view(row) for row in store.of_case(uow.session, incident_id, purpose))


@dataclass(frozen=True, slots=True)
class Source:
    """An uploaded file for whoever reads it, in another process too: it holds no key."""

    view: RosterView
    vault: Vault
    sealed: SealedFiles

    def key(self) -> DataKey:
        return self.vault.key(self.view.incident_id)

    @contextmanager
    def rows(self, span: sheets.Span | None = None) -> Iterator[Iterator[sheets.Row]]:
        """The rows below the heading, one after another; all of them or those of a span."""
        has_heading = span is None or span.width == 0
        with self.sealed.open(self.key(), self.view.id) as file:
            yield islice(sheets.rows(file, _layout(self.view), span=span), int(has_heading), None)

    def parts(self, size: int, after: int) -> list[sheets.Span]:
        """Spans of about so many bytes, without those that end with row `after` or before."""
        with self.sealed.open(self.key(), self.view.id) as file:
            spans = sheets.split(file, _layout(self.view), self.view.size // size)
        following = [*(span.line for span in spans[1:]), None]
        return [
            span
            for span, line in zip(spans, following, strict=True)
            if line is None or line - 1 > after
        ]


def source(uow: UnitOfWork, view: RosterView) -> Source:
    # Keys that were read already would go along.
    vault = Vault(uow.vault.folder, KeyRing(uow.keys.folder))
    return Source(replace(view, sample=()), vault, uow.sealed)


@contextmanager
def reading(uow: UnitOfWork, view: RosterView) -> Iterator[Iterator[sheets.Row]]:
    """The rows below the heading, one after another."""
    with source(uow, view).rows() as rows:
        yield rows


def check_untouched(uow: UnitOfWork, view: RosterView) -> None:
    """Raise RuleError when the file, as it stands now, no longer waits for its columns.

    Asked before its report is written: a late second import must not replace the first one's.
    """
    row = store.get(uow.session, view.incident_id, view.id, view.purpose)
    uow.session.refresh(row, with_for_update=True)
    check_waiting(row.state)


def judged(
    row: sheets.Row, columns: Columns, targets: Sequence[Target], headings: Sequence[str]
) -> Record | Rejection:
    """The row in normal form, or why it is rejected: for what it is, or for what it holds."""
    if row.fault:
        return Rejection(row.number, (Reason("", row.fault),))
    return judge(row.number, row.cells, columns, targets, headings)


def settle(uow: UnitOfWork, view: RosterView, tally: Tally, *, has_report: bool) -> None:
    """Note what became of the rows; the same file is not imported twice."""
    row = store.get(uow.session, view.incident_id, view.id, view.purpose)
    check_waiting(row.state)
    row.state, row.tally, row.has_report = RosterState.IMPORTED, tally.to_json(), has_report
    uow.record(
        RosterImported(
            row.id, row.incident_id, row.purpose, tally.accepted, tally.duplicate, tally.rejected
        )
    )


def discard(uow: UnitOfWork, incident_id: str, roster_id: str, purpose: str) -> None:
    """Destroy an uploaded file that is not to be imported."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = store.get(uow.session, incident_id, roster_id, purpose)
    check_waiting(row.state)
    row.state = RosterState.DISCARDED
    uow.record(RosterDiscarded(row.id, row.incident_id))
    uow.sealed.remove_with_parts(incident_id, row.id)


def purge_old(uow: UnitOfWork) -> int:
    """Destroy files and reports uploaded too long ago; returns how many."""
    rows = store.uploaded_before(uow.session, uow.clock.now() - KEPT_FOR)
    for row in rows:
        row.state, row.has_report = RosterState.PURGED, False
        uow.record(RosterPurged(row.id, row.incident_id))
        uow.sealed.remove_with_parts(row.incident_id, row.id)
    return len(rows)


class _Digesting:
    """Hashes what is read through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        chunk = self._stream.read(size)
        self._digest.update(chunk)
        return chunk

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _headings(file: BinaryIO, layout: sheets.Layout) -> tuple[str, ...]:
    first = next(iter(sheets.rows(file, layout)), None)
    if first is None or first.fault is not None:
        raise RuleError(
            first.fault if first and first.fault else _("This file is empty."), field="file"
        )
    return tuple(" ".join(cell.split()) for cell in first.cells)


def _layout(view: RosterView) -> sheets.Layout:
    told = dict(view.layout)
    return sheets.Layout(
        **{**told, "sheets": tuple(told["sheets"]), "hidden": tuple(told["hidden"])}
    )


def _view(row: Roster) -> RosterView:
    return RosterView(
        id=row.id,
        incident_id=row.incident_id,
        purpose=row.purpose,
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        state=row.state,
        uploaded_at=row.uploaded_at,
        uploaded_by=row.uploaded_by,
        layout=row.layout,
        headings=tuple(row.headings),
        tally=row.tally,
        has_report=row.has_report,
    )
