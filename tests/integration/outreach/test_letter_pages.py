"""The letters of a campaign from the browser: printed by a worker, taken, handed over, again."""

import csv
import hashlib
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Role
from breachdesk.kernel.ids import new_id
from breachdesk.letters.domain import BatchState, LetterState
from breachdesk.outreach.service import print_run
from breachdesk.people import service as people
from breachdesk.people.models import Person
from breachdesk.tasks.domain import TaskState
from tests.builders.accounts import SETUP
from tests.builders.organisations import save_member
from tests.builders.outreach import save_campaign
from tests.builders.paper import unpacked
from tests.builders.print_work import work
from tests.integration.conftest import SignIn
from tests.integration.infra.letterpress.reading import pages_of
from tests.integration.outreach.mailing import Mailing
from tests.integration.page import Pages
from tests.integration.trail import tags

L = LetterState
WHY = "Bac tombé dans l’eau"


@pytest.fixture
def printed(mine: Pages, waiting: Mailing, services: Services) -> Mailing:
    order(mine, waiting)
    assert work(services)
    return waiting


def order(pages: Pages, mailing: Mailing, **over: str) -> None:
    page = pages.get(f"{mailing.letters}/")
    pages.post(f"{mailing.letters}/", {"once": page.field("once"), "per_file": "2", **over})


def colleague(
    services: Services, app: Flask, sign_in: SignIn, mailing: Mailing, role: Role
) -> Pages:
    client = app.test_client()
    desk = mailing.desk
    sign_in(client, save_member(services, desk.organisation_id, role, email="c@tilleuls.example"))
    return Pages(client, services.engine)


def taken(pages: Pages, address: str) -> bytes:
    with pages.post(address, {}, status=200).reply as reply:
        return bytes(reply.data)


@pytest.mark.usefixtures("in_both_languages")
def test_the_pages_keep_the_house_rules(mine: Pages, printed: Mailing, services: Services) -> None:
    one = printed.of_batch(services)
    for path in ("/", "/print-order"):
        mine.get(f"{printed.letters}{path}")
    for path in ("/", "/password"):
        mine.get(f"{one}{path}")


@pytest.mark.usefixtures("in_both_languages")
def test_and_so_they_do_before_anything_is_printed(mine: Pages, waiting: Mailing) -> None:
    mine.get(f"{waiting.letters}/")
    mine.get(f"{waiting.letters}/print-order")


