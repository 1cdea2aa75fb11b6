"""Regulation (EU) 2022/2554 (DORA): major incidents of financial entities."""

from datetime import date

from breachdesk.deadlines.domain import Within, WithinMonths
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

WHO = Bilingual("Entités financières", "Financial entities")
NOTE = Bilingual(
    "Allègement de fin de semaine (jour ouvré suivant à midi) pour certaines entités\u202f; non "
    "appliqué ici, par prudence.",
    "Some entities have a week-end relief (next working day at noon); not applied here, to be "
    "prudent.",
)

REGIME = Regime(
    code="dora",
    title=Bilingual("DORA", "DORA"),
    authority=Bilingual("ACPR ou AMF", "ACPR or AMF"),
    in_force_on=date(2025, 1, 17),
    duties=(
        Duty(
            code="dora-initial-classified",
            title=Bilingual(
                "Notification initiale DORA (depuis le classement)",
                "DORA initial notification (from classification)",
            ),
            legal_ref="Règlement (UE) 2022/2554, art. 19",
            clock=Within(hours=4),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
        ),
        Duty(
            code="dora-initial-aware",
            title=Bilingual(
                "Notification initiale DORA (depuis la prise de connaissance)",
                "DORA initial notification (from awareness)",
            ),
            legal_ref="Règlement (UE) 2022/2554, art. 19",
            clock=Within(hours=24),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
        ),
        Duty(
            code="dora-intermediate",
            title=Bilingual("Rapport intermédiaire DORA", "DORA intermediate report"),
            legal_ref="Règlement (UE) 2022/2554, art. 19",
            clock=Within(hours=72),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
        ),
        Duty(
            code="dora-final",
            title=Bilingual("Rapport final DORA", "DORA final report"),
            legal_ref="Règlement (UE) 2022/2554, art. 19",
            clock=WithinMonths(1),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
        ),
    ),
)
