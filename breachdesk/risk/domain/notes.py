"""What the guidelines want considered beside the level: how lasting, and how far it reaches."""

from collections.abc import Iterator

from breachdesk.facts.domain.values import Snapshot, YesNo
from breachdesk.kernel.text import Bilingual
from breachdesk.risk.domain.facts import Category, RiskFacts

LASTING = frozenset(
    {
        Category.BIOMETRIC_GENETIC,
        Category.HEALTH,
        Category.IDENTITY,
        Category.NATIONAL_ID,
        Category.OFFENCES,
    }
)
"""What nobody can change, unlike a password or a card."""


def notes(facts: RiskFacts, answers: Snapshot) -> tuple[Bilingual, ...]:
    return (*_permanence(facts), *_spread(answers))


def _permanence(facts: RiskFacts) -> Iterator[Bilingual]:
    if not facts.categories:
        yield Bilingual(
            "Permanence\u202f: inconnue tant que les données ne le sont pas (EDPB 9/2022, IV.B).",
            "Permanence: unknown as long as the data are (EDPB 9/2022, IV.B).",
        )
    elif not facts.categories.isdisjoint(LASTING):
        yield Bilingual(
            "Effets durables\u202f: ces données ne peuvent pas être changées (EDPB 9/2022, IV.B).",
            "Lasting effects: these data cannot be changed (EDPB 9/2022, IV.B).",
        )


def _spread(answers: Snapshot) -> Iterator[Bilingual]:
    match answers.get("cross_border.processing"):
        case YesNo(yes=True):
            yield Bilingual(
                "Personnes de plusieurs États membres\u202f: autorité chef de file (art. 56 RGPD).",
                "People in several Member States: lead authority (Article 56 GDPR).",
            )
        case YesNo(yes=False):
            return
        case _:
            yield Bilingual(
                "Étendue géographique inconnue\u202f: d’autres États membres peut-être touchés.",
                "Geographic spread unknown: other Member States may be affected.",
            )
