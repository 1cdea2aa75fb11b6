"""Translations outside a request: documents, mails and the command line."""

from functools import cache

from babel.support import Translations

from breachdesk.infra.paths import resource
from breachdesk.kernel.text import Text, Translate

LANGUAGES = ("fr", "en")


@cache
def catalogue(language: str) -> Translations:
    """The compiled catalogue of `language`; raises FileNotFoundError when it is missing."""
    if language not in LANGUAGES:
        raise ValueError(language)
    path = resource("translations") / language / "LC_MESSAGES" / "messages.mo"
    with path.open("rb") as file:
        return Translations(file, domain="messages")


def translator(language: str) -> Translate:
    """A function that says a Text in `language`."""
    translate = catalogue(language).ugettext

    def say(text: Text) -> str:
        return text.through(translate, language)

    return say
