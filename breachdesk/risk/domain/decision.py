"""The recorded decision about the risk for people's rights and freedoms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose

MAX_WHO, MAX_ADVICE = 200, 20_000


class RiskLevel(StrEnum):
    """What Articles 33(1) and 34(1) GDPR distinguish."""

    NONE = "none"
    RISK = "risk"
    HIGH = "high"


LEVEL_LABELS: Mapping[RiskLevel, Text] = {
    RiskLevel.NONE: _("Risk unlikely"),
    RiskLevel.RISK: _("Risk"),
    RiskLevel.HIGH: _("High risk"),
}

CONSEQUENCES: Mapping[RiskLevel, Text] = {
    RiskLevel.NONE: _("Document the breach; nobody has to be notified."),
    RiskLevel.RISK: _("Notify the CNIL within 72 hours."),
    RiskLevel.HIGH: _("Notify the CNIL within 72 hours and inform the people without delay."),
}


class Exemption(StrEnum):
    """Article 34(3): when a high risk need not be communicated; none by default."""

    NONE = ""
    UNINTELLIGIBLE = "a"
    RISK_AVERTED = "b"
    DISPROPORTIONATE = "c"


EXEMPTION_LABELS: Mapping[Exemption, Text] = {
    Exemption.NONE: _("None"),
    Exemption.UNINTELLIGIBLE: _(
        "(a) the data were unintelligible to whoever had them, for instance encrypted"
    ),
    Exemption.RISK_AVERTED: _(
        "(b) measures taken since ensure that the high risk is no longer likely"
    ),
    Exemption.DISPROPORTIONATE: _(
        "(c) disproportionate effort: a public communication informs people as effectively"
    ),
}


class AdviceSource(StrEnum):
    AUTHORITY = "authority"
    DPO = "dpo"
    COUNSEL = "counsel"
    UNION = "union"
    INSURER = "insurer"
    OTHER = "other"


ADVICE_LABELS: Mapping[AdviceSource, Text] = {
    AdviceSource.AUTHORITY: _("An authority"),
    AdviceSource.DPO: _("Data protection officer"),
    AdviceSource.COUNSEL: _("Counsel"),
    AdviceSource.UNION: _("A professional union"),
    AdviceSource.INSURER: _("The insurer"),
    AdviceSource.OTHER: _("Other"),
}


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """`exemption` only where the level is high: it leaves the level and spares the letters."""

    id: str
    level: RiskLevel
    reasons: str
    exemption: Exemption = Exemption.NONE


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """A version of the decision; below the proposal it counts once a second person agreed."""

    id: str
    version: int
    level: RiskLevel
    reasons: str
    exemption: Exemption
    decided_at: datetime
    decided_by: str
    decided_by_id: str
    proposed: RiskLevel | None
    severity: float | None
    is_stale: bool
    needs_second: bool
    confirmed_at: datetime | None
    confirmed_by: str

    @property
    def is_in_force(self) -> bool:
        return not self.needs_second or self.confirmed_at is not None


@dataclass(frozen=True, slots=True)
class NewAdvice:
    """What somebody else thinks; it may contradict the decision and stays on record."""

    id: str
    source: AdviceSource
    who: str
    given_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class AdviceView:
    source: AdviceSource
    who: str
    given_at: datetime
    text: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class RiskAssessed(Event):
    """The level in force has changed or was said again."""

    tag: ClassVar[str] = "risk:assessed"
    version: int
    level: RiskLevel


@dataclass(frozen=True, slots=True)
class DepartureProposed(Event):
    """Somebody decided below the proposal; a second person has to agree."""

    tag: ClassVar[str] = "risk:departure-proposed"
    version: int
    level: RiskLevel


@dataclass(frozen=True, slots=True)
class AdviceRecorded(Event):
    tag: ClassVar[str] = "risk:advice-recorded"
    source: AdviceSource


CONDITIONS: Mapping[Exemption, Text] = {
    Exemption.UNINTELLIGIBLE: _(
        "The circumstances do not say that the data were unintelligible, the key safe."
    ),
    Exemption.RISK_AVERTED: _("The circumstances do not say what was done since."),
    Exemption.DISPROPORTIONATE: _(
        "The facts do not say by which public communication people are informed instead."
    ),
}
"""What is lacking where the condition of an exemption is not in the case."""


def check_new(new: NewAssessment, met: Collection[Exemption]) -> None:
    """Accountability (Article 5(2) GDPR): a decision without its reasons cannot be defended.

    `met` are the exemptions whose condition the case shows.
    """
    broken = []
    if not new.reasons.strip():
        broken.append(
            RuleError(_("Say why: the reasons are what one defends later."), field="reasons")
        )
    if new.exemption is not Exemption.NONE and new.level is not RiskLevel.HIGH:
        broken.append(
            RuleError(
                _("An exemption has a meaning only where the risk is high."), field="exemption"
            )
        )
    if new.exemption in CONDITIONS and new.exemption not in met:
        broken.append(RuleError(CONDITIONS[new.exemption], field="exemption"))
    if broken:
        raise ManyRulesError(tuple(broken))


def check_second(decided_by_id: str, second_id: str) -> None:
    """Four eyes: whoever departed from the proposal cannot agree with themselves."""
    if decided_by_id == second_id:
        raise RuleError(_("A second person has to confirm: you decided this one."))


def check_advice(new: NewAdvice, now: datetime) -> None:
    broken = []
    if problem := problem_with_line(new.who, MAX_WHO):
        broken.append(RuleError(problem, field="who"))
    if not new.text.strip():
        broken.append(RuleError(_("Write the advice."), field="advice"))
    elif problem := problem_with_prose(new.text, MAX_ADVICE):
        broken.append(RuleError(problem, field="advice"))
    if new.given_at > now:
        broken.append(RuleError(_("This cannot be in the future."), field="given_at"))
    if broken:
        raise ManyRulesError(tuple(broken))
