"""Who has been informed and who has not: classes that add up to the persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self, TypeAlias

from breachdesk.controllers.domain import Place
from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.campaign import CampaignView
from breachdesk.outreach.domain.delivery import EXCLUSION_LABELS
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


# Persons are counted, not mails: French must agree with them.
STANDING_LABELS: Mapping[Standing, Text] = {
    Standing.INFORMED: _("Informed"),
    Standing.PENDING: _("Pending"),
    Standing.REFUSED: _("Refused by the relay"),
    Standing.BOUNCED: _("Mail returned"),
    Standing.UNCERTAIN: _("Uncertain"),
    Standing.EXCLUDED: _("Persons left out"),
    Standing.UNREACHABLE: _("Not reachable by e-mail"),
    Standing.NOT_ADDRESSED: _("In no campaign yet"),
}

STANDING_MEANINGS: Mapping[Standing, Text] = {
    Standing.INFORMED: _(
        "The relay accepted the mail. That proves neither that it reached the mailbox nor that"
        " anybody read it."
    ),
    Standing.PENDING: _("A mail is approved and has not been handed over yet."),
    Standing.REFUSED: _("The relay refused the mail for good: nothing was received."),
    Standing.BOUNCED: _("The mail was accepted, then came back as undeliverable."),
    Standing.UNCERTAIN: _(
        "The answer of the relay was lost: nobody can know whether it accepted the mail."
    ),
    Standing.EXCLUDED: _("No mail was sent, for a reason that is counted below."),
    Standing.UNREACHABLE: _("No e-mail address is on file: another way is needed."),
    Standing.NOT_ADDRESSED: _("An e-mail address is on file, and no approved campaign has it."),
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

DECEASED = "deceased"
LEFT_OUT_LABELS: Mapping[str, Text] = {
    **EXCLUSION_LABELS,
    D.CANCELLED.value: _("the campaign was stopped before"),
    DECEASED: _("deceased"),
    "": _("no reason on record"),
}
"""Why a person is left out; the first that holds."""

Class: TypeAlias = tuple[Standing, str]
"""A standing, and why for those left out."""
Tally: TypeAlias = Mapping[Class, int]

CLASSES: tuple[Class, ...] = tuple(
    (standing, why)
    for standing in Standing
    for why in (LEFT_OUT_LABELS if standing is Standing.EXCLUDED else ("",))
)
RANKS: Mapping[Class, int] = {one: rank for rank, one in enumerate(CLASSES)}
"""The smallest of a person's ranks is their class."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The tallies of a case; `kept_at` when they are those of persons destroyed since."""

    records: int
    whole: Tally
    by_controller: Mapping[str, Tally]
    kept_at: datetime | None = None

    def to_json(self) -> list[list[str | int]]:
        tallies = {"": self.whole, **self.by_controller}
        return [
            [controller_id, standing.value, why, number]
            for controller_id, tally in tallies.items()
            for (standing, why), number in tally.items()
        ]

    @classmethod
    def from_json(cls, rows: list[list[Any]], records: int, kept_at: datetime) -> Self:
        tallies: dict[str, dict[Class, int]] = {"": {}}
        for controller_id, standing, why, number in rows:
            tallies.setdefault(controller_id, {})[Standing(standing), why] = number
        return cls(records, tallies.pop(""), tallies, kept_at)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`place` is the controller's; None for the case as a whole."""

    place: Place | None
    tally: Tally

    @property
    def persons(self) -> int:
        return sum(self.tally.values())

    @property
    def by_standing(self) -> dict[Standing, int]:
        """Those that are not 0."""
        found = {one: self[one] for one in Standing}
        return {one: number for one, number in found.items() if number}

    @property
    def left_out(self) -> dict[str, int]:
        """How many by reason, of those that are not 0; together as many as are left out."""
        found = {why: self.tally.get((Standing.EXCLUDED, why), 0) for why in LEFT_OUT_LABELS}
        return {why: number for why, number in found.items() if number}

    def __getitem__(self, standing: Standing) -> int:
        return sum(number for (one, _why), number in self.tally.items() if one is standing)


@dataclass(frozen=True, slots=True)
class Account:
    """All there is to say of who is informed; `audiences` are told by id of the campaign.

    `campaigns` are those that somebody approved. `kept_at`: see Figures.
    """

    records: int
    whole: Coverage
    parts: tuple[Coverage, ...]
    campaigns: tuple[CampaignView, ...]
    audiences: Mapping[str, tuple[Text, ...]]
    kept_at: datetime | None
