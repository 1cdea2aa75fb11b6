"""Which column is which, kept by an organisation for its next files."""

from collections.abc import Mapping

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.ids import new_id
from breachdesk.rosters import store
from breachdesk.rosters.domain import Columns, RosterView, SavedColumns
from breachdesk.rosters.models import RosterColumns


def saved(uow: UnitOfWork, organisation_id: str, purpose: str) -> tuple[SavedColumns, ...]:
    rows = store.saved_columns(uow.session, organisation_id, purpose)
    return tuple(SavedColumns(row.name, row.headings) for row in rows)


def save(
    uow: UnitOfWork, organisation_id: str, purpose: str, name: str, headings: Mapping[str, str]
) -> None:
    """Keep a mapping under a name; the same name again replaces it."""
    uow.actor.require(Permission.INCIDENT_EDIT, organisation_id)
    for row in store.saved_columns(uow.session, organisation_id, purpose):
        if row.name == name:
            row.headings = dict(headings)
            return
    uow.add(
        RosterColumns(
            id=new_id(),
            organisation_id=organisation_id,
            purpose=purpose,
            name=name,
            headings=dict(headings),
        )
    )


def known_headings(uow: UnitOfWork, incident_id: str, purpose: str) -> dict[str, str]:
    """By kind of column, the heading last kept by the organisation of the case."""
    organisation_id = incidents.case(uow, incident_id).organisation_id
    found: dict[str, str] = {}
    for one in saved(uow, organisation_id, purpose):
        found |= one.headings
    return found


def keep_columns(
    uow: UnitOfWork, view: RosterView, purpose: str, name: str, chosen: Columns
) -> None:
    """Keep which column of a file is which, if a name is given."""
    if name:
        organisation_id = incidents.case(uow, view.incident_id).organisation_id
        headings = {key: view.headings[at] for key, at in chosen.items()}
        save(uow, organisation_id, purpose, name, headings)
