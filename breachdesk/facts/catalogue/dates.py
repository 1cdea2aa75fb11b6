"""Section 6: when it happened and when it was known."""

from breachdesk.facts.domain.draft import Late, No, NoneOf, Yes
from breachdesk.facts.domain.fields import (
    ALWAYS,
    LATER,
    NO_FILING,
    OPTIONAL,
    WANTED,
    Field,
    Kind,
    Section,
    Source,
    own,
    seen,
)
from breachdesk.kernel.text import Bilingual

UNDETERMINED = No("dates.determined")

PERIOD = (
    Field(
        key="dates.determined",
        labels=seen("Période déterminée", "Period determined"),
        kind=Kind.YES_NO,
        needs=WANTED,
        help=Bilingual(
            "Non, tant que ni le début ni la fin ne sont établis, même approximativement.",
            "No, as long as neither beginning nor end is established, even approximately.",
        ),
    ),
    Field(
        key="dates.begin",
        labels=seen("Début", "Beginning"),
        kind=Kind.INSTANT,
        needs=ALWAYS,
        when=NoneOf((UNDETERMINED,)),
        help=Bilingual(
            "Le moment où les données ont cessé d’être protégées, souvent bien avant la"
            " découverte. Une date retenue par prudence se justifie dans les commentaires.",
            "The moment the data ceased to be protected, often long before the discovery. A date"
            " kept out of prudence is justified in the comments.",
        ),
    ),
    Field(
        key="dates.end",
        labels=seen("Fin", "End"),
        kind=Kind.INSTANT,
        needs=ALWAYS,
        when=NoneOf((UNDETERMINED, Yes("dates.ongoing"))),
        help=Bilingual(
            "Le moment où l’accès a été fermé et où l’on a vérifié qu’il l’était.",
            "The moment access was closed and was checked to be closed.",
        ),
    ),
    Field(
        key="dates.ongoing",
        labels=seen("Toujours en cours", "Still going on"),
        kind=Kind.YES_NO,
        needs=ALWAYS,
        help=Bilingual(
            "Oui, tant que des données restent exposées ou indisponibles.",
            "Yes, as long as data remain exposed or unavailable.",
        ),
    ),
)

KNOWLEDGE = (
    Field(
        key="incident.discovered_at",
        labels=own("Découverte de l’incident", "Discovery of the incident"),
        kind=Kind.INSTANT,
        source=Source.INCIDENT,
        needs=OPTIONAL,
        on_form=False,
        help=Bilingual(
            "Le premier signal, qui ne fait pas encore courir le délai : une courte enquête peut"
            " séparer la découverte de la prise de connaissance.",
            "The first sign, which does not start the clock yet: a short enquiry may lie between"
            " discovery and awareness.",
        ),
    ),
    Field(
        key="dates.processor_notice",
        labels=own("Alerte reçue du sous-traitant", "Notice received from the processor"),
        kind=Kind.INSTANT,
        needs=OPTIONAL,
        on_form=False,
        help=Bilingual(
            "Si la violation est née chez un sous-traitant : quand il vous a prévenu (article"
            " 33(2) du RGPD). En principe, vous en avez alors pris connaissance.",
            "If the breach arose at a processor: when it told you (Article 33(2) GDPR). In"
            " principle you then became aware.",
        ),
    ),
    Field(
        key="incident.aware_at",
        labels=seen("Prise de connaissance", "Awareness"),
        kind=Kind.INSTANT,
        source=Source.INCIDENT,
        needs=ALWAYS,
        unknown_for=NO_FILING,
        help=Bilingual(
            "Le moment où il est devenu raisonnablement certain que des données personnelles"
            " étaient touchées. Les 72 heures de l’article 33(1) du RGPD partent de là, nuits et"
            " jours fériés compris.",
            "The moment it became reasonably certain that personal data were affected. The 72"
            " hours of Article 33(1) GDPR run from it, nights and holidays included.",
        ),
    ),
    Field(
        key="dates.comment",
        labels=seen("Commentaires sur les dates", "Comments on the dates"),
        kind=Kind.PROSE,
        needs=OPTIONAL,
        help=Bilingual(
            "Ce qui est sûr, ce qui est retenu par prudence, et d’où viennent les heures"
            " (journaux, témoignages).",
            "What is certain, what is kept out of prudence, and where the times come from (logs,"
            " testimony).",
        ),
    ),
    Field(
        key="discovery.circumstances",
        labels=seen("Circonstances de la découverte", "Circumstances of the discovery"),
        kind=Kind.PROSE,
        needs=LATER,
        help=Bilingual(
            "Qui a vu quoi, comment l’information est arrivée, ce qui a été vérifié avant de"
            " conclure à une violation (article 4(12) du RGPD).",
            "Who saw what, how the information arrived, what was checked before concluding that"
            " it was a breach (Article 4(12) GDPR).",
        ),
    ),
    Field(
        key="delay.reasons",
        labels=seen("Motifs de retard", "Reasons for the delay"),
        kind=Kind.PROSE,
        needs=ALWAYS,
        when=Late(),
        unknown_for=NO_FILING,
        help=Bilingual(
            "Obligatoire au-delà de 72 heures après la prise de connaissance (article 33(1) du"
            " RGPD) : des faits et des heures, pas des excuses.",
            "Compulsory beyond 72 hours after awareness (Article 33(1) GDPR): facts and hours, not"
            " excuses.",
        ),
    ),
)

SECTION = Section(
    key="dates",
    number=6,
    title=Bilingual("Dates", "Dates"),
    help=Bilingual(
        "Trois moments à ne pas confondre : le début de la violation, l’alerte donnée par un"
        " sous-traitant, la prise de connaissance. Le délai se calcule sur la dernière.",
        "Three moments not to be mixed up: the beginning of the breach, the notice given by a"
        " processor, and awareness. The time limit is computed from the last.",
    ),
    fields=(*PERIOD, *KNOWLEDGE),
)
