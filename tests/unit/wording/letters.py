"""Letters in the prose that institutions write, cut into the elements the law asks for."""

from dataclasses import dataclass

DPO = "dpo@mutuelle-exemple.example"


@dataclass(frozen=True)
class Letter:
    """Five passages; around them what such letters say besides, which proves nothing."""

    language: str
    before: str
    nature: str
    consequences: str
    measures: str
    advice: str
    contact: str
    after: str = ""

    def without(self, *passages: str) -> str:
        order = ("before", "nature", "consequences", "measures", "advice", "contact", "after")
        return "\n\n".join(getattr(self, one) for one in order if one not in passages)


LEGAL = Letter(
    "fr",
    before=(
        "Madame, Monsieur,\n\nConformément aux dispositions de l’article 34 du règlement général "
        "sur la protection des données, nous portons à votre connaissance la violation de données "
        "à caractère personnel dont notre organisme a fait l’objet. Cette violation a été notifiée "
        "à la Commission nationale de l’informatique et des libertés dans les délais prévus."
    ),
    nature=(
        "Le 12 mars 2026, un tiers non autorisé s’est introduit dans notre système d’information "
        "et a procédé à l’extraction d’un fichier contenant votre nom, votre adresse postale et "
        "votre numéro d’adhérent."
    ),
    consequences=(
        "Les données ainsi dérobées sont susceptibles d’être exploitées à des fins d’usurpation "
        "d’identité ou de démarchage frauduleux."
    ),
    measures=(
        "Dès la découverte des faits, nos équipes ont procédé à la déconnexion du serveur, à la "
        "réinitialisation de l’ensemble des mots de passe d’administration et au renforcement de "
        "la supervision."
    ),
    advice=(
        "Nous vous recommandons de faire preuve de la plus grande vigilance à l’égard de toute "
        "sollicitation inhabituelle et de ne jamais communiquer vos identifiants."
    ),
    contact=(
        "Notre déléguée à la protection des données se tient à votre disposition à l’adresse "
        f"suivante : {DPO}."
    ),
    after=(
        "Vous disposez par ailleurs du droit d’introduire une réclamation auprès de la CNIL. "
        "Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées."
    ),
)

PLAIN = Letter(
    "fr",
    before="Bonjour,\n\nNous vous devons une explication. Votre confiance compte pour nous.",
    nature="Le sac d’une infirmière a été volé. Il contenait une liste de noms et d’adresses.",
    consequences=(
        "Qu’est-ce que cela change pour vous ? Quelqu’un pourrait vous appeler et se faire "
        "passer pour un soignant."
    ),
    measures="Nous avons prévenu la police et changé les serrures ainsi que tous les codes.",
    advice="Si on vous appelle, raccrochez. Ne donnez pas votre code de carte.",
    contact=f"Une question ? Écrivez à notre DPO, {DPO}.",
)

LISTED = Letter(
    "fr",
    before="# Information sur vos données\n\nVous êtes client de la Mutuelle Exemple.",
    nature=(
        "# Que s’est-il passé ?\n\nUne erreur de réglage a rendu visibles par d’autres adhérents "
        "les relevés de remboursement de votre compte."
    ),
    consequences=(
        "# Quelles sont les conséquences possibles ?\n\n- Atteinte à votre vie privée ;\n"
        "- Tentatives d’escroquerie par téléphone ou par courriel."
    ),
    measures=(
        "# Quelles mesures avons-nous prises ?\n\n- Fermeture de l’espace adhérent ;\n"
        "- Correction de l’erreur le jour même ;\n- Audit par un prestataire extérieur."
    ),
    advice=(
        "# Que pouvez-vous faire ?\n\nNous vous conseillons de :\n- changer votre mot de passe ;\n"
        "- surveiller vos comptes bancaires."
    ),
    contact=f"# Qui contacter ?\n\nLe délégué à la protection des données : {DPO}.",
)

RANSOM = Letter(
    "fr",
    before="Chère patiente, cher patient,\n\nLa direction souhaite vous informer.",
    nature=(
        "Notre clinique a été victime d’une cyberattaque par rançongiciel : les serveurs ont été "
        "chiffrés et des comptes rendus copiés par les attaquants."
    ),
    consequences=(
        "Ces informations pourraient être publiées sur Internet ou revendues, et vos rendez-vous "
        "peuvent être retardés."
    ),
    measures=(
        "Le réseau a été immédiatement isolé et les dossiers ont été restaurés à partir des "
        "sauvegardes. Nous avons déposé plainte."
    ),
    advice="Soyez prudents face aux courriels inattendus et n’ouvrez pas de fichier inconnu.",
    contact=f"Point de contact : {DPO}",
)

ENGLISH = Letter(
    "en",
    before=(
        "Dear customer,\n\nIn accordance with Article 34 of the General Data Protection "
        "Regulation we inform you of a personal data breach. The breach was notified to the CNIL."
    ),
    nature=(
        "On 12 March 2026 an unauthorised third party gained access to a server and downloaded a "
        "file with your name, postal address and member number."
    ),
    consequences="These details could be misused for identity theft or for fraudulent calls.",
    measures="We have taken the server offline, reset all passwords and hired outside experts.",
    advice="We recommend that you remain vigilant and never share your password with a caller.",
    contact=f"You can reach our data protection officer at {DPO}.",
)

LETTERS = {
    "legal": LEGAL,
    "plain": PLAIN,
    "listed": LISTED,
    "ransom": RANSOM,
    "english": ENGLISH,
}
