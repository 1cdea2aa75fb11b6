"""Jinja outside a request: documents and mails."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from breachdesk.infra.i18n import catalogue, translator
from breachdesk.infra.paths import resource
from breachdesk.kernel.text import Spoken, Text
from breachdesk.kernel.typography import both_zones, count, decimal, instant, length, moment


@cache
def environment(language: str) -> Environment:
    env = Environment(
        loader=FileSystemLoader(resource("templates")),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    say = translator(language)

    def words(value: Text | Spoken | str) -> str:
        if isinstance(value, Text):
            return say(value)
        return value.in_(language) if isinstance(value, Spoken) else value

    env.filters["t"] = words
    env.filters["instant"] = lambda at, zone="Europe/Paris": instant(at, zone, language)
    env.filters["moment"] = moment
    env.filters["both_zones"] = lambda at, zone: both_zones(at, zone, language)
    env.filters["decimal"] = lambda number: decimal(number, language)
    env.filters["count"] = lambda number: count(number, language)
    env.filters["time_length"] = lambda span: length(span, language)
    env.globals["lang"] = language
    return env


def render(template: str, language: str, words: Mapping[str, object]) -> str:
    """Fill a template; a word it uses and `words` lacks raises UndefinedError by name."""
    return environment(language).get_template(template).render(words)
