"""Checks and normal forms of identifiers, telephones, addresses, names and dates of birth."""

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _


class Unlikely(RuleError):  # noqa: N818  # a judgement on a value, which is not an error of ours
    """The value cannot be right.

    The sentence says what is wanted or wrong and never holds the value, which is about a person.
    For the same reason nothing is chained to it: libraries repeat what they were given.
    """


def unlikely(wanted: Text, hint: Text) -> Unlikely:
    """What is wanted, then what seems to have happened to the value."""
    return Unlikely(_("%(wanted)s %(hint)s", wanted=wanted, hint=hint))
