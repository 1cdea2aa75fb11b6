"""The sections of the form in its order, and every field by its key."""

from collections.abc import Mapping

from breachdesk.facts import catalogue
from breachdesk.facts.domain.fields import Field, Section, Source
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.plugins import discover
from breachdesk.kernel.text import _

SECTIONS: tuple[Section, ...] = tuple(
    sorted(
        (s for s in discover(catalogue, "SECTION").values() if isinstance(s, Section)),
        key=lambda section: section.number,
    )
)

FIELDS: Mapping[str, Field] = {field.key: field for s in SECTIONS for field in s.fields}
"""Every field by its key, in the order of the form."""

FACTS: Mapping[str, Field] = {k: f for k, f in FIELDS.items() if f.source is Source.FACT}
"""The fields recorded as facts of the case; the others are shown from where they are kept."""

COMPARED = tuple(key for key, one in FIELDS.items() if one.source is not Source.FILING)
"""The keys a complementary notification goes through to tell what has changed."""


def field(key: str) -> Field:
    """The field of that key. NotFoundError when the form has none."""
    if key not in FIELDS:
        raise NotFoundError(_("The form has no such question."))
    return FIELDS[key]


def section(key: str) -> Section:
    """The section of that key. NotFoundError when the form has none."""
    found = next((one for one in SECTIONS if one.key == key), None)
    if found is None:
        raise NotFoundError(_("The form has no such section."))
    return found
