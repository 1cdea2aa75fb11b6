"""Sentences that can be translated later, and data that exists in both languages.

Rules and services name what they have to say as a `Text`; only the edges (pages, mails,
documents, command line) know the reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias, runtime_checkable


@runtime_checkable
class Spoken(Protocol):
    """Data that knows its own words in both languages: Bilingual, labels of the CNIL form."""

    def in_(self, language: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Text:
    """An English msgid with named parameters. str() gives the English sentence."""

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.through(str, "en")

    def through(self, translate: Callable[[str], str], language: str) -> str:
        """The sentence by a gettext function; parameters that can be translated are, too."""
        sentence = translate(self.msgid)
        if not self.params:
            return sentence
        return sentence % {
            name: _spoken(value, translate, language) for name, value in self.params.items()
        }


def _spoken(value: object, translate: Callable[[str], str], language: str) -> object:
    if isinstance(value, Text):
        return value.through(translate, language)
    return value.in_(language) if isinstance(value, Spoken) else value


def _(msgid: str, **params: object) -> Text:
    """Mark a sentence for translation. The name is the one the extractor looks for."""
    return Text(msgid, params)


Translate: TypeAlias = Callable[[Text], str]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Data that exists in both languages by itself: form labels, playbooks, legal references."""

    fr: str
    en: str

    def in_(self, language: str) -> str:
        return self.en if language == "en" else self.fr
