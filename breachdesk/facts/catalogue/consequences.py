"""Section 10: what may follow from the loss, one block for each nature."""

from breachdesk.facts.domain.draft import Ticked
from breachdesk.facts.domain.fields import (
    ALWAYS,
    OPTIONAL,
    Field,
    Kind,
    Label,
    Option,
    Section,
    assumed,
    seen,
)
from breachdesk.kernel.text import Bilingual

OTHER = Option("other", assumed("Autre", "Other"), other=True)

CONFIDENTIALITY = (
    Option(
        "spread",
        seen(
            "Les données ont été diffusées plus que nécessaire et ont échappé à la maîtrise des"
            " personnes concernées",
            "The data were spread more than necessary and escaped the control of the people"
            " concerned",
        ),
    ),
    Option(
        "correlated",
        seen(
            "Les données peuvent être corrélées avec d'autres informations relatives aux personnes",
            "The data can be correlated with other information about the people",
        ),
    ),
    Option(
        "exploited",
        seen(
            "Les données peuvent être exploitées à d'autres fins que celles prévues et/ou de"
            " manière non loyale",
            "The data can be exploited for other purposes than intended and/or unfairly",
        ),
    ),
    OTHER,
)

INTEGRITY = (
    Option(
        "used_invalid",
        assumed(
            "Les données ont été modifiées et utilisées alors qu'elles n'étaient plus valides",
            "The data were changed and used although no longer valid",
        ),
    ),
    Option(
        "used_otherwise",
        assumed(
            "Les données ont été modifiées en d'autres données valides et utilisées à d'autres"
            " fins",
            "The data were changed into other valid data and used for other purposes",
        ),
    ),
    Option("falsified", seen("Les données peuvent être falsifiées", "The data can be falsified")),
    OTHER,
)

AVAILABILITY = (
    Option(
        "malfunction",
        seen(
            "Dysfonctionnement et difficultés à fournir un service critique",
            "Malfunction and difficulties in supplying a critical service",
        ),
    ),
    Option(
        "incapacity",
        assumed(
            "Incapacité à fournir un service critique", "Incapacity to supply a critical service"
        ),
    ),
    OTHER,
)


def _block(
    nature: str, labels: tuple[Label, ...], options: tuple[Option, ...], help_: Bilingual
) -> Field:
    return Field(
        key=f"consequences.{nature}",
        labels=labels,
        kind=Kind.CHOICES,
        options=options,
        needs=ALWAYS,
        when=Ticked("breach.nature", frozenset({nature})),
        help=help_,
    )


SECTION = Section(
    key="consequences",
    number=10,
    title=Bilingual("Conséquences potentielles", "Potential consequences"),
    help=Bilingual(
        "Les conséquences probables de la violation (article 33(3)(c) du RGPD), pour chaque"
        " nature cochée plus haut. Ce qui n’est pas exclu se coche.",
        "The likely consequences of the breach (Article 33(3)(c) GDPR), for each nature ticked"
        " above. What is not ruled out is ticked.",
    ),
    fields=(
        _block(
            "confidentiality",
            assumed("Perte de la confidentialité", "Loss of confidentiality"),
            CONFIDENTIALITY,
            Bilingual(
                "L’absence de trace d’accès n’est pas la preuve de l’absence d’accès quand les"
                " journaux sont incomplets.",
                "No trace of access is no proof of no access when the logs are incomplete.",
            ),
        ),
        _block(
            "integrity",
            assumed("Perte de l'intégrité", "Loss of integrity"),
            INTEGRITY,
            Bilingual(
                "Ce qu’une donnée fausse peut entraîner pour la personne : décision, soin,"
                " versement (considérant 85 du RGPD).",
                "What a wrong item of data can bring about for the person: decision, care,"
                " payment (recital 85 GDPR).",
            ),
        ),
        _block(
            "availability",
            assumed("Perte de la disponibilité", "Loss of availability"),
            AVAILABILITY,
            Bilingual(
                "Une indisponibilité, même passagère, est une violation si elle touche les"
                " personnes (article 32(1)(b) et (c) du RGPD).",
                "Unavailability, even passing, is a breach if it touches people (Article 32(1)(b)"
                " and (c) GDPR).",
            ),
        ),
        Field(
            key="consequences.other",
            labels=seen("Autre", "Other"),
            kind=Kind.PROSE,
            needs=OPTIONAL,
            help=Bilingual(
                "Toute conséquence que les listes ne disent pas (article 33(3)(c) du RGPD).",
                "Any consequence that the lists do not say (Article 33(3)(c) GDPR).",
            ),
        ),
    ),
)
