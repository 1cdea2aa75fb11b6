"""The certificate that everything about the persons of a case was destroyed."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.kernel.text import Bilingual


def words(facts: CaseFacts) -> Words:
    return {"destruction": facts.destruction}


KIND = DocumentKind(
    slug="destruction-certificate",
    title=Bilingual("Certificat de destruction", "Certificate of destruction"),
    template="documents/destruction_certificate.html",
    words=words,
    subject=Subject.DESTRUCTION,
)
