"""Regulation (EU) 596/2014 (market abuse), Article 17: inside information of an issuer."""

from datetime import date

from breachdesk.deadlines.domain import WithoutDelay
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

REGIME = Regime(
    code="mar",
    title=Bilingual("Abus de marché (MAR)", "Market abuse (MAR)"),
    authority=Bilingual("Le public, sous le contrôle de l’AMF", "The public, supervised by AMF"),
    in_force_on=date(2016, 7, 3),
    duties=(
        Duty(
            code="mar-17",
            title=Bilingual("Publier l’information privilégiée", "Disclose inside information"),
            legal_ref="Règlement (UE) 596/2014, art. 17",
            clock=WithoutDelay(),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=Bilingual("Les émetteurs cotés", "Listed issuers"),
            note=Bilingual(
                "Dès que possible, seulement si la violation peut influencer le cours.",
                "As soon as possible, only if the breach is likely to move the price.",
            ),
        ),
    ),
)
