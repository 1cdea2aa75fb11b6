"""Section 7: what the breach is."""

from breachdesk.facts.domain.fields import (
    ALWAYS,
    ANY_FILING,
    FORM_2023,
    NO_FILING,
    Field,
    Kind,
    Label,
    Option,
    Section,
    seen,
)
from breachdesk.kernel.text import Bilingual

NATURES = (
    Option("confidentiality", seen("Perte de la confidentialité", "Loss of confidentiality")),
    Option("integrity", seen("Perte de l'intégrité", "Loss of integrity")),
    Option("availability", seen("Perte de la disponibilité", "Loss of availability")),
)

ORIGINS = (
    Option("lost_equipment", seen("Equipement perdu ou volé", "Equipment lost or stolen")),
    Option(
        "lost_paper",
        seen(
            "Papier perdu, volé ou laissé accessible dans un endroit non sécurisé",
            "Paper lost, stolen or left within reach in a place that is not secure",
        ),
    ),
    Option(
        "lost_mail",
        seen(
            "Courrier perdu ou ouvert avant d'être retourné à l'envoyeur",
            "Mail lost, or opened before being returned to the sender",
        ),
    ),
    Option(
        "hacking",
        (
            Label(
                "Piratage, logiciel malveillant, hameçonnage",
                "Hacking, malicious software, phishing",
            ),
            Label(
                "Piratage, logiciel malveillant (par exemple rançongiciel) et/ou hameçonnage",
                "Hacking, malicious software (for example ransomware) and/or phishing",
                FORM_2023,
            ),
        ),
    ),
    Option(
        "discarded_paper",
        seen(
            "Mise au rebut de documents papier contenant des données personnelles sans destruction"
            " physique",
            "Paper documents holding personal data discarded without physical destruction",
        ),
    ),
    Option(
        "discarded_device",
        seen(
            "Mise au rebut d'appareils numériques contenant des données personnelles sans"
            " effacement sécurisé",
            "Digital devices holding personal data discarded without secure erasure",
        ),
    ),
    Option(
        "publication",
        seen("Publication non volontaire d'informations", "Unintended publication of information"),
    ),
    Option(
        "wrong_person_on_portal",
        seen(
            "Données de la mauvaise personne affichées sur le portail du client",
            "Data of the wrong person shown on the customer’s portal",
        ),
    ),
    Option(
        "wrong_recipient",
        seen(
            "Données personnelles envoyées à un mauvais destinataire",
            "Personal data sent to a wrong recipient",
        ),
    ),
    Option(
        "verbal",
        seen(
            "Informations personnelles divulguées de façon verbale",
            "Personal information disclosed by word of mouth",
        ),
    ),
    Option("other", seen("Autre (à préciser)", "Other (to be specified)"), other=True),
)

CAUSES = (
    Option("internal_malicious", seen("Acte interne malveillant", "Malicious act from inside")),
    Option("internal_accidental", seen("Acte interne accidentel", "Accidental act from inside")),
    Option("external_malicious", seen("Acte externe malveillant", "Malicious act from outside")),
    Option("external_accidental", seen("Acte externe accidentel", "Accidental act from outside")),
    Option("unknown", seen("Inconnu", "Unknown"), unknown=True),
    Option("other", seen("Autre", "Other"), other=True),
)

SECTION = Section(
    key="breach",
    number=7,
    title=Bilingual("À propos de la violation", "About the breach"),
    help=Bilingual(
        "La nature de la violation est le premier contenu exigé par l’article 33(3)(a) du RGPD.",
        "The nature of the breach is the first content Article 33(3)(a) GDPR demands.",
    ),
    fields=(
        Field(
            key="breach.nature",
            labels=seen("Nature de la violation", "Nature of the breach"),
            kind=Kind.CHOICES,
            options=NATURES,
            needs=ALWAYS,
            unknown_for=NO_FILING,
            help=Bilingual(
                "Divulgation ou accès, altération, perte ou destruction (article 4(12) du RGPD)."
                " Plusieurs réponses sont possibles ; une nature supposée se notifie aussi.",
                "Disclosure or access, alteration, loss or destruction (Article 4(12) GDPR)."
                " Several answers are possible; a suspected nature is notified too.",
            ),
        ),
        Field(
            key="breach.origin",
            labels=seen("Origine de l'incident", "Origin of the incident"),
            kind=Kind.CHOICES,
            options=ORIGINS,
            needs=ALWAYS,
            help=Bilingual(
                "Par où c’est arrivé. Une page accessible sans droit relève de la publication non"
                " volontaire, même si quelqu’un a dû la chercher.",
                "The way it came about. A page that could be reached without right is unintended"
                " publication, even if somebody had to look for it.",
            ),
        ),
        Field(
            key="breach.cause",
            labels=seen("Cause de l'incident", "Cause of the incident"),
            kind=Kind.CHOICES,
            options=CAUSES,
            needs=ALWAYS,
            unknown_for=ANY_FILING,
            help=Bilingual(
                "Un défaut de configuration est un acte interne accidentel ; son exploitation par"
                " un tiers, un acte externe malveillant.",
                "A configuration error is an accidental act from inside; its exploitation by"
                " somebody else, a malicious act from outside.",
            ),
        ),
        Field(
            key="breach.description",
            labels=seen("Descriptif détaillé", "Detailed description"),
            kind=Kind.PROSE,
            needs=ALWAYS,
            help=Bilingual(
                "Les faits dans l’ordre, le système touché, ce que l’on sait des accès et ce que"
                " l’on ignore encore. Ni nom de personne ni mot de passe.",
                "The facts in order, the system affected, what is known of the accesses and what"
                " is not known yet. No person’s name, no password.",
            ),
        ),
    ),
)
