"""The main menu: which pages, for whom."""

from dataclasses import dataclass

from flask import request

from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.web.context import visitor


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu, shown to those who have the permission somewhere (None: to all)."""

    endpoint: str
    label: Text
    permission: Permission | None = None

    @property
    def is_current(self) -> bool:
        return request.blueprint == self.endpoint.partition(".")[0]


MENU = (
    Entry("dashboard.index", _("Dashboard")),
    Entry("incidents.index", _("Incidents"), Permission.INCIDENT_READ),
    Entry("register.index", _("Register"), Permission.INCIDENT_READ),
    Entry("organisations.index", _("Organisations")),
    Entry("calendars.index", _("Calendar"), Permission.INCIDENT_READ),
    Entry("outbox.index", _("Outbox"), Permission.OUTBOX_READ),
    Entry("accounts.index", _("Accounts"), Permission.ACCOUNT_MANAGE),
)


def menu() -> list[Entry]:
    person = visitor()
    if person is None:
        return []
    return [one for one in MENU if one.permission is None or person.may(one.permission)]
