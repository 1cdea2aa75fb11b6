"""Keeps both catalogues in step with the sources: messages.py update | check | compile."""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "breachdesk" / "translations"
LANGUAGES = ("fr", "en")
SOURCES = {"breachdesk": [("**.py", "python")], "templates": [("**.*", "jinja2")]}
OPTIONS = {"**.*": {"trimmed": "true", "silent": "false"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "Text": None, "_l": None}
HEADER = "# Sentences of BreachDesk. `make messages` brings this file up to date."
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""One date for all catalogues, so that they differ only where sentences do."""
BREAKING = re.compile("« | [:;?!»]| %(?![(])")
"""Where French wants a no-break space, which no line may end on."""
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def path(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def read(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, abort_invalid=True)


def empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="BreachDesk",
        version="1",
        msgid_bugs_address="BreachDesk contributors",
        header_comment=HEADER,
        creation_date=NO_DATE,
        revision_date=NO_DATE,
        last_translator="BreachDesk contributors",
        language_team="BreachDesk contributors",
        fuzzy=False,
    )


def wanted() -> Catalog:
    """Every sentence of the sources, and the files that say it."""
    found = Catalog()
    for folder, methods in SOURCES.items():
        extracted = extract_from_dir(ROOT / folder, methods, OPTIONS, keywords=KEYWORDS)
        for name, _line, msgid, _comments, context in extracted:
            found.add(msgid, locations=[(f"{folder}/{name}", 0)], context=context)
    return found


def merged(language: str, template: Catalog) -> Catalog:
    """The catalogue as it should be: all wanted sentences, the translations already there."""
    old = read(path(language)) if path(language).exists() else empty(language)
    new = empty(language)
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        string = message.id if language == "en" else known.string if known else ""
        flags = {"fuzzy"} if known and known.fuzzy and language != "en" else ()
        new.add(message.id, string, message.locations, flags, context=message.context)
    return new


def written(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
    return file.getvalue()


def faults(language: str, template: Catalog) -> Iterator[str]:
    catalogue = merged(language, template)
    if not path(language).exists() or path(language).read_bytes() != written(catalogue):
        yield f"{language}: not in step with the sources; run make messages"
    for message in catalogue:
        if message.id and (fault := wrong(message)):
            yield f"{language}: {fault}: {message.id!r} ({message.locations[0][0]})"
        if language == "fr" and any(map(BREAKING.search, forms(message.string))):
            yield f"fr: a space that may break: {message.string!r}"


def wrong(message: Message) -> str | None:
    if message.fuzzy:
        return "marked fuzzy"
    if not all(forms(message.string)):
        return "not translated"
    if placeholders(message.string) != placeholders(message.id):
        return "other placeholders than the msgid"
    return None


def forms(sentence: str | Sequence[str] | None) -> Sequence[str]:
    """Singular and plurals, or the only form."""
    return [sentence or ""] if isinstance(sentence, str | None) else sentence


def placeholders(sentence: str | Sequence[str] | None) -> set[str]:
    return {name for form in forms(sentence) for name in PLACEHOLDER.findall(form)}


def update() -> int:
    template = wanted()
    for language in LANGUAGES:
        catalogue = merged(language, template)
        path(language).parent.mkdir(parents=True, exist_ok=True)
        path(language).write_bytes(written(catalogue))
        open_ = sum(1 for message in catalogue if message.id and wrong(message))
        print(f"{path(language).relative_to(ROOT)}: {len(catalogue)} sentences, {open_} to do")
    return 0


def check() -> int:
    template = wanted()
    found = [fault for language in LANGUAGES for fault in faults(language, template)]
    for fault in found:
        print(fault)
    return 1 if found else 0


def compile_() -> int:
    for source in CATALOGUES.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            with target.open("wb") as file:
                write_mo(file, read(source))
    return 0


if __name__ == "__main__":
    commands = {"update": update, "check": check, "compile": compile_}
    sys.exit(commands[sys.argv[1]]())
