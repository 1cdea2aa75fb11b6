"""Section 9: what protected the data before the breach."""

from breachdesk.facts.domain.fields import ALWAYS, Field, Kind, Section, seen
from breachdesk.kernel.text import Bilingual

SECTION = Section(
    key="security",
    number=9,
    title=Bilingual(
        "Mesures de sécurité préalables à la violation",
        "Security measures before the breach",
    ),
    help=Bilingual(
        "L’obligation de sécurité est celle de l’article 32 du RGPD ; l’état antérieur montre ce"
        " qui a manqué et ce qui a limité les effets.",
        "The duty of security is that of Article 32 GDPR; the earlier state shows what was lacking"
        " and what limited the effects.",
    ),
    fields=(
        Field(
            key="security.prior_measures",
            labels=seen(
                "Mesures de sécurité préalables à la violation",
                "Security measures before the breach",
            ),
            kind=Kind.PROSE,
            needs=ALWAYS,
            help=Bilingual(
                "Hébergement, authentification, chiffrement, journaux, sauvegardes, tests. Dire"
                " aussi ce qui faisait défaut : la CNIL le verra.",
                "Hosting, authentication, encryption, logs, backups, tests. Say also what was"
                " lacking: the CNIL will see it.",
            ),
        ),
    ),
)
