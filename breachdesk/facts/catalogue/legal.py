"""Section 3: the legal representative of the body that notifies."""

from breachdesk.facts.domain.fields import (
    ALWAYS,
    NO_FILING,
    Field,
    Kind,
    Label,
    Section,
    Source,
    seen,
)
from breachdesk.kernel.text import Bilingual


def _line(key: str, labels: tuple[Label, ...], help_: Bilingual) -> Field:
    return Field(
        key=f"legal.{key}",
        labels=labels,
        kind=Kind.LINE,
        source=Source.ORGANISATION,
        needs=ALWAYS,
        unknown_for=NO_FILING,
        help=help_,
    )


SECTION = Section(
    key="legal",
    number=3,
    title=Bilingual("Coordonnées du responsable légal", "Contact details of the representative"),
    help=Bilingual(
        "La personne qui engage l’organisme ; elle doit savoir qu’il notifie.",
        "The person who binds the body, and who has to know that it notifies.",
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
            "email",
            seen("Adresse électronique", "E-mail address"),
            Bilingual(
                "Une adresse lue : la CNIL peut y écrire directement.",
                "An address that is read: the CNIL may write to it directly.",
            ),
        ),
    ),
)
