"""Flask-Security: its pages at our addresses, in our look, with our rules."""

from contextlib import ExitStack
from datetime import timedelta
from typing import Any, NoReturn

from flask import Flask, abort, current_app, render_template, request
from flask.wrappers import Response
from flask_babel import lazy_gettext as _l
from flask_security import Security, user_authenticated

from breachdesk.accounts import service
from breachdesk.accounts.forms.person import Person
from breachdesk.accounts.forms.sign_in import (
    SIGN_IN,
    CodeForm,
    ConfirmForm,
    RecoveryCodeForm,
    RecoveryCodesForm,
    RescueForm,
    SecondFactorForm,
    SignInForm,
)
from breachdesk.accounts.views.datastore import Accounts, OneTimeCodes, RecoveryCodes
from breachdesk.infra.keys import KeyRing
from breachdesk.web import session
from breachdesk.web.context import services
from breachdesk.web.forms import Form
from breachdesk.web.guards import NotSignedInError, public
from breachdesk.web.replies import UNPROCESSABLE, is_local

FRESH = timedelta(minutes=10)
"""How recent the password must be to change the second factor."""

SETTINGS = {
    "LOGIN_URL": "/login",
    "LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    # Signing out is accounts/views/own.py: it must end the session before it forgets it.
    "LOGOUT_METHODS": None,
    "VERIFY_URL": "/account/confirm",
    "VERIFY_TEMPLATE": "accounts/confirm.html",
    "FRESHNESS": FRESH,
    "FRESHNESS_GRACE_PERIOD": FRESH,
    "TWO_FACTOR": True,
    "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "TWO_FACTOR_IMPLEMENTATIONS": {"code": "flask_security.twofactor.CodeTfPlugin"},
    "TWO_FACTOR_RESCUE_EMAIL": False,
    "TWO_FACTOR_SETUP_URL": "/account/second-factor",
    "TWO_FACTOR_SETUP_TEMPLATE": "accounts/second_factor.html",
    "TWO_FACTOR_TOKEN_VALIDATION_URL": "/login/code",
    "TWO_FACTOR_VERIFY_CODE_TEMPLATE": "accounts/code.html",
    "TWO_FACTOR_RESCUE_URL": "/login/rescue",
    "TWO_FACTOR_SELECT_URL": "/login/choose",
    "TWO_FACTOR_POST_SETUP_VIEW": "accounts.show",
    "MULTI_FACTOR_RECOVERY_CODES": True,
    "MULTI_FACTOR_RECOVERY_CODES_URL": "/account/recovery-codes",
    "MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "accounts/recovery_codes.html",
    "MULTI_FACTOR_RECOVERY_URL": "/login/recovery-code",
    "MULTI_FACTOR_RECOVERY_TEMPLATE": "accounts/recovery_code.html",
    "TOTP_ISSUER": "BreachDesk",
    "API_ENABLED_METHODS": ["session"],
    "PASSWORD_SCHEMES": ["argon2"],
    "HASHING_SCHEMES": ["sha256_crypt"],
    "RETURN_GENERIC_RESPONSES": True,
    "CACHE_CONTROL": None,
    "STATIC_FOLDER": None,
    "CLI_USERS_NAME": None,
    "CLI_ROLES_NAME": None,
}

MESSAGES = {
    "TWO_FACTOR_INVALID_TOKEN": (_l("This code is wrong, too old or used already."), "error"),
    "INVALID_RECOVERY_CODE": (_l("This is none of your unused recovery codes."), "error"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_l("You are signed in."), "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (
        _l("From now on, signing in asks for a code of your authenticator."),
        "success",
    ),
    "TWO_FACTOR_DISABLED": (_l("Signing in no longer asks for a code."), "success"),
    "TWO_FACTOR_PERMISSION_DENIED": (_l("Start by signing in."), "error"),
    "REAUTHENTICATION_REQUIRED": (_l("Give your password once more to go on."), "info"),
    "REAUTHENTICATION_SUCCESSFUL": (_l("Thank you."), "success"),
}


OURS: dict[str, Any] = {
    "login_form": SignInForm,
    "verify_form": ConfirmForm,
    "two_factor_verify_code_form": CodeForm,
    "two_factor_setup_form": SecondFactorForm,
    "two_factor_rescue_form": RescueForm,
    "mf_recovery_codes_form": RecoveryCodesForm,
    "mf_recovery_form": RecoveryCodeForm,
    "totp_cls": OneTimeCodes,
    "mf_recovery_codes_util_cls": RecoveryCodes,
}


def register(app: Flask, keys: KeyRing) -> None:
    for name, value in SETTINGS.items():
        app.config[f"SECURITY_{name}"] = value
    for name, message in MESSAGES.items():
        app.config[f"SECURITY_MSG_{name}"] = message
    app.config["SECURITY_TOTP_SECRETS"] = {"1": keys.derive("second-factor").hex()}
    security = Security(app, Accounts(), render_template=_render, **OURS)  # type: ignore[arg-type]
    security.login_context_processor(_login_words)
    security.want_json(lambda _request: False)
    security.unauthn_handler(_ask_to_sign_in)
    security.login_manager.request_loader(_nobody)
    user_authenticated.connect(_signed_in, app)
    app.before_request(_refuse_foreign_next)
    _tag(app)


def _tag(app: Flask) -> None:
    """Every endpoint says who may use it; Flask-Security checks the person by itself."""
    for endpoint, view in app.view_functions.items():
        if endpoint.startswith("security."):
            public(view)


def _render(template: str, **words: Any) -> Response:  # noqa: ANN401  # Flask-Security's words
    """One of its forms becomes `form`, which our layouts know; a refused one answers 422."""
    forms = [word for word in words.values() if isinstance(word, Form)]
    refused = [form for form in forms if form.is_refused]
    page = render_template(template, form=next(iter(refused or forms), None), **words)
    return current_app.make_response((page, UNPROCESSABLE if refused else 200))


def _login_words() -> dict[str, bool]:
    """Somebody who starts an instance without an account must learn how to get one."""
    with services().reading(SIGN_IN) as uow:
        return {"has_accounts": service.has_accounts(uow)}


def _signed_in(sender: Flask, user: Person, **_rest: object) -> None:  # noqa: ARG001
    """Both factors were right. Without its audit event there is no session."""
    with ExitStack() as undo:
        undo.callback(session.end)
        with services().unit_of_work(SIGN_IN) as uow:
            second = user.tf_totp_secret is not None
            service.note_signed_in(uow, str(user.id), with_second_factor=second)
        undo.pop_all()
    session.begin()


def _ask_to_sign_in(mechanisms: object = None, headers: object = None) -> NoReturn:  # noqa: ARG001
    raise NotSignedInError


def _nobody(_request: object) -> None:
    """No header, no query string and no body signs anybody in: only the session does."""


def _refuse_foreign_next() -> None:
    if not str(request.endpoint).startswith("security."):
        return
    if not all(is_local(address) for address in request.values.getlist("next") if address):
        abort(400)
