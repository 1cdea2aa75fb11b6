"""What people fill in about a case."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from breachdesk.incidents.domain import (
    CERTAINTY_LABELS,
    CHANNEL_LABELS,
    ROLE_LABELS,
    TYPE_LABELS,
    Case,
    EditIncident,
    NewIncident,
)
from breachdesk.web.fields import InstantField, LabelledField, LabelledRadio
from breachdesk.web.forms import Form, OnceForm

AWARE_HELP = _l(
    "EDPB Guidelines 9/2022: the moment one is reasonably certain that a security incident has "
    "compromised personal data. The 72 hours of Article 33(1) GDPR run from here."
)


class OpenIncidentForm(OnceForm):
    title = StringField(
        _l("What happened, in one line"),
        description=_l("Without any person's name."),
        validators=[InputRequired(_l("Give the incident a title."))],
    )
    incident_type = LabelledField(_l("Type of incident"), TYPE_LABELS)
    channel = LabelledField(_l("How it came to light"), CHANNEL_LABELS)
    channel_other = StringField(_l("If other, which"))
    discovered_at = InstantField(
        _l("Discovered at"),
        optional=True,
        description=_l("When somebody first noticed. Leave empty if it is not known yet."),
    )
    aware_at = InstantField(_l("Aware at"), description=AWARE_HELP)
    organisation_id = SelectField(_l("Organisation"), validators=[InputRequired()])
    role = LabelledRadio(_l("Its role in the processing"), ROLE_LABELS, default="controller")
    certainty = LabelledRadio(_l("The breach is"), CERTAINTY_LABELS, default="suspected")

    def __init__(self, organisations: Mapping[str, str]) -> None:
        super().__init__()
        self.organisation_id.choices = list(organisations.items())

    def to_command(self) -> NewIncident:
        return NewIncident(
            id=self.new_id,
            organisation_id=self.text("organisation_id"),
            title=self.text("title"),
            role=self.role.data,
            certainty=self.certainty.data,
            incident_type=self.incident_type.data,
            channel=self.channel.data,
            channel_other=self.text("channel_other"),
            discovered_at=self.discovered_at.data,
            aware_at=self.moment("aware_at"),
            zone=self.aware_at.zone_text,
        )


class EditIncidentForm(Form):
    version = IntegerField(widget=HiddenInput())
    title = StringField(_l("What happened, in one line"))
    channel = LabelledField(_l("How it came to light"), CHANNEL_LABELS)
    channel_other = StringField(_l("If other, which"))
    discovered_at = InstantField(_l("Discovered at"), optional=True)
    role = LabelledRadio(_l("Its role in the processing"), ROLE_LABELS)
    certainty = LabelledRadio(_l("The breach is"), CERTAINTY_LABELS)

    def to_command(self, case: Case) -> EditIncident:
        return EditIncident(
            id=case.id,
            version=self.version.data or 0,
            title=self.text("title"),
            role=self.role.data,
            certainty=self.certainty.data,
            channel=self.channel.data,
            channel_other=self.text("channel_other"),
            discovered_at=self.discovered_at.data,
        )


class AwarenessForm(Form):
    version = IntegerField(widget=HiddenInput())
    aware_at = InstantField(_l("Aware at"), description=AWARE_HELP)
    reason = TextAreaField(_l("Why the former time was wrong"), validators=[Length(max=5_000)])


class ReasonForm(Form):
    """One sentence that says why, for acts that must be explained."""

    reason = TextAreaField(_l("Reason"), validators=[Length(max=5_000)])


class ListForm(Form):
    """The filter above the list of cases; read from the address, so that it can be kept."""

    class Meta:
        csrf = False

    words = StringField(_l("Title or reference"))
    organisation_id = SelectField(_l("Organisation"))
    archived = BooleanField(_l("Archived ones"))

    def __init__(self, organisations: Mapping[str, str], arguments: object) -> None:
        super().__init__(formdata=arguments)
        self.organisation_id.choices = [("", _l("All")), *organisations.items()]
