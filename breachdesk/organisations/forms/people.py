"""Forms about members, and the one of the first run."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from breachdesk.accounts.domain import MAX_PASSWORD
from breachdesk.accounts.forms import zone_choices
from breachdesk.accounts.forms.people import MISMATCH, NEW_PASSWORD, PASSWORD_HELP
from breachdesk.kernel.actor import ROLE_LABELS, Role
from breachdesk.kernel.ids import is_id, new_id
from breachdesk.organisations.domain import FirstRun, NewMember
from breachdesk.web.context import services
from breachdesk.web.fields import LabelledField
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import current

MAX_NAME = 120
MAX_EMAIL = 254


class NewMemberForm(OnceForm):
    name = StringField(_l("Name"), validators=[InputRequired(), Length(max=MAX_NAME)])
    email = EmailField(
        _l("E-mail address"),
        description=_l("Somebody without an account gets one, and a link to choose a password."),
        validators=[InputRequired(), Length(max=MAX_EMAIL)],
    )
    role = LabelledField(_l("Role"), ROLE_LABELS)

    def to_command(self) -> NewMember:
        return NewMember(
            self.new_id, self.text("email"), self.text("name"), Role(self.role.data), current()
        )


class RoleForm(Form):
    role = LabelledField(_l("Role"), ROLE_LABELS)


class FirstRunForm(OnceForm):
    name = StringField(
        _l("Your name"),
        validators=[InputRequired(), Length(max=MAX_NAME)],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        _l("Your e-mail address"),
        validators=[InputRequired(), Length(max=MAX_EMAIL)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Password"),
        description=PASSWORD_HELP,
        validators=[InputRequired(), Length(max=MAX_PASSWORD)],
        render_kw=NEW_PASSWORD,
    )
    password_again = PasswordField(
        _l("Password again"),
        validators=[InputRequired(), EqualTo("password", message=MISMATCH)],
        render_kw=NEW_PASSWORD,
    )
    organisation = StringField(
        _l("Name of the body"),
        description=_l("The first one you look after; you become its data protection officer."),
        validators=[InputRequired(), Length(max=200)],
    )
    zone = SelectField(_l("Time zone"))
    organisation_id = HiddenField(default=new_id)

    def __init__(self) -> None:
        super().__init__(data={"zone": services().settings.zone})
        self.zone.choices = zone_choices()

    def to_command(self) -> FirstRun:
        proposed = self.text("organisation_id")
        return FirstRun(
            account_id=self.new_id,
            organisation_id=proposed if is_id(proposed) else new_id(),
            name=self.text("name"),
            email=self.text("email"),
            password=str(self.password.data),
            organisation=self.text("organisation"),
            zone=self.text("zone"),
            language=current(),
        )
