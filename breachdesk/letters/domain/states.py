"""What becomes of a letter and of the batch it is printed in, and why one came back."""

from collections.abc import Mapping
from enum import StrEnum

from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Text, _


class LetterState(StrEnum):
    WAITING = "waiting"
    UNMAILABLE = "unmailable"
    BATCHED = "batched"
    PRINTED = "printed"
    HANDED_OVER = "handed-over"
    RETURNED = "returned"
    EXCLUDED = "excluded"


L = LetterState
LETTER_LIFECYCLE = Lifecycle(
    {
        L.WAITING: frozenset({L.UNMAILABLE, L.BATCHED, L.EXCLUDED}),
        # Somebody mended the address, or decided that there will be no letter.
        L.UNMAILABLE: frozenset({L.WAITING, L.EXCLUDED}),
        # Somebody in the batch is no longer on file: all of it is planned anew.
        L.BATCHED: frozenset({L.PRINTED, L.WAITING}),
        L.PRINTED: frozenset({L.HANDED_OVER}),
        L.HANDED_OVER: frozenset({L.RETURNED}),
        L.RETURNED: frozenset(),
        L.EXCLUDED: frozenset(),
    }
)
SENT = frozenset({L.HANDED_OVER})
"""The post has it and has not brought it back."""
LETTER_ORDER = (
    L.HANDED_OVER,
    L.PRINTED,
    L.BATCHED,
    L.WAITING,
    L.RETURNED,
    L.UNMAILABLE,
    L.EXCLUDED,
)
"""The first of somebody's letters is the one that counts."""
LIVE = frozenset({L.WAITING, L.BATCHED, L.PRINTED}) | SENT
"""It arrives, unless something happens to it."""
ON_PAPER = frozenset({L.PRINTED, L.HANDED_OVER, L.RETURNED})

# French agrees with the letter here, and with the file below.
LETTER_LABELS: Mapping[LetterState, Text] = {
    L.WAITING: _("To be printed"),
    L.UNMAILABLE: _("Cannot be mailed"),
    L.BATCHED: _("Being printed"),
    L.PRINTED: _("Printed"),
    L.HANDED_OVER: _("Handed over to the post"),
    L.RETURNED: _("Brought back"),
    L.EXCLUDED: _("Not to be printed"),
}


class BatchState(StrEnum):
    PLANNED = "planned"
    PRINTED = "printed"
    HANDED_OVER = "handed-over"


B = BatchState
BATCH_LIFECYCLE = Lifecycle(
    {
        B.PLANNED: frozenset({B.PRINTED}),
        B.PRINTED: frozenset({B.HANDED_OVER}),
        B.HANDED_OVER: frozenset(),
    }
)

BATCH_LABELS: Mapping[BatchState, Text] = {
    B.PLANNED: _("To be printed"),
    B.PRINTED: _("File printed"),
    B.HANDED_OVER: _("File handed over to the post"),
}


class ReturnCode(StrEnum):
    """What the post writes on a letter that it brings back."""

    UNKNOWN = "unknown"
    ACCESS = "access"
    REFUSED = "refused"
    UNCLAIMED = "unclaimed"


RETURN_LABELS: Mapping[ReturnCode, Text] = {
    ReturnCode.UNKNOWN: _("Addressee unknown at this address"),
    ReturnCode.ACCESS: _("The address is wrong or cannot be reached"),
    ReturnCode.REFUSED: _("Letter refused"),
    ReturnCode.UNCLAIMED: _("Letter announced and not claimed"),
}
