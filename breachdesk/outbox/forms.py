"""What a person decides about an uncertain mail."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from breachdesk.outbox.domain import MailState
from breachdesk.web.forms import Form


class DecisionForm(Form):
    wanted = RadioField(_l("What to do"), validators=[InputRequired()])
    reason = TextAreaField(_l("Reason"))

    def __init__(self) -> None:
        super().__init__()
        self.wanted.choices = [
            (MailState.QUEUED.value, _l("Send it again (the person may get it twice)")),
            (MailState.ACCEPTED.value, _l("Count it as sent")),
        ]
