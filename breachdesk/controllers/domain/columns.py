"""What the columns of a file of controllers may be, and what two rows must share to be one."""

from collections.abc import Callable, Mapping

from breachdesk.controllers.domain.controller import FIELD_LABELS, MAX_LINE, MAX_PERSONS
from breachdesk.identities.domain import emails, establishments, phones
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import problem_with_line
from breachdesk.rosters.domain import Target, as_line, folded

PURPOSE = "controllers"
MAX_HOURS = 24 * 365
LANGUAGES = {
    "fr": "fr",
    "francais": "fr",
    "french": "fr",
    "en": "en",
    "anglais": "en",
    "english": "en",
}


def whole_number(limit: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        typed = text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
        digits = typed.lstrip("0") or typed[:1]
        is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(limit))
        if not is_number or int(digits) > limit:
            raise RuleError(_("Write the number in digits, like 386970."))
        return digits

    return check


def line(text: str) -> str:
    """No longer than the form takes in which a person corrects it."""
    kept = as_line(text)
    if problem := problem_with_line(kept, MAX_LINE):
        raise RuleError(problem)
    return kept


def telephone(text: str) -> str:
    return phones.readable(phones.canonical(text))


def language(text: str) -> str:
    found = LANGUAGES.get(folded(text))
    if found is None:
        raise RuleError(_("Write fr or en."))
    return found


SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "nom",
        "denomination",
        "raison sociale",
        "pharmacie",
        "etablissement",
        "nom de la pharmacie",
        "enseigne",
        "organisme",
        "client",
        "company",
        "controller",
    ),
    "finess": ("n finess", "numero finess", "finess geographique", "finess et", "no finess"),
    "siret": ("n siret", "numero siret", "no siret"),
    "siren": ("n siren", "numero siren", "no siren"),
    "own_key": (
        "id",
        "identifiant",
        "code client",
        "numero client",
        "n client",
        "id client",
        "customer id",
        "cle",
    ),
    "contact_name": (
        "contact",
        "titulaire",
        "nom du titulaire",
        "holder",
        "pharmacien",
        "responsable",
    ),
    "email": (
        "mail",
        "courriel",
        "e mail",
        "adresse electronique",
        "adresse mail",
        "adresse email",
        "adresse e mail",
        "email contact",
    ),
    "phone": ("telephone", "tel", "numero de telephone", "n telephone", "mobile", "portable"),
    "address": ("adresse", "adresse postale", "rue", "voie", "street", "adresse 1"),
    "postcode": ("code postal", "cp", "zip", "postal code"),
    "city": ("ville", "commune", "localite", "town"),
    "dpo_name": ("dpo", "nom du dpo", "delegue", "delegue a la protection des donnees"),
    "dpo_email": ("email dpo", "mail dpo", "courriel dpo", "courriel du dpo", "email du dpo"),
    "contract": (
        "contrat",
        "reference contrat",
        "n contrat",
        "numero de contrat",
        "contract reference",
    ),
    "contract_hours": ("delai contractuel", "delai", "heures", "delai heures", "contract hours"),
    "persons_declared": (
        "personnes",
        "patients",
        "nombre de personnes",
        "nombre de patients",
        "nb patients",
        "nb personnes",
        "persons",
        "personnes concernees",
    ),
    "records_declared": (
        "enregistrements",
        "resultats",
        "nombre de resultats",
        "nb resultats",
        "tests",
        "nombre de tests",
        "records",
    ),
    "language": ("langue", "lang"),
}

CHECKS: Mapping[str, Callable[[str], str]] = {
    "finess": establishments.finess,
    "siret": establishments.siret,
    "siren": establishments.siren,
    "email": emails.canonical,
    "dpo_email": emails.canonical,
    "phone": telephone,
    "contract_hours": whole_number(MAX_HOURS),
    "persons_declared": whole_number(MAX_PERSONS),
    "records_declared": whole_number(MAX_PERSONS),
    "language": language,
}

TARGETS = tuple(
    Target(key, FIELD_LABELS[key], SYNONYMS[key], CHECKS.get(key, line), key == "name")
    for key in SYNONYMS
)


def keys(values: Mapping[str, str]) -> tuple[str, ...]:
    """What identifies a controller: two rows that share one of these are the same.

    Numbers first; name and e-mail together only where there is no number at all.
    """
    numbers = [f"{key}:{values[key]}" for key in ("finess", "siret", "own_key") if values.get(key)]
    if numbers:
        return tuple(numbers)
    name, email = values.get("name", "").casefold(), values.get("email", "").casefold()
    return (f"name:{name}|{email}|{values.get('postcode', '')}",)