class TestPrinting:
    def test_a_worker_prints_what_waits_and_the_figures_add_up(
        self, mine: Pages, waiting: Mailing, services: Services
    ) -> None:
        order(mine, waiting)
        assert "En attente" in mine.get(f"{waiting.letters}/").text
        assert work(services)

        page = mine.get(f"{waiting.letters}/").text
        assert "lettres imprimées : 2, fichiers : 1" in page.replace("\xa0", " ")
        assert "L’adresse est incomplète : 1" in page.replace("\xa0", " ")
        assert "Au total 3" in page
        assert waiting.counts(services) == {L.PRINTED: 2, L.UNMAILABLE: 1}

    def test_a_number_that_is_none_is_told_beside_its_field(
        self, mine: Pages, waiting: Mailing
    ) -> None:
        for per_file in ("", "0", "20001", "viele", "-1", "²"):
            page = mine.post(f"{waiting.letters}/", {"per_file": per_file}, status=422)
            assert page.field("per_file") == per_file
            assert page.all("p", id="per_file-error")

    def test_there_is_one_run_at_a_time_and_none_for_nothing(
        self, mine: Pages, waiting: Mailing, services: Services
    ) -> None:
        order(mine, waiting)
        wanted = {"once": new_id(), "per_file": "2"}
        again = mine.post(f"{waiting.letters}/", wanted, status=422)
        assert "déjà en cours d’impression" in again.text
        assert work(services)
        nothing = mine.post(f"{waiting.letters}/", wanted, status=422)
        assert "Aucune lettre" in nothing.text

    def test_a_run_is_stopped_and_goes_on_when_it_is_asked_for_again(
        self, mine: Pages, waiting: Mailing, services: Services
    ) -> None:
        order(mine, waiting)
        [run] = runs(services, waiting)
        mine.post(f"{waiting.letters}/runs/{run}/cancel", {})
        assert not work(services)
        assert waiting.counts(services) == {L.WAITING: 3}

        order(mine, waiting)
        assert work(services)
        assert waiting.counts(services)[L.PRINTED] == 2

    def test_the_batch_of_somebody_who_is_gone_is_planned_anew(
        self, mine: Pages, waiting: Mailing, services: Services
    ) -> None:
        waiting.plan(services)
        gone = waiting.rows(services)[0].person_id
        with services.engine.begin() as connection:
            connection.execute(delete(Person).where(Person.id == gone))
        order(mine, waiting)
        assert work(services)

        assert waiting.counts(services) == {L.PRINTED: 1, L.UNMAILABLE: 2}
        assert "n’est plus au fichier" in mine.get(f"{waiting.letters}/unmailable").text

    def test_a_draft_is_not_printed(
        self, mine: Pages, waiting: Mailing, services: Services
    ) -> None:
        draft = save_campaign(services, waiting.desk.dpo, waiting.incident_id)
        address = f"{waiting.case}/{draft}/letters/"
        assert "en cours ou terminée" in mine.get(address).text
        mine.post(address, {"per_file": "2"}, status=422)

    def test_who_may_only_read_prints_nothing(
        self, services: Services, app: Flask, sign_in: SignIn, printed: Mailing
    ) -> None:
        theirs = colleague(services, app, sign_in, printed, Role.AUDITOR)
        one = printed.of_batch(services)
        theirs.get(f"{printed.letters}/")
        theirs.get(f"{one}/")
        theirs.post(f"{printed.letters}/", {"per_file": "2"}, status=403)
        theirs.get(f"{one}/password", status=403)
        for act in ("archive", "password", "hand-over", "reprint"):
            theirs.post(f"{one}/{act}", {}, status=403)


