"""What somebody at the telephone may ask, and all that is answered."""

from dataclasses import dataclass, field
from datetime import date, datetime

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Bilingual, Text, _


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """A NIR, or a name with a date of birth."""

    nir: str = ""
    last_name: str = ""
    first_name: str = ""
    birth: date | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that went to the person, and what is known of it."""

    at: datetime
    channel: Text
    state: Text


@dataclass(frozen=True, slots=True)
class Answer:
    """`persons` are ids for finding what was sent; they are not shown."""

    concerned: bool
    categories: tuple[Bilingual, ...] = ()
    persons: tuple[int, ...] = field(default=(), repr=False)


def check_question(asked: Question) -> None:
    if asked.nir:
        return
    missing = [
        name for name, value in (("last_name", asked.last_name), ("born", asked.birth)) if not value
    ]
    if missing:
        text = _("Give the social security number, or the name and the date of birth.")
        raise ManyRulesError(tuple(RuleError(text, field=one) for one in missing))
