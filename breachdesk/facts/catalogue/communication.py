"""Section 13: what the people concerned are told."""

from breachdesk.facts.domain.draft import Ticked
from breachdesk.facts.domain.fields import (
    ALWAYS,
    NO_FILING,
    WANTED,
    Field,
    Kind,
    Option,
    Section,
    assumed,
    seen,
)
from breachdesk.kernel.text import Bilingual

STATES = (
    Option(
        "informed",
        seen("Oui, les personnes ont été informées", "Yes, the people have been informed"),
    ),
    Option("to_be_informed", seen("Non, mais elles le seront", "No, but they will be")),
    Option("not_informed", seen("Non ils ne le seront pas", "No, they will not be")),
    Option(
        "undetermined",
        seen("Non déterminé pour le moment", "Not determined at the moment"),
        unknown=True,
    ),
)

REASONS = (
    Option(
        "protected",
        assumed(
            "Les données étaient incompréhensibles pour toute personne non autorisée"
            " (article 34(3)(a))",
            "The data were unintelligible to any person without authorisation (Article 34(3)(a))",
        ),
    ),
    Option(
        "risk_removed",
        assumed(
            "Des mesures ultérieures écartent le risque élevé (article 34(3)(b))",
            "Later measures remove the high risk (Article 34(3)(b))",
        ),
    ),
    Option(
        "public_instead",
        assumed(
            "L'information individuelle exigerait des efforts disproportionnés (article 34(3)(c))",
            "Informing each person would take disproportionate effort (Article 34(3)(c))",
        ),
    ),
    Option(
        "no_high_risk",
        assumed(
            "La violation n'engendre pas de risque élevé pour les personnes",
            "The breach does not result in a high risk for the people",
        ),
    ),
)

DONE = Ticked("communication.state", frozenset({"informed"}))
DONE_OR_PLANNED = Ticked("communication.state", frozenset({"informed", "to_be_informed"}))
REFUSED = Ticked("communication.state", frozenset({"not_informed"}))

SECTION = Section(
    key="communication",
    number=13,
    title=Bilingual(
        "Communication aux personnes concernées", "Communication to the people concerned"
    ),
    help=Bilingual(
        "Due dans les meilleurs délais si le risque est élevé (article 34(1) du RGPD), sans"
        " attendre la réponse de la CNIL ni la fin des 72 heures.",
        "Due without undue delay if the risk is high (Article 34(1) GDPR), without waiting for the"
        " CNIL’s answer or for the end of the 72 hours.",
    ),
    fields=(
        Field(
            key="communication.state",
            labels=assumed("Information des personnes", "Information of the people"),
            kind=Kind.CHOICE,
            options=STATES,
            needs=ALWAYS,
            help=Bilingual(
                "« Non déterminé » convient à un premier dépôt. La CNIL peut ordonner l’information"
                " (article 34(4) du RGPD).",
                "“Not determined” will do for a first filing. The CNIL may order the information"
                " (Article 34(4) GDPR).",
            ),
        ),
        Field(
            key="communication.date",
            labels=assumed(
                "Date de l'information, réalisée ou prévue",
                "Date of the information, done or planned",
            ),
            kind=Kind.DAY,
            needs=ALWAYS,
            when=DONE_OR_PLANNED,
            help=Bilingual(
                "Le jour du premier envoi ; pour un envoi échelonné, préciser la fin ci-dessous.",
                "The day of the first sending; for one in stages, give its end below.",
            ),
        ),
        Field(
            key="communication.count",
            labels=assumed("Nombre de personnes informées", "Number of people informed"),
            kind=Kind.FIGURE,
            needs=ALWAYS,
            when=DONE,
            help=Bilingual(
                "Les personnes atteintes, pas les messages remis : retours et doublons déduits.",
                "People reached, not messages handed over: returns and duplicates deducted.",
            ),
        ),
        Field(
            key="communication.means",
            labels=assumed("Moyens de communication", "Means of communication"),
            kind=Kind.PROSE,
            needs=WANTED,
            when=DONE_OR_PLANNED,
            help=Bilingual(
                "Un message dédié à chaque personne ; l’avis public ne le remplace que si l’effort"
                " serait disproportionné (article 34(3)(c) du RGPD).",
                "A message of its own to each person; a public notice replaces it only where the"
                " effort would be disproportionate (Article 34(3)(c) GDPR).",
            ),
        ),
        Field(
            key="communication.content",
            labels=assumed("Contenu de l'information", "Content of the information"),
            kind=Kind.PROSE,
            needs=WANTED,
            when=DONE_OR_PLANNED,
            help=Bilingual(
                "Nature de la violation, contact, conséquences probables, mesures : les quatre"
                " éléments de l’article 34(2) du RGPD, dans le premier message.",
                "Nature of the breach, contact, likely consequences, measures: the four elements of"
                " Article 34(2) GDPR, in the first message itself.",
            ),
        ),
        Field(
            key="communication.reason_none",
            labels=assumed(
                "Motif de l'absence d'information", "Reason why the people are not informed"
            ),
            kind=Kind.CHOICE,
            options=REASONS,
            needs=ALWAYS,
            when=REFUSED,
            unknown_for=NO_FILING,
            help=Bilingual(
                "L’article 34(3) du RGPD n’en connaît que trois quand le risque est élevé. La"
                " crainte d’inquiéter n’en est pas une.",
                "Article 34(3) GDPR knows only three where the risk is high. The fear of worrying"
                " people is none.",
            ),
        ),
        Field(
            key="communication.reason_details",
            labels=assumed("Précisions sur le motif", "Details of the reason"),
            kind=Kind.PROSE,
            needs=WANTED,
            when=REFUSED,
            help=Bilingual(
                "Ce qui le prouve : le chiffrement et la garde des clés, la mesure et sa date, la"
                " portée de l’avis public (article 5(2) du RGPD).",
                "What proves it: the encryption and who holds the keys, the measure and its date,"
                " the reach of the public notice (Article 5(2) GDPR).",
            ),
        ),
    ),
)
