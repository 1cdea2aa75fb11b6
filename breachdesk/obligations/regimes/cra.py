"""Regulation (EU) 2024/2847 (Cyber Resilience Act), Article 14."""

from datetime import date

from breachdesk.deadlines.domain import Within, WithinMonths
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

WHO = Bilingual(
    "Fabricants de produits comportant des éléments numériques",
    "Manufacturers of products with digital elements",
)
NOTE = Bilingual(
    "Vulnérabilité activement exploitée dans son propre logiciel.",
    "An actively exploited vulnerability in one’s own software.",
)

REGIME = Regime(
    code="cra",
    title=Bilingual("Cyber Resilience Act", "Cyber Resilience Act"),
    authority=Bilingual("CSIRT coordinateur et ENISA", "Coordinating CSIRT and ENISA"),
    in_force_on=date(2026, 9, 11),
    duties=(
        Duty(
            code="cra-early-warning",
            title=Bilingual("Alerte précoce CRA", "CRA early warning"),
            legal_ref="Règlement (UE) 2024/2847, art. 14",
            clock=Within(hours=24),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
            is_verified=False,
        ),
        Duty(
            code="cra-notification",
            title=Bilingual("Notification CRA", "CRA notification"),
            legal_ref="Règlement (UE) 2024/2847, art. 14",
            clock=Within(hours=72),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
            is_verified=False,
        ),
        Duty(
            code="cra-final-report",
            title=Bilingual(
                "Rapport final CRA (vulnérabilité)", "CRA final report (vulnerability)"
            ),
            legal_ref="Règlement (UE) 2024/2847, art. 14",
            clock=Within(hours=14 * 24),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
            is_verified=False,
        ),
        Duty(
            code="cra-final-report-incident",
            title=Bilingual("Rapport final CRA (incident grave)", "CRA final report (incident)"),
            legal_ref="Règlement (UE) 2024/2847, art. 14",
            clock=WithinMonths(months=1),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=Bilingual(
                "Incident grave touchant la sécurité de son propre produit.",
                "A severe incident affecting the security of one’s own product.",
            ),
            is_verified=False,
        ),
    ),
)
