"""The press text of the public notice, on paper."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.kernel.text import Bilingual
from breachdesk.publications.domain.notice import FINAL


def words(facts: CaseFacts) -> Words:
    """The texts of the notice, and whether a second person has approved them."""
    notice, reading = facts.notice, facts.reading
    if notice is None or reading is None:
        raise LookupError("notice")
    return {"notice": notice, "reading": reading, "is_draft": notice.state not in FINAL}


KIND = DocumentKind(
    slug="press-statement",
    title=Bilingual("Communiqué de presse", "Press statement"),
    template="documents/press_statement.html",
    words=words,
    subject=Subject.PUBLICATION,
)
