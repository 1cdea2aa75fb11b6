"""Who has been informed and who has not: classes that add up to the persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self, TypeAlias

from breachdesk.controllers.domain import Place as ControllerPlace
from breachdesk.kernel.text import Text, _
from breachdesk.letters.domain import LetterState as L
from breachdesk.outreach.domain.campaign import CampaignView
from breachdesk.outreach.domain.cascade import KEPT_BACK, MailFate, Place, Rules
from breachdesk.outreach.domain.delivery import EXCLUSION_LABELS


class Standing(StrEnum):
    """What a person's mails and letters amount to over all campaigns; the first that holds."""

    INFORMED = "informed"
    UNCERTAIN = "uncertain"
    PENDING = "pending"
    BOUNCED = "bounced"
    REFUSED = "refused"
    EXCLUDED = "excluded"
    UNREACHABLE = "unreachable"
    NOTICE = "notice"
    NOT_ADDRESSED = "not-addressed"


S = Standing
# Persons are counted, not mails: French must agree with them.
STANDING_LABELS: Mapping[Standing, Text] = {
    S.INFORMED: _("Informed"),
    S.PENDING: _("Pending"),
    S.REFUSED: _("Refused by the relay"),
    S.BOUNCED: _("Came back"),
    S.UNCERTAIN: _("Uncertain"),
    S.EXCLUDED: _("Persons left out"),
    S.UNREACHABLE: _("Neither e-mail nor postal address"),
    S.NOTICE: _("For the public notice"),
    S.NOT_ADDRESSED: _("In no campaign yet"),
}

STANDING_MEANINGS: Mapping[Standing, Text] = {
    S.INFORMED: _(
        "The relay accepted the mail, or the letter was handed to the post. That proves neither"
        " that it arrived nor that anybody read it."
    ),
    S.PENDING: _("A mail or a letter is approved and has not left yet."),
    S.REFUSED: _("The relay refused the mail for good: nothing was received."),
    S.BOUNCED: _("The mail or the letter left, then came back as undeliverable."),
    S.UNCERTAIN: _(
        "The answer of the relay was lost: nobody can know whether it accepted the mail."
    ),
    S.EXCLUDED: _("Neither mail nor letter was made, for a reason that is counted below."),
    S.UNREACHABLE: _("No address is on file that a mail or a letter could go to."),
    S.NOTICE: _("No other way is left: they are told by a public notice (Article 34(3)(c))."),
    S.NOT_ADDRESSED: _("An address is on file, and no approved campaign has it."),
}

OF_MAIL: Mapping[MailFate, Standing] = {
    MailFate.ACCEPTED: S.INFORMED,
    MailFate.UNCERTAIN: S.UNCERTAIN,
    MailFate.PENDING: S.PENDING,
    MailFate.RETURNED: S.BOUNCED,
    MailFate.REFUSED: S.REFUSED,
    MailFate.SUPPRESSED: S.EXCLUDED,
    MailFate.BAD_VALUES: S.EXCLUDED,
    MailFate.NO_ADDRESS: S.EXCLUDED,
    MailFate.BY_LETTER: S.EXCLUDED,
    MailFate.MISSING_VALUE: S.EXCLUDED,
    MailFate.NO_TEXT: S.EXCLUDED,
    MailFate.GONE: S.EXCLUDED,
    MailFate.NO_LONGER: S.EXCLUDED,
    MailFate.CANCELLED: S.EXCLUDED,
    MailFate.NONE: S.NOT_ADDRESSED,
}
OF_LETTER: Mapping[L, Standing] = {
    L.HANDED_OVER: S.INFORMED,
    L.PRINTED: S.PENDING,
    L.BATCHED: S.PENDING,
    L.WAITING: S.PENDING,
    L.RETURNED: S.BOUNCED,
    L.UNMAILABLE: S.UNREACHABLE,
    L.EXCLUDED: S.EXCLUDED,
}
HOPEFUL = (S.INFORMED, S.UNCERTAIN, S.PENDING)
"""The strongest first; of the others, the channel that was tried last is the one that tells."""

DECEASED, NO_LETTER = "deceased", "no-letter"
LEFT_OUT_LABELS: Mapping[str, Text] = {
    **EXCLUSION_LABELS,
    MailFate.CANCELLED.value: _("the campaign was stopped before"),
    NO_LETTER: _("left out of the letters by somebody"),
    DECEASED: _("deceased"),
}

Class: TypeAlias = tuple[Standing, str]
"""A standing, and why for those left out."""
Tally: TypeAlias = Mapping[Class, int]


def class_of(place: Place, rules: Rules) -> Class:
    """The one class in which a person is counted."""
    one = standing(place, rules)
    return one, _why(place) if one is S.EXCLUDED else ""


def tally(places: Mapping[Place, int], rules: Rules) -> dict[Class, int]:
    found: dict[Class, int] = {}
    for place, number in places.items():
        one = class_of(place, rules)
        found[one] = found.get(one, 0) + number
    return found


def standing(place: Place, rules: Rules) -> Standing:
    known = {OF_MAIL[place.mail]} | ({OF_LETTER[place.letter]} if place.letter else set())
    for one in HOPEFUL:
        if one in known:
            return one
    if rules.notice and is_for_notice(place, rules):
        return S.NOTICE
    if place.letter:
        return OF_LETTER[place.letter]
    if place.mail is not MailFate.NONE:
        return OF_MAIL[place.mail]
    if place.is_deceased:
        return S.EXCLUDED
    return S.NOT_ADDRESSED if place.is_reachable else S.UNREACHABLE


def is_for_notice(place: Place, rules: Rules) -> bool:
    """Whether the last channel has failed, of somebody whom nothing else will reach.

    Who was left out of the letters by hand is not: somebody had a reason.
    """
    if place.letter:
        return place.letter in {L.RETURNED, L.UNMAILABLE}
    return place.mail in KEPT_BACK - rules.to_letter


def _why(place: Place) -> str:
    if place.letter:
        return NO_LETTER
    return DECEASED if place.mail is MailFate.NONE else place.mail.value


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

    place: ControllerPlace | None
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
