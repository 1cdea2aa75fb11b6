"""What can be said, at one hour, of who was informed: figures, campaigns, and what they mean."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.kernel.text import Bilingual
from breachdesk.outreach.domain.campaign import CAMPAIGN_LABELS
from breachdesk.outreach.domain.coverage import (
    LEFT_OUT_LABELS,
    STANDING_LABELS,
    STANDING_MEANINGS,
)


def words(facts: CaseFacts) -> Words:
    return {
        "account": facts.account,
        "standings": STANDING_LABELS,
        "meanings": STANDING_MEANINGS,
        "reasons": LEFT_OUT_LABELS,
        "states": CAMPAIGN_LABELS,
    }


KIND = DocumentKind(
    slug="coverage-attestation",
    title=Bilingual("Attestation d’information des personnes", "Attestation of who was informed"),
    template="documents/coverage_attestation.html",
    words=words,
    subject=Subject.COVERAGE,
)
