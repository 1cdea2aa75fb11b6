"""Recording what is known of a case, and the whole form as it stands."""

from collections.abc import Collection, Sequence

from breachdesk.facts import store
from breachdesk.facts.domain.changes import StaleFactsError
from breachdesk.facts.domain.checks import check
from breachdesk.facts.domain.completeness import Completeness, completeness
from breachdesk.facts.domain.draft import Draft, NotificationKind, is_late
from breachdesk.facts.domain.events import FactRecorded
from breachdesk.facts.domain.fields import Field, Kind
from breachdesk.facts.domain.values import (
    Answer,
    Choice,
    Instant,
    Snapshot,
    Words,
    YesNo,
    dump,
    load,
)
from breachdesk.facts.domain.versions import Confidence, FactVersion, NewFact
from breachdesk.facts.models import Fact
from breachdesk.facts.registry import FACTS, FIELDS, SECTIONS
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.ids import new_id
from breachdesk.organisations import service as organisations

OWN_PREFIXES = {"legal_": "legal.", "contact_": "contact."}


def record(uow: UnitOfWork, incident_id: str, entries: Sequence[NewFact]) -> int:
    """Add a version of each fact that changed; returns how many did.

    Raises ManyRulesError with every problem, and StaleFactsError when somebody recorded another
    version of one of them since the page was made: nothing is saved then.
    """
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    present = current(uow, incident_id)
    changed = [entry for entry in entries if _differs(entry, present.get(entry.key))]
    stale = tuple(
        present[entry.key]
        for entry in changed
        if entry.key in present and present[entry.key].version != entry.base_version
    )
    if stale:
        raise StaleFactsError(stale)
    check(changed, values(uow, incident_id), FACTS, uow.clock.now())
    for entry in changed:
        _add(uow, case.id, entry, present.get(entry.key))
    return len(changed)


def current(uow: UnitOfWork, incident_id: str) -> dict[str, FactVersion]:
    """The newest version of every field that was ever answered, by key."""
    incidents.case(uow, incident_id)
    return {row.key: _version(row) for row in store.current(uow.session, incident_id)}


def of_cases(
    uow: UnitOfWork, incident_ids: Collection[str], keys: Collection[str]
) -> dict[str, dict[str, FactVersion]]:
    """Some fields of many cases, by case and key; the caller has checked the cases."""
    found: dict[str, dict[str, FactVersion]] = {incident_id: {} for incident_id in incident_ids}
    for row in store.of_cases(uow.session, incident_ids, keys):
        found[row.incident_id][row.key] = _version(row)
    return found


def history(uow: UnitOfWork, incident_id: str, key: str) -> tuple[FactVersion, ...]:
    """Every version of one field, the newest first."""
    incidents.case(uow, incident_id)
    return tuple(_version(row) for row in store.history(uow.session, incident_id, key))


def values(uow: UnitOfWork, incident_id: str) -> Snapshot:
    """The answers to the whole form: facts, organisation and case together."""
    case = incidents.case(uow, incident_id)
    facts = {key: version.value for key, version in current(uow, incident_id).items()}
    return {**facts, **of_organisation(uow, case.organisation_id), **_of_case(case)}


def draft(uow: UnitOfWork, incident_id: str, kind: NotificationKind) -> Draft:
    """The form as it stands for a filing of that kind made now."""
    case = incidents.case(uow, incident_id)
    late = is_late(case.aware_at, uow.clock.now())
    is_first = kind is not NotificationKind.COMPLEMENTARY
    told = {**values(uow, incident_id), "filing.kind": Choice(kind)}
    return Draft(told, kind, is_late=late and is_first)


def missing(uow: UnitOfWork, incident_id: str, kind: NotificationKind) -> Completeness:
    return completeness(SECTIONS, draft(uow, incident_id, kind))


def _differs(entry: NewFact, present: FactVersion | None) -> bool:
    """Whether the entry says anything the case does not already hold."""
    if present is None:
        return True
    told = (present.value, present.as_of, present.source, present.confidence)
    return told != (entry.value, entry.as_of, entry.source.strip(), entry.confidence)


def _add(uow: UnitOfWork, incident_id: str, entry: NewFact, present: FactVersion | None) -> None:
    row = Fact(
        id=new_id(),
        incident_id=incident_id,
        key=entry.key,
        version=present.version + 1 if present else 1,
        value=dump(entry.value),
        as_of=entry.as_of,
        source=entry.source.strip(),
        confidence=entry.confidence or "",
        recorded_at=uow.clock.now(),
        recorded_by=uow.actor.name,
    )
    uow.create(row)
    uow.record(FactRecorded(row.id, incident_id, entry.key, row.version))


def _version(row: Fact) -> FactVersion:
    return FactVersion(
        key=row.key,
        version=row.version,
        value=load(row.value),
        as_of=row.as_of,
        source=row.source,
        confidence=Confidence(row.confidence) if row.confidence else None,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )


def _of_case(case: Case) -> dict[str, Answer]:
    answers: dict[str, Answer] = {"incident.aware_at": Instant(case.aware_at, case.zone)}
    if case.discovered_at:
        answers["incident.discovered_at"] = Instant(case.discovered_at, case.zone)
    return {key: answer for key, answer in answers.items() if key in FIELDS}


def of_organisation(uow: UnitOfWork, organisation_id: str) -> dict[str, Answer]:
    """Sections 2 to 4 of the form, from where the organisation keeps them."""
    identity = organisations.identity(uow, organisation_id)
    answers: dict[str, Answer] = {}
    for column, raw in identity.values.items():
        key = _key(column)
        answer = _as_answer(FIELDS[key], raw) if key in FIELDS else None
        if answer is not None:
            answers[key] = answer
    return answers


def _key(column: str) -> str:
    for prefix, dotted in OWN_PREFIXES.items():
        if column.startswith(prefix):
            return dotted + column.removeprefix(prefix)
    return f"organisation.{column}"


def _as_answer(field: Field, raw: str | bool) -> Answer | None:  # noqa: FBT001  # a stored value
    """What the organisation page keeps as text, as an answer of the form; None when empty."""
    if isinstance(raw, bool):
        return YesNo(raw)
    if not raw:
        return None
    if field.kind is not Kind.CHOICE:
        return Words(raw)
    for option in field.options:
        if raw in {option.key, *(label.fr for label in option.labels)}:
            return Choice(option.key)
    return None
