"""Files for the print house: whole, encrypted, printed once, whatever dies in between."""

import csv
import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import select, update

from breachdesk.bootstrap import Services
from breachdesk.kernel import codes
from breachdesk.kernel.actor import Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from breachdesk.letters import service
from breachdesk.letters.domain import BatchState, LetterState
from breachdesk.letters.domain.printing import Place
from breachdesk.letters.models import Letter, LetterBatch
from breachdesk.letters.store import printing as store
from breachdesk.people import service as people
from breachdesk.people.domain import Identity
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.organisations import save_member
from tests.builders.outreach import save_deputy
from tests.builders.paper import (
    REFERENCE,
    batches,
    build_printing,
    build_reader,
    build_shop,
    build_text,
    counts,
    unpacked,
    with_letters,
)
from tests.integration.infra.letterpress.reading import faults_of, pages_of
from tests.integration.trail import tags

L = LetterState


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "print"


def planned(services: Services, count: int = 5, per_file: int = 2) -> tuple[str, str]:
    readers = [build_reader(n) for n in range(count)]
    _desk, incident_id, campaign_id = with_letters(services, readers)
    service.plan(build_shop(services), build_printing(incident_id, campaign_id), per_file)
    return incident_id, campaign_id


def test_every_batch_becomes_one_encrypted_file(
    instance: Services, out: Path, tmp_path: Path
) -> None:
    incident_id, campaign_id = planned(instance)
    built = service.build(build_shop(instance), build_printing(incident_id, campaign_id), out)

    found = batches(instance, incident_id, campaign_id)
    assert (built.letters, built.files, built.slow_path) == (5, 3, 0)
    assert sorted(path.name for path in out.iterdir()) == [
        f"{REFERENCE}-{one.number:04d}.zip" for one in found
    ]
    assert {one.state for one in found} == {BatchState.PRINTED}
    assert counts(instance, incident_id, campaign_id) == {L.PRINTED: 5}
    for one in found:
        path = out / f"{REFERENCE}-{one.number:04d}.zip"
        inside = unpacked(instance, path, one, tmp_path / str(one.number))
        assert hashlib.sha256(path.read_bytes()).hexdigest() == one.archive_sha256
        assert hashlib.sha256(inside["letters.pdf"].read_bytes()).hexdigest() == one.pdf_sha256
        assert faults_of(inside["letters.pdf"]) == []
        assert len(pages_of(inside["letters.pdf"])) == one.pages == one.letters
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_letter_says_whose_it_is_and_how_it_is_checked(
    services: Services, out: Path, tmp_path: Path
) -> None:
    incident_id, campaign_id = planned(services, 1)
    service.build(build_shop(services), build_printing(incident_id, campaign_id), out)
    [batch] = batches(services, incident_id, campaign_id)
    inside = unpacked(services, out / f"{REFERENCE}-0001.zip", batch, tmp_path / "in")

    [page] = pages_of(inside["letters.pdf"])

    with services.reading(SETUP) as uow:
        code = uow.session.scalars(select(Letter.code)).one()
        found = service.of_code(uow, code)
    assert "Camille Exemple0\n0 RUE DES TILLEULS\n01000 PARIS" in page
    assert "Bonjour Camille Exemple0," in page
    assert codes.shown(code) in page
    assert f"{REFERENCE}/1" in page
    assert found is not None
    assert (found.sequence, found.state) == (1, L.PRINTED)


def test_the_manifest_tells_the_print_house_nothing_about_people(
    services: Services, out: Path, tmp_path: Path
) -> None:
    incident_id, campaign_id = planned(services, 3, per_file=3)
    service.build(build_shop(services), build_printing(incident_id, campaign_id), out)
    [batch] = batches(services, incident_id, campaign_id)
    inside = unpacked(services, out / f"{REFERENCE}-0001.zip", batch, tmp_path / "in")

    rows = list(csv.reader(inside["manifest.csv"].read_text().splitlines()))

    assert rows == [
        ["sequence", "pages", "zone", "reference"],
        *([str(n), "1", f"0{n}", f"{REFERENCE}/{n}"] for n in (1, 2, 3)),
    ]
    sums = [line.split("  ") for line in inside["SHA256SUMS"].read_text().splitlines()]
    assert sorted(name for _sha256, name in sums) == ["letters.pdf", "manifest.csv"]
    for sha256, name in sums:
        assert hashlib.sha256(inside[name].read_bytes()).hexdigest() == sha256


