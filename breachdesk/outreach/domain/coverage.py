"""Who has been informed and who has not: classes that add up to the persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from breachdesk.controllers.domain import Place
from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.delivery import DeliveryState as D


class Standing(StrEnum):
    """What a person's mails amount to over all campaigns of the case; the first that holds."""

    INFORMED = "informed"
    UNCERTAIN = "uncertain"
    PENDING = "pending"
    BOUNCED = "bounced"
    REFUSED = "refused"
    EXCLUDED = "excluded"
    UNREACHABLE = "unreachable"
    NOT_ADDRESSED = "not-addressed"


STANDING_LABELS: Mapping[Standing, Text] = {
    Standing.INFORMED: _("Informed"),
    Standing.PENDING: _("Pending"),
    Standing.REFUSED: _("Refused"),
    Standing.BOUNCED: _("Returned"),
    Standing.UNCERTAIN: _("Uncertain"),
    Standing.EXCLUDED: _("Left out"),
    Standing.UNREACHABLE: _("Not reachable by e-mail"),
    Standing.NOT_ADDRESSED: _("In no campaign yet"),
}

BY_STATE: Mapping[D, Standing] = {
    D.ACCEPTED: Standing.INFORMED,
    D.UNCERTAIN: Standing.UNCERTAIN,
    D.QUEUED: Standing.PENDING,
    D.SENDING: Standing.PENDING,
    D.DOT: Standing.PENDING,
    D.BOUNCED: Standing.BOUNCED,
    D.REFUSED: Standing.REFUSED,
    D.EXCLUDED: Standing.EXCLUDED,
    D.CANCELLED: Standing.EXCLUDED,
}
RANKS: Mapping[Standing, int] = {one: rank for rank, one in enumerate(Standing)}
"""The smallest of a person's ranks is their standing."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`place` is the controller's; None for the case as a whole."""

    place: Place | None
    by_standing: Mapping[Standing, int]

    @property
    def persons(self) -> int:
        return sum(self.by_standing.values())

    def __getitem__(self, standing: Standing) -> int:
        return self.by_standing.get(standing, 0)
