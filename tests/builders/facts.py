"""A whole form filled in, for tests that need one."""

from datetime import UTC, datetime

from breachdesk.demo.case_facts import case_facts
from breachdesk.facts.domain import Answer, Draft, Instant, NotificationKind, Words, YesNo
from breachdesk.facts.registry import FIELDS

AWARE = datetime(2021, 8, 27, 18, tzinfo=UTC)


def francetest_facts(aware_at: datetime = AWARE) -> dict[str, Answer]:
    """The facts of the demonstration, with the answer it still lacks."""
    facts = {fact.key: fact.value for fact in case_facts(aware_at)}
    return facts | {"cross_border.processing": YesNo(yes=False)}


def francetest_form(aware_at: datetime = AWARE) -> dict[str, Answer]:
    """The facts with what the organisation and the case add to the form."""
    own: dict[str, Answer] = {
        key: Words("Exemple") for key in FIELDS if key.startswith(("organisation.", "legal."))
    }
    names = ("civility", "last_name", "first_name", "function", "email", "phone")
    own |= {f"contact.{name}": Words("Exemple") for name in names}
    own |= {
        "contact.is_dpo": YesNo(yes=False),
        "incident.aware_at": Instant(aware_at, "Europe/Paris"),
    }
    return own | francetest_facts(aware_at)


def build_draft(
    values: dict[str, Answer] | None = None,
    kind: NotificationKind = NotificationKind.INITIAL,
    *,
    is_late: bool = False,
) -> Draft:
    return Draft(values or {}, kind, is_late=is_late)
