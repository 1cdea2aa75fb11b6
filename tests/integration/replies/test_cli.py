"""The replies commands as scripts use them."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from breachdesk.bootstrap import Services
from breachdesk.cli import main
from breachdesk.incidents import service as incidents
from breachdesk.kernel.actor import Actor
from breachdesk.replies.domain import ReplyKind
from tests.builders.replies import save_reply


@pytest.fixture
def reference(services: Services, dpo: Actor, incident_id: str) -> str:
    save_reply(services, dpo, incident_id)
    save_reply(services, dpo, incident_id, kind=ReplyKind.QUESTION)
    with services.reading(dpo) as uow:
        return incidents.case(uow, incident_id).reference


def run(services: Services, *arguments: str) -> Result:
    home = {"BREACHDESK_HOME": str(services.settings.home)}
    return CliRunner().invoke(main, ["replies", *arguments], env=home)


def told(result: Result) -> Any:  # noqa: ANN401  # whatever the command tells
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_list_tells_references_and_times_and_nothing_else(
    services: Services, reference: str
) -> None:
    result = run(services, "list", "--incident", reference, "--json")
    found = told(result)

    assert [one["reference"] for one in found] == [f"{reference}-R1", f"{reference}-R2"]
    assert set(found[0]) == {
        "reference", "kind", "channel", "state", "standing", "received_at", "due_at",
        "answered_at",
    }  # fmt: skip
    assert "anari" not in result.stdout


def test_the_figures(services: Services, reference: str) -> None:
    found = told(run(services, "figures", "--incident", reference, "--json"))

    assert (found["total"], found["open"], found["median_hours"]) == (2, 2, None)
    assert found["by_kind"]["rights"]["total"] == 1


def test_both_are_readable_by_people(services: Services, reference: str) -> None:
    assert f"{reference}-R1" in run(services, "list", "--incident", reference).stdout
    assert "2 received, 2 open" in run(services, "figures", "--incident", reference).stdout


@pytest.mark.parametrize("command", ["list", "figures"])
def test_an_unknown_case_is_one_line_on_stderr(services: Services, command: str) -> None:
    result = run(services, command, "--incident", "INC-1900-0001", "--json")

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