class TestTheArchive:
    def test_it_is_taken_encrypted_and_its_password_tells_what_is_in_it(
        self, mine: Pages, printed: Mailing, services: Services, tmp_path: Path
    ) -> None:
        one = printed.of_batch(services)
        content = taken(mine, f"{one}/archive")
        assert b"Exemple" not in content
        assert hashlib.sha256(content).hexdigest() == printed.batch(services).archive_sha256
        path = tmp_path / "a.zip"
        path.write_bytes(content)

        assert not mine.get(f"{one}/password").all("code", id="password")
        assert tags(services, "letters:password-shown") == []
        shown = mine.post(f"{one}/password", {}, status=200).one("code", id="password").text
        assert len(tags(services, "letters:password-shown")) == 1
        assert len(tags(services, "letters:archive-taken")) == 1

        files = unpacked(services, path, printed.batch(services), tmp_path / "out")
        assert "Camille Exemple1" in " ".join(pages_of(files["letters.pdf"]))
        assert shown
        assert shown.count("-") == 6

    def test_it_is_destroyed_with_the_case(
        self, mine: Pages, printed: Mailing, services: Services
    ) -> None:
        second = save_member(
            services, printed.desk.organisation_id, Role.DEPUTY, email="d@tilleuls.example"
        )
        with services.unit_of_work(printed.desk.dpo) as uow:
            people.propose(uow, printed.incident_id)
        with services.unit_of_work(second) as uow:
            people.confirm(uow, printed.incident_id)

        assert list(services.sealed.folder.glob("*/*")) == []
        one = printed.of_batch(services)
        mine.post(f"{one}/archive", {}, status=404)
        mine.get(f"{one}/")

    def test_a_batch_is_only_there_through_its_campaign(
        self, mine: Pages, printed: Mailing, services: Services
    ) -> None:
        other = save_campaign(services, printed.desk.dpo, printed.incident_id)
        batch_id = printed.batch(services).id
        mine.get(f"{printed.case}/{other}/letters/batches/{batch_id}/", status=404)
        mine.get(f"{printed.letters}/batches/{new_id()}/", status=404)

    def test_the_order_for_the_print_house_tells_numbers_and_hashes(
        self, mine: Pages, printed: Mailing, services: Services
    ) -> None:
        one = printed.batch(services)
        reply = mine.get(f"{printed.letters}/print-order.csv").reply
        _head, row = csv.reader(StringIO(reply.data.decode("utf-8-sig")), delimiter=";")

        assert row[0].endswith("-1-0001.zip")
        assert row[1:5] == ["2", str(one.pages), str(one.pages // 2), str(one.sheets)]
        assert row[7:] == [one.archive_sha256, one.pdf_sha256]
        assert one.archive_sha256 in mine.get(f"{printed.letters}/print-order").text


class TestHandingOver:
    def test_a_batch_is_handed_over_once(
        self, mine: Pages, printed: Mailing, services: Services
    ) -> None:
        one = printed.of_batch(services)
        version = mine.get(f"{one}/").field("version")
        mine.post(f"{one}/hand-over", {"version": version})

        found = printed.batch(services)
        assert (found.state, found.handed_by) == (BatchState.HANDED_OVER, printed.desk.dpo.name)
        assert found.handed_by in mine.get(f"{one}/").text
        mine.post(f"{one}/hand-over", {"version": version}, status=422)

    def test_what_cannot_be_is_told_and_stays(
        self, mine: Pages, printed: Mailing, services: Services
    ) -> None:
        one = printed.of_batch(services)
        version = mine.get(f"{one}/").field("version")
        for typed in ({"at-date": "2030-01-01"}, {"at-date": "2001-01-01"}, {"at-date": "bald"}):
            sent = {"version": version, "at-time": "10:00", **typed}
            page = mine.post(f"{one}/hand-over", sent, status=422)
            assert page.field("at-date") == typed["at-date"]
        for stale in ("99", "x", ""):
            mine.post(f"{one}/hand-over", {"version": stale}, status=422)

        assert printed.batch(services).state is BatchState.PRINTED


class TestReprints:
    def test_one_letter_is_printed_again_as_a_duplicate(
        self, mine: Pages, printed: Mailing, services: Services, tmp_path: Path
    ) -> None:
        one = printed.of_batch(services)
        mine.post(f"{one}/reprint", {"first": "2", "last": "", "why": WHY})

        page = mine.get(f"{one}/")
        assert WHY in page.text
        path = tmp_path / "again.zip"
        path.write_bytes(taken(mine, f"{one}/archive/1"))
        files = unpacked(services, path, printed.batch(services), tmp_path / "out")
        text = " ".join(pages_of(files["letters.pdf"]))
        assert "DUPLICATA" in text
        assert "Exemple2" in text
        assert "Exemple1" not in text
        assert len(tags(services, "letters:reprinted")) == 1
        mine.post(f"{one}/archive/2", {}, status=404)

    def test_what_cannot_be_is_told_and_stays(
        self, mine: Pages, printed: Mailing, services: Services
    ) -> None:
        address = f"{printed.of_batch(services)}/reprint"
        for first, last, why in (
            ("", "", WHY),
            ("1", "", " "),
            ("1", "", "x" * 201),
            ("1", "", "a\u200bb"),
            ("9", "", WHY),
            ("2", "1", WHY),
            ("1", "501", WHY),
            ("eins", "", WHY),
        ):
            page = mine.post(address, {"first": first, "last": last, "why": why}, status=422)
            assert (page.field("first"), page.field("why")) == (first, why)

        assert tags(services, "letters:reprinted") == []


def runs(services: Services, mailing: Mailing) -> list[str]:
    with services.reading(SETUP) as uow:
        found = print_run.runs(uow, mailing.incident_id, mailing.campaign_id)
    return [one.id for one in found if one.state is TaskState.QUEUED]


def test_the_letters_are_found_from_the_campaign(mine: Pages, waiting: Mailing) -> None:
    page = mine.get(f"{waiting.case}/{waiting.campaign_id}/")
    assert f"{waiting.letters}/" in page.links
