"""The order of channels: e-mail, else letter, else public notice; and how far each person got."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.letters.domain import LetterState
from breachdesk.outreach.domain.delivery import DeliveryState as D
from breachdesk.outreach.domain.delivery import Exclusion

L = LetterState


class First(StrEnum):
    """The channel that is tried first."""

    EMAIL = "email"
    LETTER = "letter"


FIRST_LABELS: Mapping[First, Text] = {
    First.EMAIL: _("E-mail, and a letter to those whom it does not reach"),
    First.LETTER: _("A letter to everybody: no mail leaves"),
}


class MailFate(StrEnum):
    """What became of somebody's mails over all campaigns of the case: the first that holds.

    Those that name a reason are what a letter says of why it became one.
    """

    ACCEPTED = "accepted"
    UNCERTAIN = "uncertain"
    PENDING = "pending"
    RETURNED = "returned"
    REFUSED = "refused"
    SUPPRESSED = "suppressed"
    BAD_VALUES = "bad-values"
    NO_ADDRESS = "no-address"
    BY_LETTER = "by-letter"
    MISSING_VALUE = "missing-value"
    NO_TEXT = "no-text"
    GONE = "gone"
    NO_LONGER = "no-longer"
    CANCELLED = "cancelled"
    NONE = "none"


M = MailFate
FATE_LABELS: Mapping[MailFate, Text] = {
    M.ACCEPTED: _("Accepted by the relay"),
    M.UNCERTAIN: _("Uncertain: a person must decide"),
    M.PENDING: _("Waiting"),
    M.RETURNED: _("The mail came back"),
    M.REFUSED: _("The mail was refused"),
    M.SUPPRESSED: _("The address takes no mail: one came back before"),
    M.BAD_VALUES: _("The e-mail address cannot be used"),
    M.NO_ADDRESS: _("There is no e-mail address"),
    M.BY_LETTER: _("A letter was chosen"),
    M.MISSING_VALUE: _("A value the text needs is missing"),
    M.NO_TEXT: _("There is no text in this language"),
    M.GONE: _("The person is no longer on file"),
    M.NO_LONGER: _("Deceased, or mandate withdrawn, since the approval"),
    M.CANCELLED: _("Cancelled with its campaign"),
    M.NONE: _("In no campaign yet"),
}
FALLABLE = (M.NO_ADDRESS, M.BAD_VALUES, M.SUPPRESSED, M.REFUSED, M.RETURNED)
"""What the rules may send on to a letter; what lacks a text or a value would lack it there too."""
OPEN_FATES = frozenset({M.UNCERTAIN, M.PENDING})
WITHOUT_WAY_ON = frozenset({M.NO_LONGER, M.CANCELLED, M.NONE})
"""Nothing was tried that failed: no other channel takes over."""
KEPT_BACK = frozenset(M) - OPEN_FATES - WITHOUT_WAY_ON - {M.ACCEPTED}

BY_STATE: Mapping[D, MailFate] = {
    D.ACCEPTED: M.ACCEPTED,
    D.UNCERTAIN: M.UNCERTAIN,
    D.QUEUED: M.PENDING,
    D.SENDING: M.PENDING,
    D.DOT: M.PENDING,
    D.BOUNCED: M.RETURNED,
    D.REFUSED: M.REFUSED,
    D.CANCELLED: M.CANCELLED,
}
BY_EXCLUSION: Mapping[Exclusion, MailFate] = {one: MailFate(one.value) for one in Exclusion}
"""What a mail that was left out amounts to, by the reason it carries."""


def fate_of(state: D, why: str) -> MailFate:
    """What one mail amounts to; `why` is the reason of one that was left out."""
    if state is D.EXCLUDED:
        return BY_EXCLUSION[Exclusion(why)] if why in set(Exclusion) else M.GONE
    return BY_STATE[state]


@dataclass(frozen=True, slots=True)
class Rules:
    """`falls` are the outcomes of a mail after which a letter is written.

    Without `notice`, who can be written to in no way stays on the lists until somebody finds one.
    """

    first: First = First.EMAIL
    falls: frozenset[MailFate] = frozenset(FALLABLE)
    notice: bool = True

    @property
    def to_letter(self) -> frozenset[MailFate]:
        return self.falls | {M.BY_LETTER}


@dataclass(frozen=True, slots=True)
class RulesView:
    """`version` is 0 while nobody has changed the defaults."""

    rules: Rules
    version: int


def check_rules(rules: Rules) -> None:
    if not rules.falls <= frozenset(FALLABLE):
        raise RuleError(_("Choose one of the list."), field="falls")


@dataclass(frozen=True, slots=True)
class Reach:
    """An audience by how it would be told first."""

    persons: int
    mails: int

    @property
    def others(self) -> int:
        return self.persons - self.mails


class Place(NamedTuple):
    """Where a person stands: best mail, best letter, and whether anything could reach them.

    `detail` is the letter's fault, or the code with which it came back.
    """

    mail: MailFate
    letter: LetterState | None = None
    detail: str = ""
    is_deceased: bool = False
    is_reachable: bool = True

    @property
    def way_on(self) -> MailFate:
        """The line of the step "e-mail" on which the person stands.

        Who has a letter that no mail explains, or whose letter is ahead of an open mail, went on.
        """
        open_ = self.mail in OPEN_FATES and self.letter is L.HANDED_OVER
        if self.letter and (open_ or self.mail in WITHOUT_WAY_ON):
            return M.BY_LETTER
        return self.mail
