"""Section 11: what harm people may suffer, and how grave it is."""

from breachdesk.facts.domain.fields import (
    ALWAYS,
    WANTED,
    Field,
    Kind,
    Option,
    Section,
    assumed,
    seen,
)
from breachdesk.kernel.text import Bilingual

HARMS = (
    Option(
        "loss_of_control",
        seen(
            "Perte de contrôle sur leurs données personnelles",
            "Loss of control over their personal data",
        ),
    ),
    Option("rights_limited", seen("Limitation de leurs droits", "Limitation of their rights")),
    Option("discrimination", seen("Discrimination", "Discrimination")),
    Option("identity_theft", seen("Vol d'identité", "Identity theft")),
    Option("fraud", seen("Fraude", "Fraud")),
    Option(
        "pseudonymisation_lifted",
        seen(
            "Levée non autorisée de pseudonymisation", "Unauthorised reversal of pseudonymisation"
        ),
    ),
    Option("financial_loss", seen("Pertes financières", "Financial losses")),
    Option("reputation", seen("Atteinte à la réputation", "Damage to the reputation")),
    Option(
        "professional_secrecy",
        seen(
            "Perte de la confidentialité de données protégées par un secret professionnel",
            "Loss of confidentiality of data protected by professional secrecy",
        ),
    ),
    Option("other", seen("Autre", "Other"), other=True),
)

LEVELS = (
    Option("negligible", seen("Négligeable", "Negligible")),
    Option("limited", seen("Limité", "Limited")),
    Option("significant", seen("Important", "Significant")),
    Option("maximal", seen("Maximal", "Maximal")),
)

SECTION = Section(
    key="harm",
    number=11,
    title=Bilingual(
        "Préjudices potentiels pour les personnes", "Potential harm to the people concerned"
    ),
    help=Bilingual(
        "Ce que les personnes risquent de subir (considérants 75 et 85 du RGPD). Cette estimation"
        " commande aussi leur information (article 34(1)).",
        "What people may suffer (recitals 75 and 85 GDPR). This estimate also governs whether they"
        " are informed (Article 34(1)).",
    ),
    fields=(
        Field(
            key="harm.kinds",
            labels=assumed("Nature des préjudices potentiels", "Nature of the potential harm"),
            kind=Kind.CHOICES,
            options=HARMS,
            needs=ALWAYS,
            help=Bilingual(
                "La liste est celle du considérant 85 du RGPD. Cocher ce qui est plausible pour"
                " une personne ordinaire de ce fichier.",
                "The list is that of recital 85 GDPR. Tick what is plausible for an ordinary"
                " person in this file.",
            ),
        ),
        Field(
            key="harm.description",
            labels=assumed("Description des préjudices", "Description of the harm"),
            kind=Kind.PROSE,
            needs=WANTED,
            help=Bilingual(
                "Comment le préjudice se produirait, pour qui et avec quelle probabilité"
                " (considérant 76 du RGPD).",
                "How the harm would come about, for whom and how likely it is (recital 76 GDPR).",
            ),
        ),
        Field(
            key="severity.level",
            labels=seen("Estimation du niveau de gravité", "Estimate of the level of severity"),
            kind=Kind.CHOICE,
            options=LEVELS,
            needs=ALWAYS,
            help=Bilingual(
                "Une meilleure estimation suffit au premier dépôt ; elle se corrige ensuite"
                " (article 33(4) du RGPD).",
                "A best estimate is enough for the first filing; it is corrected later (Article"
                " 33(4) GDPR).",
            ),
        ),
    ),
)
