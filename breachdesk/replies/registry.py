"""The ready answers (texts/answers.toml), by key, in both languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from breachdesk.kernel.text import Bilingual
from breachdesk.replies import texts


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    key: str
    title: Bilingual
    text: Bilingual


def _read() -> Mapping[str, ReadyAnswer]:
    source = resources.files(texts).joinpath("answers.toml").read_text(encoding="utf-8")
    found = {}
    for key, words in tomllib.loads(source).items():
        fr, en = words["fr"], words["en"]
        title, text = Bilingual(fr["title"], en["title"]), Bilingual(fr["text"], en["text"])
        found[key] = ReadyAnswer(key, title, text)
    return found


READY = _read()
