"""Every page about campaigns keeps the house rules, in both languages, and never sends."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from breachdesk.bootstrap import Services
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor, Role
from breachdesk.outreach.domain.campaign import Audience, CampaignState
from breachdesk.outreach.domain.cascade import First, MailFate, Rules
from breachdesk.outreach.domain.coverage import STANDING_LABELS, Standing
from breachdesk.outreach.models import Delivery
from breachdesk.outreach.service import cascade
from breachdesk.people.domain import AudienceFilter
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk, save_member
from tests.builders.outreach import (
    approve,
    build_person,
    campaign,
    launch,
    order,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
    status,
)
from tests.faulty_relay.relay import FaultyRelay
from tests.integration.conftest import SignIn
from tests.integration.outreach.test_sending import send_all
from tests.integration.page import Pages

OF_ONE = (
    "",
    "edit",
    "approve",
    "launch",
    "pause",
    "resume",
    "stop",
    "close",
    "preview",
    "preflight",
    "uncertain",
    "fall",
)


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest, pages: Pages) -> str:
    pages.client.post("/language", data={"language": request.param, "csrf_token": pages.token()})
    return str(request.param)


@pytest.fixture
def made(services: Services, desk: Desk) -> tuple[str, str]:
    """(address of the campaign, its incident): with people, in preparation."""
    _desk, incident_id = save_case(services, desk)
    save_people(
        services,
        incident_id,
        [build_person(1), build_person(2, email="taken@patients.example")],
    )
    campaign_id = save_campaign(services, desk.dpo, incident_id)
    return f"/incidents/{incident_id}/campaigns/{campaign_id}", incident_id


@pytest.fixture
def under_way(
    services: Services, desk: Desk, made: tuple[str, str], relay: FaultyRelay
) -> tuple[str, str]:
    """The same, sent: one mail is uncertain."""
    address, incident_id = made
    campaign_id = address.rpartition("/")[2]
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    launch(services, desk.dpo, incident_id, campaign_id)
    send_all(services, relay)
    return made


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.usefixtures("language")
def test_a_page_of_a_campaign_keeps_the_house_rules(
    pages: Pages, under_way: tuple[str, str], name: str
) -> None:
    pages.get(f"{under_way[0]}/{name}")


@pytest.mark.usefixtures("language")
def test_the_lists_keep_them_too(pages: Pages, under_way: tuple[str, str]) -> None:
    _address, incident_id = under_way
    assert "Information des patients" in pages.get(f"/incidents/{incident_id}/campaigns/").text
    for name in ("coverage", "channels", "channels/order"):
        pages.get(f"/incidents/{incident_id}/campaigns/{name}")
    pages.get("/verifier")


def test_a_campaign_is_prepared_from_the_case(pages: Pages, services: Services, desk: Desk) -> None:
    _desk, incident_id = save_case(services, desk)
    list_ = pages.get(f"/incidents/{incident_id}/campaigns/")
    new = {"once": list_.field("once"), "name": "Patients"}
    pages.post(f"/incidents/{incident_id}/campaigns/", {"once": new["once"]}, status=422)
    reply = pages.post(f"/incidents/{incident_id}/campaigns/", new)

    editor = pages.get(reply.reply.headers["Location"])
    assert editor.field("fr-contact") == "dpo@tilleuls.example"
    assert "((code))" in editor.field("fr-body")
    assert editor.field("canary") == "50"


def test_what_is_typed_is_saved_as_it_is(
    pages: Pages, services: Services, made: tuple[str, str]
) -> None:
    address, incident_id = made
    before = campaign(services, incident_id, address.rpartition("/")[2])
    editor = pages.get(f"{address}/edit")
    pages.post(f"{address}/edit", editor.form_values)

    after = campaign(services, incident_id, before.id)
    assert after.plan == before.plan
    assert after.text_number == 1, "the same text is no new version"


def test_the_review_reads_what_is_typed_without_saving_it(
    pages: Pages, services: Services, made: tuple[str, str]
) -> None:
    address, incident_id = made
    editor = pages.get(f"{address}/edit")
    page = pages.post(
        f"{address}/edit", {**editor.form_values, "fr-body": "Bonjour", "check": "1"}, status=200
    )

    assert page.text.count("⛔") >= 4
    assert page.field("fr-body") == "Bonjour"
    view = campaign(services, incident_id, address.rpartition("/")[2])
    assert view.plan.wordings["fr"].body != "Bonjour"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("canary", "many"),
        ("wave_minutes", "0"),
        ("fr-body", "((prenomm))"),
        ("fr-subject", "a\x07b"),
    ],
)
def test_what_cannot_be_saved_is_told_beside_its_field(
    pages: Pages, made: tuple[str, str], field: str, typed: str
) -> None:
    editor = pages.get(f"{made[0]}/edit")
    page = pages.post(f"{made[0]}/edit", {**editor.form_values, field: typed}, status=422)

    assert page.one("p", id=f"{field}-error") is not None


def test_two_persons_and_no_mail_leaves_in_a_request(  # noqa: PLR0913, PLR0917  # fixtures
    pages: Pages,
    services: Services,
    desk: Desk,
    made: tuple[str, str],
    mailer: RecordingMailer,
    client: FlaskClient,
    sign_in: SignIn,
) -> None:
    address, incident_id = made
    campaign_id = address.rpartition("/")[2]
    own = pages.get(f"{address}/approve")
    assert (
        "deuxième personne"
        in pages.post(f"{address}/approve", {"version": own.field("version")}, status=422).text
    )

    act_as(client, sign_in, save_deputy(services, desk))
    for act in ("approve", "launch", "pause", "resume"):
        page = pages.get(f"{address}/{act}")
        pages.post(f"{address}/{act}", {"version": page.field("version")})
    page = pages.get(f"{address}/stop")
    pages.post(f"{address}/stop", {"version": page.field("version")}, status=422)
    pages.post(f"{address}/stop", {"version": page.field("version"), "why": "Wrong text"})

    assert mailer.sent == []
    assert status(services, incident_id, campaign_id) == {"audience": 2, "cancelled": 2}
    assert campaign(services, incident_id, campaign_id).state is CampaignState.STOPPED


def test_the_page_of_a_draft_says_who_may_approve_it(
    pages: Pages, services: Services, desk: Desk, made: tuple[str, str]
) -> None:
    alone = pages.get(f"{made[0]}/").text
    save_member(services, desk.organisation_id, Role.DEPUTY, name="Bea Nil", email="b@t.example")
    helped = pages.get(f"{made[0]}/").text

    assert "Une deuxième personne doit lire et approuver" in alone
    assert "Vous l’avez rédigée" in alone
    assert "Personne d’autre" in alone
    assert "Qui le peut : Bea Nil." in helped


def act_as(client: FlaskClient, sign_in: SignIn, actor: Actor) -> None:
    with client.session_transaction() as cookie:
        cookie.clear()
    sign_in(client, actor)


def test_a_preview_shows_the_mail_of_a_real_person(pages: Pages, made: tuple[str, str]) -> None:
    page = pages.post(f"{made[0]}/preview", {"place": "1"}, status=200)

    assert "•••••-•••••" in page.text
    frame = page.one("iframe")
    assert "sandbox" in frame.attrib
    assert "<h2>" in (frame.get("srcdoc") or "")


def test_a_preview_of_somebody_no_longer_on_file_says_so(
    pages: Pages, services: Services, desk: Desk, made: tuple[str, str]
) -> None:
    address, incident_id = made
    approve(services, save_deputy(services, desk), incident_id, address.rpartition("/")[2])
    with services.engine.begin() as connection:
        # As when a pair is settled as one person.
        connection.execute(delete(Person))

    page = pages.post(f"{address}/preview", {"place": "1"}, status=200)

    assert "plus dans le fichier" in page.text


def test_nobody_stands_beyond_the_audience(pages: Pages, made: tuple[str, str]) -> None:
    pages.post(f"{made[0]}/preview", {"place": "3"}, status=404)


def test_a_trial_is_queued_for_oneself(pages: Pages, made: tuple[str, str]) -> None:
    pages.post(f"{made[0]}/trial", {"language": "fr"})


def test_uncertain_mails_are_decided_on_their_page(
    pages: Pages, services: Services, under_way: tuple[str, str]
) -> None:
    address, incident_id = under_way
    page = pages.get(f"{address}/uncertain")
    [box] = [one for one in page.all("input", name="chosen") if one.get("value") != "all"]
    decision = {"chosen": box.get("value"), "wanted": "accepted", "why": ""}
    pages.post(f"{address}/uncertain", decision, status=422)
    pages.post(f"{address}/uncertain", {**decision, "why": "In the relay's log"})

    campaign_id = address.rpartition("/")[2]
    assert status(services, incident_id, campaign_id) == {"audience": 2, "accepted": 2}


@pytest.mark.parametrize("wanted", ["resend", "confirm"])
def test_sending_again_is_asked_for_and_agreed_to_there(
    pages: Pages, under_way: tuple[str, str], wanted: str
) -> None:
    data = {"chosen": "all", "wanted": wanted, "why": "Its disk was lost"}

    pages.post(f"{under_way[0]}/uncertain", data, status=303 if wanted == "resend" else 422)


def test_progress_is_told_as_figures(pages: Pages, under_way: tuple[str, str]) -> None:
    reply = pages.get(f"{under_way[0]}/progress.json").reply

    assert reply.json
    assert (reply.json["audience"], reply.json["accepted"], reply.json["done"]) == (2, 1, 2)


def test_the_coverage_adds_up_in_the_file_to_take_along(
    pages: Pages, under_way: tuple[str, str]
) -> None:
    _address, incident_id = under_way
    reply = pages.post(f"/incidents/{incident_id}/campaigns/coverage.csv", {}, status=200).reply
    [_head, row] = reply.data.decode("utf-8-sig").splitlines()
    figures = [int(cell) for cell in row.split(";")[2:]]
    standings, [total, *reasons] = figures[: len(Standing)], figures[len(Standing) :]

    assert sum(standings) == total == 2
    assert sum(reasons) == dict(zip(STANDING_LABELS, standings, strict=True))[Standing.EXCLUDED]


def test_anybody_can_check_a_code_and_learns_nobody_s_name(
    pages: Pages, services: Services, under_way: tuple[str, str], client: FlaskClient
) -> None:
    assert under_way
    with services.engine.connect() as connection:
        code = connection.scalar(select(Delivery.code).where(Delivery.state == "accepted"))
    with client.session_transaction() as cookie:
        cookie.clear()
    assert code

    token = pages.get("/verifier").field("csrf_token")
    found = pages.post(
        "/verifier", {"code": code.lower(), "csrf_token": token}, status=200, token=False
    )
    assert "Pharmacie des Tilleuls" in found.text
    assert "Exemple" not in found.text
    for typed in ("AAAAAAAAAA", "'; --", "A" * 60):
        page = pages.post(
            "/verifier", {"code": typed, "csrf_token": token}, status=200, token=False
        )
        assert "Pharmacie" not in page.text


def test_a_campaign_of_another_case_is_not_there(
    pages: Pages, services: Services, desk: Desk, made: tuple[str, str]
) -> None:
    _desk, other = save_case(services, desk)
    campaign_id = made[0].rpartition("/")[2]
    for name in OF_ONE:
        pages.get(f"/incidents/{other}/campaigns/{campaign_id}/{name}", status=404)


def test_without_a_relay_nothing_is_launched(
    pages: Pages,
    services: Services,
    desk: Desk,
    made: tuple[str, str],
    mailer: RecordingMailer,
) -> None:
    address, incident_id = made
    approve(services, save_deputy(services, desk), incident_id, address.rpartition("/")[2])
    mailer.is_real = False
    page = pages.get(f"{address}/launch")
    pages.post(f"{address}/launch", {"version": page.field("version")}, status=422)


@pytest.mark.parametrize("name", ["", "approve"])
def test_the_audience_is_told_in_sentences(
    pages: Pages, services: Services, desk: Desk, made: tuple[str, str], name: str
) -> None:
    minors = Audience(AudienceFilter(segment="minor", reachable_by="email"))
    campaign_id = save_campaign(services, desk.dpo, made[1], audience=minors)
    page = pages.get(f"/incidents/{made[1]}/campaigns/{campaign_id}/{name}")

    assert "Seulement les personnes qui ont une adresse électronique" in page.text
    assert "Mineurs, par leurs représentants" in page.text


def test_letters_first_are_launched_without_a_relay(
    pages: Pages, services: Services, desk: Desk, made: tuple[str, str], mailer: RecordingMailer
) -> None:
    address, incident_id = made
    order(services, incident_id, Rules(first=First.LETTER))
    approve(services, save_deputy(services, desk), incident_id, address.rpartition("/")[2])
    mailer.is_real = False
    page = pages.get(f"{address}/launch")
    pages.post(f"{address}/launch", {"version": page.field("version")})

    assert "2 lettres" in pages.get(f"{address}/fall").text


def test_the_order_of_channels_is_changed_on_its_page(
    pages: Pages, services: Services, made: tuple[str, str]
) -> None:
    address = f"/incidents/{made[1]}/campaigns/channels/order"
    page = pages.get(address)
    assert page.field("fall-refused") == "y"
    wanted = {"version": "0", "first": "letter", "fall-refused": "y"}
    pages.post(address, {**wanted, "first": "pigeon"}, status=422)
    pages.post(address, wanted)

    with services.reading(SETUP) as uow:
        found = cascade.rules(uow, made[1])
    assert found.rules == Rules(First.LETTER, frozenset({MailFate.REFUSED}), notice=False)
    stale = pages.post(address, wanted, status=422)
    assert stale.field("version") == "1", "so that saving again overwrites knowingly"


def test_the_button_adds_a_letter_for_each_mail_that_fell(
    pages: Pages, services: Services, under_way: tuple[str, str]
) -> None:
    address, incident_id = under_way
    assert "refusé" not in pages.get(f"{address}/fall").text
    with services.engine.begin() as connection:
        connection.execute(update(Delivery).values(state="refused"))
    page = pages.get(f"{address}/fall")
    assert "refusé" in page.text
    pages.post(f"{address}/fall", {"version": page.field("version")})

    assert not pages.get(f"{address}/fall").all("button", class_="btn btn-primary")
    steps = pages.get(f"/incidents/{incident_id}/campaigns/channels").text
    assert "À imprimer 2" in steps
