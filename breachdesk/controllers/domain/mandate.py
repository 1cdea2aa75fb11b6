"""What a controller lets its processor do for it, declared on the portal and frozen as declared."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from breachdesk.controllers.domain.controller import Answer
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Bilingual, Text, _
from breachdesk.kernel.typed import problem_with_line

MAX_NAME = 120


class MandateKind(StrEnum):
    FILE = "file"
    INFORM = "inform"


MANDATE_LABELS: Mapping[MandateKind, Text] = {
    MandateKind.FILE: _("Notify the CNIL on our behalf"),
    MandateKind.INFORM: _("Inform the persons concerned on our behalf"),
}

WORDINGS: Mapping[tuple[MandateKind, Answer], Bilingual] = {
    (MandateKind.FILE, Answer.YES): Bilingual(
        "Nous donnons mandat à notre sous-traitant de notifier cette violation à la CNIL en notre "
        "nom et pour notre compte, sur la base de la notification préremplie que nous avons pu "
        "consulter. Nous restons responsables de cette obligation (article 33 du RGPD) et "
        "recevrons le numéro et la copie du dépôt.",
        "We mandate our processor to notify this breach to the CNIL in our name and on our "
        "behalf, on the basis of the pre-filled notification we could read. We remain responsible "
        "for this duty (Article 33 GDPR) and will receive the number and a copy of the filing.",
    ),
    (MandateKind.FILE, Answer.NO): Bilingual(
        "Nous ne donnons pas mandat : nous notifions nous-mêmes cette violation à la CNIL.",
        "We give no mandate: we notify this breach to the CNIL ourselves.",
    ),
    (MandateKind.INFORM, Answer.YES): Bilingual(
        "Nous donnons mandat à notre sous-traitant d’informer en notre nom les personnes "
        "concernées (article 34 du RGPD), avec le texte que nous avons pu consulter. Nous restons "
        "responsables de cette obligation et recevrons le décompte des envois.",
        "We mandate our processor to inform the persons concerned in our name (Article 34 GDPR), "
        "with the text we could read. We remain responsible for this duty and will receive the "
        "figures of what was sent.",
    ),
    (MandateKind.INFORM, Answer.NO): Bilingual(
        "Nous ne donnons pas mandat : nous informons nous-mêmes les personnes concernées.",
        "We give no mandate: we inform the persons concerned ourselves.",
    ),
}


@dataclass(frozen=True, slots=True)
class NewMandate:
    """What was declared on the portal. `has_authority`: the box that says so was ticked."""

    id: str
    kind: MandateKind
    answer: Answer
    declared_name: str = field(repr=False)
    declared_function: str
    has_authority: bool
    language: str


@dataclass(frozen=True, slots=True)
class MandateView:
    """A declaration; the latest of its kind is the one in force."""

    id: str
    controller_id: str
    kind: MandateKind
    answer: Answer
    declared_name: str = field(repr=False)
    declared_function: str
    wording: str
    language: str
    given_at: datetime
    statement: Mapping[str, Any] = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class MandateGiven(Event):
    """`subject_id` is the controller."""

    tag: ClassVar[str] = "mandate:given"
    mandate_id: str
    kind: MandateKind
    answer: Answer
    sha256: str


def check_new(new: NewMandate) -> None:
    """Raise ManyRulesError unless somebody with authority has clearly answered."""
    broken = []
    if new.answer is Answer.NONE:
        broken.append(RuleError(_("Choose yes or no."), field="answer"))
    for name in ("declared_name", "declared_function"):
        text = getattr(new, name)
        if not text.strip():
            broken.append(RuleError(_("Fill this in: a mandate names who gives it."), field=name))
        if problem := problem_with_line(text, MAX_NAME):
            broken.append(RuleError(problem, field=name))
    if not new.has_authority:
        broken.append(
            RuleError(_("Confirm that you may decide this for the body."), field="has_authority")
        )
    if broken:
        raise ManyRulesError(tuple(broken))


def statement(new: NewMandate, parties: Mapping[str, str], given_at: datetime) -> dict[str, Any]:
    """The declaration as a plain object: what is hashed, and what the PDF says."""
    return {
        "format": 1,
        **parties,
        "kind": new.kind.value,
        "answer": new.answer.value,
        "wording": WORDINGS[new.kind, new.answer].in_(new.language),
        "declared_name": new.declared_name.strip(),
        "declared_function": new.declared_function.strip(),
        "given_at": given_at.isoformat(),
        "language": new.language,
    }


def fingerprint(declared: Mapping[str, Any]) -> str:
    """SHA-256 of the statement as canonical JSON."""
    text = json.dumps(declared, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
