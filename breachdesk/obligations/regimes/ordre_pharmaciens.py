"""Ordre national des pharmaciens: informing it is a usage without a legal limit."""

from datetime import date

from breachdesk.deadlines.domain import WithoutDelay
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

REGIME = Regime(
    code="ordre-pharmaciens",
    title=Bilingual("Ordre national des pharmaciens", "French Chamber of Pharmacists"),
    authority=Bilingual("Ordre national des pharmaciens", "French Chamber of Pharmacists"),
    in_force_on=date(2018, 5, 25),
    duties=(
        Duty(
            code="ordre-pharmaciens-notice",
            title=Bilingual(
                "Informer l’Ordre des pharmaciens", "Inform the Chamber of Pharmacists"
            ),
            legal_ref="Usage",
            clock=WithoutDelay(),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=Bilingual("Le pharmacien", "The pharmacist"),
            note=Bilingual("Aucun délai légal\u202f; usage.", "No legal limit; a usage."),
            is_verified=False,
        ),
    ),
)
