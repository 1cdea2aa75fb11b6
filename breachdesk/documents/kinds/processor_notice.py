"""The notice of Article 33(2) GDPR as one controller reads it."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.kernel.text import Bilingual


def words(facts: CaseFacts) -> Words:
    return {"controller": facts.own, "notices": facts.told_notices}


KIND = DocumentKind(
    slug="processor-notice",
    title=Bilingual(
        "Avis de violation au responsable de traitement", "Notice of the breach to the controller"
    ),
    template="documents/processor_notice.html",
    words=words,
    subject=Subject.CONTROLLER,
)
