"""The pharmacies for which the processor of the case worked; all invented."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from breachdesk.demo.domain.identifiers import finess, landline, rpps, siret

COUNT = 350
SEED = 2021
PLACES = (
    "du Marché", "de la Gare", "des Tilleuls", "du Pont", "de la Fontaine", "des Halles",
    "du Moulin", "de l’Horloge", "des Remparts", "du Lavoir", "de la Poste", "du Parc",
    "des Acacias", "de la Mairie", "du Canal", "des Écoles", "de l’Étang", "du Beffroi",
    "de la Place", "des Vignes", "du Port", "de la Source", "des Lilas", "du Vieux Puits",
    "de l’Avenue",
)  # fmt: skip
TOWNS = (
    "Val-des-Aulnes", "Saint-Orvin", "Bourg-le-Chêne", "Montclair-sur-Ville", "Les Essarts-Neufs",
    "Rocheverte", "Aubejour", "Sainte-Mérande", "Fontvieille-Haute", "Pré-Lavande", "Lormoy-l’Île",
    "Castelbrun", "Villeneuve-l’Abri", "Haut-Sorbier",
)  # fmt: skip
AREAS = (
    ("67", 1_000), ("68", 1_000), ("57", 1_000), ("54", 1_000), ("750", 20), ("69", 1_000),
    ("13", 1_000), ("31", 1_000), ("33", 1_000), ("35", 1_000), ("59", 1_000), ("44", 1_000),
    ("01", 1_000), ("974", 100), ("201", 100), ("202", 100),
)  # fmt: skip
"""Beginnings of postcodes and how many follow: Paris has twenty, Corsica's begin with 20."""

WOMEN = (
    "Maëlle", "Solène", "Perrine", "Éloïse", "Aïcha", "Clémence", "Zoé", "Inès", "Salomé", "Odile",
)  # fmt: skip
MEN = (
    "Yanis", "Idris", "Basile", "Noé", "Gaël", "Tarek", "Lucien", "Côme", "Brieuc", "Rayan",
)  # fmt: skip
LAST_NAMES = (
    "Kervella", "Ferrand", "Aubriac", "Valmont", "Leclair", "Crouzet", "d’Ormesson-Leclair",
    "Benhaddou", "Nguyen-Morel", "Le Goffic", "Šimůnek", "Delacroix", "Thévenard", "O’Malley",
    "Grünewald", "Ançel", "Peñalver", "Rakotomanga", "Vandewalle", "Mbaye",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pharmacy:
    """`weight` says how many of the patients are its own, against the others."""

    finess: str
    siret: str
    name: str
    holder: str
    rpps: str
    address: str
    postcode: str
    city: str
    email: str
    phone: str
    weight: float


def pharmacies(count: int = COUNT, seed: int = SEED) -> Iterator[Pharmacy]:
    """The same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311  # a demonstration, not a secret
    for number in range(1, count + 1):
        yield Pharmacy(
            finess=finess(number),
            siret=siret(number),
            name=f"Pharmacie {chance.choice(PLACES)}",
            holder=f"{chance.choice(WOMEN + MEN)} {chance.choice(LAST_NAMES)}",
            rpps=rpps(number),
            address=f"{chance.randint(1, 120)} rue {chance.choice(PLACES)}",
            postcode=postcode(chance),
            city=chance.choice(TOWNS),
            email=f"pharmacie-{number:03d}@pharmacies.example",
            phone=landline(chance.randrange(50_000)),
            weight=chance.lognormvariate(0, 0.9),
        )


def postcode(chance: random.Random) -> str:
    """Five digits in a department that exists."""
    prefix, codes = chance.choice(AREAS)
    first = 1 if prefix == "750" else 0
    width = 5 - len(prefix)
    return f"{prefix}{first + chance.randrange(codes):0{width}d}"
