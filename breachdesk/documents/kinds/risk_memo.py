"""The decision memo: what one shows when asked why nobody, or somebody, was told."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Words
from breachdesk.kernel.text import Bilingual
from breachdesk.risk.domain import (
    ADVICE_LABELS,
    CONSEQUENCES,
    EXEMPTION_LABELS,
    LEVEL_LABELS,
)
from breachdesk.risk.domain.circumstances import answers
from breachdesk.risk.methods.enisa import BAND_LABELS

SECTIONS = frozenset({7, 8, 11, 12})
"""Of the CNIL's form, the facts a risk is judged by."""


def words(facts: CaseFacts) -> Words:
    return {
        "sections": [one for one in facts.answers.sections if one.number in SECTIONS],
        "inputs": answers(facts.circumstances),
        "proposal": facts.proposal,
        "versions": facts.assessments,
        "advice": facts.advice,
        "levels": LEVEL_LABELS,
        "consequences": CONSEQUENCES,
        "exemptions": EXEMPTION_LABELS,
        "sources": ADVICE_LABELS,
        "bands": BAND_LABELS,
    }


KIND = DocumentKind(
    slug="risk-memo",
    title=Bilingual("Note de décision sur le risque", "Decision memo on the risk"),
    template="documents/risk_memo.html",
    words=words,
)
