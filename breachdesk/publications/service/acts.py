"""Approving, publishing and withdrawing: what is shown is what a second person read."""

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import problem_with_prose
from breachdesk.outreach.service import drafting as campaigns
from breachdesk.publications import store
from breachdesk.publications.domain.events import (
    NoticeApproved,
    NoticePublished,
    NoticeReplaced,
    NoticeWithdrawn,
)
from breachdesk.publications.domain.notice import (
    LIFECYCLE,
    MAX_REASON,
    NoticeState,
    check_second_person,
)
from breachdesk.publications.domain.texts import check_ready
from breachdesk.publications.models import PublicNotice
from breachdesk.publications.service import pages, shapes
from breachdesk.publications.service.notices import changing


def approve(uow: UnitOfWork, incident_id: str, notice_id: str, version: int, host: str) -> None:
    """Bind the approval to all texts; refused to authors, and while the review blocks.

    `host` is where our own pages are: the texts may lead there.
    """
    row = changing(uow, incident_id, notice_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, NoticeState.APPROVED)
    check_second_person(uow.actor.user_id, frozenset(row.author_ids))
    texts = shapes.texts_of(row)
    case = incidents.case(uow, incident_id)
    check_ready(texts, campaigns.expectations(uow, case, host))
    row.state, row.digest = NoticeState.APPROVED, shapes.sha256_of(texts)
    row.approved_at, row.approved_by = uow.clock.now(), uow.actor.name
    row.approved_by_id = uow.actor.user_id
    uow.record(NoticeApproved(row.id, incident_id, row.digest))


def publish(uow: UnitOfWork, incident_id: str, notice_id: str, version: int, site: str) -> None:
    """Show the approved version to everybody from now on, in the place of an earlier one."""
    incidents.alone(uow, incident_id)
    row = changing(uow, incident_id, notice_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, NoticeState.PUBLISHED)
    check_untouched(row)
    row.published_at, row.published_by = uow.clock.now(), uow.actor.name
    kept = {}
    for language, content in pages.rendered(uow, row, site).items():
        stored = uow.files.put(content)
        kept[language] = {"sha256": stored.sha256, "size": stored.size}
    _replace(uow, row)
    row.state, row.pages = NoticeState.PUBLISHED, kept
    digests = {language: str(one["sha256"]) for language, one in kept.items()}
    uow.record(NoticePublished(row.id, incident_id, row.digest, digests))


def withdraw(uow: UnitOfWork, incident_id: str, notice_id: str, version: int, why: str) -> None:
    """Take the notice off its address, which then says so."""
    row = changing(uow, incident_id, notice_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, NoticeState.WITHDRAWN)
    if not why.strip():
        raise RuleError(_("Say why."), field="why")
    if problem := problem_with_prose(why, MAX_REASON):
        raise RuleError(problem, field="why")
    _end(uow, row, NoticeState.WITHDRAWN)
    row.ended_why = why.strip()
    uow.record(NoticeWithdrawn(row.id, incident_id))


def check_untouched(row: PublicNotice) -> None:
    """Raise RuleError unless the texts are those that were approved, to the last character."""
    if row.digest != shapes.sha256_of(shapes.texts_of(row)):
        raise RuleError(_("The texts are not those that were approved: edit and approve again."))


def _replace(uow: UnitOfWork, row: PublicNotice) -> None:
    for one in store.of_case(uow.session, row.incident_id):
        if one.state is NoticeState.PUBLISHED:
            _end(uow, one, NoticeState.REPLACED)
            uow.record(NoticeReplaced(one.id, row.incident_id, row.id))


def _end(uow: UnitOfWork, row: PublicNotice, state: NoticeState) -> None:
    row.state, row.ended_at, row.ended_by = state, uow.clock.now(), uow.actor.name
