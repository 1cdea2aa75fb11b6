"""The reasons the EDPB criteria give, each with the text it comes from."""

from enum import IntEnum

from breachdesk.kernel.text import Bilingual
from breachdesk.risk.domain.finding import Reason


class Exposure(IntEnum):
    """Who may have the data, from nobody to somebody who means harm."""

    NONE = 0
    ERASED = 1
    CONTAINED = 2
    KNOWN = 3
    OPEN = 4
    HOSTILE = 5


def _reason(code: str, fr: str, en: str, reference: Bilingual, weight: int) -> Reason:
    return Reason(code, Bilingual(fr, en), reference, weight)


UNINTELLIGIBLE = _reason(
    "unintelligible",
    "Les données sont incompréhensibles pour qui les a, et la clé est sûre.",
    "The data are unintelligible to whoever has them, and the key is safe.",
    Bilingual(
        "CEPD 01/2021, cas 1, 6 et 10\u202f; CEPD 9/2022, annexe B",
        "EDPB 01/2021, cases 1, 6 and 10; EDPB 9/2022, Annex B",
    ),
    100,
)
NATIONAL_ID = _reason(
    "national-id",
    "Un numéro national est sorti avec un nom\u202f: usurpation d’identité possible.",
    "A national identification number left together with a name: identity theft is possible.",
    Bilingual(
        "CEPD 01/2021, cas 14\u202f; UODO, Millennium Bank (2021)",
        "EDPB 01/2021, case 14; UODO, Millennium Bank (2021)",
    ),
    95,
)
EXPOSURES = {
    Exposure.NONE: _reason(
        "not-exposed",
        "Personne n’a eu les données\u202f: les journaux ou l’effacement à distance l’excluent.",
        "Nobody had the data: logs or remote wiping exclude it.",
        Bilingual(
            "CEPD 01/2021, cas 1 et 10",
            "EDPB 01/2021, cases 1 and 10",
        ),
        60,
    ),
    Exposure.ERASED: _reason(
        "erased",
        "Un destinataire de confiance a rendu ou effacé les données de quelques personnes.",
        "A trusted recipient has returned or deleted the data of a few people.",
        Bilingual(
            "CEPD 9/2022, section IV.B (destinataire de confiance)\u202f; CEPD 01/2021, cas 9",
            "EDPB 9/2022, section IV.B (trusted recipient); EDPB 01/2021, case 9",
        ),
        70,
    ),
    Exposure.CONTAINED: _reason(
        "contained",
        "Divulgation contenue\u202f: destinataire de confiance, restitution, effacement confirmé.",
        "The disclosure is contained: a trusted recipient, data returned or deletion confirmed.",
        Bilingual(
            "CEPD 01/2021, cas 9 et 13\u202f; "
            "CEPD 9/2022, section IV.B (destinataire de confiance)",
            "EDPB 01/2021, cases 9 and 13; EDPB 9/2022, section IV.B (trusted recipient)",
        ),
        70,
    ),
    Exposure.KNOWN: _reason(
        "known-recipients",
        "Des destinataires connus ont les données, sans intention de nuire.",
        "Known recipients have the data, without meaning harm.",
        Bilingual(
            "CEPD 01/2021, cas 13 to 16",
            "EDPB 01/2021, cases 13 to 16",
        ),
        70,
    ),
    Exposure.OPEN: _reason(
        "open",
        "On ne sait pas qui a les données, ou quelqu’un les a prises délibérément.",
        "Nobody knows who has the data, or somebody took them on purpose.",
        Bilingual(
            "CEPD 01/2021, cas 8 et 11\u202f; CEPD 9/2022, section IV.B\u202f; CNIL, SAN-2021-020",
            "EDPB 01/2021, cases 8 and 11; EDPB 9/2022, section IV.B; CNIL, SAN-2021-020",
        ),
        80,
    ),
    Exposure.HOSTILE: _reason(
        "hostile",
        "Un attaquant inconnu a, ou peut avoir, les données en clair.",
        "An unknown attacker has, or may have, the data in clear.",
        Bilingual(
            "CEPD 01/2021, cas 4, 5, 7, 12, 17 et 18",
            "EDPB 01/2021, cases 4, 5, 7, 12, 17 and 18",
        ),
        90,
    ),
}
SENSITIVITIES = (
    _reason(
        "public-data",
        "Les données étaient déjà publiques.",
        "The data were public already.",
        Bilingual(
            "CEPD 9/2022, section IV.B",
            "EDPB 9/2022, section IV.B",
        ),
        50,
    ),
    _reason(
        "everyday-data",
        "Données courantes\u202f: identité, contact, commandes.",
        "Everyday data: identity, contact, orders.",
        Bilingual(
            "CEPD 9/2022, section IV.B (nature)\u202f; CEPD 01/2021, cas 13 et 15",
            "EDPB 9/2022, section IV.B (nature); EDPB 01/2021, cases 13 and 15",
        ),
        50,
    ),
    _reason(
        "telling-data",
        "Données qui en disent plus sur la personne\u202f: famille, études, travail, comptes.",
        "Data that tell more about the person: family, studies, work, accounts.",
        Bilingual(
            "CEPD 9/2022, section IV.B (combinaison de données)\u202f; "
            "CEPD 01/2021, cas 5, 11 et 16",
            "EDPB 9/2022, section IV.B (combination of data); EDPB 01/2021, cases 5, 11 and 16",
        ),
        55,
    ),
    _reason(
        "fraud-data",
        "Données utiles à la fraude ou parlantes\u202f: finances, accès, lieux, échanges.",
        "Data fit for fraud or telling of daily life: finances, access, places, messages.",
        Bilingual(
            "CEPD 9/2022, section IV.B (gravité)\u202f; CEPD 01/2021, cas 4, 7 et 18",
            "EDPB 9/2022, section IV.B (severity); EDPB 01/2021, cases 4, 7 and 18",
        ),
        75,
    ),
    _reason(
        "grave-data",
        "Données des articles 9 et 10, numéro national, ou données encore inconnues.",
        "Data of Articles 9 and 10, a national number, or data not known yet.",
        Bilingual(
            "RGPD, articles 9, 10 et 87\u202f; CEPD 01/2021, cas 12 et 14",
            "GDPR, Articles 9, 10 and 87; EDPB 01/2021, cases 12 and 14",
        ),
        85,
    ),
)
VULNERABLE = _reason(
    "vulnerable",
    "Des personnes vulnérables sont concernées.",
    "Vulnerable people are concerned.",
    Bilingual(
        "CEPD 9/2022, section IV.B (caractéristiques particulières des personnes)",
        "EDPB 9/2022, section IV.B (special characteristics of the individual)",
    ),
    65,
)
MANY_PERSONS = _reason(
    "many-persons",
    "Plus de cent personnes, et plusieurs catégories de données réunies.",
    "More than a hundred people, and several categories of data together.",
    Bilingual(
        "CEPD 9/2022, section IV.B (nombre de personnes, combinaison de données)\u202f; "
        "CEPD 01/2021, cas 11",
        "EDPB 9/2022, section IV.B (number of individuals, combination of data); "
        "EDPB 01/2021, case 11",
    ),
    60,
)
VITAL = _reason(
    "vital",
    "Des soins ou la sécurité ont été touchés.",
    "Care or safety was affected.",
    Bilingual(
        "CEPD 01/2021, cas 3\u202f; CEPD 9/2022, annexe B (hôpital)",
        "EDPB 01/2021, case 3; EDPB 9/2022, Annex B (hospital)",
    ),
    95,
)
RESTORED = _reason(
    "restored",
    "Les données sont revenues vite, sans conséquence pour les personnes.",
    "The data came back quickly, without consequence for people.",
    Bilingual(
        "CEPD 01/2021, cas 1 et 10\u202f; CEPD 9/2022, annexe B (coupure de courant)",
        "EDPB 01/2021, cases 1 and 10; EDPB 9/2022, Annex B (power outage)",
    ),
    50,
)
DELAYED = _reason(
    "delayed",
    "Les données ont manqué plus d’un jour.",
    "The data were missing for more than a day.",
    Bilingual(
        "CEPD 01/2021, cas 2",
        "EDPB 01/2021, case 2",
    ),
    60,
)
WITHHELD = _reason(
    "withheld",
    "Des droits ou des services ont été refusés faute de données.",
    "Rights or services were withheld for want of the data.",
    Bilingual(
        "RGPD, considérant 85\u202f; CEPD 9/2022, section IV.B (gravité)",
        "GDPR, recital 85; EDPB 9/2022, section IV.B (severity)",
    ),
    75,
)
LOST = _reason(
    "lost",
    "Les données sont perdues, ou rien ne montre qu’elles reviendront.",
    "The data are lost, or nothing shows that they will come back.",
    Bilingual(
        "CEPD 01/2021, cas 2 et 4\u202f; CEPD 9/2022, annexe B (rançongiciel)",
        "EDPB 01/2021, cases 2 and 4; EDPB 9/2022, Annex B (ransomware)",
    ),
    75,
)
REPAIRED = _reason(
    "repaired",
    "Les données altérées ont été vérifiées ou rétablies.",
    "The altered data were checked or put right.",
    Bilingual(
        "CEPD 01/2021, cas 1, 2, 5 et 17",
        "EDPB 01/2021, cases 1, 2, 5 and 17",
    ),
    40,
)
ALTERED = _reason(
    "altered",
    "Des données altérées n’ont pas été rétablies.",
    "Altered data were not put right.",
    Bilingual(
        "CEPD 9/2022, section IV.B (type de violation)",
        "EDPB 9/2022, section IV.B (type of breach)",
    ),
    65,
)
