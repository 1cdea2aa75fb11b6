"""Section 2: the body that notifies."""

from dataclasses import replace

from breachdesk.facts.domain.fields import (
    ALWAYS,
    NO_FILING,
    OPTIONAL,
    Field,
    Kind,
    Label,
    Needs,
    Option,
    Section,
    Source,
    seen,
)
from breachdesk.kernel.text import Bilingual
from breachdesk.organisations.domain.sectors import SECTORS


def _line(key: str, labels: tuple[Label, ...], help_: Bilingual, needs: Needs = ALWAYS) -> Field:
    return Field(
        key=f"organisation.{key}",
        labels=labels,
        kind=Kind.LINE,
        source=Source.ORGANISATION,
        needs=needs,
        unknown_for=NO_FILING,
        help=help_,
    )


SECTION = Section(
    key="organisation",
    number=2,
    title=Bilingual("Identification de l'organisme", "Identification of the body"),
    help=Bilingual(
        "L’organisme qui notifie est le responsable de traitement (article 33(1) du RGPD). Un"
        " sous-traitant ne dépose pour lui qu’avec son mandat ; la responsabilité ne change pas.",
        "The body that notifies is the controller (Article 33(1) GDPR). A processor files for it"
        " only with its mandate; responsibility does not move.",
    ),
    fields=(
        _line(
            "siren",
            seen("Numéro SIREN", "SIREN number"),
            Bilingual("Neuf chiffres, sans le NIC.", "Nine digits, without the NIC."),
        ),
        _line(
            "name",
            seen("Dénomination", "Name"),
            Bilingual(
                "Telle qu’au registre : c’est elle qui figure sur l’accusé de réception.",
                "As registered: it is the one on the acknowledgement.",
            ),
        ),
        _line(
            "vat",
            seen(
                "Numéro de TVA intracommunautaire (le cas échéant)",
                "Intra-community VAT number (if any)",
            ),
            Bilingual("À laisser vide s’il n’y en a pas.", "Leave empty if there is none."),
            OPTIONAL,
        ),
        replace(
            _line(
                "sector",
                seen("Secteur d'activité", "Sector of activity"),
                Bilingual(
                    "Celui de l’activité principale. Une pharmacie d’officine relève du commerce"
                    " dans la nomenclature, pas de la santé.",
                    "That of the main activity. A dispensing pharmacy is trade in the"
                    " nomenclature, not health.",
                ),
            ),
            kind=Kind.CHOICE,
            options=tuple(Option(key, seen(name.fr, name.en)) for key, name in SECTORS.items()),
        ),
        _line(
            "headcount",
            seen("Effectif", "Headcount"),
            Bilingual("Nombre de personnes employées.", "Number of people employed."),
        ),
        _line(
            "address",
            seen("Adresse postale", "Postal address"),
            Bilingual("Numéro et voie du siège.", "Number and street of the head office."),
        ),
        _line(
            "postcode",
            seen("Code postal", "Postcode"),
            Bilingual("Cinq chiffres en France.", "Five digits in France."),
        ),
        _line("city", seen("Ville", "City"), Bilingual("Ville du siège.", "City of the office.")),
        _line(
            "country",
            seen("Pays", "Country"),
            Bilingual(
                "Le pays de l’établissement principal désigne l’autorité chef de file (article 56"
                " du RGPD).",
                "The country of the main establishment designates the lead authority (Article 56"
                " GDPR).",
            ),
        ),
    ),
)
