"""Letters that cannot be mailed: looked at with a reason, mended, or left out."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Role
from breachdesk.letters.domain import LetterState
from breachdesk.people import service as people
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.organisations import save_member
from tests.builders.outreach import save_campaign
from tests.builders.paper import HOME, build_reader, with_letters
from tests.integration.conftest import SignIn
from tests.integration.outreach.mailing import Mailing
from tests.integration.page import Pages
from tests.integration.trail import tags

L = LetterState
GOOD = {"street": "3 rue de l’Exemple", "postcode": "29000", "city": "Quimper"}
WHY = "Nobody answers there"


@pytest.fixture
def aside(services: Services, client: FlaskClient, sign_in: SignIn) -> Mailing:
    """Three that cannot be mailed: two without a town, one of whom nobody has the letters."""
    bad = [build_reader(n, address=replace(HOME, city="")) for n in (1, 2)]
    strange = build_reader(3, last_name="Ex\ue000")
    desk, incident_id, campaign_id = with_letters(services, [*bad, strange])
    sign_in(client, desk.dpo)
    mailing = Mailing(desk, incident_id, campaign_id)
    mailing.plan(services)
    return mailing


@pytest.fixture
def waiting(aside: Mailing) -> Mailing:
    """What `mine` looks at."""
    return aside


@pytest.mark.usefixtures("in_both_languages")
def test_the_pages_keep_the_house_rules_and_name_nobody(mine: Pages, aside: Mailing) -> None:
    page = mine.get(f"{aside.letters}/unmailable")
    assert "(U+E000)" in page.text
    assert "Exemple1" not in page.reply.text
    assert "Exemple1" not in mine.get(f"{aside.letters}/1/").reply.text
    shown = mine.post(f"{aside.letters}/1/", {"reason": "correction"}, status=200)
    assert "Camille Exemple1" in shown.text


def test_the_list_is_narrowed_to_a_fault(mine: Pages, aside: Mailing) -> None:
    def rows(query: str) -> int:
        return len(mine.get(f"{aside.letters}/unmailable?{query}").all("th", scope="row"))

    assert (rows("fault=incomplete"), rows("fault=characters"), rows("")) == (2, 1, 3)
    assert (rows("fault=nonsense"), rows("page=2"), rows("page=x")) == (3, 0, 3)


class TestMending:
    def test_a_look_needs_a_reason_and_is_recorded(
        self, mine: Pages, aside: Mailing, services: Services
    ) -> None:
        page = mine.post(f"{aside.letters}/1/", {}, status=422)
        assert "Exemple1" not in page.reply.text
        assert tags(services, "people:unmasked") == []

        page = mine.post(f"{aside.letters}/1/", {"reason": "correction"}, status=200)
        assert page.field("street") == HOME.street
        assert len(tags(services, "people:unmasked")) == 1

    def test_a_mended_letter_waits_and_is_printed(
        self, mine: Pages, aside: Mailing, services: Services, tmp_path: Path
    ) -> None:
        mine.post(f"{aside.letters}/1/mend", GOOD)

        assert aside.counts(services) == {L.WAITING: 1, L.UNMAILABLE: 2}
        person_id = aside.rows(services)[0].person_id
        with services.reading(SETUP) as uow:
            found = people.identities(uow, aside.incident_id, [person_id])[person_id]
            row = uow.session.scalars(select(Person).where(Person.id == person_id)).one()
        assert (found.address.city, found.last_name) == ("Quimper", "Exemple1")
        assert row.has_address
        for tag in ("people:address-corrected", "letters:mended"):
            [told] = tags(services, tag)
            assert "Quimper" not in str(told)
        aside.send(services, tmp_path / "out")
        assert aside.counts(services)[L.HANDED_OVER] == 1
        mine.get(f"{aside.letters}/1/", status=404)

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("city", ""),
            ("street", ""),
            ("postcode", "99999"),
            ("postcode", "9200"),
            ("postcode", "SW1A 1AA"),
            ("street", "x" * 201),
            ("street", "12 rue " + "longue " * 8),
            ("street", "a\x07b"),
            ("street", "12 rue \u200bdes"),
            ("delivery", "Chez \ue000"),
        ],
    )
    def test_what_could_not_be_mailed_either_is_told_and_stays(
        self, mine: Pages, aside: Mailing, services: Services, field: str, typed: str
    ) -> None:
        sent = {**GOOD, field: typed}
        page = mine.post(f"{aside.letters}/1/mend", sent, status=422)

        if typed.isprintable():
            assert page.field(field) == typed
        assert page.field("city") == sent["city"]
        assert L.WAITING not in aside.counts(services)
        assert tags(services, "people:address-corrected") == []

    def test_a_name_is_not_mended_with_the_address(
        self, mine: Pages, aside: Mailing, services: Services
    ) -> None:
        page = mine.post(f"{aside.letters}/3/mend", GOOD, status=422)

        assert "Aucune police" in page.text
        assert L.WAITING not in aside.counts(services)


class TestLeavingOut:
    def test_one_person_gets_no_letter_for_a_reason(
        self, mine: Pages, aside: Mailing, services: Services
    ) -> None:
        page = mine.post(f"{aside.letters}/1/leave-out", {"why": ""}, status=422)
        assert page.all("p", id="why-error")
        mine.post(f"{aside.letters}/1/leave-out", {"why": WHY})

        assert aside.counts(services) == {L.EXCLUDED: 1, L.UNMAILABLE: 2}
        assert len(tags(services, "letters:excluded")) == 1

    def test_all_of_a_fault_are_left_out_at_once(
        self, mine: Pages, aside: Mailing, services: Services
    ) -> None:
        wanted = {"fault": "incomplete", "why": WHY}
        address = f"{aside.letters}/unmailable"
        for bad in ({"why": ""}, {"fault": "x"}, {"fault": "gone"}, {"fault": ""}):
            mine.post(address, {**wanted, **bad}, status=422)
        assert mine.get(f"{address}?fault=characters").field("fault") == "characters"
        mine.post(address, wanted)

        assert aside.counts(services) == {L.EXCLUDED: 2, L.UNMAILABLE: 1}
        mine.post(address, wanted, status=422)


def test_a_letter_is_only_there_through_its_campaign(
    mine: Pages, aside: Mailing, services: Services
) -> None:
    other = save_campaign(services, aside.desk.dpo, aside.incident_id)
    for address in (f"{aside.case}/{other}/letters/1/", f"{aside.letters}/{10**20}/"):
        mine.get(address, status=404)


def test_who_may_not_look_neither_looks_nor_mends(
    mine: Pages, aside: Mailing, services: Services, sign_in: SignIn
) -> None:
    auditor = save_member(
        services, aside.desk.organisation_id, Role.AUDITOR, email="c@tilleuls.example"
    )
    with mine.client.session_transaction() as cookie:
        cookie.clear()
    sign_in(mine.client, auditor)

    mine.get(f"{aside.letters}/unmailable", status=403)
    mine.get(f"{aside.letters}/1/", status=403)
    for act, sent in (("mend", GOOD), ("leave-out", {"why": WHY}), ("", {"reason": "call"})):
        mine.post(f"{aside.letters}/1/{act}", sent, status=403)
