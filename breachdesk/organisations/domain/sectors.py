"""Sectors of activity: the vocabulary of the CNIL's open data, with keys that stay."""

from collections.abc import Mapping

from breachdesk.kernel.text import Bilingual

SECTORS: Mapping[str, Bilingual] = {
    "administrative-services": Bilingual(
        "Activités de services administratifs et de soutien",
        "Administrative and support service activities",
    ),
    "households": Bilingual(
        "Activités des ménages en tant qu'employeurs ; activités indifférenciées des ménages en "
        "tant que producteurs de biens et services pour usage propre",
        "Activities of households as employers; undifferentiated activities of households as "
        "producers of goods and services for own use",
    ),
    "extraterritorial": Bilingual("Activités extra-territoriales", "Extraterritorial activities"),
    "finance": Bilingual(
        "Activités financières et d'assurance", "Financial and insurance activities"
    ),
    "real-estate": Bilingual("Activités immobilières", "Real estate activities"),
    "professional": Bilingual(
        "Activités spécialisées, scientifiques et techniques",
        "Professional, scientific and technical activities",
    ),
    "public-administration": Bilingual("Administration publique", "Public administration"),
    "agriculture": Bilingual(
        "Agriculture, sylviculture et pêche", "Agriculture, forestry and fishing"
    ),
    "arts": Bilingual(
        "Arts, spectacles et activités récréatives", "Arts, entertainment and recreation"
    ),
    "other-services": Bilingual("Autres activités de services", "Other service activities"),
    "trade": Bilingual(
        "Commerce ; réparation d'automobiles et de motocycles",
        "Wholesale and retail trade; repair of motor vehicles and motorcycles",
    ),
    "construction": Bilingual("Construction", "Construction"),
    "education": Bilingual("Enseignement", "Education"),
    "accommodation": Bilingual(
        "Hébergement et restauration", "Accommodation and food service activities"
    ),
    "unknown": Bilingual("Inconnu", "Unknown"),
    "manufacturing": Bilingual("Industrie manufacturière", "Manufacturing"),
    "information": Bilingual("Information et communication", "Information and communication"),
    "water": Bilingual(
        "Production et distribution d'eau ; assainissement, gestion des déchets et dépollution",
        "Water supply; sewerage, waste management and remediation activities",
    ),
    "energy": Bilingual(
        "Production et distribution d'électricité, de gaz, de vapeur et d'air conditionné",
        "Electricity, gas, steam and air conditioning supply",
    ),
    "health": Bilingual(
        "Santé humaine et action sociale", "Human health and social work activities"
    ),
    "transport": Bilingual("Transports et entreposage", "Transportation and storage"),
}
