"""Forms of one act each: approving, launching, pausing, stopping, deciding, looking."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.kernel.typed import number
from breachdesk.outreach.domain.campaign import MAX_NAME
from breachdesk.outreach.domain.sms import MAX_TEXT
from breachdesk.web.fields import InstantField
from breachdesk.web.forms import Form, OnceForm

REASON = Length(max=1_000)


class NewCampaignForm(OnceForm):
    name = StringField(_l("Name"), validators=[InputRequired(), Length(max=MAX_NAME)])


class ConfirmForm(VersionedForm):
    """A button with a version and nothing to type."""


class LaunchForm(VersionedForm):
    at = InstantField(_l("Start at"), optional=True, description=_l("Empty to start now."))


class ReasonForm(VersionedForm):
    why = TextAreaField(_l("Reason"), validators=[InputRequired(), REASON])


class DecisionForm(Form):
    """About the uncertain mails that were ticked, or about all of them."""

    wanted = RadioField(_l("What to do"), validators=[InputRequired()])
    why = TextAreaField(_l("Reason"), validators=[REASON])

    def __init__(self) -> None:
        super().__init__()
        self.wanted.choices = [
            ("accepted", _l("Count as arrived")),
            ("refused", _l("Count as refused: write to these persons another way")),
            ("resend", _l("Ask for them to be sent again (a second person must agree)")),
            ("confirm", _l("Agree to send again what somebody else asked for")),
        ]


class TrialForm(Form):
    language = SelectField(_l("Language"))

    def __init__(self) -> None:
        super().__init__()
        self.language.choices = [("fr", "Français"), ("en", "English")]

    @property
    def chosen(self) -> str:
        return self.text("language") if self.text("language") in LANGUAGES else "fr"


class PlaceForm(Form):
    place = StringField(_l("Place in the audience"), default="1")

    @property
    def offset(self) -> int:
        return max((number(self.text("place")) or 1) - 1, 0)


class SmsForm(OnceForm):
    message = TextAreaField(
        _l("Text"),
        description=_l("Name the sender and a number to check at; no link, nothing about health."),
        validators=[InputRequired(), Length(max=MAX_TEXT)],
    )

    def __init__(self, draft: str) -> None:
        super().__init__(data={"message": draft})
