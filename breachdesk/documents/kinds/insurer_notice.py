"""The notice of a claim to the insurer of cyber risks, with room for what the policy asks."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words, as_data
from breachdesk.incidents.domain import TYPE_LABELS
from breachdesk.kernel.text import Bilingual, Text, Translate, _
from breachdesk.measures.domain import STATUS_LABELS
from breachdesk.notifications.domain import KIND_LABELS
from breachdesk.obligations.regimes.lopmi import REGIME

[DUTY] = REGIME.duties
HAPPENED = ("breach.nature", "breach.origin", "breach.cause", "breach.description")
WHEN = ("dates.begin", "dates.end", "dates.ongoing")
TOUCHED = ("data.categories", "people.categories", "people.count")
COSTS: tuple[Text, ...] = (
    _("Technical experts and investigation"),
    _("Lawyers and bailiffs"),
    _("Letters, mails and messages to the persons concerned"),
    _("Call centre"),
    _("Restoring of systems and data"),
    _("Public relations"),
    _("Loss of business"),
    _("Claims of others"),
    _("Other costs"),
)
"""A case records no amounts: these are lines to fill in."""


def words(facts: CaseFacts) -> Words:
    case = facts.case
    running = facts.obligation(DUTY.code)
    return {
        "duty": DUTY,
        "running": running,
        "due_at": running.due_at if running else DUTY.clock.due(case.aware_at),
        "body": facts.answered.body,
        "type": TYPE_LABELS[case.incident_type],
        "happened": facts.told(*HAPPENED),
        "when": facts.told(*WHEN),
        "touched": facts.told(*TOUCHED),
        "measures": facts.answered.measures,
        "states": STATUS_LABELS,
        "filings": [(one, KIND_LABELS[one.kind]) for one in facts.filings if one.filed_at],
        "costs": COSTS,
    }


def data(facts: CaseFacts, _say: Translate) -> Words:
    return {"format": 1, "answers": as_data(facts.told(*HAPPENED, *WHEN, *TOUCHED))}


KIND = DocumentKind(
    slug="insurer-notice",
    title=Bilingual("Déclaration de sinistre à l’assureur", "Notice of a claim to the insurer"),
    template="documents/insurer_notice.html",
    words=words,
    attaches="claim.json",
    subject=Subject.RESPONSE,
    data=data,
)
