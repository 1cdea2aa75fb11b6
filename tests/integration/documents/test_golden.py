"""The whole text of the demonstration's notification: any change of a word shows in the golden.

Set BREACHDESK_WRITE_GOLDEN=1 to write the files anew, and read the difference before keeping it.
"""

import os
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.demo.service import load
from breachdesk.documents import service
from breachdesk.facts.registry import SECTIONS
from breachdesk.kernel.clock import FrozenClock
from tests.builders.accounts import SETUP
from tests.conftest import NOON
from tests.integration.documents.filings import KIND
from tests.integration.documents.reading import text_of

GOLDEN = Path(__file__).parent / "golden"
FURNITURE = re.compile(
    r" ?(Produit le|Made) 02/03/2026 (à|at) 13:00 \([^)]+\) \d+ ?/ ?\d+"
    r"|INC-2026-\d{4} · [^·]+ · v1 "
)
HYPHENATED = re.compile(r"(?<=\w)- ")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, str]]:
    home = tmp_path_factory.mktemp("golden")
    built = build(Settings.from_env({"BREACHDESK_HOME": str(home)}), clock=FrozenClock(NOON))
    initialise(built)
    yield built, load(built, persons=0).incident_id
    built.engine.dispose()


def readable(text: str, language: str) -> str:
    """One paragraph a section, without what depends on where a line or a page ends."""
    flowing = HYPHENATED.sub("-", FURNITURE.sub("", text))
    for section in SECTIONS:
        title = f"{section.number}. {section.title.in_(language)}"
        flowing = flowing.replace(f" {title} ", f"\n{title} ", 1)
    filled = (textwrap.fill(one, 96, break_on_hyphens=False) for one in flowing.split("\n"))
    return "\n\n".join(filled) + "\n"


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_text_is_the_golden_one(demo: tuple[Services, str], language: str) -> None:
    services, incident_id = demo
    with services.reading(SETUP) as uow:
        content = service.render(uow, incident_id, KIND, language)[1]
    text = readable(text_of(content), language)
    golden = GOLDEN / f"{KIND}-{language}.txt"
    if os.environ.get("BREACHDESK_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")

    assert folded(text) == folded(golden.read_text(encoding="utf-8"))
