"""The reader's language, and saying a Text in it."""

from flask import has_request_context, session
from flask_babel import get_locale, gettext

from breachdesk.kernel.text import Spoken, Text
from breachdesk.web.context import services, visitor

LANGUAGES = ("fr", "en")


def chosen() -> str:
    """The session's choice, else the person's setting, else the instance's default."""
    if not has_request_context():
        return "fr"
    picked = session.get("language")
    if picked in LANGUAGES:
        return str(picked)
    person = visitor()
    return person.language if person else services().settings.language


def locale() -> str:
    """The same for Flask-Babel: Flask-Security files its French catalogue under fr_FR."""
    return "en" if chosen() == "en" else "fr_FR"


def current() -> str:
    locale = get_locale()
    return "en" if locale and locale.language == "en" else "fr"


def say(value: Text | Spoken | str) -> str:
    """The value in the reader's language; a plain string is already words."""
    if isinstance(value, Text):
        return value.through(gettext, current())
    return value.in_(current()) if isinstance(value, Spoken) else value
