"""Numbers for short messages: the rules of every export, and a text that leaks nothing."""

import csv
from collections.abc import Sequence
from datetime import timedelta
from io import StringIO

import pytest
from sqlalchemy import select, update

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ForbiddenError, ManyRulesError, NotFoundError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.outreach.domain.sms import draft
from breachdesk.outreach.models import SmsExport
from breachdesk.outreach.service import sms
from breachdesk.people.domain import Identity
from tests.builders.organisations import Desk, save_member
from tests.builders.outreach import (
    approve,
    build_person,
    launch,
    launched,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)
from tests.integration.page import Pages
from tests.integration.trail import tags

Made = tuple[Desk, str, str]
LANDLINE = "+33199001234"


def mobile(number: int) -> str:
    return f"+336399812{number:02d}"


def phoned(count: int) -> Sequence[Identity]:
    return [build_person(at, phone=mobile(at % 100)) for at in range(count)]


@pytest.fixture
def made(services: Services) -> Made:
    """Two mobiles, a landline, and somebody without telephone."""
    return launched(
        services, [*phoned(2), build_person(8, phone=LANDLINE), build_person(9, phone="")]
    )


def ask(services: Services, actor: Actor, made: Made, text: str = "") -> str:
    _desk, incident_id, campaign_id = made
    with services.unit_of_work(actor) as uow:
        told = text or draft(sms.sender(uow, incident_id), "fr")
        return sms.ask(uow, incident_id, campaign_id, new_id(), told)


def fetch(services: Services, actor: Actor, made: Made, export_id: str) -> list[list[str]]:
    _desk, incident_id, campaign_id = made
    with services.unit_of_work(actor) as uow:
        content = sms.content(uow, incident_id, campaign_id, export_id)
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_mobiles_and_one_text_and_says_who_took_it(
    services: Services, made: Made
) -> None:
    desk = made[0]
    [mark], head, *rows = fetch(services, desk.dpo, made, ask(services, desk.dpo, made))

    assert desk.dpo.name in mark
    assert len(head) == 4
    assert [row[0] for row in rows] == [mobile(0), mobile(1)]
    assert {tuple(row[2:]) for row in rows} == {("GSM-7", "2")}
    assert all("Pharmacie des Tilleuls" in row[1] for row in rows)
    found = tags(services, "sms:")
    assert [tag for tag, _about, _body in found] == ["sms:asked", "sms:exported"]
    assert not any(mobile(0) in body for _tag, _about, body in found)


def test_above_a_hundred_a_second_person_agrees(services: Services, clock: FrozenClock) -> None:
    made = launched(services, phoned(101))
    desk, incident_id, campaign_id = made
    export_id = ask(services, desk.dpo, made)

    def agree(actor: Actor) -> None:
        with services.unit_of_work(actor) as uow:
            sms.approve(uow, incident_id, campaign_id, export_id)

    with pytest.raises(RuleError, match="not ready"):
        fetch(services, desk.dpo, made, export_id)
    with pytest.raises(ForbiddenError, match="second person"):
        agree(desk.dpo)
    deputy = save_deputy(services, desk)
    agree(deputy)
    assert len(fetch(services, desk.dpo, made, export_id)) == 103
    with pytest.raises(RuleError, match="no longer possible"):
        agree(deputy)
    clock.at += timedelta(hours=1)
    with pytest.raises(RuleError, match="no longer"):
        fetch(services, desk.dpo, made, export_id)


def test_the_notice_comes_first(services: Services, made: Made) -> None:
    desk, incident_id, _campaign_id = made
    drafted = save_campaign(services, desk.dpo, incident_id)

    with pytest.raises(RuleError, match="notice comes first"):
        ask(services, desk.dpo, (desk, incident_id, drafted))


def test_a_text_that_leaks_is_refused(services: Services, made: Made) -> None:
    with pytest.raises(ManyRulesError):
        ask(services, made[0].dpo, made, "Votre dépistage : https://bit.ly/abc")


def test_nobody_with_a_telephone_is_nobody_to_export(services: Services) -> None:
    made = launched(services, [build_person(1, phone="")])

    with pytest.raises(RuleError, match="nobody"):
        ask(services, made[0].dpo, made)


def test_the_right_to_export_is_needed(services: Services, made: Made) -> None:
    desk, incident_id, campaign_id = made
    writer = save_member(
        services, desk.organisation_id, Role.COMMUNICATIONS, email="c@tilleuls.example"
    )
    export_id = ask(services, desk.dpo, made)

    with pytest.raises(ForbiddenError):
        ask(services, writer, made)
    with pytest.raises(ForbiddenError):
        fetch(services, writer, made, export_id)
    with pytest.raises(ForbiddenError), services.reading(writer) as uow:
        sms.of_campaign(uow, incident_id, campaign_id)


def test_an_export_is_found_through_its_own_campaign_only(services: Services, made: Made) -> None:
    desk, incident_id, _campaign_id = made
    export_id = ask(services, desk.dpo, made)
    other = save_campaign(services, desk.dpo, incident_id)

    with pytest.raises(NotFoundError):
        fetch(services, desk.dpo, (desk, incident_id, other), export_id)


@pytest.fixture
def address(services: Services, desk: Desk) -> str:
    """The page of a campaign of the officer who is signed in."""
    _desk, incident_id = save_case(services, desk)
    save_people(services, incident_id, phoned(2))
    campaign_id = save_campaign(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    launch(services, desk.dpo, incident_id, campaign_id)
    return f"/incidents/{incident_id}/campaigns/{campaign_id}/sms"


def test_the_page_says_that_it_is_no_notice_and_proposes_a_text(pages: Pages, address: str) -> None:
    page = pages.get(address)

    assert "jamais la communication" in page.text
    assert page.field("message").startswith("Pharmacie des Tilleuls : ")
    assert "GSM-7" in page.text


def test_a_text_is_counted_without_being_asked_for(pages: Pages, address: str) -> None:
    typed = {"once": new_id(), "message": "ê" * 71, "check": "1"}
    page = pages.post(address, typed, status=200)

    assert "UCS-2" in page.text
    assert page.field("message") == "ê" * 71
    assert not pages.get(address).all("section", class_="card-block")


def test_what_was_typed_stays_when_it_is_refused(pages: Pages, address: str) -> None:
    page = pages.post(address, {"once": new_id(), "message": "bit.ly/abc"}, status=422)

    assert page.field("message") == "bit.ly/abc"
    assert page.one("p", id="message-error") is not None


def test_it_is_asked_for_and_fetched_there(pages: Pages, address: str) -> None:
    page = pages.get(address)
    pages.post(address, {"once": page.field("once"), "message": page.field("message")})
    [form] = [one for one in pages.get(address).all("form") if "csv" in (one.get("action") or "")]
    reply = pages.post(form.get("action") or "", {}, status=200).reply

    assert mobile(1) in reply.data.decode("utf-8-sig")
    assert "sms.csv" in reply.headers["Content-Disposition"]


def test_a_second_person_is_asked_for_there(pages: Pages, services: Services, address: str) -> None:
    page = pages.get(address)
    pages.post(address, {"once": page.field("once"), "message": page.field("message")})
    with services.engine.begin() as connection:
        connection.execute(update(SmsExport).values(ready_until=None))
        export_id = connection.scalar(select(SmsExport.id))
    assert "attend une seconde personne" in pages.get(address).text

    pages.post(f"{address}/{export_id}/approve", {}, status=403)
