"""Accounts from the command line: making, listing, closing, unlocking."""

import sys
from dataclasses import asdict

import click

from breachdesk.accounts import service as accounts
from breachdesk.accounts.domain import AccountView, CreatedAccount, NewAccount
from breachdesk.bootstrap import Services
from breachdesk.cli.context import CLI, emit, errors_to_stderr, services
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations


@click.group("user")
def group() -> None:
    """People who sign in."""


@group.command()
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", type=click.Choice([role.value for role in Role]))
@click.option("--organisation", help="Name or id; goes with --role.")
@click.option("--admin", "is_admin", is_flag=True, help="Technical administrator.")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def create(  # noqa: PLR0913  # one parameter an option
    *,
    email: str,
    name: str,
    role: str | None,
    organisation: str | None,
    is_admin: bool,
    language: str,
    password_stdin: bool,
    as_json: bool,
) -> None:
    """Open an account; without a password, print the link to choose one."""
    if bool(role) != bool(organisation):
        raise click.UsageError("--role and --organisation go together.")
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    built = services()
    new = NewAccount(email, name, language, is_admin=is_admin, password=password)
    with built.unit_of_work(CLI) as uow:
        created = accounts.create_account(uow, new)
        if role and organisation:
            organisations.appoint(
                uow, organisations.find(uow, organisation), created.id, Role(role)
            )
    _tell(built, created, as_json=as_json)


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def list_accounts(*, as_json: bool) -> None:
    """Every account."""
    with services().reading(CLI) as uow:
        found = accounts.accounts(uow)
    lines = (f"{person.email}\t{person.name}\t{_state(person)}" for person in found)
    emit([asdict(person) for person in found], as_json=as_json, text="\n".join(lines))


@group.command()
@click.option("--email", required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def deactivate(*, email: str, as_json: bool) -> None:
    """Close an account: its sessions end at once, nobody signs in with it any more."""
    with services().unit_of_work(CLI) as uow:
        person = _person(uow, email)
        accounts.close_account(uow, person.id)
    emit({"id": person.id, "active": False}, as_json=as_json, text=f"{person.email} is closed.")


@group.command()
@click.option("--email", required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def unlock(*, email: str, as_json: bool) -> None:
    """Let somebody try again at once after too many failures."""
    with services().unit_of_work(CLI) as uow:
        person = _person(uow, email)
        accounts.unlock_account(uow, person.id)
    emit({"id": person.id, "locked": False}, as_json=as_json, text=f"{person.email} is unlocked.")


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def first_run(*, as_json: bool) -> None:
    """Print the link that opens the first account; it works once and for one hour."""
    built = services()
    with built.unit_of_work(CLI) as uow:
        token = accounts.first_run_link(uow)
    if token is None:
        raise RuleError(_("There are accounts already: no first-run link is made."))
    link = first_run_address(built, token)
    emit({"link": link}, as_json=as_json, text=link)


def first_run_address(built: Services, token: str) -> str:
    return f"{built.settings.base_url}/first-run/{token}"


def _tell(built: Services, created: CreatedAccount, *, as_json: bool) -> None:
    link = None
    if created.invitation:
        link = f"{built.settings.base_url}/invitations/{created.invitation}"
    told = {"id": created.id, "invitation": link}
    emit(told, as_json=as_json, text=link or created.id)


def _person(uow: UnitOfWork, email: str) -> AccountView:
    person = accounts.account_by_email(uow, email)
    if person is None:
        raise RuleError(_("There is no such account."))
    return person


def _state(person: AccountView) -> str:
    if not person.is_active:
        return "closed"
    return "administrator" if person.is_admin else "active"
