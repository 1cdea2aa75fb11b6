"""Directive (EU) 2022/2555 (NIS2), Article 23: not enforceable in France yet."""

from breachdesk.deadlines.domain import Within, WithinMonths
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

WHO = Bilingual("Entités essentielles et importantes", "Essential and important entities")
NOTE = Bilingual(
    "La loi française de transposition n’était pas adoptée en octobre 2026\u202f; horloge "
    "proposée à titre de préparation.",
    "The French transposition was not adopted in October 2026; offered as a rehearsal.",
)

REGIME = Regime(
    code="nis2",
    title=Bilingual("NIS 2", "NIS2"),
    authority=Bilingual("ANSSI", "ANSSI"),
    in_force_on=None,
    duties=(
        Duty(
            code="nis2-early-warning",
            title=Bilingual("Alerte précoce NIS 2", "NIS2 early warning"),
            legal_ref="Directive (UE) 2022/2555, art. 23(4)(a)",
            clock=Within(hours=24),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
        ),
        Duty(
            code="nis2-notification",
            title=Bilingual("Notification d’incident NIS 2", "NIS2 incident notification"),
            legal_ref="Directive (UE) 2022/2555, art. 23(4)(b)",
            clock=Within(hours=72),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
        ),
        Duty(
            code="nis2-final-report",
            title=Bilingual("Rapport final NIS 2", "NIS2 final report"),
            legal_ref="Directive (UE) 2022/2555, art. 23(4)(d)",
            clock=WithinMonths(1),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
        ),
    ),
)
