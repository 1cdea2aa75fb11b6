"""Section 12: what was done and what will be done."""

from breachdesk.facts.domain.fields import ALWAYS, NO_FILING, Field, Kind, Section, seen
from breachdesk.kernel.text import Bilingual

TITLE = (
    "Mesures techniques et organisationnelles appliquées suite à la violation",
    "Technical and organisational measures taken after the breach",
)

SECTION = Section(
    key="measures",
    number=12,
    title=Bilingual(*TITLE),
    help=Bilingual(
        "Les mesures prises ou proposées pour remédier à la violation et en atténuer les effets"
        " (article 33(3)(d) du RGPD).",
        "The measures taken or proposed to address the breach and to mitigate its effects (Article"
        " 33(3)(d) GDPR).",
    ),
    fields=(
        Field(
            key="measures.taken",
            labels=seen(*TITLE),
            kind=Kind.PROSE,
            needs=ALWAYS,
            unknown_for=NO_FILING,
            help=Bilingual(
                "Ce qui est fait, avec l’heure ; ce qui est décidé, avec l’échéance. Dire d’abord"
                " si l’exposition a cessé.",
                "What is done, with the hour; what is decided, with its due date. Say first"
                " whether the exposure has ended.",
            ),
        ),
    ),
)
