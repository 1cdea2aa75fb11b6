"""COM(2025) 837, "Digital Omnibus": still a proposal, kept as data for the day it is law."""

from breachdesk.deadlines.domain import Within
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

REGIME = Regime(
    code="digital-omnibus",
    title=Bilingual("Omnibus numérique (proposition)", "Digital Omnibus (proposal)"),
    authority=Bilingual("Point d’entrée unique (ENISA)", "Single entry point (ENISA)"),
    in_force_on=None,
    duties=(
        Duty(
            code="omnibus-33-1",
            title=Bilingual(
                "Notifier la violation à risque élevé (proposition)",
                "Notify a high-risk breach (proposal)",
            ),
            legal_ref="COM(2025) 837, 2025/0360(COD)",
            clock=Within(hours=96),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=Bilingual("Le responsable de traitement", "The controller"),
            note=Bilingual(
                "96 heures, risque élevé seulement. Proposition du 19 novembre 2025, non adoptée "
                "en septembre 2026.",
                "96 hours, high risk only. Proposal of 19 November 2025, not adopted in "
                "September 2026.",
            ),
        ),
    ),
)
