"""Forms about an account: making one, its profile, its password."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import AnyOf, EqualTo, InputRequired, Length

from breachdesk.accounts.domain import LANGUAGE_LABELS, MAX_PASSWORD, NewAccount, Profile
from breachdesk.kernel.zones import ZONES
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.language import current, say
from breachdesk.web.replies import is_local

MAX_NAME = 120
MAX_EMAIL = 254
NEW_PASSWORD = {"autocomplete": "new-password"}
MISMATCH = _l("The two passwords differ.")
PASSWORD_HELP = _l(
    "At least 15 characters. A few words that have nothing to do together are easy to remember."
)


def zone_choices() -> list[tuple[str, str]]:
    return [(zone.name, say(zone.label)) for zone in ZONES]


def language_choices() -> list[tuple[str, str]]:
    return [(code, say(label)) for code, label in LANGUAGE_LABELS.items()]


class ProfileForm(Form):
    name = StringField(
        _l("Name"),
        validators=[InputRequired(), Length(max=MAX_NAME)],
        render_kw={"autocomplete": "name"},
    )
    language = SelectField(_l("Language"))
    zone = SelectField(_l("Time zone"))

    def __init__(self, profile: Profile | None = None) -> None:
        super().__init__(obj=profile)
        self.language.choices = language_choices()
        self.zone.choices = zone_choices()

    def to_command(self) -> Profile:
        return Profile(self.text("name"), self.text("language"), self.text("zone"))


class PasswordForm(Form):
    # Fields with "password" in their name are never put into a page again: web/errors.py.
    current_password = PasswordField(
        _l("Present password"),
        validators=[InputRequired()],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _l("New password"),
        description=PASSWORD_HELP,
        validators=[InputRequired(), Length(max=MAX_PASSWORD)],
        render_kw=NEW_PASSWORD,
    )
    password_again = PasswordField(
        _l("New password again"),
        validators=[InputRequired(), EqualTo("password", message=MISMATCH)],
        render_kw=NEW_PASSWORD,
    )


class InvitationForm(Form):
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


class NewAccountForm(OnceForm):
    name = StringField(_l("Name"), validators=[InputRequired(), Length(max=MAX_NAME)])
    email = EmailField(_l("E-mail address"), validators=[InputRequired(), Length(max=MAX_EMAIL)])
    language = SelectField(_l("Language"))
    is_admin = BooleanField(
        _l("Technical administrator"),
        description=_l("Manages accounts and organisations; sees no case."),
    )

    def __init__(self) -> None:
        super().__init__(data={"language": current()})
        self.language.choices = language_choices()

    def to_command(self) -> NewAccount:
        return NewAccount(
            self.text("email"),
            self.text("name"),
            self.text("language"),
            is_admin=bool(self.is_admin.data),
            id=self.new_id,
        )


class LanguageForm(Form):
    """The switch on every page; `next` is where the person was."""

    language = HiddenField(validators=[AnyOf(list(LANGUAGE_LABELS))])
    next = HiddenField()

    @property
    def back(self) -> str:
        address = str(self.next.data or "")
        return address if is_local(address) else "/"

    @property
    def picked(self) -> str:
        return str(self.language.data) if self.accepted() else current()
