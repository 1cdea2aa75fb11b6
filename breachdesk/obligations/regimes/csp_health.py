"""Code de la santé publique, Article L1111-8-2."""

from datetime import date

from breachdesk.deadlines.domain import WithoutDelay
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

REGIME = Regime(
    code="csp-health",
    title=Bilingual("Incidents de sécurité en santé", "Health security incidents"),
    authority=Bilingual("CERT Santé (ANS), ARS", "CERT Santé (ANS), ARS"),
    in_force_on=date(2017, 10, 1),
    duties=(
        Duty(
            code="csp-l1111-8-2",
            title=Bilingual("Signaler l’incident de santé", "Report the health IT incident"),
            legal_ref="CSP, art. L1111-8-2",
            clock=WithoutDelay(),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=Bilingual(
                "Établissements de santé, organismes et services de prévention, de diagnostic ou "
                "de soins, établissements médico-sociaux",
                "Health establishments, bodies and services of prevention, diagnosis or care, "
                "medico-social establishments",
            ),
            note=Bilingual(
                "Sans délai, sur le portail des signalements, pour un incident grave ou "
                "significatif. L’application aux officines reste à vérifier.",
                "Without delay, on the national portal, for a serious or significant incident. "
                "Whether it covers pharmacies is to be checked.",
            ),
            is_verified=False,
        ),
    ),
)
