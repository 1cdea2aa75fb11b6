"""Code des assurances, Article L12-10-1 (loi 2023-22, "LOPMI", Article 5)."""

from datetime import date

from breachdesk.deadlines.domain import Within
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import NOBODY, Duty, Regime, StartsFrom

REGIME = Regime(
    code="lopmi",
    title=Bilingual("Cyber-assurance (loi LOPMI)", "Cyber-insurance (LOPMI act)"),
    authority=Bilingual("Police, gendarmerie, procureur", "Police or public prosecutor"),
    in_force_on=date(2023, 4, 24),
    duties=(
        Duty(
            code="lopmi-complaint",
            title=Bilingual(
                "Déposer plainte (cyber-assurance)", "File a criminal complaint (insurance)"
            ),
            legal_ref="Code des assurances, art. L12-10-1",
            clock=Within(hours=72, is_of_the_union=False),
            starts_from=StartsFrom.CHOSEN,
            starts_for=NOBODY,
            who=Bilingual(
                "Personnes morales, et personnes physiques dans leur activité professionnelle",
                "Legal persons, and natural persons in their professional activity",
            ),
            note=Bilingual(
                "Condition de l’indemnisation\u202f; compte depuis la connaissance de l’atteinte "
                "(Code pénal, art. 323-1 à 323-3-1), y compris si le système est externalisé.",
                "Condition of the insurance payment; runs from knowledge of the attack (Code "
                "pénal, art. 323-1 to 323-3-1), even where the system is outsourced.",
            ),
        ),
    ),
)
