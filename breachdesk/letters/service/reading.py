"""Where letters and their batches stand; nobody's identity is opened."""

from collections.abc import Mapping
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, SQLColumnExpression

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.letters.domain.batches import BatchView, Figures, LetterView, ReprintView
from breachdesk.letters.domain.faults import Fault
from breachdesk.letters.domain.states import ON_PAPER, LetterState, ReturnCode
from breachdesk.letters.models import Letter, LetterBatch
from breachdesk.letters.store import batches as batch_store
from breachdesk.letters.store import letters as store
from breachdesk.letters.store import printing as printing_store

Fates: TypeAlias = Select[int, str, LetterState, str]
"""(person_id, campaign_id, state, Fault or ReturnCode)"""


def under_way(person: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Whether a letter of any campaign is on its way to the person, or has arrived."""
    return store.under_way(person)


def written(person: SQLColumnExpression[int], campaign_id: str) -> ColumnElement[bool]:
    """Whether the person has a letter of the campaign, whatever became of it."""
    return store.written(person, campaign_id)


def fates(incident_id: str) -> Fates:
    """Every letter of the case, as a SELECT; the caller may see the case."""
    return store.fates(incident_id)


def counts(uow: UnitOfWork, incident_id: str, campaign_id: str) -> Mapping[LetterState, int]:
    """How many letters of a campaign are in each state; the sum is all of them."""
    incidents.case(uow, incident_id)
    return store.counts(uow.session, incident_id, campaign_id)


def figures(uow: UnitOfWork, incident_id: str, campaign_id: str) -> Figures:
    """The same, with why letters cannot be mailed and why they came back."""
    incidents.case(uow, incident_id)
    where = (uow.session, incident_id, campaign_id)
    return Figures(
        store.counts(*where),
        {Fault(one): number for one, number in store.faults(*where).items()},
        {ReturnCode(one): number for one, number in store.returns(*where).items()},
    )


def falls(
    uow: UnitOfWork, incident_id: str, campaign_id: str
) -> Mapping[tuple[str, LetterState], int]:
    """How many for each reason why it became a letter, and each state."""
    incidents.case(uow, incident_id)
    return store.falls(uow.session, incident_id, campaign_id)


def batches(uow: UnitOfWork, incident_id: str, campaign_id: str) -> tuple[BatchView, ...]:
    incidents.case(uow, incident_id)
    rows = batch_store.of_campaign(uow.session, incident_id, campaign_id)
    return tuple(map(batch_view, rows))


def batch(uow: UnitOfWork, incident_id: str, campaign_id: str, batch_id: str) -> BatchView:
    """A batch, only through its own campaign."""
    incidents.case(uow, incident_id)
    row = printing_store.get(uow.session, incident_id, batch_id)
    if row.campaign_id != campaign_id:
        raise NotFoundError(_("There is nothing at this address."))
    return batch_view(row)


def reprints(uow: UnitOfWork, incident_id: str, batch_id: str) -> tuple[ReprintView, ...]:
    """The duplicates made of letters of the batch, the first ones first."""
    incidents.case(uow, incident_id)
    printing_store.get(uow.session, incident_id, batch_id)
    rows = printing_store.reprints(uow.session, batch_id)
    return tuple(
        ReprintView(
            number=number,
            first=row.first,
            last=row.last,
            letters=row.letters,
            why=row.why,
            asked_at=row.asked_at,
            asked_by=row.asked_by,
            archive_sha256=row.archive_sha256,
        )
        for number, row in enumerate(rows, start=1)
    )


def found(uow: UnitOfWork, batch_id: str) -> BatchView:
    """A batch by its id alone, within the actor's cases."""
    row = printing_store.find(uow.session, batch_id)
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    incidents.case(uow, row.incident_id)
    return batch_view(row)


def of_code(uow: UnitOfWork, code: str) -> LetterView | None:
    """The letter that carries the code, once it is on paper; within the actor's cases."""
    row = store.of_code(uow.session, code, ON_PAPER) if code else None
    if row is None:
        return None
    incidents.case(uow, row.incident_id)
    return letter_view(row)


def letter_view(row: Letter) -> LetterView:
    return LetterView(
        id=row.id,
        incident_id=row.incident_id,
        campaign_id=row.campaign_id,
        person_id=row.person_id,
        state=row.state,
        why=row.why,
        sequence=row.sequence,
        printed_at=row.printed_at,
        handed_at=row.handed_at,
        return_code=row.return_code,
    )


def batch_view(row: LetterBatch) -> BatchView:
    return BatchView(
        id=row.id,
        incident_id=row.incident_id,
        campaign_id=row.campaign_id,
        number=row.number,
        state=row.state,
        language=row.language,
        letters=row.letters,
        pages=row.pages,
        bodies=row.bodies,
        first_zone=row.first_zone,
        last_zone=row.last_zone,
        is_tagged=row.is_tagged,
        size=row.size,
        pdf_sha256=row.pdf_sha256,
        archive_sha256=row.archive_sha256,
        made_at=row.made_at,
        printed_at=row.printed_at,
        printed_by=row.printed_by,
        handed_at=row.handed_at,
        handed_by=row.handed_by,
        version=row.version,
    )
