"""A mandate as it was declared: for the controller and for the processor alike."""

import json

from breachdesk.controllers.domain import ANSWER_LABELS, MANDATE_LABELS
from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.kernel.text import Bilingual


def words(facts: CaseFacts) -> Words:
    mandate = facts.mandate
    if mandate is None:
        raise LookupError("mandate")
    return {
        "mandate": mandate,
        "kind": MANDATE_LABELS[mandate.kind],
        "answer": ANSWER_LABELS[mandate.answer],
        "statement": json.dumps(mandate.statement, ensure_ascii=False, sort_keys=True, indent=1),
    }


KIND = DocumentKind(
    slug="mandate",
    title=Bilingual("Mandat", "Mandate"),
    template="documents/mandate.html",
    words=words,
    subject=Subject.MANDATE,
)
