"""Writing the timeline, and noting on it what the program itself saw happen."""

from datetime import datetime

from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import STEP_LABELS, AwarenessCorrected, IncidentOpened, StepReached
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import Bilingual, Spoken, Text, _
from breachdesk.timeline import store
from breachdesk.timeline.domain import (
    EntryFilter,
    EntryKind,
    EntryView,
    NewEntry,
    TimelineEntryAdded,
    check_new,
)
from breachdesk.timeline.models import TimelineEntry

EVERYTHING = EntryFilter()


def add_entry(uow: UnitOfWork, new: NewEntry) -> str:
    case = incidents.case(uow, new.incident_id, Permission.INCIDENT_EDIT)
    if store.find(uow.session, new.id):
        return new.id
    check_new(new, uow.clock.now())
    uow.create(
        TimelineEntry(
            id=new.id,
            incident_id=case.id,
            occurred_at=new.occurred_at,
            recorded_at=uow.clock.now(),
            author_id=uow.actor.user_id,
            author_name=uow.actor.name,
            kind=new.kind,
            is_automatic=False,
            text=new.text.strip(),
            source=new.source.strip(),
        )
    )
    uow.record(TimelineEntryAdded(new.id, case.id, new.kind))
    return new.id


def note(
    uow: UnitOfWork,
    incident_id: str,
    kind: EntryKind,
    text: Text,
    occurred_at: datetime | None = None,
) -> None:
    """Add an automatic entry, part of the change that caused it: called by subscriptions only.

    Parameters that are themselves Texts are kept by their msgid, to be translated on reading.
    """
    now = uow.clock.now()
    uow.add(
        TimelineEntry(
            id=new_id(),
            incident_id=incident_id,
            occurred_at=occurred_at or now,
            recorded_at=now,
            author_id=uow.actor.user_id,
            author_name=uow.actor.name,
            kind=kind,
            is_automatic=True,
            msgid=text.msgid,
            params={name: _stored(value) for name, value in text.params.items()},
        )
    )


def entries(
    uow: UnitOfWork, incident_id: str, wanted: EntryFilter = EVERYTHING
) -> tuple[EntryView, ...]:
    """The latest first."""
    incidents.case(uow, incident_id)
    say = translator(uow.actor.language)
    found = (_view(row) for row in store.of_case(uow.session, incident_id))
    return tuple(entry for entry in found if wanted.admits(entry, say))


def latest(uow: UnitOfWork, incident_id: str, limit: int) -> tuple[EntryView, ...]:
    return entries(uow, incident_id)[:limit]


def on_incident_opened(uow: UnitOfWork, event: IncidentOpened) -> None:
    note(uow, event.incident_id, EntryKind.ALERT, _("The organisation is aware."), event.aware_at)
    note(uow, event.incident_id, EntryKind.NOTE, _("Case opened."))


def on_step_reached(uow: UnitOfWork, event: StepReached) -> None:
    text = _("Step reached: %(step)s.", step=STEP_LABELS[event.step])
    note(uow, event.incident_id, EntryKind.DECISION, text)


def on_awareness_corrected(uow: UnitOfWork, event: AwarenessCorrected) -> None:
    text = _("Awareness corrected; both values are kept.")
    note(uow, event.incident_id, EntryKind.DECISION, text)


def _stored(value: object) -> dict[str, str]:
    if isinstance(value, Text):
        return {"sentence": value.msgid}
    if isinstance(value, Spoken):
        return {"fr": value.in_("fr"), "en": value.in_("en")}
    return {"text": str(value)}


def _read(stored: dict[str, str]) -> Text | Bilingual | str:
    if msgid := stored.get("sentence"):
        return Text(msgid)
    return Bilingual(stored["fr"], stored["en"]) if "fr" in stored else stored["text"]


def _view(row: TimelineEntry) -> EntryView:
    params = {name: _read(value) for name, value in (row.params or {}).items()}
    return EntryView(
        id=row.id,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        author=row.author_name,
        kind=row.kind,
        is_automatic=row.is_automatic,
        text=Text(row.msgid, params) if row.is_automatic else row.text,
        source=row.source,
    )
