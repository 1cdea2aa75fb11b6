"""Section 5: the other bodies involved."""

from breachdesk.facts.domain.fields import (
    LATER,
    OPTIONAL,
    Field,
    Kind,
    Option,
    Section,
    assumed,
    own,
    seen,
)
from breachdesk.kernel.text import Bilingual

ROLES = (
    Option("processor", assumed("Sous-traitant", "Processor")),
    Option("joint_controller", assumed("Responsable conjoint", "Joint controller")),
    Option("controller", assumed("Responsable de traitement", "Controller")),
    Option("other", assumed("Autre", "Other"), other=True),
)

SECTION = Section(
    key="bodies",
    number=5,
    title=Bilingual("Autres organismes impliqués", "Other bodies involved"),
    help=Bilingual(
        "Sous-traitants (article 28 du RGPD), responsables conjoints (article 26), responsables"
        " pour le compte desquels vous agissez. Nommer celui chez qui la violation est née aide la"
        " CNIL à relier les dossiers.",
        "Processors (Article 28 GDPR), joint controllers (Article 26), controllers on whose behalf"
        " you act. Naming the one where the breach arose helps the CNIL to connect the cases.",
    ),
    fields=(
        Field(
            key="other_bodies",
            labels=seen("Autres organismes impliqués", "Other bodies involved"),
            kind=Kind.BODIES,
            options=ROLES,
            needs=LATER,
            may_be_empty=True,
            help=Bilingual(
                "Pour chacun : son rôle, son nom et un contact joignable. S’il n’y en a aucun, le"
                " dire aussi.",
                "For each: its role, its name and a contact who can be reached. If there is none,"
                " say so too.",
            ),
        ),
        Field(
            key="controllers.count",
            labels=own(
                "Nombre de responsables de traitement concernés",
                "Number of controllers concerned",
            ),
            kind=Kind.FIGURE,
            needs=OPTIONAL,
            on_form=False,
            help=Bilingual(
                "Si vous êtes sous-traitant : chacun d’eux a sa propre obligation de notifier et"
                " doit être prévenu dans les meilleurs délais (article 33(2) du RGPD).",
                "If you are a processor: each of them has its own duty to notify and must be told"
                " without undue delay (Article 33(2) GDPR).",
            ),
        ),
    ),
)
