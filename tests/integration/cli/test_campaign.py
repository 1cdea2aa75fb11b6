"""A campaign from a script: two persons, and counts that add up."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from breachdesk.accounts import service as accounts
from breachdesk.bootstrap import Services
from breachdesk.cli.campaign import group
from breachdesk.incidents import service as incidents
from breachdesk.kernel.clock import SystemClock
from breachdesk.outreach import service
from tests.builders.accounts import SETUP
from tests.builders.outreach import (
    approve,
    build_person,
    build_wording,
    hands,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)
from tests.builders.paper import build_reader
from tests.faulty_relay.relay import faulty_relay


@pytest.fixture
def environment(services: Services) -> dict[str, str]:
    return {
        "BREACHDESK_HOME": str(services.settings.home),
        "BREACHDESK_SMTP_URL": "smtp://127.0.0.1:1?tls=none",
        "BREACHDESK_LANGUAGE": "en",
    }


def test_from_the_text_to_the_last_count(
    services: Services, environment: dict[str, str], tmp_path: Path
) -> None:
    desk, incident_id = save_case(services)
    deputy = save_deputy(services, desk)
    save_people(services, incident_id, [build_person(1), build_person(2), build_reader(3)])
    with services.reading(SETUP) as uow:
        reference = incidents.case(uow, incident_id).reference
        people = {one.id: one.email for one in accounts.accounts(uow)}
    author, approver = people[desk.dpo.user_id], people[deputy.user_id]
    texts = tmp_path / "texts.json"
    texts.write_text(json.dumps({"fr": build_wording().to_json()}))

    def run(*arguments: str, code: int = 0) -> Any:  # noqa: ANN401  # JSON
        result = CliRunner().invoke(group, [*arguments, "--json"], env=environment)
        assert result.exit_code == code, result.output
        return json.loads(result.stdout) if code == 0 else result.stderr

    made = run(
        "create", "--incident", reference, "--as", author, "--texts", str(texts), "--canary", "0"
    )["campaign"]
    assert "second person" in run("approve", made, "--as", author, code=1)
    assert run("approve", made, "--as", approver)["state"] == "approved"
    assert run("launch", made, "--as", author)["state"] == "running"
    assert run("pause", f"{reference}-1", "--as", author)["state"] == "paused"
    assert run("resume", made, "--as", author)["state"] == "running"
    assert "no such account" in run("pause", made, "--as", "x@x.example", code=1)
    with faulty_relay(tmp_path) as relay:
        worker = hands(services.with_clock(SystemClock()), relay.url())
        with worker.window:
            service.send_slice(worker)

    assert run("status", made) == {
        "audience": 3,
        "queued": 0,
        "sending": 0,
        "accepted": 2,
        "refused": 0,
        "bounced": 0,
        "uncertain": 0,
        "cancelled": 0,
        "excluded": 1,
    }
    assert run("fall", made, "--as", author) == {"letters": 1}
    assert run("fall", made, "--as", author) == {"letters": 0}


def test_without_a_relay_nothing_is_launched(
    services: Services, environment: dict[str, str]
) -> None:
    desk, incident_id = save_case(services)
    save_people(services, incident_id, [build_person(1)])
    campaign_id = save_campaign(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    with services.reading(SETUP) as uow:
        account = accounts.account(uow, desk.dpo.user_id)
    assert account

    result = CliRunner().invoke(
        group,
        ["launch", campaign_id, "--as", account.email],
        env={**environment, "BREACHDESK_SMTP_URL": ""},
    )

    assert result.exit_code == 1
    assert "No mail relay" in result.stderr


@pytest.mark.parametrize("content", ["", "[]", '{"fr": {"subject": "x"}}', '{"xx": 1}'])
def test_a_file_of_texts_that_is_none_is_refused(
    services: Services, environment: dict[str, str], tmp_path: Path, content: str
) -> None:
    desk, incident_id = save_case(services)
    with services.reading(SETUP) as uow:
        reference = incidents.case(uow, incident_id).reference
        account = accounts.account(uow, desk.dpo.user_id)
    assert account
    file = tmp_path / "texts.json"
    file.write_text(content)

    result = CliRunner().invoke(
        group,
        ["create", "--incident", reference, "--as", account.email, "--texts", str(file)],
        env=environment,
    )

    assert result.exit_code == 1
    assert "cannot be read" in result.stderr
