"""Mails that came back: listed as such, and their addresses not used again."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from breachdesk.bootstrap import Services
from breachdesk.cli.bounces import group
from breachdesk.infra import returns
from breachdesk.jobs import schedule
from breachdesk.kernel.errors import TransientError
from breachdesk.outreach.domain.delivery import DeliveryState
from breachdesk.outreach.models import Delivery
from breachdesk.outreach.service import returns as returned
from breachdesk.outreach.service import uncertain
from tests.builders.accounts import SETUP
from tests.builders.outreach import (
    approve,
    build_person,
    launch,
    launched,
    save_campaign,
    save_deputy,
    status,
)
from tests.builders.returns import build_report
from tests.faulty_relay.relay import FaultyRelay
from tests.integration.outreach.test_sending import send_all
from tests.integration.trail import tags
from tests.mailbox import mailbox

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def read_folder(services: Services, folder: Path) -> dict[str, int]:
    environment = {"BREACHDESK_HOME": str(services.settings.home)}
    result = CliRunner().invoke(
        group, ["read", "--directory", str(folder), "--json"], env=environment
    )
    assert result.exit_code == 0, result.output
    told: dict[str, int] = json.loads(result.stdout)
    return told


def message_id(services: Services) -> str:
    with services.engine.connect() as connection:
        return connection.scalars(select(Delivery.message_id)).one()


def take_in(services: Services, content: bytes) -> bool:
    told = returned.take_in(lambda: services.unit_of_work(SETUP), [content])
    return bool(told["ours"])


@pytest.mark.parametrize("fault", ["p1", "taken"])
def test_a_returned_mail_is_no_longer_counted_as_arrived(
    services: Services, relay: FaultyRelay, tmp_path: Path, fault: str
) -> None:
    """A report settles an uncertain mail, too."""
    _desk, incident_id, campaign_id = launched(
        services, [build_person(email=f"{fault}@patients.example")]
    )
    send_all(services, relay)
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "1").write_bytes(build_report(message_id(services)))
    (folder / "2").write_bytes(build_report("<somebody@else.example>"))
    (folder / "3").write_bytes(b"From: a@b.example\n\nI am away.\n")

    assert read_folder(services, folder) == {"read": 3, "reports": 2, "ours": 1}
    assert read_folder(services, folder) == {"read": 3, "reports": 2, "ours": 0}
    assert status(services, incident_id, campaign_id) == {"audience": 1, "bounced": 1}
    assert len(tags(services, "campaign:mail-returned")) == 1


def test_a_report_counts_though_the_answer_to_the_mail_was_never_heard(
    services: Services, relay: FaultyRelay
) -> None:
    _desk, incident_id, campaign_id = launched(services, [build_person()])
    send_all(services, relay)
    with services.engine.begin() as connection:
        # As a worker that died between the final dot and its answer leaves it.
        connection.execute(update(Delivery).values(state=DeliveryState.DOT, lease_until=LONG_AGO))

    assert take_in(services, build_report(message_id(services)))
    send_all(services, relay)

    assert status(services, incident_id, campaign_id) == {"audience": 1, "bounced": 1}


def test_a_mail_whose_first_copy_came_back_is_not_sent_again(
    services: Services, relay: FaultyRelay
) -> None:
    person = build_person(email="taken@patients.example")
    desk, incident_id, campaign_id = launched(services, [person])
    send_all(services, relay)
    with services.unit_of_work(desk.dpo) as uow:
        ids = uncertain.all_ids(uow, incident_id, campaign_id)
        uncertain.propose_resend(uow, incident_id, campaign_id, ids, "Nobody heard of it")
    with services.unit_of_work(save_deputy(services, desk)) as uow:
        uncertain.confirm_resend(uow, incident_id, campaign_id, ids)

    assert take_in(services, build_report(message_id(services)))
    send_all(services, relay)

    assert status(services, incident_id, campaign_id) == {"audience": 1, "excluded": 1}
    assert len(relay.accepted()) == 1


def test_a_delay_changes_nothing(services: Services, relay: FaultyRelay, tmp_path: Path) -> None:
    _desk, incident_id, campaign_id = launched(services, [build_person()])
    send_all(services, relay)
    folder = tmp_path / "new"
    folder.mkdir()
    report = build_report(message_id(services), action="delayed", status="4.4.1")
    (folder / "1").write_bytes(report)

    assert read_folder(services, folder)["ours"] == 1
    assert status(services, incident_id, campaign_id) == {"audience": 1, "accepted": 1}


def test_the_next_campaign_leaves_the_address_out(
    services: Services, relay: FaultyRelay, tmp_path: Path
) -> None:
    desk, incident_id, _first = launched(services, [build_person()])
    send_all(services, relay)
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "1").write_bytes(build_report(message_id(services)))
    read_folder(services, folder)

    again = save_campaign(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, again)
    launch(services, desk.dpo, incident_id, again)
    send_all(services, relay)

    assert status(services, incident_id, again) == {"audience": 1, "excluded": 1}
    assert len(relay.accepted()) == 1


def test_without_folder_and_mailbox_the_command_says_what_it_wants(services: Services) -> None:
    environment = {"BREACHDESK_HOME": str(services.settings.home), "BREACHDESK_LANGUAGE": "en"}
    result = CliRunner().invoke(group, ["read"], env=environment)

    assert result.exit_code == 1
    assert "BREACHDESK_BOUNCES_URL" in result.stderr


def test_the_scheduler_reads_the_mailbox(
    services: Services, relay: FaultyRelay, tmp_path: Path
) -> None:
    _desk, incident_id, campaign_id = launched(services, [build_person()])
    send_all(services, relay)
    reports = [build_report(message_id(services)), b"From: a@b.example\r\n\r\nI am away.\r\n"]
    with mailbox(tmp_path, reports) as box:
        settings = replace(services.settings, bounces_url=box.url)
        for _twice in range(2):
            schedule.read_bounces(replace(services, settings=settings))

    assert status(services, incident_id, campaign_id) == {"audience": 1, "bounced": 1}
    assert box.seen == {1, 2}


def test_a_mailbox_that_refuses_us_tells_no_password(tmp_path: Path) -> None:
    with mailbox(tmp_path, []) as box, pytest.raises(TransientError) as caught:
        list(returns.in_mailbox(box.url.replace("geheim", "wrong")))

    assert "wrong" not in str(caught.value)
