"""What people fill in to settle a duty or to start an optional clock."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from breachdesk.obligations.domain import Discharge
from breachdesk.obligations.registry import REGIMES
from breachdesk.web.fields import InstantField
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import say


class DischargeForm(Form):
    version = IntegerField(widget=HiddenInput())
    at = InstantField(_l("Done at"))
    proof = TextAreaField(
        _l("What shows it"), description=_l("A reference, a file, a message: what one can look up.")
    )
    delay_reason = TextAreaField(
        _l("Reasons for the delay"), description=_l("Needed when it was done after the due time.")
    )

    def to_command(self) -> Discharge:
        return Discharge(
            at=self.moment("at"),
            proof=self.text("proof"),
            delay_reason=self.text("delay_reason"),
        )


class ReasonForm(Form):
    """Why a duty is set aside, or taken up again."""

    version = IntegerField(widget=HiddenInput())
    reason = TextAreaField(_l("Reason"))


class OptionalClockForm(OnceForm):
    duty = SelectField(_l("Clock"), validators=[InputRequired()])
    started_at = InstantField(_l("It runs from"))

    def __init__(self) -> None:
        super().__init__()
        self.duty.choices = {
            say(regime.title): [(one.code, say(one.title)) for one in regime.duties]
            for regime in REGIMES.values()
        }
