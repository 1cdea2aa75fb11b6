import json
from typing import Protocol

import pytest
from click.testing import CliRunner, Result

from breachdesk.accounts import service
from breachdesk.bootstrap import Services
from breachdesk.cli.context import emit, errors_to_stderr
from breachdesk.cli.user import group
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import _
from tests.builders.accounts import PASSWORD, SETUP, save_account
from tests.builders.organisations import Desk, actor_of

BO = ("--email", "bo@example.org", "--name", "Bo Nil")


class Run(Protocol):
    """The command line bound to the instance of the test."""

    def __call__(self, *arguments: str, typed: str = "") -> Result: ...


@pytest.fixture
def run(services: Services) -> Run:
    environment = {"BREACHDESK_HOME": str(services.settings.home)}

    def act(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(group, list(arguments), input=typed, env=environment)

    return act


class TestCreate:
    def test_prints_the_invitation(self, run: Run, services: Services) -> None:
        told = json.loads(run("create", *BO, "--json").stdout)

        assert told["invitation"].startswith("http://localhost:8765/invitations/")
        assert services.actor_for(told["id"])

    def test_takes_the_password_from_standard_input(self, run: Run, services: Services) -> None:
        told = run("create", *BO, "--password-stdin", "--json", typed=f"{PASSWORD}\n")

        assert json.loads(told.stdout)["invitation"] is None
        with services.reading(SETUP) as uow:
            person = service.account_by_email(uow, "bo@example.org")
        assert person
        assert person.has_password

    @pytest.mark.parametrize("by", ["name", "id"])
    def test_appoints_in_an_organisation(
        self, run: Run, services: Services, desk: Desk, by: str
    ) -> None:
        wanted = "Pharmacie des Tilleuls" if by == "name" else desk.organisation_id
        told = run("create", *BO, "--role", "dpo", "--organisation", wanted, "--json")

        actor = actor_of(services, json.loads(told.stdout)["id"])
        assert actor.may(Permission.NOTIFICATION_FILE, desk.organisation_id)

    def test_an_unknown_organisation_makes_no_account(self, run: Run, services: Services) -> None:
        refused = run("create", *BO, "--role", "dpo", "--organisation", "Nowhere")

        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "Nowhere" in refused.stderr
        with services.reading(SETUP) as uow:
            assert service.account_by_email(uow, "bo@example.org") is None

    def test_a_taken_address_is_one_line_on_stderr(self, run: Run) -> None:
        run("create", *BO)
        refused = run("create", *BO)

        assert (refused.exit_code, refused.stdout) == (1, "")
        assert len(refused.stderr.splitlines()) == 1

    def test_a_weak_password_is_refused(self, run: Run) -> None:
        refused = run("create", *BO, "--password-stdin", typed="motdepassemotdepasse\n")

        assert refused.exit_code == 1
        assert "motdepasse" not in refused.stderr

    def test_a_role_wants_an_organisation(self, run: Run) -> None:
        assert run("create", *BO, "--role", "dpo").exit_code == 2


class TestOthers:
    def test_list_shows_everybody(self, run: Run, services: Services) -> None:
        save_account(services, email="bo@example.org")

        assert json.loads(run("list", "--json").stdout)[0]["email"] == "bo@example.org"
        assert "bo@example.org" in run("list").stdout

    def test_deactivate_closes(self, run: Run, services: Services) -> None:
        user_id = save_account(services, email="bo@example.org")
        run("deactivate", "--email", "bo@example.org")

        assert services.actor_for(user_id) is None
        assert "closed" in run("list").stdout

    def test_au_05_unlock_lets_somebody_try_again(self, run: Run, services: Services) -> None:
        user_id = save_account(services, email="bo@example.org")
        for _attempt in range(10):
            with services.unit_of_work(SETUP) as uow:
                service.note_attempt(uow, user_id, is_right=False)
        run("unlock", "--email", "bo@example.org")

        with services.unit_of_work(SETUP) as uow:
            assert service.note_attempt(uow, user_id, is_right=True)

    @pytest.mark.parametrize("command", ["deactivate", "unlock"])
    def test_an_unknown_account_is_an_error(self, run: Run, command: str) -> None:
        assert run(command, "--email", "bo@example.org").exit_code == 1

    def test_first_run_prints_a_link_while_there_is_no_account(
        self, run: Run, services: Services
    ) -> None:
        assert "/first-run/" in run("first-run").stdout
        save_account(services)
        assert run("first-run").exit_code == 1


class TestInstance:
    def test_without_keys_is_refused_with_the_name_of_the_file(
        self, run: Run, services: Services
    ) -> None:
        (services.settings.keys_folder / "master.key").unlink()

        refused = run("list")
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "master.key" in refused.stderr

    def test_with_an_old_database_says_what_to_run(self, run: Run, services: Services) -> None:
        with services.engine.connect() as connection:
            connection.exec_driver_sql("DELETE FROM alembic_version")
            connection.commit()

        assert "breachdesk db upgrade" in run("list").stderr

    def test_with_a_wrong_setting_is_refused_with_its_name(self) -> None:
        refused = CliRunner().invoke(group, ["list"], env={"BREACHDESK_LANGUAGE": "de"})

        assert refused.exit_code == 1
        assert "BREACHDESK_LANGUAGE" in refused.stderr


def test_every_broken_rule_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    @errors_to_stderr
    def refuse() -> None:
        raise ManyRulesError((RuleError(_("First %(n)s.", n=1)), RuleError(_("Second."))))

    with pytest.raises(SystemExit):
        refuse()
    assert capsys.readouterr().err == "First 1.\nSecond.\n"


def test_nothing_to_say_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    emit([], as_json=False, text="")

    assert capsys.readouterr().out == ""
