"""What was known of the Francetest breach some thirty hours after awareness, as facts."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from breachdesk.facts.domain import (
    UNKNOWN,
    Answer,
    Bodies,
    Body,
    Choice,
    Choices,
    Confidence,
    Day,
    Figure,
    Instant,
    NewFact,
    Words,
    YesNo,
)

ZONE = "Europe/Paris"
PARIS = ZoneInfo(ZONE)

DATES_COMMENT = (
    "Le début retenu est le premier jour du service de transmission des résultats : c’est la date"
    " la plus ancienne possible, conservée par prudence. L’exposition a pu commencer plus tard,"
    " lors d’une mise à jour du site ; les journaux du serveur ne remontent pas assez loin pour le"
    " dire.\n\n"
    "La fin est l’heure à laquelle l’accès a été fermé puis vérifié depuis l’extérieur, un peu plus"
    " de cinq heures après l’alerte. L’heure de prise de connaissance est celle de la fin de"
    " l’appel du journaliste, après reproduction de l’accès par l’équipe technique."
)

CIRCUMSTANCES = (
    "Une patiente, informaticienne, a remarqué dans le lien vers son résultat un chemin propre au"
    " logiciel du site et a constaté qu’un dossier était ouvert à tous. L’information a été"
    " transmise à un journal en ligne, dont un journaliste a appelé l’entreprise. Le même jour, un"
    " signalement anonyme a été adressé à la CNIL.\n\n"
    "L’équipe technique a reproduit l’accès pendant l’appel avec des données d’essai : la violation"
    " a été tenue pour certaine à cet instant, et non à la publication de l’article."
)

DESCRIPTION = (
    "Francetest transmet au fichier national de dépistage, pour le compte d’environ 350 pharmacies,"
    " les résultats de tests antigéniques saisis au comptoir, et les met à la disposition des"
    " patients. Elle agit en sous-traitant ; chaque pharmacie est responsable de traitement pour"
    " ses patients.\n\n"
    "Un dossier du site était accessible sans authentification. Un fichier de configuration s’y"
    " trouvait avec, en clair, le mot de passe de la base des résultats. Toute personne disposant"
    " de l’adresse pouvait ainsi lire, en quelques clics, l’identité, les coordonnées, le numéro de"
    " sécurité sociale et le résultat des personnes testées.\n\n"
    "Établi : l’accès était possible et a été utilisé au moins une fois par la personne à l’origine"
    " de l’alerte. Non établi : une extraction massive ou un usage par des tiers. Les journaux"
    " étant incomplets, ni l’un ni l’autre ne peut être exclu à ce stade. Aucune donnée n’a été"
    " modifiée ni perdue."
)

PRIOR_MEASURES = (
    "En place : échanges chiffrés entre le navigateur et le site (HTTPS), accès des pharmacies par"
    " identifiant et mot de passe, sauvegarde quotidienne, transmission au fichier national par le"
    " canal prévu.\n\n"
    "Insuffisant, à la lumière des faits : hébergement sans certification « hébergeur de données de"
    " santé », secret conservé en clair dans un dossier du site, pas de second facteur"
    " d’authentification, chiffrement faible des données au repos, journaux d’accès partiels et"
    " conservés trop peu de temps, pas de test d’intrusion avant la mise en service."
)

HARM = (
    "La combinaison de l’état civil, du numéro de sécurité sociale et des coordonnées permet une"
    " usurpation d’identité ou un hameçonnage très crédible, au nom d’une pharmacie ou de"
    " l’assurance maladie. Le résultat du test est une donnée de santé couverte par le secret"
    " professionnel ; sa révélation peut peser sur les relations de travail ou de famille.\n\n"
    "Probabilité : l’usage par des tiers n’est ni prouvé ni exclu. Le numéro de sécurité sociale ne"
    " se change pas : l’exposition produit ses effets durablement. Des mineurs figurent parmi les"
    " personnes testées."
)

MEASURES = (
    "Fait : fermeture du dossier un peu plus de cinq heures après l’alerte, puis vérification"
    " depuis l’extérieur ; remplacement du mot de passe de la base ; copie des journaux et de"
    " l’état du serveur, mise sous séquestre avec son empreinte ; recherche des pages mises en"
    " cache par les moteurs de recherche, sans résultat ; cellule de crise réunie deux fois par"
    " jour.\n\n"
    "Engagé : renouvellement de tous les accès d’administration et des clés, mise à jour des règles"
    " du pare-feu, expertise de sécurité et tests d’intrusion confiés à un cabinet extérieur,"
    " analyse des journaux à la recherche d’accès anormaux.\n\n"
    "Prévu : migration vers un hébergeur certifié pour les données de santé, second facteur pour"
    " les pharmacies, chiffrement de la base avec clés séparées, journalisation complète conservée"
    " six mois, alerte de chaque pharmacie avec le nombre de ses patients et une notification"
    " préremplie."
)

MEANS = (
    "Un courriel propre à chaque patient, envoyé pour le compte de sa pharmacie et sans aucune"
    " donnée de santé dans l’objet ; une lettre à ceux dont l’adresse électronique manque ou ne"
    " répond pas ; un avis sur le site et une affiche en pharmacie pour les autres. Un numéro"
    " d’appel gratuit et une page qui permet de vérifier que le message est authentique."
)

CONTENT = (
    "Ce qui s’est passé et quand ; les catégories de données de la personne qui étaient lisibles et"
    " celles qui ne l’étaient pas ; les conséquences probables, en particulier l’hameçonnage ; ce"
    " qui a été fait ; ce que la personne peut faire elle-même, gratuitement ; le contact du"
    " délégué à la protection des données ; le droit de saisir la CNIL. Le message ne rappelle ni"
    " le résultat du test ni le numéro de sécurité sociale."
)

BODIES_DETAILS = (
    "Ministère chargé de la santé, gestionnaire du fichier national de dépistage : prévenu par"
    " téléphone puis par écrit. Dépôt de plainte : en préparation. Signalement des incidents de"
    " santé (article L. 1111-8-2 du code de la santé publique) : à l’étude avec les pharmacies."
)

BODIES = Bodies(
    (
        Body(
            "controller",
            "Environ 350 pharmacies d’officine utilisatrices du service",
            "liste et coordonnées tenues dans le dossier",
        ),
        Body("processor", "Hébergeur du site", "securite@hebergeur.example"),
        Body(
            "other",
            "Gestionnaire du fichier national de dépistage",
            "alerte@fichier-depistage.example",
            role_other="Destinataire des résultats",
        ),
    )
)


def first_estimates(aware_at: datetime) -> tuple[NewFact, ...]:
    """What was noted in the first hour; `case_facts` corrects it."""
    source = "Appel du journaliste : « plus de 700 000 résultats »"
    return (
        _figure("data.records_count", Figure(700_000, approximate=True), aware_at, source),
        _figure("people.count", Figure(300_000, 700_000, approximate=True), aware_at, source),
        NewFact("breach.cause", UNKNOWN),
    )


def case_facts(aware_at: datetime) -> tuple[NewFact, ...]:
    """Every answer of sections 5 to 14, dated from the moment of awareness (in UTC)."""
    return (
        *_figures(aware_at),
        NewFact("breach.cause", _ticked("internal_accidental"), base_version=1),
        *(
            NewFact(key, value)
            for answers in (_period(aware_at), _breach(), _effects(), _others(aware_at))
            for key, value in answers.items()
        ),
    )


def _figures(aware_at: datetime) -> tuple[NewFact, ...]:
    counted = aware_at + timedelta(hours=26)
    return (
        NewFact(
            "controllers.count",
            Figure(350, approximate=True),
            as_of=counted,
            source="Contrats en cours, comptes ouverts dans l’outil",
            confidence=Confidence.PROBABLE,
        ),
        NewFact(
            "data.records_count",
            Figure(700_000, approximate=True),
            as_of=counted,
            source="Nombre de lignes de la base des résultats, arrondi",
            confidence=Confidence.PROBABLE,
            base_version=1,
        ),
        NewFact(
            "people.count",
            Figure(386_970, approximate=True),
            as_of=counted,
            source="Comptage des personnes distinctes de la base, doublons retirés",
            confidence=Confidence.PROBABLE,
            base_version=1,
        ),
    )


def _period(aware_at: datetime) -> dict[str, Answer]:
    """The service opened some three months before; the fix came in the night of the call."""
    opening = aware_at.astimezone(PARIS) - timedelta(days=87)
    begin = opening.replace(hour=8, minute=0, second=0, microsecond=0)
    return {
        "dates.determined": YesNo(yes=True),
        "dates.begin": _instant(begin),
        "dates.end": _instant(aware_at + timedelta(hours=5, minutes=15)),
        "dates.ongoing": YesNo(yes=False),
        "dates.comment": Words(DATES_COMMENT),
        "discovery.circumstances": Words(CIRCUMSTANCES),
    }


def _breach() -> dict[str, Answer]:
    return {
        "breach.nature": _ticked("confidentiality"),
        "breach.origin": _ticked("publication"),
        "breach.description": Words(DESCRIPTION),
        "data.categories": _ticked("civil_status", "nir", "contact"),
        "data.sensitive": _ticked("health"),
        "people.categories": _ticked("patients", "minors"),
        "security.prior_measures": Words(PRIOR_MEASURES),
    }


def _effects() -> dict[str, Answer]:
    return {
        "consequences.confidentiality": _ticked("spread", "correlated", "exploited"),
        "harm.kinds": _ticked("loss_of_control", "identity_theft", "fraud", "professional_secrecy"),
        "harm.description": Words(HARM),
        "severity.level": Choice("significant"),
        "measures.taken": Words(MEASURES),
    }


def _others(aware_at: datetime) -> dict[str, Answer]:
    """Tests of summer visitors leave one question open: whether other Member States matter."""
    planned = (aware_at + timedelta(days=6)).astimezone(PARIS).date()
    return {
        "other_bodies": BODIES,
        "communication.state": Choice("to_be_informed"),
        "communication.date": Day(planned),
        "communication.means": Words(MEANS),
        "communication.content": Words(CONTENT),
        "cross_border.processing": UNKNOWN,
        "cross_border.authorities": YesNo(yes=False),
        "cross_border.bodies": YesNo(yes=True),
        "cross_border.bodies_details": Words(BODIES_DETAILS),
    }


def _figure(key: str, figure: Figure, as_of: datetime, source: str) -> NewFact:
    return NewFact(key, figure, as_of=as_of, source=source, confidence=Confidence.ESTIMATE)


def _instant(at: datetime) -> Instant:
    return Instant(at.astimezone(UTC), ZONE)


def _ticked(*keys: str) -> Choices:
    return Choices(frozenset(keys))
