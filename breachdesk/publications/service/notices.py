"""Preparing, changing and showing the versions of a notice."""

from collections.abc import Mapping

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError, StaleError
from breachdesk.kernel.text import _
from breachdesk.outreach.service import drafting as campaigns
from breachdesk.publications import store
from breachdesk.publications.domain.events import ApprovalVoided, NoticeDrafted, NoticeEdited
from breachdesk.publications.domain.notice import (
    IN_PREPARATION,
    LIFECYCLE,
    NoticeState,
    NoticeView,
    check_texts,
)
from breachdesk.publications.domain.texts import Judgement, NoticeText, Reading, tidied
from breachdesk.publications.models import PublicNotice
from breachdesk.publications.service import drafting, shapes


def create(uow: UnitOfWork, incident_id: str, notice_id: str, source: str, site: str) -> str:
    """Prepare the next version from `source` (drafting.texts says of what). Returns its id."""
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    if store.find(uow.session, notice_id):
        return notice_id
    incidents.alone(uow, case.id)
    earlier = store.of_case(uow.session, case.id)
    if any(one.state in IN_PREPARATION for one in earlier):
        raise RuleError(_("A version is already in preparation: complete that one."))
    number = earlier[0].number + 1 if earlier else 1
    uow.create(
        PublicNotice(
            id=notice_id,
            incident_id=case.id,
            number=number,
            state=NoticeState.DRAFT,
            texts=shapes.stored(drafting.texts(uow, case, source, site)),
            created_at=uow.clock.now(),
            created_by=uow.actor.name,
            author_ids=[uow.actor.user_id],
            pages={},
        )
    )
    uow.record(NoticeDrafted(notice_id, case.id, number))
    return notice_id


def edit(
    uow: UnitOfWork,
    incident_id: str,
    notice_id: str,
    version: int,
    texts: Mapping[str, NoticeText],
) -> None:
    """Save the texts; an approval, which was of others, is void."""
    row = changing(uow, incident_id, notice_id, version, Permission.INCIDENT_EDIT)
    check_texts(texts)
    if row.state is not NoticeState.DRAFT:
        LIFECYCLE.check(row.state, NoticeState.DRAFT)
        uow.record(ApprovalVoided(row.id, incident_id, row.digest))
        row.state, row.digest, row.approved_at = NoticeState.DRAFT, "", None
        row.approved_by = row.approved_by_id = ""
    if uow.actor.user_id not in row.author_ids:
        row.author_ids = [*row.author_ids, uow.actor.user_id]
    kept = {language: tidied(one) for language, one in texts.items()}
    row.texts = shapes.stored(kept)
    uow.record(NoticeEdited(row.id, incident_id, shapes.sha256_of(kept)))


def get(uow: UnitOfWork, incident_id: str, notice_id: str) -> NoticeView:
    incidents.case(uow, incident_id)
    return shapes.view(store.get(uow.session, incident_id, notice_id))


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[NoticeView, ...]:
    """The newest version first."""
    incidents.case(uow, incident_id)
    return tuple(map(shapes.view, store.of_case(uow.session, incident_id)))


def judgements(
    uow: UnitOfWork, incident_id: str, texts: Mapping[str, NoticeText], host: str
) -> Mapping[str, Judgement]:
    """By language, what the review finds; a text that cannot be parsed has none."""
    case = incidents.case(uow, incident_id)
    expected = campaigns.expectations(uow, case, host)
    found = {}
    for language, text in texts.items():
        try:
            found[language] = Reading(tidied(text), language).judge(expected[language])
        except RuleError:
            continue
    return found


def readings(texts: Mapping[str, NoticeText]) -> Mapping[str, Reading]:
    """By language, texts that can be shown with all their values in them."""
    found = {language: Reading(text, language) for language, text in texts.items()}
    return {language: one for language, one in found.items() if not one.missing()}


def changing(
    uow: UnitOfWork, incident_id: str, notice_id: str, version: int, permission: Permission
) -> PublicNotice:
    """The notice in the version the person saw, kept from others."""
    incidents.case(uow, incident_id, permission)
    row = store.get(uow.session, incident_id, notice_id, lock=True)
    if row.version != version:
        raise StaleError
    return row
