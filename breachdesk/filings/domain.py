"""The batch of mandated filings: its table of contents, and the CNIL's numbers coming back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from breachdesk.controllers.domain import ControllerView
from breachdesk.identities.domain import establishments
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.zones import resolve
from breachdesk.notifications.domain import CopySheet
from breachdesk.rosters.domain import Target

TASK = "mandated-filings"
PURPOSE = "cnil-numbers"
FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %Hh%M")


@dataclass(frozen=True, slots=True)
class BatchRead(Event):
    """A batch was downloaded; `subject_id` is its task."""

    tag: ClassVar[str] = "filing:batch-read"


@dataclass(frozen=True, slots=True)
class NumbersImported(Event):
    tag: ClassVar[str] = "filing:numbers-imported"
    count: int


def whole_number(text: str) -> str:
    if not text.isascii() or not text.isdigit() or len(text) > 6:  # noqa: PLR2004
        raise RuleError(_("Write the number in digits, like 386970."))
    return str(int(text))


def moment(text: str) -> str:
    """A wall-clock time of Paris, as ISO 8601 in UTC."""
    for form in FORMATS:
        try:
            local = datetime.strptime(" ".join(text.split()), form)  # noqa: DTZ007  # made aware below
        except ValueError:
            continue
        return resolve(local, "Europe/Paris").isoformat()
    raise RuleError(_("Write date and time like 27/08/2021 18:40."))


TARGETS = (
    Target("number", _("Number of the controller"), ("numero", "n", "no"), whole_number),
    Target(
        "finess",
        _("FINESS number"),
        ("n finess", "numero finess", "finess number"),
        establishments.finess,
    ),
    Target(
        "siret",
        _("SIRET number"),
        ("n siret", "numero siret", "siret number"),
        establishments.siret,
    ),
    Target(
        "cnil_number",
        _("CNIL number"),
        ("numero cnil", "n cnil", "numero de notification", "recepisse"),
        is_required=True,
    ),
    Target(
        "filed_at",
        _("Filed at"),
        ("depose le", "deposee le", "filed at", "date", "date de depot", "heure de depot"),
        moment,
        is_required=True,
    ),
)

INDEX: tuple[Text, ...] = (
    _("Number"),
    _("FINESS number"),
    _("SIRET number"),
    _("Name of the body"),
    _("CNIL number"),
    _("Filed at"),
)
"""Headings of the table of contents: filled in and imported again, it records the filings."""


def index_row(one: ControllerView) -> list[str]:
    identity = one.identity
    return [str(one.number), identity["finess"], identity["siret"], one.name, "", ""]


def stem(one: ControllerView) -> str:
    """Of the files of one controller: numbers only, no name."""
    identity = one.identity
    key = identity["finess"] or identity["siret"]
    return f"{one.number:04d}-{key}" if key else f"{one.number:04d}"


def copy_text(sheet: CopySheet) -> str:
    """The form as plain text, to copy from where no browser is at hand."""
    lines: list[str] = []
    for section in sheet.sections:
        lines += [f"{section.number}. {section.title}", ""]
        for field in section.fields:
            lines += [field.label, *field.lines, ""]
    return "\n".join(lines)


def waiting(controllers: Sequence[ControllerView]) -> tuple[ControllerView, ...]:
    """Those that gave the mandate and whose filing is not recorded, the most urgent first."""
    found = [
        one
        for one in controllers
        if one.mandate_file.value == "yes" and one.filed_at is None and one.withdrawn_at is None
    ]
    return tuple(sorted(found, key=lambda one: (one.due_at is None, one.due_at, one.number)))
