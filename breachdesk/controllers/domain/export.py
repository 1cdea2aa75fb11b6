"""How a controller reads as a line of a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from breachdesk.controllers.domain.clock import BASIS_LABELS
from breachdesk.controllers.domain.controller import (
    ANSWER_LABELS,
    CONTACT_LABELS,
    FIELD_LABELS,
    IDENTITY,
    LACK_LABELS,
    ControllerView,
)
from breachdesk.kernel.cells import safe_cell
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.zones import in_zone

COLUMNS: Mapping[str, Text] = {
    "number": _("Number"),
    **{key: FIELD_LABELS[key] for key in IDENTITY},
    "persons": _("Persons concerned"),
    "contact": _("Contact"),
    "notice_sent_at": _("Notice sent at"),
    "delivered_at": _("Delivered at"),
    "acknowledged_at": _("Acknowledged at"),
    "other_at": _("Knew from elsewhere at"),
    "aware_at": _("Aware at"),
    "aware_basis": _("Aware by"),
    "due_at": _("Due at"),
    "mandate_file": _("Mandate to notify the CNIL"),
    "mandate_inform": _("Mandate to inform the persons"),
    "filed_at": _("Filed at"),
    "cnil_number": _("CNIL number"),
    "withdrawn_at": _("Withdrawn at"),
    "lacks": _("What is missing"),
}


@dataclass(frozen=True, slots=True)
class ControllersExported(Event):
    tag: ClassVar[str] = "controller:exported"
    count: int


def as_row(one: ControllerView, zone_name: str, say: Callable[[Text], str]) -> list[str]:
    """One cell a column of COLUMNS; instants with the offset of the zone."""

    def iso(at: datetime | None) -> str:
        return in_zone(at, zone_name).isoformat() if at else ""

    basis = say(BASIS_LABELS[one.aware_basis]) if one.aware_basis else ""
    values: dict[str, str] = {
        "number": str(one.number),
        **one.identity,
        "persons": "" if one.persons is None else str(one.persons),
        "contact": say(CONTACT_LABELS[one.contact]),
        "aware_basis": basis,
        "mandate_file": say(ANSWER_LABELS[one.mandate_file]),
        "mandate_inform": say(ANSWER_LABELS[one.mandate_inform]),
        "cnil_number": one.cnil_number,
        "lacks": ", ".join(say(LACK_LABELS[lack]) for lack in one.lacks),
    }
    for key in COLUMNS:
        if key.endswith("_at"):
            values[key] = iso(getattr(one, key))
    return [safe_cell(values[key]) for key in COLUMNS]
