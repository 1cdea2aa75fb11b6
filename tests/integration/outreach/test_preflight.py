"""A look before sending, over the settings, the texts and a DNS that is made up."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from breachdesk.app import create_app
from breachdesk.bootstrap import Services, build
from breachdesk.cli.campaign import group
from breachdesk.config import Settings
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.infra.mail import RecordingMailer
from breachdesk.infra.resolver import FixedResolver
from breachdesk.infra.signer import Signer
from breachdesk.kernel.clock import FrozenClock
from breachdesk.outreach.domain.preflight import Report
from breachdesk.outreach.service.preflight import Setup, look, sending
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk, save_desk
from tests.builders.outreach import (
    SENDER,
    VALUES,
    build_person,
    build_wording,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)
from tests.builders.signing import NAME, SELECTOR, build_signer, private_key, record
from tests.integration.conftest import SignIn
from tests.integration.page import Pages
from tests.name_server import Table, name_server

SMTP = "smtps://relay.example"
BASE: Table = {
    "tilleuls.example": {
        "TXT": ("v=spf1 include:relay.example -all",),
        "MX": ("mx.tilleuls.example",),
    },
    "relay.example": {"TXT": ("v=spf1 ip4:192.0.2.1 -all",)},
    "_dmarc.tilleuls.example": {"TXT": ("v=DMARC1; p=reject",)},
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(
        settings,
        mail_from=SENDER,
        smtp_url=SMTP,
        dkim_selector=SELECTOR,
        dkim_domain="tilleuls.example",
    )


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return build_signer(tmp_path)


@pytest.fixture
def good(signer: Signer) -> dict[str, Mapping[str, tuple[str, ...]] | None]:
    return {**BASE, NAME: {"TXT": (record(signer),)}}


@pytest.fixture
def services(
    settings: Settings, clock: FrozenClock, mailer: RecordingMailer, good: Table
) -> Iterator[Services]:
    built = build(settings, clock=clock, mailer=mailer, resolver=FixedResolver(good))
    yield built
    built.engine.dispose()


def report(
    services: Services,
    made: tuple[str, str],
    signer: Signer | None = None,
    table: Table | None = None,
) -> Report:
    setup = Setup.of(services.settings, signer)
    with services.reading(SETUP) as uow:
        about = sending(uow, *made, setup)
    return look(about, setup, FixedResolver(table) if table else services.resolver)


def codes(found: Report) -> set[str]:
    return {one.code for one in found.findings}


@pytest.fixture
def made(services: Services, desk: Desk) -> tuple[str, str]:
    """(incident, campaign)."""
    _desk, incident_id = save_case(services, desk)
    save_people(services, incident_id, [build_person(1)])
    wordings = {language: build_wording(language) for language in ("fr", "en")}
    return incident_id, save_campaign(services, desk.dpo, incident_id, wordings=wordings)


FINE = {"sender", "relay", "reply", "message", "mx", "spf", "dkim", "dmarc"}


def test_nothing_is_wrong_with_what_is_right(
    services: Services, made: tuple[str, str], signer: Signer
) -> None:
    assert codes(report(services, made, signer)) == FINE
    assert codes(report(services, made)) == FINE, "the relay signs with the key of that name"


def test_another_s_key_in_the_dns_is_told(
    services: Services, made: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = build_signer(tmp_path / "other", private_key(2048, 1))

    assert "dkim-mismatch" in codes(report(services, made, other))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({NAME: {"TXT": ("v=DKIM1; p=AAAA",)}}, "dkim-unreadable"),
        ({"relay.example": None}, "spf-partly-unknown"),
        ({"_dmarc.tilleuls.example": {}}, "dmarc-none"),
        ({"tilleuls.example": None}, "mx-unknown"),
        ({"tilleuls.example": {"A": ("192.0.2.1",)}}, "mx-implicit"),
        ({"tilleuls.example": {}}, "mx-none"),
    ],
)
def test_em_11_what_the_dns_says_is_asked_for(
    services: Services, made: tuple[str, str], good: Table, change: Table, expected: str
) -> None:
    assert expected in codes(report(services, made, table={**good, **change}))


def test_records_without_end_are_not_followed_for_ever(
    services: Services, made: tuple[str, str], good: Table
) -> None:
    chain = {
        f"n{at}.example": {"TXT": (f"v=spf1 include:n{at + 1}.example -all",)} for at in range(99)
    }
    start = {"TXT": ("v=spf1 include:n0.example -all",), "MX": ("mx.tilleuls.example",)}

    found = report(services, made, table={**good, **chain, "tilleuls.example": start})

    assert "spf-too-many" in codes(found)


def test_an_address_for_answers_is_that_of_each_text(
    services: Services, desk: Desk, made: tuple[str, str]
) -> None:
    incident_id, _campaign_id = made
    wordings = {
        "fr": build_wording(shared={**VALUES, "contact du dpo": "no-reply@tilleuls.example"}),
        "en": build_wording("en", shared={**VALUES, "contact du dpo": "dpo@cabinet.example"}),
    }
    campaign_id = save_campaign(services, desk.dpo, incident_id, wordings=wordings)

    found = codes(report(services, (incident_id, campaign_id)))
    assert {"reply-unread", "reply-elsewhere"} <= found
    assert "reply" not in found


def test_a_text_that_is_not_complete_is_told_and_the_other_looked_at(
    services: Services, desk: Desk, made: tuple[str, str]
) -> None:
    incident_id, _campaign_id = made
    wordings = {"fr": build_wording(shared={}), "en": build_wording("en")}
    campaign_id = save_campaign(services, desk.dpo, incident_id, wordings=wordings)

    found = codes(report(services, (incident_id, campaign_id)))
    assert {"message-unready", "message", "reply"} <= found


def test_a_long_text_is_too_large(services: Services, desk: Desk, made: tuple[str, str]) -> None:
    incident_id, _campaign_id = made
    long = build_wording(body=build_wording().body + "\n\n" + "é" * 15_000)
    campaign_id = save_campaign(services, desk.dpo, incident_id, wordings={"fr": long})

    assert "message-large" in codes(report(services, (incident_id, campaign_id)))


def test_a_processor_s_mail_can_be_built_without_a_person(services: Services, desk: Desk) -> None:
    _desk, incident_id = save_case(services, desk, role=OrganisationRole.PROCESSOR)
    campaign_id = save_campaign(services, desk.dpo, incident_id)

    assert "message" in codes(report(services, (incident_id, campaign_id)))


def test_the_page_asks_only_when_told_to(pages: Pages, made: tuple[str, str]) -> None:
    address = f"/incidents/{made[0]}/campaigns/{made[1]}/preflight"
    assert "SPF" not in pages.get(address).text

    page = pages.post(address, {}, status=200)
    assert "Il y a un seul enregistrement SPF" in page.text
    assert "⛔" not in page.text


def approver(services: Services, desk: Desk, pages: Pages, sign_in: SignIn) -> None:
    with pages.client.session_transaction() as cookie:
        cookie.clear()
    sign_in(pages.client, save_deputy(services, desk))


def test_who_approves_is_shown_what_blocks_and_may_approve_all_the_same(
    services: Services, desk: Desk, made: tuple[str, str], settings: Settings, sign_in: SignIn
) -> None:
    address = f"/incidents/{made[0]}/campaigns/{made[1]}/approve"
    blind = replace(services, resolver=FixedResolver({**BASE, "tilleuls.example": {}}))
    pages = Pages(create_app(settings, blind).test_client(), services.engine)
    approver(services, desk, pages, sign_in)

    page = pages.get(address)
    assert "n’a pas d’enregistrement SPF" in page.text
    pages.post(address, {"version": page.field("version")})


def test_who_approves_is_not_told_what_is_fine(
    services: Services, desk: Desk, made: tuple[str, str], pages: Pages, sign_in: SignIn
) -> None:
    approver(services, desk, pages, sign_in)

    assert "SPF" not in pages.get(f"/incidents/{made[0]}/campaigns/{made[1]}/approve").text


def run(services: Services, campaign_id: str, server: str, *options: str) -> Result:
    environment = {
        "BREACHDESK_HOME": str(services.settings.home),
        "BREACHDESK_SMTP_URL": SMTP,
        "BREACHDESK_MAIL_FROM": SENDER,
        "BREACHDESK_DKIM_KEY": str(services.settings.home.parent / "dkim.pem"),
        "BREACHDESK_DKIM_SELECTOR": SELECTOR,
        "BREACHDESK_DNS_SERVER": server,
        "BREACHDESK_LANGUAGE": "en",
    }
    return CliRunner().invoke(group, ["preflight", campaign_id, *options], env=environment)


def test_a_script_learns_it_from_the_exit_code(
    services: Services, made: tuple[str, str], good: Table
) -> None:
    with name_server(good) as server:
        fine = run(services, made[1], server, "--json")
        assert fine.exit_code == 0, fine.output
    assert {one["code"] for one in json.loads(fine.stdout)} == FINE

    with name_server({**good, NAME: {}}) as server:
        bad = run(services, made[1], server, "--json")
        text = run(services, made[1], server)
    assert bad.exit_code == text.exit_code == 1
    first = json.loads(bad.stdout)[0]
    assert (first["code"], first["level"]) == ("dkim-none", "blocking")
    assert first["why"].startswith("The DKIM signature proves")
    assert text.stdout.startswith("blocking: There is no key under bd1._domainkey")


def test_a_campaign_that_is_not_there_is_an_error(services: Services) -> None:
    save_desk(services)
    result = run(services, "absent", "127.0.0.1:1")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr
