"""Section 4: the person the authority may call."""

from breachdesk.facts.domain.draft import Yes
from breachdesk.facts.domain.fields import (
    ALWAYS,
    NO_FILING,
    OPTIONAL,
    WANTED,
    Field,
    Kind,
    Label,
    Section,
    Source,
    assumed,
    seen,
)
from breachdesk.kernel.text import Bilingual


def _line(key: str, labels: tuple[Label, ...], help_: Bilingual) -> Field:
    return Field(
        key=f"contact.{key}",
        labels=labels,
        kind=Kind.LINE,
        source=Source.ORGANISATION,
        needs=ALWAYS,
        unknown_for=NO_FILING,
        help=help_,
    )


SECTION = Section(
    key="contact",
    number=4,
    title=Bilingual("Personne à contacter", "Person to contact"),
    help=Bilingual(
        "Le délégué à la protection des données ou un autre point de contact auprès duquel des"
        " informations supplémentaires peuvent être obtenues (article 33(3)(b) du RGPD).",
        "The data protection officer or another contact point where more information can be"
        " obtained (Article 33(3)(b) GDPR).",
    ),
    fields=(
        _line(
            "civility",
            seen("Civilité", "Title"),
            Bilingual("Madame ou Monsieur.", "Madame or Monsieur."),
        ),
        _line("last_name", seen("Nom", "Last name"), Bilingual("Nom d’usage.", "Name in use.")),
        _line(
            "first_name", seen("Prénom", "First name"), Bilingual("Prénom usuel.", "First name.")
        ),
        _line(
            "function",
            seen("Fonction", "Function"),
            Bilingual(
                "Par exemple : délégué à la protection des données.",
                "For example: data protection officer.",
            ),
        ),
        _line(
            "email",
            seen("Adresse électronique", "E-mail address"),
            Bilingual(
                "Les demandes de la CNIL y arrivent, souvent avec un délai court.",
                "The CNIL’s requests arrive there, often with a short time limit.",
            ),
        ),
        _line(
            "phone",
            seen("Téléphone", "Telephone"),
            Bilingual(
                "Un numéro auquel on répond pendant la crise.",
                "A number somebody answers during the crisis.",
            ),
        ),
        Field(
            key="contact.is_dpo",
            labels=assumed(
                "Cette personne est-elle le délégué à la protection des données ?",
                "Is this person the data protection officer?",
            ),
            kind=Kind.YES_NO,
            source=Source.ORGANISATION,
            needs=WANTED,
            unknown_for=NO_FILING,
            help=Bilingual(
                "La désignation du délégué à la CNIL (article 37(7) du RGPD) fait foi.",
                "What counts is the officer’s designation with the CNIL (Article 37(7) GDPR).",
            ),
        ),
        Field(
            key="contact.dpo_number",
            labels=assumed("Numéro de désignation du délégué", "Designation number of the officer"),
            kind=Kind.LINE,
            source=Source.ORGANISATION,
            needs=OPTIONAL,
            when=Yes("contact.is_dpo"),
            help=Bilingual(
                "Il figure sur le récépissé de désignation, sous la forme DPO-12345.",
                "It stands on the designation receipt, in the form DPO-12345.",
            ),
        ),
    ),
)
