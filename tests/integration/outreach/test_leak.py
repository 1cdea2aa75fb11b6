"""Telling people leaves what is known of them in no place but the mails they get."""

import logging
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services
from breachdesk.outreach.models import Delivery
from tests.builders.organisations import Desk
from tests.builders.outreach import (
    approve,
    build_person,
    launch,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)
from tests.builders.returns import build_report
from tests.canaries import found_in, hits
from tests.faulty_relay.relay import FaultyRelay
from tests.integration.outreach.test_returns import read_folder
from tests.integration.outreach.test_sending import rows, send_all
from tests.integration.page import Pages

NAME = "Zéphyrine-Canari"
OF_PERSON = {"name": NAME, "e-mail": "canari.secret", "refused": "rcpt-550+canari"}
SEEN = ("", "uncertain", "preview", "progress.json", "approve")


def with_codes(delivery: Delivery) -> dict[str, str]:
    """The code proves a mail genuine: whoever reads a log must not be able to make one."""
    return {**OF_PERSON, "code": delivery.code}


def test_no_canary_stays_behind_when_mails_have_left(  # noqa: PLR0913, PLR0917  # fixtures
    services: Services,
    desk: Desk,
    pages: Pages,
    relay: FaultyRelay,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    _desk, incident_id = save_case(services, desk)
    canaries = [
        build_person(1, last_name=NAME, email=f"{local}@patients.example")
        for local in ("canari.secret", "rcpt-550+canari", "taken+canari")
    ]
    save_people(services, incident_id, canaries)
    campaign_id = save_campaign(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    launch(services, desk.dpo, incident_id, campaign_id)
    send_all(services, relay)
    returned = tmp_path / "returned"
    returned.mkdir()
    accepted = rows(services)[0]
    (returned / "1").write_bytes(build_report(accepted.message_id, to=canaries[0].email))
    read_folder(services, returned)

    base = f"/incidents/{incident_id}/campaigns"
    answers = [pages.get(f"{base}/{campaign_id}/{one}").reply.data for one in SEEN]
    answers += [pages.get(f"{base}/{one}").reply.data for one in ("", "coverage")]
    answers.append(pages.get(f"/incidents/{incident_id}/log/").reply.data)

    assert found_in(relay.accepted()[0].content, OF_PERSON), "the mails do say it"
    assert hits(services.settings.home, OF_PERSON) == {}
    assert found_in(b"".join(answers), with_codes(accepted)) == []
    assert found_in(caplog.text.encode(), with_codes(accepted)) == []
