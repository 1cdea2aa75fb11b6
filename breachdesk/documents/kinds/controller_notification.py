"""A controller's own pre-filled notification to the CNIL."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.kernel.text import Bilingual


def words(facts: CaseFacts) -> Words:
    return {"controller": facts.own, "sheet": facts.sheet}


KIND = DocumentKind(
    slug="controller-notification",
    title=Bilingual("Notification préremplie à la CNIL", "Pre-filled notification to the CNIL"),
    template="documents/controller_notification.html",
    words=words,
    attaches="notification.json",
    subject=Subject.CONTROLLER,
)