def test_nothing_is_printed_twice(services: Services, out: Path) -> None:
    incident_id, campaign_id = planned(services)
    printing = build_printing(incident_id, campaign_id)
    service.build(build_shop(services), printing, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    again = service.build(build_shop(services), printing, out)

    assert again == service.Built()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert len(tags(services, "letters:batch-printed")) == 3


def test_a_batch_in_other_hands_is_left_to_them_until_their_lease_runs_out(
    instance: Services, clock: FrozenClock, out: Path
) -> None:
    incident_id, campaign_id = planned(instance)
    printing = build_printing(incident_id, campaign_id)
    with instance.unit_of_work(SETUP) as uow:
        assert store.claim(uow.session, campaign_id, "dead", clock.now())

    assert service.build(build_shop(instance), printing, out).files == 2
    with instance.reading(SETUP) as uow:
        assert service.is_any_planned(uow, incident_id, campaign_id)
    clock.at += store.LEASE + timedelta(seconds=1)

    assert service.build(build_shop(instance), printing, out).files == 1
    assert counts(instance, incident_id, campaign_id) == {L.PRINTED: 5}


def test_who_lost_a_batch_writes_no_file(services: Services, out: Path) -> None:
    incident_id, campaign_id = planned(services, 1)

    def taken_over(*words: object) -> object:
        with services.engine.begin() as connection:
            connection.execute(update(LetterBatch).values(holder="somebody else"))
        return build_text(*words)  # type: ignore[arg-type]

    printing = build_printing(incident_id, campaign_id, text=taken_over)
    with pytest.raises(ConflictError):
        service.build(build_shop(services), printing, out)

    assert list(out.iterdir()) == []
    assert counts(services, incident_id, campaign_id) == {L.BATCHED: 1}


def test_a_batch_with_somebody_who_is_gone_is_planned_anew(services: Services, out: Path) -> None:
    incident_id, campaign_id = planned(services, 3, per_file=3)
    printing = build_printing(incident_id, campaign_id)
    with services.engine.begin() as connection:
        one = select(Letter.person_id).order_by(Letter.id).limit(1).scalar_subquery()
        connection.execute(Person.__table__.delete().where(Person.id == one))

    assert service.build(build_shop(services), printing, out).dissolved == 1
    assert counts(services, incident_id, campaign_id) == {L.WAITING: 3}
    service.plan(build_shop(services), printing)
    service.build(build_shop(services), printing, out)

    assert counts(services, incident_id, campaign_id) == {L.UNMAILABLE: 1, L.PRINTED: 2}


def test_once_the_key_is_destroyed_nothing_can_be_printed(services: Services, out: Path) -> None:
    readers = [build_reader(n) for n in range(2)]
    desk, incident_id, campaign_id = with_letters(services, readers)
    printing = build_printing(incident_id, campaign_id)
    service.plan(build_shop(services), printing)
    with services.unit_of_work(desk.dpo) as uow:
        people.propose(uow, incident_id)
    with services.unit_of_work(save_deputy(services, desk)) as uow:
        people.confirm(uow, incident_id)

    with pytest.raises(NotFoundError):
        service.build(build_shop(services), printing, out)
    assert list(out.iterdir()) == []


def test_letters_for_screen_readers_are_tagged(
    services: Services, out: Path, tmp_path: Path
) -> None:
    incident_id, campaign_id = planned(services, 1)
    printing = build_printing(incident_id, campaign_id)
    service.build(build_shop(services), printing, out, tagged=True)
    [batch] = batches(services, incident_id, campaign_id)
    inside = unpacked(services, out / f"{REFERENCE}-0001.zip", batch, tmp_path / "in")

    with pikepdf.open(inside["letters.pdf"]) as pdf:
        assert pdf.Root.MarkInfo.Marked
    assert batch.is_tagged


def test_only_who_decides_may_print(services: Services, out: Path) -> None:
    desk, incident_id, campaign_id = with_letters(services, [build_reader()])
    responder = save_member(services, desk.organisation_id, Role.RESPONDER)
    shop = build_shop(services, actor=responder)
    printing = build_printing(incident_id, campaign_id)

    with pytest.raises(ForbiddenError):
        service.plan(shop, printing)
    with pytest.raises(ForbiddenError):
        service.build(shop, printing, out)


def test_the_password_is_long_its_own_for_each_batch_and_telling_it_is_recorded(
    services: Services,
) -> None:
    incident_id, campaign_id = planned(services, 4)

    with services.unit_of_work(SETUP) as uow:
        found = [
            service.password(uow, incident_id, one.id)
            for one in service.batches(uow, incident_id, campaign_id) * 2
        ]

    assert found[:2] == found[2:]
    assert len(set(found)) == 2
    assert all(len(one.replace("-", "")) == 26 for one in found)
    assert len(tags(services, "letters:password-shown")) == 4


def test_a_letter_that_fits_no_longer_is_planned_anew(services: Services, out: Path) -> None:
    """The person is now written to in another language than the rest of the batch."""
    incident_id, campaign_id = planned(services, 1)
    printing = build_printing(incident_id, campaign_id)

    def moved(person: Identity) -> Place:
        return printing.book(person)._replace(language="en")

    built = service.build(build_shop(services), replace(printing, book=moved), out)

    assert built.dissolved == 1
    assert counts(services, incident_id, campaign_id) == {L.WAITING: 1}
