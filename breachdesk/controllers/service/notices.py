"""Notices: drafted from the facts, edited, approved, frozen, withdrawn."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from breachdesk.controllers.domain.controller import check_why
from breachdesk.controllers.domain.delivery import DeliveryState
from breachdesk.controllers.domain.events import (
    NoticeApproved,
    NoticeDrafted,
    NoticeEdited,
    NoticeReopened,
    NoticeWithdrawn,
)
from breachdesk.controllers.domain.notice import (
    LIFECYCLE,
    MEANINGS,
    WORDS,
    NoticeState,
    NoticeView,
    Part,
    Wording,
    check_wording,
)
from breachdesk.controllers.models import Notice
from breachdesk.controllers.service import drafting
from breachdesk.controllers.store import notices as store
from breachdesk.incidents import service as incidents
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import ManyRulesError, RuleError, StaleError
from breachdesk.kernel.text import _
from breachdesk.wording.domain.placeholders import Placeholder, Template, parse


def start(uow: UnitOfWork, incident_id: str, notice_id: str) -> str:
    """Draft the first notice, or the next complement, in both languages."""
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    incidents.alone(uow, case.id)
    if store.find(uow.session, notice_id):
        return notice_id
    earlier = store.of_case(uow.session, case.id)
    if any(one.state in {NoticeState.DRAFT, NoticeState.APPROVED} for one in earlier):
        raise RuleError(_("A notice is already in preparation: send or withdraw it first."))
    number = len(earlier) + 1
    drafts = {language: drafting.draft(uow, case, language) for language in LANGUAGES}
    uow.create(
        Notice(
            id=notice_id,
            incident_id=case.id,
            number=number,
            state=NoticeState.DRAFT,
            wordings={language: _stored(one) for language, one in drafts.items()},
            created_at=uow.clock.now(),
            created_by=uow.actor.name,
        )
    )
    uow.record(NoticeDrafted(notice_id, case.id, number))
    return notice_id


def edit(
    uow: UnitOfWork, incident_id: str, notice_id: str, version: int, wordings: Mapping[str, Wording]
) -> None:
    """Save the texts; what is missing is only asked for at approval, unknown placeholders now."""
    row = _changing(uow, incident_id, notice_id, version, Permission.INCIDENT_EDIT)
    if row.state is not NoticeState.DRAFT:
        raise RuleError(_("This notice is approved: take the approval back to change it."))
    for language, wording in wordings.items():
        _uses(wording, language)
    row.wordings = {**row.wordings, **{key: _stored(one) for key, one in wordings.items()}}
    uow.record(NoticeEdited(row.id, incident_id))


def approve(uow: UnitOfWork, incident_id: str, notice_id: str, version: int) -> None:
    """Freeze the text; refused until every section holds what Article 33(2) needs."""
    row = _changing(uow, incident_id, notice_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, NoticeState.APPROVED)
    _check(wordings(row))
    row.state, row.sha256 = NoticeState.APPROVED, _digest(row.wordings)
    row.approved_at, row.approved_by = uow.clock.now(), uow.actor.name
    uow.record(NoticeApproved(row.id, incident_id, row.sha256))


def reopen(uow: UnitOfWork, incident_id: str, notice_id: str, version: int) -> None:
    """Take the approval back, to change the text before it is sent."""
    row = _changing(uow, incident_id, notice_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, NoticeState.DRAFT)
    row.state, row.sha256, row.approved_at, row.approved_by = NoticeState.DRAFT, "", None, ""
    uow.record(NoticeReopened(row.id, incident_id))


def withdraw(uow: UnitOfWork, incident_id: str, notice_id: str, version: int, why: str) -> None:
    """A notice that was wrong: the portal says so, and takes no acknowledgement of it."""
    row = _changing(uow, incident_id, notice_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, NoticeState.WITHDRAWN)
    check_why(why)
    row.state, row.withdrawn_why = NoticeState.WITHDRAWN, why.strip()
    uow.record(NoticeWithdrawn(row.id, incident_id))


def get(uow: UnitOfWork, incident_id: str, notice_id: str) -> NoticeView:
    incidents.case(uow, incident_id)
    return view(store.get(uow.session, incident_id, notice_id))


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[NoticeView, ...]:
    incidents.case(uow, incident_id)
    return tuple(view(row) for row in store.of_case(uow.session, incident_id))


def sent(uow: UnitOfWork, incident_id: str) -> tuple[NoticeView, ...]:
    """What controllers have been told and may still read."""
    return tuple(view(row) for row in store.sent(uow.session, incident_id))


def counts(uow: UnitOfWork, incident_id: str) -> dict[str, dict[DeliveryState, int]]:
    """By notice, how many deliveries are in each state."""
    ids = [row.id for row in store.of_case(uow.session, incident_id)]
    found: dict[str, dict[DeliveryState, int]] = {one: {} for one in ids}
    for (notice_id, state), number in store.counts(uow.session, ids).items():
        found[notice_id][state] = number
    return found


def templates(wording: Wording, language: str) -> tuple[Template, dict[Part, Template]]:
    """Subject and sections, ready to be filled for each controller."""
    known = placeholders(language)
    parts = {part: parse(text, known) for part, text in wording.parts.items()}
    return parse(wording.subject, known), parts


def placeholders(language: str) -> dict[str, Placeholder]:
    """What a notice's text may use, for the editor and for the parser."""
    return {
        name.in_(language): Placeholder(
            name.in_(language), MEANINGS[key], name.in_(language), is_flag=False
        )
        for key, name in WORDS.items()
    }


