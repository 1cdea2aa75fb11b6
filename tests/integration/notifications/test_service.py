from datetime import timedelta

import pytest

from breachdesk.bootstrap import Services
from breachdesk.facts import service as facts
from breachdesk.facts.domain import Confidence, Figure, NewFact, NotificationKind
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import RuleError, StaleError
from breachdesk.kernel.ids import new_id
from breachdesk.notifications import service
from breachdesk.notifications.domain import FilingReceipt, NewNotification, fingerprint
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import ObligationView
from tests.builders.incidents import open_case
from tests.conftest import NOON

INITIAL, COMPLEMENTARY = NotificationKind.INITIAL, NotificationKind.COMPLEMENTARY


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo)


def start(
    services: Services, dpo: Actor, incident_id: str, kind: NotificationKind = INITIAL
) -> str:
    with services.unit_of_work(dpo) as uow:
        return service.start(uow, NewNotification(new_id(), incident_id, kind))


def file(
    services: Services, dpo: Actor, incident_id: str, notification_id: str, **over: object
) -> None:
    values = {"filed_at": services.clock.now(), "cnil_number": "N-1", "delay_reasons": ""} | over
    with services.unit_of_work(dpo) as uow:
        version = service.get(uow, incident_id, notification_id).version
        receipt = FilingReceipt(**values)  # type: ignore[arg-type]
        service.file(uow, incident_id, notification_id, version, receipt=receipt)


def count_people(services: Services, dpo: Actor, incident_id: str, low: int, base: int) -> None:
    fact = NewFact(
        "people.count", Figure(low), services.clock.now(), "Extraction", Confidence.PROBABLE, base
    )
    with services.unit_of_work(dpo) as uow:
        facts.record(uow, incident_id, [fact])


def duty(services: Services, dpo: Actor, incident_id: str, code: str) -> ObligationView:
    with services.reading(dpo) as uow:
        return next(o for o in obligations.of_case(uow, incident_id) if o.duty.code == code)


def test_filing_discharges_the_duty_at_the_hour_it_was_sent(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    file(services, dpo, incident_id, start(services, dpo, incident_id))

    assert duty(services, dpo, incident_id, "gdpr-33-1").discharged_at == NOON


def test_an_initial_filing_starts_the_clock_of_its_complement(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    file(services, dpo, incident_id, start(services, dpo, incident_id))

    assert duty(services, dpo, incident_id, "gdpr-33-4").due_at == NOON + timedelta(hours=72)


def test_a_late_filing_demands_the_reasons(
    services: Services, dpo: Actor, incident_id: str, clock: FrozenClock
) -> None:
    clock.at = NOON + timedelta(hours=71, seconds=1)
    notification_id = start(services, dpo, incident_id)

    with pytest.raises(RuleError, match="reasons for the delay"):
        file(services, dpo, incident_id, notification_id)

    file(services, dpo, incident_id, notification_id, delay_reasons="The log was encrypted.")
    with services.reading(dpo) as uow:
        sheet = service.form(uow, incident_id, notification_id, "fr")
    lines = [f.lines for s in sheet.sections for f in s.fields if f.key == "delay.reasons"]
    assert lines == [("The log was encrypted.",)]


def test_exactly_at_the_due_instant_no_reason_is_asked(
    services: Services, dpo: Actor, incident_id: str, clock: FrozenClock
) -> None:
    clock.at = NOON + timedelta(hours=71)

    file(services, dpo, incident_id, start(services, dpo, incident_id))

    assert duty(services, dpo, incident_id, "gdpr-33-1").standing == "discharged"


def test_a_complementary_needs_an_initial(services: Services, dpo: Actor, incident_id: str) -> None:
    with pytest.raises(RuleError, match="file that first"):
        start(services, dpo, incident_id, COMPLEMENTARY)


def test_what_was_filed_stays_as_it_was(services: Services, dpo: Actor, incident_id: str) -> None:
    count_people(services, dpo, incident_id, 300, base=0)
    notification_id = start(services, dpo, incident_id)
    file(services, dpo, incident_id, notification_id)

    count_people(services, dpo, incident_id, 700, base=1)

    with services.reading(dpo) as uow:
        sheet = service.form(uow, incident_id, notification_id, "fr")
        frozen = service.snapshot(uow, incident_id, notification_id)
        filed = service.get(uow, incident_id, notification_id)
    told = [f.lines for s in sheet.sections for f in s.fields if f.key == "people.count"]
    assert told == [("300",)]
    assert fingerprint(frozen) == filed.snapshot_sha256


def test_a_complementary_shows_only_what_changed(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    count_people(services, dpo, incident_id, 300, base=0)
    file(services, dpo, incident_id, start(services, dpo, incident_id))
    count_people(services, dpo, incident_id, 386_970, base=1)
    second = start(services, dpo, incident_id, COMPLEMENTARY)

    with services.reading(dpo) as uow:
        sheet = service.form(uow, incident_id, second, "fr")

    [(section, field)] = [(s.number, f) for s in sheet.sections for f in s.fields]
    assert (section, field.key) == (8, "people.count")
    assert (field.old, field.lines) == (("300",), ("386\u202f970",))
    assert field.source == "Extraction"


def test_a_filing_is_not_recorded_twice(services: Services, dpo: Actor, incident_id: str) -> None:
    notification_id = start(services, dpo, incident_id)
    with services.reading(dpo) as uow:
        version = service.get(uow, incident_id, notification_id).version
    receipt = FilingReceipt(NOON, "N-1", "")
    with services.unit_of_work(dpo) as uow:
        service.file(uow, incident_id, notification_id, version, receipt=receipt)

    with pytest.raises(StaleError), services.unit_of_work(dpo) as uow:
        service.file(uow, incident_id, notification_id, version, receipt=receipt)


@pytest.mark.parametrize(
    ("filed_at", "sentence"),
    [
        (NOON + timedelta(seconds=1), "cannot be in the future"),
        (NOON - timedelta(hours=2), "cannot come before awareness"),
    ],
)
def test_an_impossible_hour_is_refused(
    services: Services, dpo: Actor, incident_id: str, filed_at: object, sentence: str
) -> None:
    with pytest.raises(RuleError, match=sentence):
        file(services, dpo, incident_id, start(services, dpo, incident_id), filed_at=filed_at)
