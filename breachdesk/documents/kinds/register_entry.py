"""The register entry of Article 33(5) GDPR: facts, effects, remedial action, and why."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Words
from breachdesk.incidents.domain import (
    CERTAINTY_LABELS,
    CHANNEL_LABELS,
    ROLE_LABELS,
    STEP_LABELS,
    TYPE_LABELS,
)
from breachdesk.kernel.text import Bilingual
from breachdesk.notifications.domain import KIND_LABELS
from breachdesk.risk.domain import LEVEL_LABELS

SECTIONS = frozenset({7, 8, 9, 10, 11, 12, 13})
"""Of the CNIL's form, those that tell the facts, the effects and the remedial action."""


def words(facts: CaseFacts) -> Words:
    return {"told": told(facts)}


def told(facts: CaseFacts) -> Words:
    """What the macro of documents/_entry.html tells; the whole register uses it too."""
    case = facts.case
    level = LEVEL_LABELS[facts.assessment.level] if facts.assessment else None
    return {
        "case": case,
        "organisation": facts.organisation,
        "zone": case.zone,
        "role": ROLE_LABELS[case.role],
        "certainty": CERTAINTY_LABELS[case.certainty],
        "channel": case.channel_other or CHANNEL_LABELS[case.channel],
        "type": TYPE_LABELS[case.incident_type],
        "state": STEP_LABELS[case.state],
        "sections": [one for one in facts.answers.sections if one.number in SECTIONS],
        "filings": [(one, KIND_LABELS[one.kind]) for one in facts.filings if one.filed_at],
        "duties": facts.duties,
        "assessment": facts.assessment,
        "level": level,
        "steps": [(one, STEP_LABELS[one.step]) for one in case.steps],
    }


KIND = DocumentKind(
    slug="register-entry",
    title=Bilingual("Fiche du registre des violations", "Register entry"),
    template="documents/register_entry.html",
    words=words,
)
