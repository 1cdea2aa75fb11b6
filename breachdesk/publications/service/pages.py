"""The page that everybody reads: one static HTML file that fetches nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case
from breachdesk.infra import templating
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.publications import store
from breachdesk.publications.domain.notice import (
    FINAL,
    NoticeState,
    NoticeView,
    address,
)
from breachdesk.publications.domain.texts import Reading
from breachdesk.publications.models import PublicNotice
from breachdesk.publications.service import shapes
from breachdesk.publications.service.drafting import long_date

TEMPLATE = "publications/notice.html"
NOTHING_HERE = _("There is nothing at this address.")


@dataclass(frozen=True, slots=True)
class Online:
    """What stands at a public address: a page, or when it was withdrawn."""

    content: bytes = b""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A notice that everybody can read now."""

    title: str
    reference: str
    language: str
    published_at: datetime


def online(uow: UnitOfWork, reference: str, language: str, *, or_other: bool = False) -> Online:
    """The approved bytes, read from the file store; an exercise is shown to nobody.

    With `or_other` another language when there is no page in this one.
    """
    rows = store.of_case(uow.session, _public_case(uow, reference).id)
    shown = next((one for one in rows if one.state is NoticeState.PUBLISHED), None)
    if shown is None:
        ended = next((one for one in rows if one.state is NoticeState.WITHDRAWN), None)
        if ended is None:
            raise NotFoundError(NOTHING_HERE)
        return Online(withdrawn_at=ended.ended_at)
    if or_other and language not in shown.pages:
        language = next(iter(shown.pages))
    if language not in shown.pages:
        raise NotFoundError(NOTHING_HERE)
    return Online(uow.files.read(shown.pages[language]["sha256"]))


def listed(uow: UnitOfWork, language: str) -> tuple[Listed, ...]:
    """Every notice that can be read now, in the reader's language where there is one."""
    rows = store.in_state(uow.session, NoticeState.PUBLISHED)
    cases = incidents.readable(uow, {row.incident_id for row in rows})
    found = []
    for row in rows:
        case = cases.get(row.incident_id)
        if case is None or case.is_exercise or row.published_at is None:
            continue
        own = language if language in row.pages else next(iter(row.pages))
        title = Reading(shapes.texts_of(row)[own], own).fill("title")
        found.append(Listed(title, case.reference, own, row.published_at))
    return tuple(found)


def preview(
    uow: UnitOfWork, incident_id: str, notice_id: str, language: str, site: str
) -> tuple[NoticeView, bytes]:
    """The page as it is shown, was shown, or would be."""
    incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, notice_id)
    return shapes.view(row), _content(uow, row, language, site)


def export(
    uow: UnitOfWork, incident_id: str, language: str, site: str
) -> tuple[NoticeView, bytes] | None:
    """The page of the newest version that a second person approved; None without one."""
    incidents.case(uow, incident_id)
    rows = store.of_case(uow.session, incident_id)
    row = next((one for one in rows if one.state in FINAL and language in one.texts), None)
    return (shapes.view(row), _content(uow, row, language, site)) if row else None


def rendered(uow: UnitOfWork, row: PublicNotice, site: str) -> dict[str, bytes]:
    """By language."""
    return {language: _render(uow, row, language, site) for language in row.texts}


def _content(uow: UnitOfWork, row: PublicNotice, language: str, site: str) -> bytes:
    """What was published comes from the store: it is shown as it was."""
    if language not in row.texts:
        raise NotFoundError(NOTHING_HERE)
    if language in row.pages:
        return uow.files.read(row.pages[language]["sha256"])
    return _render(uow, row, language, site)


def _render(uow: UnitOfWork, row: PublicNotice, language: str, site: str) -> bytes:
    case = incidents.case(uow, row.incident_id)
    words: Mapping[str, object] = {
        "reading": Reading(shapes.texts_of(row)[language], language),
        "case": case,
        "dates": _dates(uow, row, case, language),
        "is_draft": row.state is NoticeState.DRAFT,
        "others": [
            (other, address(site, case.reference, other))
            for other in row.texts
            if other != language
        ],
    }
    return templating.render(TEMPLATE, language, words).encode()


def _dates(uow: UnitOfWork, row: PublicNotice, case: Case, language: str) -> tuple[str, ...]:
    """When the first version came out, and this one when it is another; none before that."""
    if row.published_at is None:
        return ()
    earlier = store.of_case(uow.session, case.id)
    first = min(one.published_at for one in earlier if one.published_at)
    days = [long_date(at, case.zone, language) for at in (first, row.published_at)]
    return tuple(dict.fromkeys(days))


def _public_case(uow: UnitOfWork, reference: str) -> Case:
    """Says the same of a reference that there is not and of one that shows nothing."""
    try:
        case = incidents.by_reference(uow, reference)
    except NotFoundError as error:
        raise NotFoundError(NOTHING_HERE) from error
    if case.is_exercise:
        raise NotFoundError(NOTHING_HERE)
    return case
