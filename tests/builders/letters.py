"""A letter about a breach at an invented pharmacy, and people who never lived."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

import segno

from breachdesk.infra.letterpress import SALUTATION, Body, Job, Letter, lay_out
from breachdesk.infra.letterpress.body import document
from breachdesk.infra.letterpress.slots import Slot, element

NOTO_SANS = Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf")
SENDER = (
    "Pharmacie des Tilleuls",
    "Déléguée à la protection des données",
    "12 rue de l’Exemple",
    "00100 VILLE-EXEMPLE",
    "dpo@tilleuls.example",
)
TITLE = "Information sur une violation de vos données personnelles"
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LINK = "https://courrier.tilleuls.example/verifier?code="

PARAGRAPHS = (
    """Le 2 mars 2026, nous avons découvert qu’une personne non autorisée avait pu lire, entre le
    26 et le 28 février, des informations que vous nous avez confiées. Nous vous devons une
    explication : voici ce qui s’est passé, ce que cela peut entraîner et ce que vous pouvez
    faire.""",
    """Votre nom, votre adresse, votre date de naissance et la liste de vos ordonnances. Aucun mot
    de passe et aucune coordonnée bancaire n’étaient conservés dans cet outil.""",
    """Ces informations peuvent servir à vous tromper au téléphone ou par courriel, ou révéler à
    d’autres quelque chose de votre santé. Nous n’avons constaté ni publication ni vente.""",
    """L’accès a été fermé le jour même et tous les mots de passe ont été changés. La CNIL a été
    informée et une plainte a été déposée. Les données dont nous n’avions plus besoin ont été
    effacées.""",
    """Vérifiez ce courrier avec le code ci-dessus, que vous trouverez aussi sur notre site
    habituel. Notre déléguée à la protection des données répond à vos questions :
    dpo@tilleuls.example, ou 12 rue de l’Exemple, 00100 Ville-Exemple. Vous pouvez demander une
    copie de vos données, les faire corriger ou effacer.""",
    """Vous pouvez aussi introduire une réclamation auprès de la CNIL, 3 place de Fontenoy,
    75007 Paris. Nous vous présentons nos excuses.""",
)
FILLED = """
.slot { color: #000; font-kerning: none; font-variant-ligatures: none }
.slot p { margin: 0; text-align: left }
#slot-address, #slot-address p { font-size: 10pt; line-height: 4mm }
#slot-code { font-size: 11pt; line-height: 4.5mm }
#slot-reference { font-size: 8.5pt; line-height: 4.5mm }
#slot-salutation { font-size: 9pt; line-height: 5mm }
#slot-qr img { display: block; width: 25mm; height: 25mm; image-rendering: pixelated }
"""
"""What the stamps look like, in the words of CSS."""

HEADINGS = (
    "",
    "Quelles informations sont concernées ?",
    "Que risquez-vous ?",
    "Ce que nous avons fait",
    "Nous contacter",
    "Vos droits",
)
ADVICE = (
    "Méfiez-vous de tout message qui vous demande un code, un paiement ou un mot de passe.",
    "Consultez vos remboursements et signalez toute ligne que vous ne reconnaissez pas.",
    "Conservez ce courrier : il prouve que vous avez été averti.",
)


def letter_html(pages: int = 1) -> str:
    """A text of as many pages, about."""
    paragraphs = "".join(
        f"{f'<h2>{escape(heading)}</h2>' if heading else ''}<p>{escape(text)}</p>"
        for heading, text in zip(HEADINGS, PARAGRAPHS, strict=True)
    )
    advice = "".join(f"<li>{escape(line)}</li>" for line in ADVICE)
    more = f"<p>{escape(' '.join(PARAGRAPHS))}</p>" * max(0, 5 * (pages - 1) - 2)
    return (
        '<p class="date">Ville-Exemple, le 4 mars 2026</p>'
        f'<p class="object">Objet : {escape(TITLE)}</p>'
        f"{SALUTATION}{paragraphs}<h2>Ce que vous pouvez faire</h2><ul>{advice}</ul>{more}"
        '<p class="signature">La déléguée à la protection des données,<br>Élodie Exemple</p>'
    )


def body(pages: int = 1) -> Body:
    return lay_out(letter_html(pages), "fr", TITLE, SENDER)


def code_of(number: int) -> str:
    """Ten characters in three groups, different for every number."""
    characters = "".join(ALPHABET[(number * 7_919 >> 5 * at) % 32] for at in range(10))
    return f"{characters[:4]}-{characters[4:8]}-{characters[8:]}"


def letter(number: int = 1, name: str = "Élodie Exemple", **changes: object) -> Letter:
    code = code_of(number)
    values: dict[str, object] = {
        "sequence": number,
        "address": (name, "CHEZ M. DUPONT-EXEMPLE", "12 RUE DES TILLEULS", "00100 VILLE EXEMPLE"),
        "salutation": f"Madame {name},",
        "reference": f"INC-2026-0007 / {number:06d}",
        "code": code,
        "link": f"{LINK}{code}",
    }
    return Letter(**{**values, **changes})  # type: ignore[arg-type]


def letters(count: int) -> Iterator[Letter]:
    return (letter(number, f"Élodie Exemple-{number}") for number in range(1, count + 1))


def jobs(shared: Body, some: Iterable[Letter]) -> Iterator[Job]:
    """Letters of one body."""
    return ((shared, one) for one in some)


def wholly_laid_out(one: Letter, html: str) -> str:
    """The same letter as one writes it first: everything in the HTML, nothing stamped."""
    image = segno.make_qr(one.link, error="m", mask=0, boost_error=False)
    filled = {
        Slot.DUPLICATE: "DUPLICATA" if one.duplicate else "",
        Slot.ADDRESS: "".join(f"<p>{escape(line)}</p>" for line in one.address),
        Slot.QR: f'<img alt="QR" src="{image.svg_data_uri(border=0)}">',
        Slot.CODE: escape(one.code),
        Slot.REFERENCE: escape(one.reference),
        Slot.SALUTATION: escape(one.salutation),
    }
    source = document(html, "fr", TITLE, SENDER).replace(
        "</head>", f"<style>{FILLED}</style></head>"
    )
    for slot, content in filled.items():
        empty = element(slot)
        source = source.replace(empty, empty.replace("></article>", f">{content}</article>"))
    return source
