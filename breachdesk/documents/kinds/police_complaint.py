"""The facts for whoever records a criminal complaint: police, gendarmerie or public prosecutor."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words, as_data
from breachdesk.incidents.domain import CHANNEL_LABELS, TYPE_LABELS
from breachdesk.kernel.text import Bilingual, Translate
from breachdesk.obligations.regimes.lopmi import REGIME

[DUTY] = REGIME.duties
HAPPENED = ("breach.nature", "breach.origin", "breach.cause", "breach.description")
WHEN = ("dates.begin", "dates.end", "dates.ongoing", "dates.comment", "discovery.circumstances")
TOUCHED = ("data.categories", "people.categories", "people.count", "data.records_count")


def words(facts: CaseFacts) -> Words:
    case = facts.case
    running = facts.obligation(DUTY.code)
    return {
        "duty": DUTY,
        "running": running,
        "due_at": running.due_at if running else DUTY.clock.due(case.aware_at),
        "body": facts.answered.body,
        "type": TYPE_LABELS[case.incident_type],
        "channel": case.channel_other or CHANNEL_LABELS[case.channel],
        "happened": facts.told(*HAPPENED),
        "when": facts.told(*WHEN),
        "touched": facts.told(*TOUCHED),
        "done": facts.answered.done,
        "evidence": facts.answered.evidence,
    }


def data(facts: CaseFacts, _say: Translate) -> Words:
    return {
        "format": 1,
        "answers": as_data(facts.told(*HAPPENED, *WHEN, *TOUCHED)),
        "evidence": [
            {"name": one.name, "sha256": one.sha256, "size": one.size}
            for one in facts.answered.evidence
        ],
    }


KIND = DocumentKind(
    slug="police-complaint",
    title=Bilingual("Éléments pour le dépôt de plainte", "Facts for a criminal complaint"),
    template="documents/police_complaint.html",
    words=words,
    attaches="complaint.json",
    subject=Subject.RESPONSE,
    data=data,
)
