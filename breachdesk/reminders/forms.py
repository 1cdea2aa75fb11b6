"""The rules of an organisation's reminders."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.reminders.domain import Rules
from breachdesk.web.forms import Form


class RulesForm(Form):
    version = IntegerField(widget=HiddenInput())
    is_on = BooleanField(_l("Send reminders"))
    hours_before = StringField(
        _l("Hours before the due time"),
        description=_l("Whole numbers separated by commas; 0 is the due time itself."),
    )
    repeat_hours = IntegerField(
        _l("While overdue, every so many hours"), validators=[InputRequired()]
    )
    management_from = IntegerField(
        _l("Tell management too, from so many hours before"), validators=[InputRequired()]
    )

    def fill(self, rules: Rules, version: int) -> None:
        self.version.data = version
        self.is_on.data = rules.is_on
        self.hours_before.data = ", ".join(str(hours) for hours in rules.hours_before)
        self.repeat_hours.data = rules.repeat_hours
        self.management_from.data = rules.management_from

    def to_rules(self) -> Rules:
        """Raise RuleError when the hours are no list of whole numbers."""
        parts = [part.strip() for part in self.text("hours_before").split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):  # noqa: PLR2004
            raise RuleError(_("Write whole numbers separated by commas."), field="hours_before")
        hours = tuple(sorted({int(part) for part in parts}, reverse=True))
        repeat, management = self.repeat_hours.data or 0, self.management_from.data or 0
        return Rules(hours, repeat, management, bool(self.is_on.data))
