"""Regulation (EU) 611/2013, Article 2: providers of public electronic communications."""

from datetime import date

from breachdesk.deadlines.domain import Within
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

WHO = Bilingual(
    "Fournisseurs de communications électroniques au public",
    "Providers of public electronic communications",
)
NOTE = Bilingual(
    "Formulaire propre de la CNIL, distinct de celui de l’article 33 du RGPD.",
    "A CNIL form of its own, other than that of Article 33 GDPR.",
)

REGIME = Regime(
    code="telecom",
    title=Bilingual("Paquet télécom", "Telecom package"),
    authority=Bilingual("CNIL", "CNIL"),
    in_force_on=date(2013, 8, 25),
    duties=(
        Duty(
            code="telecom-initial",
            title=Bilingual("Notification télécom", "Telecom notification"),
            legal_ref="Règlement (UE) 611/2013, art. 2",
            clock=Within(hours=24),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
        ),
        Duty(
            code="telecom-second",
            title=Bilingual("Seconde notification télécom", "Second telecom notification"),
            legal_ref="Règlement (UE) 611/2013, art. 2",
            clock=Within(hours=72),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=WHO,
            note=NOTE,
        ),
    ),
)