def wordings(row: Notice) -> dict[str, Wording]:
    return {
        language: Wording(told["subject"], {Part(key): text for key, text in told["parts"].items()})
        for language, told in row.wordings.items()
    }


def view(row: Notice) -> NoticeView:
    return NoticeView(
        id=row.id,
        incident_id=row.incident_id,
        number=row.number,
        state=row.state,
        wordings=wordings(row),
        sha256=row.sha256,
        created_at=row.created_at,
        created_by=row.created_by,
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        sent_at=row.sent_at,
        withdrawn_why=row.withdrawn_why,
        version=row.version,
    )


def _changing(
    uow: UnitOfWork, incident_id: str, notice_id: str, version: int, permission: Permission
) -> Notice:
    """The notice in the version the person saw."""
    incidents.case(uow, incident_id, permission)
    row = store.get(uow.session, incident_id, notice_id)
    if row.version != version:
        raise StaleError
    return row


def _check(told: Mapping[str, Wording]) -> None:
    """Every fault of every language at once."""
    broken: list[RuleError] = []
    for language, wording in told.items():
        try:
            check_wording(wording, _uses(wording, language), language)
        except ManyRulesError as error:
            broken += error.broken
    if broken:
        raise ManyRulesError(tuple(broken))


def _uses(wording: Wording, language: str) -> dict[Part, frozenset[str]]:
    """What fills each section; ManyRulesError names unknown placeholders beside their section.

    The subject knows no link: it stands in logs and lists of mails, where a token must not be.
    """
    keys = drafting.placeholder_names(language)
    known = placeholders(language)
    link = WORDS["link"].in_(language)
    in_subject = {name: one for name, one in known.items() if name != link}
    found, broken = {}, []
    for part, text in (("subject", wording.subject), *wording.parts.items()):
        try:
            names = parse(text, known if isinstance(part, Part) else in_subject).names
        except RuleError as error:
            broken.append(RuleError(error.text, field=f"{language}-{part}"))
            continue
        if isinstance(part, Part):
            found[part] = frozenset(keys[name] for name in names)
    if broken:
        raise ManyRulesError(tuple(broken))
    return found


def _stored(wording: Wording) -> dict[str, Any]:
    return {
        "subject": wording.subject.strip(),
        "parts": {part.value: text.strip() for part, text in wording.parts.items()},
    }


def _digest(stored: Mapping[str, Any]) -> str:
    text = json.dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
