"""Contractual notice, Article 28(3)(f) GDPR: the figure usual in contracts, to be checked."""

from datetime import date

from breachdesk.deadlines.domain import Within
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

HOURS = (24, 36, 48)

REGIME = Regime(
    code="contract",
    title=Bilingual("Contrat de sous-traitance", "Processing contract"),
    authority=Bilingual("Cocontractant", "The other party"),
    in_force_on=date(2018, 5, 25),
    duties=tuple(
        Duty(
            code=f"contract-{hours}",
            title=Bilingual(f"Délai contractuel ({hours} h)", f"Contractual notice ({hours} h)"),
            legal_ref="Contrat, RGPD/GDPR art. 28(3)(f)",
            clock=Within(hours=hours, is_of_the_union=False),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=Bilingual("Le sous-traitant", "The processor"),
            note=Bilingual(
                "Délai convenu avec le responsable de traitement\u202f; vérifiez le contrat.",
                "As agreed with the controller; check the contract.",
            ),
            is_verified=False,
        )
        for hours in HOURS
    ),
)
