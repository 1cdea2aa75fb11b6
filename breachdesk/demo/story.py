"""What happened in the Francetest case, hour by hour, as data.

Hours count from awareness. The public sources give days and some nights; the hours within a day
are assumed and said to be. Texts name neither day nor date, so that the case can be moved.
"""

from dataclasses import dataclass

from breachdesk.timeline.domain import EntryKind


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry: when it happened, and how many hours later somebody wrote it down."""

    hours: float
    kind: EntryKind
    text: str
    source: str
    noted_after: float = 0.5


PRESS = "Presse (Mediapart, BFM TV)"
LAW = "Décision publique MED-2021-093 de la CNIL"
ASSUMED = "Heure supposée"
COMPANY = "Communiqué de l’entreprise"

MOMENTS = (
    Moment(
        -6,
        EntryKind.ALERT,
        "Signalement anonyme adressé à la CNIL : des résultats de tests sont lisibles en ligne.",
        f"{LAW}. {ASSUMED}.",
        20,
    ),
    Moment(
        -2,
        EntryKind.DISCOVERY,
        "Appel d’un journaliste : une patiente a remarqué « wp-content » dans le lien vers son "
        "résultat et trouvé un dossier ouvert à tous.",
        f"{PRESS}. {ASSUMED}.",
        3,
    ),
    Moment(
        0,
        EntryKind.DISCOVERY,
        "L’équipe technique reproduit l’accès avec des données d’essai : la violation est sûre.",
        ASSUMED,
        1.2,
    ),
    Moment(
        1,
        EntryKind.DECISION,
        "Cellule de crise réunie. Le site des résultats sera fermé dans la nuit, sans attendre "
        "l’analyse complète.",
        ASSUMED,
    ),
    Moment(
        3,
        EntryKind.EVIDENCE,
        "Copie des journaux du serveur et de l’état du dossier exposé, avant toute correction.",
        ASSUMED,
    ),
    Moment(
        5.5,
        EntryKind.CONTAINMENT,
        "Accès au dossier fermé dans la nuit, puis vérifié depuis l’extérieur.",
        f"{PRESS}. {ASSUMED}.",
    ),
    Moment(
        12,
        EntryKind.INVESTIGATION,
        "Règles du pare-feu mises à jour ; les autres dossiers du site sont passés en revue.",
        f"{COMPANY}. {ASSUMED}.",
    ),
    Moment(
        15,
        EntryKind.DECISION,
        "Des experts extérieurs sont chargés d’un audit de sécurité et de tests d’intrusion.",
        COMPANY,
        2,
    ),
    Moment(
        22,
        EntryKind.INVESTIGATION,
        "Premier décompte : environ 700 000 résultats ; le nombre de personnes distinctes, "
        "moindre, est en cours d’établissement.",
        f"{PRESS}. {ASSUMED}.",
    ),
    Moment(
        27,
        EntryKind.CONTAINMENT,
        "Mots de passe et clés d’accès de la base changés.",
        f"{PRESS}. {ASSUMED}.",
        1,
    ),
    Moment(
        43,
        EntryKind.EXCHANGE,
        "La direction générale de la santé rappelle aux pharmaciens la liste des logiciels "
        "compatibles ; Francetest n’y figure pas.",
        "Presse professionnelle",
    ),
    Moment(
        86,
        EntryKind.COMMUNICATION,
        "Publication de l’article : « plus de 700 000 résultats de tests ».",
        PRESS,
    ),
    Moment(
        110,
        EntryKind.COMMUNICATION,
        "Communiqué : experts extérieurs, tests d’intrusion, CNIL informée ; l’incident est "
        "« techniquement clos ».",
        COMPANY,
    ),
    Moment(
        24 * 20,
        EntryKind.EXCHANGE,
        "Contrôles de la CNIL, en ligne puis sur place.",
        LAW,
    ),
    Moment(
        24 * 38,
        EntryKind.EXCHANGE,
        "Mise en demeure par la CNIL : hébergement certifié, authentification, chiffrement et "
        "journalisation à mettre en conformité sous deux mois.",
        LAW,
    ),
)
