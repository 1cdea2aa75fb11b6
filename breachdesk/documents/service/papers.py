"""Making documents: gather the facts, word them, typeset them, keep them under their digest."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from breachdesk.controllers import service as controllers
from breachdesk.controllers.service import mandates
from breachdesk.documents import store
from breachdesk.documents.domain import (
    CaseFacts,
    DocumentIssued,
    DocumentKind,
    DocumentRead,
    DocumentView,
    Response,
    Stamp,
    Subject,
    file_name,
    fingerprint,
)
from breachdesk.documents.models import Document
from breachdesk.documents.registry import kind_of
from breachdesk.evidence import service as evidence
from breachdesk.incidents import service as incidents
from breachdesk.infra import templating
from breachdesk.infra.i18n import translator
from breachdesk.infra.pdf import Attachment, render_pdf
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.letters import service as letters
from breachdesk.measures import service as measures
from breachdesk.notifications import service as notifications
from breachdesk.obligations import service as obligations
from breachdesk.organisations import service as organisations
from breachdesk.outreach.service import figures as coverage
from breachdesk.people import service as people
from breachdesk.people.domain.events import PeoplePurged
from breachdesk.publications import service as publications
from breachdesk.publications.domain.notice import NoticeState
from breachdesk.publications.domain.texts import Reading
from breachdesk.risk import service as risk
from breachdesk.timeline import service as timeline

CERTIFICATE = "destruction-certificate"
USABLE = frozenset({NoticeState.DRAFT, NoticeState.APPROVED, NoticeState.PUBLISHED})
NEUTRAL = Stamp(datetime(2000, 1, 1, tzinfo=UTC), 0)


def render(
    uow: UnitOfWork, incident_id: str, slug: str, language: str, about_id: str = ""
) -> tuple[str, bytes]:
    """(file name, PDF) as the case stands now, without keeping it."""
    kind = kind_of(slug)
    facts = gather_for(kind, uow, incident_id, language, about_id)
    version = store.last_version(uow.session, incident_id, slug, about_id, language) + 1
    stamp = Stamp(uow.clock.now(), version, uow.actor.name)
    return file_name(slug, facts.case.reference, version), _pdf(kind, facts, language, stamp)


def issue(uow: UnitOfWork, incident_id: str, slug: str, language: str, about_id: str = "") -> str:
    """Make the next version of the document and keep it. Returns its id."""
    incidents.case(uow, incident_id)
    kind = kind_of(slug)
    facts = gather_for(kind, uow, incident_id, language, about_id)
    version = store.last_version(uow.session, incident_id, slug, about_id, language) + 1
    now = uow.clock.now()
    stored = uow.files.put(_pdf(kind, facts, language, Stamp(now, version, uow.actor.name)))
    row = Document(
        id=new_id(),
        incident_id=incident_id,
        kind=slug,
        about_id=about_id,
        language=language,
        version=version,
        sha256=stored.sha256,
        size=stored.size,
        facts_digest=fingerprint(_html(kind, facts, language, NEUTRAL)),
        issued_at=now,
        issued_by=uow.actor.name,
    )
    uow.create(row)
    uow.record(DocumentIssued(row.id, incident_id, slug, version, stored.sha256))
    return row.id


def on_people_purged(uow: UnitOfWork, event: PeoplePurged) -> None:
    """Certify in the same transaction that the identities of a case were destroyed."""
    issue(uow, event.incident_id, CERTIFICATE, uow.actor.language)


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[DocumentView, ...]:
    """Every issued document; one whose facts have changed since is marked stale."""
    incidents.case(uow, incident_id)
    rows = store.of_case(uow.session, incident_id)
    makings = {(row.kind, row.about_id, row.language) for row in rows}
    # Every version of a document is held against the same present text, worded once.
    present = {one: _fingerprint(uow, incident_id, *one) for one in makings}
    return tuple(_view(row, present[row.kind, row.about_id, row.language]) for row in rows)


def content(uow: UnitOfWork, incident_id: str, document_id: str) -> tuple[str, bytes]:
    """(file name, PDF) as it was issued; who read it is recorded."""
    case = incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, document_id)
    uow.record(DocumentRead(row.id, incident_id, row.sha256))
    return file_name(row.kind, case.reference, row.version), uow.files.read(row.sha256)


def gather(uow: UnitOfWork, incident_id: str, language: str, about_id: str = "") -> CaseFacts:
    """The facts a document is made from; `about_id` names the filing it is about, if any."""
    case = incidents.case(uow, incident_id, Permission.INCIDENT_READ)
    filing = notifications.get(uow, incident_id, about_id) if about_id else None
    sheet = (
        notifications.form(uow, incident_id, about_id, language)
        if about_id
        else notifications.preview(uow, incident_id, language)
    )
    return CaseFacts(
        case=case,
        organisation=organisations.names(uow)[case.organisation_id],
        sheet=sheet,
        answers=notifications.answers(uow, incident_id, language),
        filing=filing,
        filings=notifications.of_case(uow, incident_id),
        duties=obligations.of_case(uow, incident_id),
        assessment=risk.current(uow, incident_id),
        assessments=risk.history(uow, incident_id),
        proposal=risk.proposal(uow, incident_id),
        circumstances=risk.circumstances(uow, incident_id)[0],
        advice=risk.advice(uow, incident_id),
        timeline=timeline.entries(uow, incident_id),
        attachment=_attachment(uow, incident_id, about_id),
        destruction=people.destruction(uow, incident_id),
    )


def gather_for(
    kind: DocumentKind, uow: UnitOfWork, incident_id: str, language: str, about_id: str
) -> CaseFacts:
    """The facts for a document of this kind: of the case, and of the one controller it is about."""
    if kind.subject in {Subject.CONTROLLER, Subject.MANDATE}:
        return _about_controller(kind, uow, incident_id, language, about_id)
    facts = gather(uow, incident_id, language, about_id if kind.subject is Subject.CASE else "")
    for source in SOURCES[kind.subject]:
        facts = source(uow, facts, language)
    return facts


def _about_controller(
    kind: DocumentKind, uow: UnitOfWork, incident_id: str, language: str, about_id: str
) -> CaseFacts:
    mandate = None
    controller_id = about_id
    if kind.subject is Subject.MANDATE:
        mandate = mandates.mandate(uow, incident_id, about_id)
        controller_id = mandate.controller_id
    own = controllers.own_notification(uow, incident_id, controller_id, language)
    return replace(
        gather(uow, incident_id, language),
        sheet=own.sheet,
        attachment=_json({"format": 1, "answers": own.answers}),
        told_notices=controllers.told(uow, incident_id, controller_id, language),
        controller=controllers.get(uow, incident_id, controller_id),
        mandate=mandate,
    )


def _counted(uow: UnitOfWork, facts: CaseFacts, _language: str) -> CaseFacts:
    return replace(facts, account=coverage.account(uow, facts.case.id))


def _acted(uow: UnitOfWork, facts: CaseFacts, _language: str) -> CaseFacts:
    return replace(
        facts,
        measures=measures.of_case(uow, facts.case.id),
        evidence=evidence.of_case(uow, facts.case.id),
    )


def _communicated(uow: UnitOfWork, facts: CaseFacts, language: str) -> CaseFacts:
    counted = _counted(uow, facts, language)
    campaigns = counted.account.campaigns if counted.account else ()
    return replace(
        counted,
        letters={
            one.id: sum(letters.counts(uow, facts.case.id, one.id).values()) for one in campaigns
        },
        notices=publications.of_case(uow, facts.case.id),
    )


def _answered(uow: UnitOfWork, facts: CaseFacts, _language: str) -> CaseFacts:
    response = Response(
        identity=organisations.identity(uow, facts.case.organisation_id),
        evidence=evidence.of_case(uow, facts.case.id),
        measures=measures.of_case(uow, facts.case.id),
    )
    return replace(facts, response=response)


def _public(uow: UnitOfWork, facts: CaseFacts, language: str) -> CaseFacts:
    """With the notice that stands, or else the one in preparation; gaps show their own names."""
    notices = publications.of_case(uow, facts.case.id)
    usable = [one for one in notices if one.state in USABLE and language in one.texts]
    # A stable sort: of each state the newest stays first.
    notice = next(iter(sorted(usable, key=lambda one: one.state is NoticeState.DRAFT)), None)
    if notice is None:
        raise RuleError(_("No public notice has been prepared in this language."), field="kind")
    text = notice.texts[language]
    gaps = {key: f"[{key}]" for key in Reading(text, language).missing()}
    shown = replace(text, values={**text.values, **gaps})
    return replace(facts, notice=notice, reading=Reading(shown, language))


def _destroyed(_uow: UnitOfWork, facts: CaseFacts, _language: str) -> CaseFacts:
    if facts.destruction is None or facts.destruction.purged_at is None:
        raise NotFoundError(_("Nothing has been destroyed."))
    return facts


SOURCES: Mapping[Subject, tuple[Callable[[UnitOfWork, CaseFacts, str], CaseFacts], ...]] = {
    Subject.CASE: (),
    Subject.COVERAGE: (_counted,),
    Subject.ACTIONS: (_acted,),
    Subject.MANAGEMENT: (_counted, _acted),
    Subject.COMMUNICATION: (_communicated,),
    Subject.DESTRUCTION: (_destroyed,),
    Subject.PUBLICATION: (_public,),
    Subject.RESPONSE: (_answered,),
}
"""What a document about a whole case wants beside the facts that all share."""


def _attachment(uow: UnitOfWork, incident_id: str, about_id: str) -> bytes:
    """The filing as JSON; without a filing, the answers as they stand."""
    return _json(notifications.snapshot(uow, incident_id, about_id))


def _json(told: Mapping[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _html(kind: DocumentKind, facts: CaseFacts, language: str, stamp: Stamp) -> str:
    frame = {
        "title": kind.title,
        "case": facts.case,
        "organisation": facts.organisation,
        "exercise": facts.case.is_exercise,
        "language": language,
        "stamp": stamp,
        "zone": facts.case.zone,
    }
    return templating.render(kind.template, language, {**frame, **kind.words(facts)})


def _pdf(kind: DocumentKind, facts: CaseFacts, language: str, stamp: Stamp) -> bytes:
    attachments = []
    if kind.attaches:
        content = _json(kind.data(facts, translator(language))) if kind.data else facts.attachment
        attachments = [Attachment(kind.attaches, content, kind.title.in_(language))]
    return render_pdf(_html(kind, facts, language, stamp), stamp.made_at, attachments)


def _fingerprint(uow: UnitOfWork, incident_id: str, slug: str, about_id: str, language: str) -> str:
    """Of the document as it would be made now; empty when it cannot be made any more."""
    kind = kind_of(slug)
    try:
        facts = gather_for(kind, uow, incident_id, language, about_id)
    except RuleError:
        return ""
    return fingerprint(_html(kind, facts, language, NEUTRAL))


def _view(row: Document, present: str) -> DocumentView:
    return DocumentView(
        id=row.id,
        kind=row.kind,
        about_id=row.about_id,
        language=row.language,
        version=row.version,
        sha256=row.sha256,
        size=row.size,
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        is_stale=present != row.facts_digest,
    )
