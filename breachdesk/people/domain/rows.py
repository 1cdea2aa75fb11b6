"""From a row in normal form to a person, or to the reasons why it is not one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from breachdesk.identities.domain.addresses import from_parts
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.people.domain.columns import telephone
from breachdesk.people.domain.identity import Identity, is_child
from breachdesk.rosters.domain import Reason, Record, Rejection

PARTS = ("delivery", "building", "street", "locality", "postcode", "city", "country")

UNKNOWN_CONTROLLER = _("No controller of this case has this number.")


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """A row that is right. The NIR is here to be hashed and goes nowhere else."""

    number: int
    identity: Identity
    nir: str
    controller_id: str
    is_deceased: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What rows are read against: the controllers by each of their keys, and today.

    `headings` names the column of a target in the user's own words, for reasons.
    """

    controllers: Mapping[str, str]
    today: date
    headings: Mapping[str, str]


def controller_key(text: str) -> str:
    """Numbers are written with and without spaces, keys in any case."""
    return "".join(text.split()).casefold()


def candidate(record: Record, book: Book) -> Candidate | Rejection:
    values = record.values
    get = values.get
    reasons: list[Reason] = []
    controller_id = ""
    if "controller" in book.headings:
        controller_id = book.controllers.get(controller_key(get("controller", "")), "")
        if not controller_id:
            reasons.append(Reason(book.headings["controller"], UNKNOWN_CONTROLLER))
    phone = get("phone", "")
    if phone:
        try:
            phone = telephone(phone, get("postcode", ""))
        except RuleError as error:
            reasons.append(Reason(book.headings["phone"], error.text))
    if reasons:
        return Rejection(record.number, tuple(reasons))
    born = get("born", "")
    birth = date.fromisoformat(born) if born else None
    identity = Identity(
        last_name=get("last_name", ""),
        first_name=get("first_name", ""),
        civility=get("civility", ""),
        birth=birth,
        email=get("email", ""),
        phone=phone,
        address=from_parts({part: values[part] for part in PARTS if part in values}),
        language=get("language", "fr"),
        is_minor=bool(get("minor")) or is_child(birth, book.today),
        is_protected=bool(get("protected")),
        representative=get("representative", ""),
    )
    return Candidate(record.number, identity, get("nir", ""), controller_id, bool(get("deceased")))
