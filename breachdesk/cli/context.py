"""What every command shares: services, output as text or JSON, errors as one line."""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

import click
from sqlalchemy.exc import OperationalError

from breachdesk import bootstrap
from breachdesk.accounts import service as accounts
from breachdesk.bootstrap import Services
from breachdesk.config import Settings, SettingsError
from breachdesk.infra import migrate
from breachdesk.infra.i18n import translator
from breachdesk.infra.keys import KeyFileError
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import (
    BreachDeskError,
    ManyRulesError,
    NotFoundError,
    RuleError,
)
from breachdesk.kernel.text import Text, _

CLI = Actor.system("command-line")
"""Whoever may run the program on this machine may see and do everything in the instance."""

P = ParamSpec("P")
R = TypeVar("R")


def settings() -> Settings:
    return Settings.from_env(os.environ)


def services() -> Services:
    """Services of an instance that is ready: keys in place, database up to date."""
    built = bootstrap.build(settings())
    click.get_current_context().call_on_close(built.engine.dispose)
    built.keys.check()
    if not migrate.is_current(built.engine):
        raise RuleError(_("The database is not up to date: run “breachdesk db upgrade”."))
    return built


def person(built: Services, email: str) -> Actor:
    """Who gives the command, for what takes two persons; with today's rights."""
    with built.reading(CLI) as uow:
        account = accounts.account_by_email(uow, email)
    found = built.actor_for(account.id) if account else None
    if found is None:
        raise NotFoundError(_("There is no such account."))
    return found


def emit(data: object, *, as_json: bool, text: str) -> None:
    """Print the answer for a program or for a person; nothing when there is nothing to say."""
    line = json.dumps(data, ensure_ascii=False, default=str) if as_json else text
    if line:
        click.echo(line)


def errors_to_stderr(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what can go wrong on purpose into one line on stderr and exit code 1."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BreachDeskError as error:
            fail(*(say(text) for text in _texts(error)))
        except (SettingsError, KeyFileError) as error:
            fail(str(error))
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        except OperationalError:
            fail(say(_("The database cannot be reached.")))

    return guarded


def say(text: Text) -> str:
    """The sentence in the instance's language."""
    return translator(settings().language)(text)


def fail(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)


def _texts(error: BreachDeskError) -> tuple[Text, ...]:
    if isinstance(error, ManyRulesError):
        return tuple(broken.text for broken in error.broken)
    return (error.text,)
