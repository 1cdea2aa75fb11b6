"""The form of an entry, and the filter above the list."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from breachdesk.kernel.zones import FIRST_YEAR, LAST_YEAR, midnight
from breachdesk.timeline.domain import KIND_LABELS, EntryFilter, EntryKind, NewEntry
from breachdesk.web.fields import InstantField, LabelledField
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import say


class EntryForm(OnceForm):
    occurred_at = InstantField(_l("When it happened"))
    entry_kind = LabelledField(_l("Kind"), KIND_LABELS, default=EntryKind.NOTE)
    what = TextAreaField(_l("What happened"))
    source = StringField(
        _l("Source"), description=_l("Who says so, or where it can be checked. No patient’s name.")
    )

    def to_command(self, incident_id: str) -> NewEntry:
        return NewEntry(
            id=self.new_id,
            incident_id=incident_id,
            occurred_at=self.moment("occurred_at"),
            kind=self.entry_kind.data,
            text=str(self["what"].data or ""),
            source=str(self["source"].data or ""),
        )


class FilterForm(Form):
    class Meta:
        csrf = False

    kind = SelectField(_l("Kind"), default="")
    origin = SelectField(_l("Written by"), default="")
    words = StringField(_l("Words"))
    since = DateField(_l("From"), validators=[Optional()])
    until = DateField(_l("Until"), validators=[Optional()])

    def __init__(self, arguments: object) -> None:
        super().__init__(formdata=arguments)
        kinds = [(kind.value, say(label)) for kind, label in KIND_LABELS.items()]
        self.kind.choices = [("", _l("All")), *kinds]
        self.origin.choices = [
            ("", _l("Everybody")),
            ("people", _l("People")),
            ("program", _l("The program")),
        ]

    def to_filter(self, zone_name: str) -> EntryFilter:
        """Days are whole days of the reader's zone."""
        kind = str(self["kind"].data or "")
        since, until = self["since"].data, self["until"].data
        return EntryFilter(
            kind=EntryKind(kind) if kind in set(EntryKind) else None,
            automatic={"people": False, "program": True}.get(str(self["origin"].data)),
            words=self.text("words"),
            since=midnight(since, zone_name) if _is_meant(since) else None,
            until=midnight(until + timedelta(days=1), zone_name) if _is_meant(until) else None,
        )


def _is_meant(day: date | None) -> bool:
    """A filter with a year nobody means is no filter."""
    return day is not None and FIRST_YEAR <= day.year <= LAST_YEAR
