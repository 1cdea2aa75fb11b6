"""The facts for the report of a health IT incident (Article L1111-8-2 of the public health code).

The questions of the national portal were not seen: this sheet has an order of its own.
"""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words, as_data
from breachdesk.incidents.domain import CERTAINTY_LABELS, CHANNEL_LABELS, TYPE_LABELS, Step
from breachdesk.kernel.text import Bilingual, Text, Translate, _
from breachdesk.notifications.domain import KIND_LABELS
from breachdesk.obligations.domain import ObligationView
from breachdesk.obligations.regimes.csp_health import REGIME

[DUTY] = REGIME.duties
HEALTH = "health"
HAPPENED = ("breach.nature", "breach.origin", "breach.cause", "breach.description")
WHEN = ("dates.begin", "dates.end", "dates.ongoing", "discovery.circumstances")
TOUCHED = (
    "data.categories",
    "data.sensitive",
    "people.categories",
    "people.count",
    "consequences.confidentiality",
    "consequences.integrity",
    "consequences.availability",
)
CARE: tuple[Text, ...] = (
    _("No effect on care"),
    _("Care went on in a degraded way"),
    _("Care was interrupted or patients were sent elsewhere"),
    _("Patients were or may have been put in danger"),
)
HELP: tuple[Text, ...] = (
    _("No help is needed"),
    _("Advice is wanted"),
    _("Technical support is wanted"),
)


def words(facts: CaseFacts) -> Words:
    case = facts.case
    running = facts.obligation(DUTY.code)
    return {
        "duty": DUTY,
        "applies": applies(running, str(facts.answered.identity["sector"])),
        "running": running,
        "body": facts.answered.body,
        "type": TYPE_LABELS[case.incident_type],
        "certainty": CERTAINTY_LABELS[case.certainty],
        "channel": case.channel_other or CHANNEL_LABELS[case.channel],
        "contained_at": case.reached(Step.CONTAINED),
        "happened": facts.told(*HAPPENED),
        "when": facts.told(*WHEN),
        "touched": facts.told(*TOUCHED),
        "done": facts.answered.done,
        "care": CARE,
        "help": HELP,
        "filings": [(one, KIND_LABELS[one.kind]) for one in facts.filings if one.filed_at],
    }


def applies(running: ObligationView | None, sector: str) -> Text:
    """Whether the body has to report, as far as the case tells."""
    if running and running.waived_at:
        return _("Not applicable in this case: %(reason)s", reason=running.waive_reason)
    if running:
        return _("Applicable: the case follows this duty.")
    if sector == HEALTH:
        return _(
            "To be checked: the body is of the health sector, and the case does not follow it."
        )
    if not sector:
        return _("To be checked: the sector of the body is not recorded.")
    return _("Not applicable as far as the case tells: the body is not of the health sector.")


def data(facts: CaseFacts, _say: Translate) -> Words:
    return {"format": 1, "answers": as_data(facts.told(*HAPPENED, *WHEN, *TOUCHED))}


KIND = DocumentKind(
    slug="cert-sante-report",
    title=Bilingual("Signalement au CERT Santé", "Report to the CERT Santé"),
    template="documents/cert_sante_report.html",
    words=words,
    attaches="report.json",
    subject=Subject.RESPONSE,
    data=data,
)
