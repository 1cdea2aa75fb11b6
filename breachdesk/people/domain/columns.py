"""What the columns of a file of persons may be, and the form their cells must have."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from breachdesk.controllers.domain.columns import language
from breachdesk.identities.domain import births, emails, names, nir, phones
from breachdesk.kernel.cells import safe_cell
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.people.domain.refusing import REFUSAL_LABELS, Refusal
from breachdesk.rosters.domain import Columns, Target, as_line, folded, guess

PURPOSE = "people"
MAX_NAME = 100
YES, NO = "1", ""

CIVILITIES = {
    "m": "M.", "mr": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme", "mlle": "Mme",
    "mademoiselle": "Mme", "ms": "Mme", "mrs": "Mme",
}  # fmt: skip
TRUE = frozenset({"1", "oui", "o", "yes", "y", "x", "vrai", "true"})
FALSE = frozenset({"0", "non", "n", "no", "faux", "false"})

LABELS: Mapping[str, Text] = {
    "last_name": _("Last name"),
    "first_name": _("First name"),
    "civility": _("Form of address"),
    "born": _("Date of birth"),
    "nir": _("Social security number (only its keyed hash is kept)"),
    "phone": _("Telephone"),
    "email": _("E-mail address"),
    "delivery": _("Flat, stairs, care of"),
    "building": _("Building, residence"),
    "street": _("Street and number"),
    "locality": _("Hamlet or post-office box"),
    "postcode": _("Postcode"),
    "city": _("Town"),
    "country": _("Country"),
    "controller": _("Controller: FINESS, SIRET or own key"),
    "minor": _("Minor"),
    "protected": _("Protected adult"),
    "deceased": _("Deceased"),
    "language": _("Language"),
    "representative": _("Representative"),
}

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "last_name": (
        "nom", "nom de famille", "nom patient", "nom du patient", "name", "surname", "nom usuel",
        "nom de naissance", "family name", "lastname",
    ),
    "first_name": (
        "prenom", "prenoms", "prenom patient", "prenom du patient", "given name", "firstname",
    ),
    "civility": ("civilite", "titre", "title"),
    "born": (
        "date de naissance", "naissance", "ne le", "nee le", "ddn", "date naissance", "birth",
        "birth date", "date of birth", "dob", "birthdate",
    ),
    "nir": (
        "numero de securite sociale", "n securite sociale", "securite sociale", "nss", "n nir",
        "numero secu", "n secu", "ins", "matricule ins", "social security number",
    ),
    "phone": (
        "telephone", "tel", "portable", "mobile", "numero de telephone", "telephone portable",
        "n telephone",
    ),
    "email": (
        "e mail", "mail", "courriel", "adresse electronique", "adresse mail", "adresse email",
        "adresse e mail",
    ),
    "delivery": ("complement", "complement d adresse", "appartement", "chez", "adresse 2"),
    "building": ("batiment", "residence", "adresse 3"),
    "street": ("adresse", "address", "rue", "voie", "adresse 1", "adresse postale"),
    "locality": ("lieu dit", "bp", "boite postale"),
    "postcode": ("code postal", "cp", "zip", "postal code"),
    "city": ("ville", "commune", "localite", "town"),
    "country": ("pays",),
    "controller": (
        "finess", "n finess", "numero finess", "siret", "n siret", "numero siret", "pharmacie",
        "code client", "own key", "cle", "responsable",
    ),
    "minor": ("mineur", "est mineur"),
    "protected": ("protege", "majeur protege", "tutelle"),
    "deceased": ("decede", "deces"),
    "language": ("langue", "lang"),
    "representative": ("representant", "representant legal", "tuteur", "responsable legal"),
}  # fmt: skip

HEADED = frozenset(one for words in SYNONYMS.values() for one in words)
"""Every heading that is recognised."""

REPEATED = frozenset(LABELS) - {"nir", "phone", "email", "street"}
"""Columns in which most cells stand many times."""

REMEMBERED = 50_000
"""Values of one column: all days of birth are among them."""

REQUIRED = frozenset({"last_name"})
KEPT_APART = frozenset({"delivery", "building", "street", "locality"})
"""Parts of an address may be long; they are not looked through for free text."""


def name(text: str) -> str:
    """Shown as written. A cell that a spreadsheet would run as a formula is nobody's name."""
    shown = as_line(names.shown(text))
    is_formula = not shown[:1].isalpha() and safe_cell(shown) != shown
    if len(shown) > MAX_NAME or is_formula or not any(map(str.isalpha, shown)):
        raise RuleError(_("This is no name."))
    return shown


def civility(text: str) -> str:
    return CIVILITIES.get(folded(text), as_line(text)[:MAX_NAME])


def flag(text: str) -> str:
    word = folded(text)
    if word in TRUE:
        return YES
    if word in FALSE:
        return NO
    raise RuleError(_("Write yes or no."))


def targets(today: date) -> tuple[Target, ...]:
    """What a column may be on that day: nobody is born after it."""

    def born(text: str) -> str:
        return births.parse(text, today).isoformat()

    checks: Mapping[str, Callable[[str], str]] = {
        "last_name": name,
        "first_name": name,
        "representative": name,
        "civility": civility,
        "born": born,
        "nir": nir.completed,
        "email": emails.canonical,
        "language": language,
        "minor": flag,
        "protected": flag,
        "deceased": flag,
    }
    return tuple(
        Target(key, label, SYNONYMS[key], checks.get(key, as_line), key in REQUIRED)
        for key, label in LABELS.items()
    )


def quick(some: Iterable[Target]) -> tuple[Target, ...]:
    """The same, for many rows: what cells repeat is judged once. Forgotten with the targets."""
    return tuple(
        replace(one, check=lru_cache(REMEMBERED)(one.check)) if one.key in REPEATED else one
        for one in some
    )


def guessed(
    headings: Sequence[str],
    refused: Mapping[int, Refusal],
    saved: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """The columns as far as their headings tell, without those that are refused."""
    open_headings = ["" if at in refused else one for at, one in enumerate(headings)]
    return guess(open_headings, targets(date.max), saved)


def check_not_refused(columns: Columns, refused: Mapping[int, Refusal]) -> None:
    """Raise ManyRulesError where a column that is to be dropped was chosen all the same."""
    broken = tuple(
        RuleError(_("This column is refused: %(why)s.", why=REFUSAL_LABELS[refused[at]]), field=key)
        for key, at in columns.items()
        if at in refused and not (key in KEPT_APART and refused[at] is Refusal.PROSE)
    )
    if broken:
        raise ManyRulesError(broken)


def telephone(text: str, postcode: str) -> str:
    """The postcode tells what a number without a country code belongs to."""
    return phones.canonical(text, postcode)
