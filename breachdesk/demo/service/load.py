"""Loading the demonstration into an instance without accounts."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from breachdesk.accounts import service as accounts
from breachdesk.accounts.domain import NewAccount
from breachdesk.config import Settings
from breachdesk.demo.cast import IDENTITY, PEOPLE
from breachdesk.demo.service import francetest, rosters, small
from breachdesk.demo.service.stage import Player, Stage
from breachdesk.incidents import service as incidents
from breachdesk.infra.files import write_whole
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations
from breachdesk.organisations.domain import EditSection, NewOrganisation

AWARE_BEFORE = timedelta(hours=30)
HISTORIC = datetime(2021, 8, 27, 18, 0, tzinfo=UTC)
"""Friday 27 August 2021, 20:00 in Paris: the day is public, the hour assumed."""

SETUP = Actor.system("demo")
NOTE = "demo-sign-in.txt"


@dataclass(frozen=True, slots=True)
class DemoResult:
    email: str
    password: str
    incident_id: str
    reference: str


def load(stage: Stage, *, historic: bool = False, persons: int = rosters.PERSONS) -> DemoResult:
    """Play everything; with `historic` the dates of 2021 are kept and no clock runs any more.

    So many `persons` stand in the roster of patients beside the case. Raises RuleError where
    there are accounts already: a demonstration is no guest in real data.
    """
    with stage.reading(SETUP) as uow:
        if accounts.has_accounts(uow):
            raise RuleError(_("There are accounts already: load the demo into an empty instance."))
    now = stage.clock.now().replace(second=0, microsecond=0)
    aware_at = HISTORIC if historic else now - AWARE_BEFORE
    password = "-".join(secrets.token_hex(3) for _part in range(4))
    player = _people(stage, aware_at - timedelta(days=150), password)
    small.play(player, aware_at)
    incident_id = francetest.play(player, aware_at, now)
    with stage.reading(player.actor) as uow:
        reference = incidents.case(uow, incident_id).reference
    _keep_note(stage.settings, PEOPLE[0].email, password)
    rosters.write(stage.settings.home, aware_at, persons)
    return DemoResult(PEOPLE[0].email, password, incident_id, reference)


def sign_in_note(settings: Settings) -> str:
    """How to sign in to the demonstration; empty where there is none."""
    note = settings.home / NOTE
    return note.read_text(encoding="utf-8").strip() if note.exists() else ""


def _keep_note(settings: Settings, email: str, password: str) -> None:
    """In a file only the owner reads, so that a second start can tell it too."""
    write_whole(settings.home / NOTE, [f"Demo sign-in: {email}  password: {password}"])


def _people(stage: Stage, when: datetime, password: str) -> Player:
    """The organisation with its identity and members; the player is its DPO."""
    then = stage.with_clock(FrozenClock(when))
    with then.unit_of_work(SETUP) as uow:
        ids = {one.role: _account(uow, one.email, one.name, password) for one in PEOPLE}
        organisation_id = organisations.create(
            uow, NewOrganisation(new_id(), "Francetest", "Europe/Paris", ids[Role.DPO])
        )
    for role, user_id in ids.items():
        if role is not Role.DPO:
            with then.unit_of_work(SETUP) as uow:
                organisations.appoint(uow, organisation_id, user_id, role)
    for section, values in IDENTITY.items():
        with then.unit_of_work(SETUP) as uow:
            version = organisations.identity(uow, organisation_id).version
            organisations.edit(uow, EditSection(organisation_id, version, section, values))
    actor = stage.actor_for(ids[Role.DPO])
    if actor is None:
        raise RuntimeError("the account just made is gone")
    return Player(stage, actor, organisation_id)


def _account(uow: UnitOfWork, email: str, name: str, password: str) -> str:
    is_first = email == PEOPLE[0].email
    new = NewAccount(email=email, name=name, password=password, is_admin=is_first)
    return accounts.create_account(uow, new).id
