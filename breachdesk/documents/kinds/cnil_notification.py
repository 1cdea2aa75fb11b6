"""The Article 33 notification, in the order and with the labels of the CNIL's form."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Words
from breachdesk.kernel.text import Bilingual
from breachdesk.kernel.typography import elapsed
from breachdesk.notifications.domain import KIND_LABELS, NotificationKind


def words(facts: CaseFacts) -> Words:
    filing = facts.filing
    if filing:
        kind = filing.kind
    else:
        kind = (
            NotificationKind.COMPLEMENTARY if facts.sheet.changes_only else NotificationKind.INITIAL
        )
    filed_at = filing.filed_at if filing else None
    first = next((one for one in facts.filings if one.filed_at), None)
    duty = next((one for one in facts.duties if one.duty.code == "gdpr-33-1"), None)
    return {
        "kind": KIND_LABELS[kind],
        "sheet": facts.sheet,
        "filing": filing,
        "completes": first.cnil_number if first and facts.sheet.changes_only else "",
        "duty": duty,
        "elapsed": elapsed(facts.case.aware_at, filed_at) if filed_at else "",
    }


KIND = DocumentKind(
    slug="cnil-notification",
    title=Bilingual("Notification de violation à la CNIL", "Breach notification to the CNIL"),
    template="documents/cnil_notification.html",
    words=words,
    attaches="notification.json",
)
