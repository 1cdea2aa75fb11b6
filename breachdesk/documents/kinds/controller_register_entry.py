"""The entry a controller puts into its own register (Article 33(5) GDPR)."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.documents.kinds.register_entry import SECTIONS
from breachdesk.kernel.text import Bilingual


def words(facts: CaseFacts) -> Words:
    return {
        "controller": facts.own,
        "sections_of": [one for one in facts.sheet.sections if one.number in SECTIONS],
    }


KIND = DocumentKind(
    slug="controller-register-entry",
    title=Bilingual("Fiche pour votre registre des violations", "Entry for your register"),
    template="documents/controller_register_entry.html",
    words=words,
    subject=Subject.CONTROLLER,
)
