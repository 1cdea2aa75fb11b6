"""A printed file as poppler reads it: words, places, and the picture on paper."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pikepdf
from PIL import Image

MM = 72 / 25.4
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
DIRECTIONS = dict.fromkeys([0x202A, 0x202B, 0x202C])
"""Poppler brackets text that runs from right to left with these."""


@dataclass(frozen=True, slots=True)
class Word:
    """Millimetres from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def poppler(*command: str | Path) -> str:
    run = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # our arguments
    return run.stdout.decode()


def pages_of(path: Path) -> list[str]:
    text = poppler("pdftotext", "-enc", "UTF-8", path, "-").translate(DIRECTIONS)
    return text.split("\f")[:-1]


def words_of(path: Path) -> Iterator[list[Word]]:
    """Page by page."""
    for page in poppler("pdftotext", "-bbox", path, "-").split("</page>")[:-1]:
        yield [
            Word(unescape(text), *(float(at) / MM for at in place))
            for *place, text in WORD.findall(page)
        ]


def pictures(path: Path, dots_per_inch: int) -> list[Image.Image]:
    """The pages as they look."""
    folder = path.with_suffix(".pages")
    folder.mkdir()
    poppler("pdftoppm", "-gray", "-r", str(dots_per_inch), path, folder / "page")
    return [Image.open(page).convert("L") for page in sorted(folder.iterdir())]


def faults_of(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return pdf.check_pdf_syntax()
