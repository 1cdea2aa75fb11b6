"""The ready texts: one per type of incident, channel and language, made of a frame and sections.

The sections of a type (texts/<type>.toml) say what happened, what it may lead to, what was done
and what to do; the frame of a language (texts/frames/) says who writes and how to reach them.
They are proposals: whoever takes one makes its statements true before asking for approval.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from breachdesk.kernel.errors import NotFoundError, RuleError
from breachdesk.kernel.text import _
from breachdesk.wording import texts
from breachdesk.wording.domain.placeholders import parse
from breachdesk.wording.domain.standard import STANDARD

FRAMES = ("opening", "data", "closing")
SECTIONS = ("happened", "risks", "done", "advice")


class Channel(StrEnum):
    EMAIL = "email"
    LETTER = "letter"
    WEB = "web"


class ReadyTextError(Exception):
    """A file of ready texts is malformed; the message names it. Stops the start."""


@dataclass(frozen=True, slots=True)
class ReadyText:
    subject: str
    body: str


def ready(incident_type: str, channel: Channel, language: str) -> ReadyText:
    """The text proposed for that type. NotFoundError when there is none."""
    found = READY.get((incident_type, channel, language))
    if found is None:
        raise NotFoundError(_("There is no ready text for this type of incident."))
    return found


def assemble(
    name: str, sections: Mapping[str, Any], frame: Mapping[str, Any], language: str
) -> Iterator[tuple[Channel, ReadyText]]:
    """The texts of one type in one language, each checked against the standard placeholders."""
    try:
        happened, *rest = (
            f"# {frame['headings'][key]}\n\n{sections[key].strip()}" for key in SECTIONS
        )
        for channel in Channel:
            opening, data, closing = (frame[channel][key].strip() for key in FRAMES)
            body = "\n\n".join([opening, happened, data, *rest, closing])
            for text in (frame["subject"], body):
                parse(text, STANDARD[language])
            yield channel, ReadyText(frame["subject"], f"{body}\n")
    except (KeyError, AttributeError, TypeError, RuleError) as error:
        raise ReadyTextError(f"{name}, {language}: {error}") from error


def load(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise ReadyTextError(f"{name}: {error}") from error


def _named(folder: Traversable) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), load(file.name, file.read_text("utf-8"))


def _all() -> dict[tuple[str, Channel, str], ReadyText]:
    folder = resources.files(texts)
    frames = dict(_named(folder / "frames"))
    return {
        (name, channel, language): text
        for name, by_language in _named(folder)
        for language, frame in frames.items()
        for channel, text in assemble(name, by_language.get(language, {}), frame, language)
    }


READY: Mapping[tuple[str, Channel, str], ReadyText] = _all()
