"""Forms of signing in, on Flask-Security's, judged by our own service."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_security.forms import (
    LoginForm,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.recovery_codes import MfRecoveryCodesForm, MfRecoveryForm
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from breachdesk.accounts import service
from breachdesk.accounts.domain import Credentials
from breachdesk.accounts.forms.person import Person
from breachdesk.infra.passwords import is_outdated, matches
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.text import _
from breachdesk.web.context import services
from breachdesk.web.forms import Form
from breachdesk.web.replies import is_local
from breachdesk.web.session import wait_for_code

SIGN_IN = Actor.system("sign-in")
REFUSED = _(
    "The e-mail address or the password is wrong, or the account is locked for now after too many "
    "tries."
)
WRONG_PASSWORD = _("This is not your password.")
MAX_EMAIL = 254
MAX_CODE = 60
CODE_WORDS = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


def try_password(email: str, password: str) -> Credentials | None:
    """The account the two open; None alike for every reason to refuse.

    Hashing, which takes time on purpose, happens between two short transactions.
    """
    with services().reading(SIGN_IN) as uow:
        found = service.credentials(uow, email)
    is_right = matches(found.password_hash if found else None, password)
    stored = found.password_hash if found else None
    rehash = password if is_right and stored and is_outdated(stored) else None
    with services().unit_of_work(SIGN_IN) as uow:
        is_good = service.note_attempt(
            uow, found.id if found else None, is_right=is_right, rehash=rehash
        )
    return found if is_good else None


class SignInForm(Form, LoginForm):
    """E-mail address and password; `user` is set once both are right."""

    email = EmailField(
        _l("E-mail address"),
        validators=[InputRequired(), Length(max=MAX_EMAIL)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[InputRequired()],
        render_kw={"autocomplete": "current-password"},
    )
    remember = None  # type: ignore[assignment]  # there is no staying signed in
    submit = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # WTForms' signature
        super().__init__(*args, **kwargs)
        if not is_local(self.next.data or ""):
            self.next.data = "/"

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401  # Flask-Security's signature
        if not FlaskForm.validate(self, **kwargs):
            return False
        found = try_password(self.text("email"), str(self.password.data))
        if found is None:
            self.refuse(REFUSED)
            return False
        self.user = Person(found)
        wait_for_code()
        return True


class ConfirmForm(Form, VerifyForm):
    """The password once more, before something delicate."""

    password = PasswordField(
        _l("Password"),
        validators=[InputRequired()],
        render_kw={"autocomplete": "current-password"},
    )
    submit = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # WTForms' signature
        super().__init__(*args, **kwargs)
        if not is_local(self.next.data or ""):
            self.next.data = "/"

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401  # Flask-Security's signature
        if not FlaskForm.validate(self, **kwargs):
            return False
        if try_password(self.user.email, str(self.password.data)) is None:
            self.refuse(WRONG_PASSWORD, "password")
        return not self.is_refused


class CodeForm(Form, TwoFactorVerifyCodeForm):
    code = StringField(
        _l("Code of six digits"),
        validators=[InputRequired(), Length(max=MAX_CODE)],
        render_kw=CODE_WORDS,
    )
    submit = None  # type: ignore[assignment]


class RecoveryCodeForm(Form, MfRecoveryForm):
    code = StringField(
        _l("Recovery code"),
        validators=[InputRequired(), Length(max=MAX_CODE)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    submit = None  # type: ignore[assignment]


class SecondFactorForm(Form, TwoFactorSetupForm):
    """Set up, replace or remove the authenticator: `setup` is the name of the button."""

    setup = HiddenField()  # type: ignore[assignment]  # Flask-Security checks what it may hold


class RecoveryCodesForm(Form, MfRecoveryCodesForm):
    """Make recovery codes."""


class RescueForm(Form, TwoFactorRescueForm):
    """Only recovery codes help; Flask-Security adds them to the choices when there are some."""

    help_setup = RadioField(choices=[])
    submit = None  # type: ignore[assignment]
