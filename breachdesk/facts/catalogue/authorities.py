"""Section 14: the other authorities and bodies that are told."""

from breachdesk.facts.domain.draft import Yes
from breachdesk.facts.domain.fields import (
    LATER,
    WANTED,
    Field,
    Kind,
    Label,
    Section,
    assumed,
    seen,
)
from breachdesk.kernel.text import Bilingual


def _question(key: str, labels: tuple[Label, ...], help_: Bilingual) -> Field:
    return Field(
        key=f"cross_border.{key}", labels=labels, kind=Kind.YES_NO, needs=LATER, help=help_
    )


def _details(
    key: str, of: str, labels: tuple[Label, ...], help_: Bilingual, kind: Kind = Kind.PROSE
) -> Field:
    return Field(
        key=f"cross_border.{key}",
        labels=labels,
        kind=kind,
        needs=WANTED,
        when=Yes(f"cross_border.{of}"),
        help=help_,
    )


SECTION = Section(
    key="authorities",
    number=14,
    title=Bilingual(
        "Notifications transfrontalières et autres notifications",
        "Cross-border and other notifications",
    ),
    help=Bilingual(
        "L’autorité chef de file est celle de l’établissement principal (articles 55 et 56 du"
        " RGPD). D’autres textes imposent parfois d’autres signalements.",
        "The lead authority is that of the main establishment (Articles 55 and 56 GDPR). Other"
        " laws sometimes demand other reports.",
    ),
    fields=(
        _question(
            "processing",
            seen(
                "Cette notification concerne un traitement transfrontalier ciblant des personnes"
                " de différents états membres",
                "This notification concerns cross-border processing targeting people in different"
                " Member States",
            ),
            Bilingual(
                "Au sens de l’article 4(23) du RGPD : plusieurs établissements dans l’Union, ou"
                " des personnes sensiblement affectées dans plusieurs États.",
                "Within Article 4(23) GDPR: several establishments in the Union, or people"
                " substantially affected in several States.",
            ),
        ),
        _details(
            "states",
            "processing",
            assumed("États membres concernés", "Member States concerned"),
            Bilingual(
                "Les États et, si possible, le nombre de personnes dans chacun.",
                "The States and, where possible, the number of people in each.",
            ),
            Kind.LINE,
        ),
        _question(
            "authorities",
            seen(
                "La violation a ou va être notifiée à une autre autorité en charge de la protection"
                " des données",
                "The breach has been or will be notified to another data protection authority",
            ),
            Bilingual(
                "Une autorité d’un autre État, par exemple si un établissement y est touché"
                " (article 55 du RGPD).",
                "An authority of another State, for example if an establishment there is affected"
                " (Article 55 GDPR).",
            ),
        ),
        _details(
            "authorities_details",
            "authorities",
            assumed("Autorités concernées", "Authorities concerned"),
            Bilingual(
                "Le nom de l’autorité, la date et le numéro de dossier.",
                "The name of the authority, the date and the case number.",
            ),
        ),
        _question(
            "bodies",
            assumed(
                "La violation a ou va être notifiée à un autre organisme",
                "The breach has been or will be notified to another body",
            ),
            Bilingual(
                "ANSSI, agence régionale de santé, assureur, plainte : chacun a son propre délai.",
                "ANSSI, regional health agency, insurer, complaint to the police: each has its own"
                " time limit.",
            ),
        ),
        _details(
            "bodies_details",
            "bodies",
            assumed("Organismes concernés", "Bodies concerned"),
            Bilingual(
                "Le nom, la date, et le texte qui l’impose s’il y en a un.",
                "The name, the date, and the law that demands it if there is one.",
            ),
        ),
    ),
)
