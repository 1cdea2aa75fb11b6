"""The closed list of placeholders for texts to people, by the language of the text."""

from collections.abc import Mapping
from dataclasses import dataclass

from breachdesk.kernel.text import Bilingual, Text, _
from breachdesk.wording.domain.placeholders import Placeholder


@dataclass(frozen=True, slots=True)
class _Entry:
    """`name` is the key of the value in both languages; English texts may say `alias`."""

    name: str
    alias: str
    meaning: Text
    example: Bilingual
    is_flag: bool = False


def _same(example: str) -> Bilingual:
    return Bilingual(example, example)


ENTRIES = (
    _Entry(
        "civilité", "title", _("Title of the person, as in the address."), Bilingual("Madame", "Ms")
    ),
    _Entry("prénom", "first name", _("First name of the person."), _same("Camille")),
    _Entry("nom", "surname", _("Surname of the person."), _same("Exemple")),
    _Entry(
        "organisme",
        "organisation",
        _("Who is responsible for the data and writes: the pharmacy, for instance."),
        _same("Pharmacie du Port"),
    ),
    _Entry(
        "sous-traitant",
        "provider",
        _("The provider at which the breach took place."),
        _same("Exemple Services"),
    ),
    _Entry(
        "date de la violation",
        "date of the breach",
        _("When the breach took place, as it stands in a sentence."),
        Bilingual("le 27 août 2026", "on 27 August 2026"),
    ),
    _Entry(
        "données concernées",
        "data concerned",
        _("The data of this person that are concerned, parted by commas."),
        Bilingual(
            "votre nom, votre adresse électronique et votre numéro de téléphone",
            "your name, your e-mail address and your telephone number",
        ),
    ),
    _Entry(
        "contact du dpo",
        "dpo contact",
        _("E-mail address of the data protection officer."),
        _same("dpo@pharmacie-du-port.example"),
    ),
    _Entry(
        "téléphone",
        "telephone",
        _("Number at which people get answers, free of charge."),
        _same("01 99 00 12 34"),
    ),
    _Entry(
        "page de vérification",
        "check page",
        _("Address of the page on which people check that a message is genuine."),
        _same("https://pharmacie-du-port.example/message"),
    ),
    _Entry(
        "code", "check code", _("Code that this person types on that page."), _same("7KQ4-M2XD")
    ),
    _Entry("référence", "reference", _("Reference of the message."), _same("2026-0042")),
    _Entry(
        "mineur",
        "minor",
        _("The person is a minor; the parents receive the text."),
        Bilingual("oui", "yes"),
        is_flag=True,
    ),
    _Entry(
        "protégé",
        "protected",
        _("The person has a guardian, who receives the text."),
        Bilingual("oui", "yes"),
        is_flag=True,
    ),
    _Entry(
        "nir concerné",
        "nir concerned",
        _("The social security number of the person is among the data."),
        Bilingual("oui", "yes"),
        is_flag=True,
    ),
    _Entry(
        "courriel",
        "mail",
        _("The text leaves by e-mail, and is not printed as a letter."),
        Bilingual("oui", "yes"),
        is_flag=True,
    ),
    _Entry(
        "lettre",
        "letter",
        _("The text is printed as a letter."),
        Bilingual("oui", "yes"),
        is_flag=True,
    ),
)


def _named(entry: _Entry, language: str) -> Placeholder:
    return Placeholder(entry.name, entry.meaning, entry.example.in_(language), entry.is_flag)


STANDARD: Mapping[str, Mapping[str, Placeholder]] = {
    "fr": {one.name: _named(one, "fr") for one in ENTRIES},
    "en": {name: _named(one, "en") for one in ENTRIES for name in (one.alias, one.name)},
}
"""What parse() takes as known, by language. In English texts the French names hold, too."""


def examples(language: str) -> Mapping[str, str]:
    """A value for every placeholder, to show a text as its readers will see it."""
    return {one.name: one.example.in_(language) for one in ENTRIES if not one.is_flag}
