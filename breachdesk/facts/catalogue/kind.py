"""Section 1: what kind of notification this is."""

from breachdesk.facts.domain.draft import NotificationKind, OfKind
from breachdesk.facts.domain.fields import (
    ALWAYS,
    OPTIONAL,
    Field,
    Kind,
    Option,
    Section,
    Source,
    assumed,
    seen,
)
from breachdesk.kernel.text import Bilingual

KINDS = (
    Option("initial", seen("Notification initiale", "Initial notification")),
    Option("complementary", seen("Notification complémentaire", "Complementary notification")),
    Option("complete", assumed("Notification complète", "Complete notification")),
)

SECTION = Section(
    key="kind",
    number=1,
    title=Bilingual("Type de notification", "Type of notification"),
    help=Bilingual(
        "Notifier tôt et compléter ensuite est prévu par l’article 33(4) du RGPD : une information"
        " manquante ne justifie pas d’attendre.",
        "Article 33(4) GDPR provides for notifying early and completing later: missing information"
        " is no reason to wait.",
    ),
    fields=(
        Field(
            key="filing.kind",
            labels=seen("Type de notification", "Type of notification"),
            kind=Kind.CHOICE,
            options=KINDS,
            source=Source.FILING,
            needs=ALWAYS,
            help=Bilingual(
                "Initiale dès que la violation est constatée ; complémentaire pour ce qui manquait"
                " ou a changé ; complète quand tout est connu dès le premier dépôt.",
                "Initial as soon as the breach is established; complementary for what was missing"
                " or has changed; complete when everything is known at the first filing.",
            ),
        ),
        Field(
            key="filing.previous_number",
            labels=assumed(
                "Numéro de la notification initiale", "Number of the initial notification"
            ),
            kind=Kind.LINE,
            source=Source.FILING,
            needs=OPTIONAL,
            when=OfKind(NotificationKind.COMPLEMENTARY),
            help=Bilingual(
                "Le numéro que la CNIL a attribué au premier dépôt : il rattache le complément au"
                " bon dossier.",
                "The number the CNIL gave to the first filing: it ties the complement to the right"
                " case.",
            ),
        ),
    ),
)
