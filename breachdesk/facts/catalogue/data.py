"""Section 8: which data, how many records, which people and how many."""

from breachdesk.facts.domain.fields import ALWAYS, Field, Kind, Option, Section, seen
from breachdesk.kernel.text import Bilingual

CATEGORIES = (
    Option(
        "civil_status",
        seen(
            "État civil (nom, sexe, date de naissance, âge...)",
            "Civil status (name, sex, date of birth, age...)",
        ),
    ),
    Option("nir", seen("NIR (Numéro de sécurité sociale)", "NIR (social security number)")),
    Option(
        "contact",
        seen(
            "Coordonnées (adresse postale ou électronique, numéros de téléphone fixe ou"
            " portable...)",
            "Contact details (postal or e-mail address, landline or mobile numbers...)",
        ),
    ),
    Option(
        "identification",
        seen(
            "Données d'identification ou d'accès (identifiant, mot de passe, numéro client...)",
            "Identification or access data (login, password, customer number...)",
        ),
    ),
    Option(
        "financial",
        seen(
            "Données relatives à des informations financières (revenus, numéro de carte de crédit,"
            " coordonnées bancaires), économiques",
            "Data on financial information (income, credit card number, bank details), economic",
        ),
    ),
    Option(
        "official_documents",
        seen(
            "Documents officiels (Passeports, pièces d'identité, etc.)",
            "Official documents (passports, identity documents, etc.)",
        ),
    ),
    Option("location", seen("Données de localisation", "Location data")),
    Option(
        "offences",
        seen(
            "Données relatives à des infractions, condamnations, mesures de sûreté",
            "Data on offences, convictions, security measures",
        ),
    ),
    Option(
        "not_known",
        seen(
            "Les données concernées ne sont pas connues pour le moment",
            "The data concerned are not known at the moment",
        ),
        unknown=True,
    ),
    Option(
        "other",
        seen("La violation concerne d'autres données", "The breach concerns other data"),
        other=True,
    ),
)

SENSITIVE = (
    Option("racial_ethnic", seen("Origine raciale ou ethnique", "Racial or ethnic origin")),
    Option("political", seen("Opinions politiques", "Political opinions")),
    Option(
        "philosophical_religious",
        seen("Opinions philosophiques ou religieuses", "Philosophical or religious beliefs"),
    ),
    Option("trade_union", seen("Appartenance syndicale", "Trade union membership")),
    Option("sexual_orientation", seen("Orientation sexuelle", "Sexual orientation")),
    Option("health", seen("Données de santé", "Health data")),
    Option("biometric", seen("Données biométriques", "Biometric data")),
    Option("genetic", seen("Données génétiques", "Genetic data")),
)

PEOPLE = (
    Option("employees", seen("Employés", "Employees")),
    Option("users", seen("Utilisateurs", "Users")),
    Option("members", seen("Adhérents", "Members")),
    Option("students", seen("Étudiants / élèves", "Students / pupils")),
    Option("military", seen("Personnel militaire", "Military personnel")),
    Option(
        "customers", seen("Clients (actuels ou potentiels)", "Customers (current or potential)")
    ),
    Option("patients", seen("Patients", "Patients")),
    Option("minors", seen("Mineurs", "Minors")),
    Option("vulnerable", seen("Personnes vulnérables", "Vulnerable people")),
    Option(
        "not_determined",
        seen("Pas déterminé pour le moment", "Not determined at the moment"),
        unknown=True,
    ),
    Option("other", seen("Autres", "Others"), other=True),
)

SECTION = Section(
    key="data",
    number=8,
    title=Bilingual("Données et personnes", "Data and people"),
    help=Bilingual(
        "Catégories et nombres approximatifs, si possible (article 33(3)(a) du RGPD). Une"
        " approximation n’empêche jamais de notifier à temps.",
        "Categories and approximate numbers, where possible (Article 33(3)(a) GDPR). An"
        " approximation never stands in the way of notifying in time.",
    ),
    fields=(
        Field(
            key="data.categories",
            labels=seen("Nature des données", "Nature of the data"),
            kind=Kind.CHOICES,
            options=CATEGORIES,
            needs=ALWAYS,
            help=Bilingual(
                "Tout ce qui était accessible, pas seulement ce dont la consultation est prouvée."
                " Le NIR et les infractions (article 10 du RGPD) se cochent ici.",
                "Everything that could be reached, not only what was proved to be read. The NIR"
                " and offences (Article 10 GDPR) are ticked here.",
            ),
        ),
        Field(
            key="data.sensitive",
            labels=seen("Données sensibles", "Sensitive data"),
            kind=Kind.CHOICES,
            options=SENSITIVE,
            needs=ALWAYS,
            may_be_empty=True,
            help=Bilingual(
                "Les catégories de l’article 9 du RGPD, y compris ce qui se déduit : le résultat"
                " d’un test de dépistage est une donnée de santé.",
                "The categories of Article 9 GDPR, including what can be inferred: the result of a"
                " screening test is health data.",
            ),
        ),
        Field(
            key="data.records_count",
            labels=seen(
                "Nombre approximatif d'enregistrements concernés",
                "Approximate number of records concerned",
            ),
            kind=Kind.FIGURE,
            needs=ALWAYS,
            help=Bilingual(
                "Les lignes, fichiers ou résultats, et non les personnes : une même personne peut"
                " en avoir plusieurs (article 33(3)(a) du RGPD).",
                "Rows, files or results, not people: one person may have several (Article 33(3)(a)"
                " GDPR).",
            ),
        ),
        Field(
            key="people.categories",
            labels=seen("Catégories de personnes concernées", "Categories of people concerned"),
            kind=Kind.CHOICES,
            options=PEOPLE,
            needs=ALWAYS,
            help=Bilingual(
                "Signaler les mineurs et les personnes vulnérables : le risque pour eux est plus"
                " élevé (considérant 75 du RGPD).",
                "Point out minors and vulnerable people: the risk to them is higher (recital 75"
                " GDPR).",
            ),
        ),
        Field(
            key="people.count",
            labels=seen(
                "Nombre approximatif de personnes concernées",
                "Approximate number of people concerned",
            ),
            kind=Kind.FIGURE,
            needs=ALWAYS,
            help=Bilingual(
                "Les personnes distinctes, doublons retirés, avec la date et la source du"
                " comptage (article 33(3)(a) du RGPD).",
                "Distinct people, duplicates removed, with date and source of the count (Article"
                " 33(3)(a) GDPR).",
            ),
        ),
    ),
)
