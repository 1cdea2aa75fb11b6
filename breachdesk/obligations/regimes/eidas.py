"""Regulation (EU) 910/2014 (eIDAS), Article 19."""

from datetime import date

from breachdesk.deadlines.domain import Within
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

REGIME = Regime(
    code="eidas",
    title=Bilingual("eIDAS", "eIDAS"),
    authority=Bilingual(
        "ANSSI, et CNIL si des données personnelles sont touchées",
        "ANSSI, and the CNIL if personal data are concerned",
    ),
    in_force_on=date(2016, 7, 1),
    duties=(
        Duty(
            code="eidas-19",
            title=Bilingual("Notification eIDAS", "eIDAS notification"),
            legal_ref="Règlement (UE) 910/2014, art. 19",
            clock=Within(hours=24),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=Bilingual("Prestataires de services de confiance", "Trust service providers"),
            note=Bilingual("Dans les 24 heures.", "Within 24 hours."),
            is_verified=False,
        ),
    ),
)
