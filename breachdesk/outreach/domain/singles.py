"""Why one letter is made for one person."""

from collections.abc import Mapping
from enum import StrEnum

from breachdesk.kernel.text import Text, _


class CopyReason(StrEnum):
    """A closed list: a sentence typed freely might name the person it is about."""

    GUARDIAN = "guardian"
    CORRECTION = "correction"
    LOST = "lost"
    ASKED = "asked"


COPY_REASONS: Mapping[CopyReason, Text] = {
    CopyReason.GUARDIAN: _("For who acts for a minor or a protected adult"),
    CopyReason.CORRECTION: _("Name or address was corrected"),
    CopyReason.LOST: _("The mail or letter did not arrive"),
    CopyReason.ASKED: _("The person asks for it"),
}
