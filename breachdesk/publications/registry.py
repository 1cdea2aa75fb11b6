"""The ready texts for everybody: press, questions and answers, hotline, one file a language.

What happened, what it may lead to, what was done and what to do come from the ready notice of
the case's type (wording/), so that the press reads what the persons concerned read.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from breachdesk.kernel.errors import NotFoundError
from breachdesk.publications import texts
from breachdesk.publications.domain.texts import NoticeText
from breachdesk.wording.registry import Channel, ready

HEADING = re.compile(r"(?m)^# .*\n+")
SECTIONS = ("opening", "happened", "data", "risks", "done", "advice")
"""What stands between the headings of a ready notice, in its order; then follows the closing."""
SOURCES: Mapping[str, Mapping[str, Any]] = {
    language: tomllib.loads((resources.files(texts) / f"{language}.toml").read_text("utf-8"))
    for language in ("fr", "en")
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the case knows: `people` how many, `told_on` the day the CNIL was, both as words."""

    people: str = ""
    told_on: str = ""
    about_nir: bool = False


def draft(incident_type: str, language: str, known: Known, values: Mapping[str, str]) -> NoticeText:
    """All texts proposed; what the type has no ready words for stays open."""
    try:
        notice = ready(incident_type, Channel.WEB, language)
        title, body = notice.subject, notice.body
    except NotFoundError:
        title = body = ""
    source = SOURCES[language]
    told = source["told"].replace("{day}", known.told_on) if known.told_on else source["not_told"]
    pieces = {
        **dict.fromkeys(SECTIONS, ""),
        **dict(zip(SECTIONS, HEADING.split(body), strict=False)),
        "people": source["people"].replace("{count}", known.people) if known.people else "",
        "nir": "nir" if known.about_nir else "",
        "cnil": told,
    }
    return NoticeText(
        title=title,
        body=body,
        questions="\n\n".join(_questions(source["questions"], pieces)),
        press_title=source["press_title"],
        press_lead=_filled(source["press_lead"], pieces),
        press_body=_filled(source["press_body"], pieces) if body else "",
        press_contact=source["press_contact"],
        hotline=source["hotline"]["text"].strip(),
        values=values,
    )


def _questions(pairs: list[Mapping[str, str]], pieces: Mapping[str, str]) -> Iterator[str]:
    for one in pairs:
        if pieces[one["needs"]] if "needs" in one else True:
            yield f"# {one['asked']}\n\n{_filled(one['answer'], pieces)}"


def _filled(text: str, pieces: Mapping[str, str]) -> str:
    for name, piece in pieces.items():
        text = text.replace(f"{{{name}}}", piece.strip())
    return re.sub(r" {2,}", " ", text).strip()
