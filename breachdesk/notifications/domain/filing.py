"""Article 33 filings: which may follow which, what a filing must say, what is frozen."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from breachdesk.facts.domain.draft import NotificationKind
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Bilingual, Text, _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose

MAX_NUMBER = 60
MAX_REASONS = 20_000


class FilingState(StrEnum):
    DRAFT = "draft"
    FILED = "filed"
    ABANDONED = "abandoned"


LIFECYCLE = Lifecycle(
    {
        FilingState.DRAFT: frozenset({FilingState.FILED, FilingState.ABANDONED}),
        FilingState.FILED: frozenset(),
        FilingState.ABANDONED: frozenset(),
    }
)

KIND_LABELS: Mapping[NotificationKind, Bilingual] = {
    NotificationKind.INITIAL: Bilingual("Notification initiale", "Initial notification"),
    NotificationKind.COMPLEMENTARY: Bilingual(
        "Notification complémentaire", "Complementary notification"
    ),
    NotificationKind.COMPLETE: Bilingual("Notification complète", "Complete notification"),
}

KIND_TEXTS: Mapping[NotificationKind, Text] = {
    NotificationKind.INITIAL: _("initial notification"),
    NotificationKind.COMPLEMENTARY: _("complementary notification"),
    NotificationKind.COMPLETE: _("complete notification"),
}
"""The kinds within a sentence of ours; KIND_LABELS are the words of the form."""

STATE_LABELS: Mapping[FilingState, Text] = {
    FilingState.DRAFT: _("In preparation"),
    FilingState.FILED: _("Filed"),
    FilingState.ABANDONED: _("Abandoned"),
}


@dataclass(frozen=True, slots=True)
class NewNotification:
    id: str
    incident_id: str
    kind: NotificationKind


@dataclass(frozen=True, slots=True)
class FilingReceipt:
    """What is recorded once the form was sent: `cnil_number` may still be empty.

    `evidence_id` names the CNIL's own receipt among the evidence of the case.
    """

    filed_at: datetime
    cnil_number: str
    delay_reasons: str
    evidence_id: str | None = None


@dataclass(frozen=True, slots=True)
class NotificationView:
    id: str
    incident_id: str
    number: int
    kind: NotificationKind
    state: FilingState
    created_at: datetime
    created_by: str
    filed_at: datetime | None
    filed_by: str
    cnil_number: str
    receipt_id: str | None
    snapshot_sha256: str
    version: int


@dataclass(frozen=True, slots=True)
class NotificationStarted(Event):
    tag: ClassVar[str] = "notification:started"
    kind: NotificationKind


@dataclass(frozen=True, slots=True)
class NotificationFiled(Event):
    tag: ClassVar[str] = "notification:filed"
    kind: NotificationKind
    filed_at: datetime
    snapshot_sha256: str


@dataclass(frozen=True, slots=True)
class ReceiptAdded(Event):
    tag: ClassVar[str] = "notification:receipt-added"


@dataclass(frozen=True, slots=True)
class NotificationAbandoned(Event):
    tag: ClassVar[str] = "notification:abandoned"


def check_kind(kind: NotificationKind, earlier: Sequence[NotificationView]) -> None:
    """Raise RuleError when a filing of this kind cannot follow the earlier ones."""
    if any(one.state is FilingState.DRAFT for one in earlier):
        raise RuleError(_("A notification is already in preparation: file or abandon it first."))
    has_first = any(one.state is FilingState.FILED for one in earlier)
    if kind is NotificationKind.COMPLEMENTARY and not has_first:
        raise RuleError(
            _("A complementary notification completes an initial one: file that first."),
            field="kind",
        )
    if kind is not NotificationKind.COMPLEMENTARY and has_first:
        raise RuleError(
            _("A first notification is already filed: complete it with a complementary one."),
            field="kind",
        )


def check_receipt(
    receipt: FilingReceipt, aware_at: datetime, due_at: datetime | None, now: datetime
) -> None:
    """Raise ManyRulesError with all that keeps the filing from being recorded.

    `due_at` is None when no clock runs for it. Filing late stays possible: Article 33(1) GDPR
    then wants the reasons for the delay.
    """
    broken = []
    if receipt.filed_at > now:
        broken.append(RuleError(_("The filing cannot be in the future."), field="filed_at"))
    if receipt.filed_at < aware_at:
        broken.append(RuleError(_("The filing cannot come before awareness."), field="filed_at"))
    is_late = due_at is not None and receipt.filed_at > due_at
    if is_late and not receipt.delay_reasons.strip():
        broken.append(
            RuleError(
                _("Filed after the due time: give the reasons for the delay."),
                field="delay_reasons",
            )
        )
    if problem := problem_with_line(receipt.cnil_number, MAX_NUMBER):
        broken.append(RuleError(problem, field="cnil_number"))
    if problem := problem_with_prose(receipt.delay_reasons, MAX_REASONS):
        broken.append(RuleError(problem, field="delay_reasons"))
    if broken:
        raise ManyRulesError(tuple(broken))


def fingerprint(snapshot: Mapping[str, object]) -> str:
    """SHA-256 of the snapshot as canonical JSON: what was filed can be recognised for ever."""
    text = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
