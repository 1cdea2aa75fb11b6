"""Values of data and addresses that stand in a text, found without being repeated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlsplit

from stdnum.fr import nir

LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
BETWEEN = re.compile(r"[\s:;,()<>«»\"“”]+")
AROUND = " <>()[]{}«»“”\"'’.,;:!?\u00a0\u202f"
NUMBER = re.compile(r"(?<![\w.])[1-478](?:[ .\u00a0\u202f-]?[\dAB]){14}(?!\w)", re.IGNORECASE)
"""Fifteen characters as a social security number has, however they are spaced."""
PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)33[ .\u00a0\u202f-]?(?:\(0\))?|0)[1-9]"
    r"(?:[ .\u00a0\u202f-]?\d\d){4}(?!\d)"
)
NATIONAL = re.compile(r"^(?:\+|00)?33(?:0)?(?=[1-9]\d{8}$)")
LONG_RUN = re.compile(r"\w{16,}")
UUID_HEAD = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)
TOKEN_NAMES = frozenset({"token", "jeton", "key", "sig", "signature", "auth", "session", "id"})


@dataclass(frozen=True, slots=True)
class Link:
    host: str
    is_encrypted: bool
    holds_code: bool


def emails(text: str) -> Iterator[str]:
    for word in BETWEEN.split(text):
        bare = word.strip(AROUND).casefold()
        if 0 < bare.find("@") < len(bare) - 1 and "/" not in bare:
            yield bare


def phones(text: str) -> Iterator[str]:
    """French numbers in the form 0199001234; digits of a social security number are none."""
    for match in PHONE.finditer(NUMBER.sub(" ", text)):
        yield national(match.group())


def national(number: str) -> str:
    return NATIONAL.sub("0", re.sub(r"[^\d+]", "", number))


def holds_social_security_number(text: str) -> bool:
    return any(
        nir.is_valid(re.sub(r"[ .\u00a0\u202f-]", "", match.group()).upper())
        for match in NUMBER.finditer(text)
    )


def links(text: str) -> Iterator[Link]:
    for match in LINK.finditer(text):
        written = match.group().rstrip(AROUND)
        address = written if "://" in written else f"https://{written}"
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
        except ValueError:  # brackets that hold no IPv6 address
            yield Link("", is_encrypted=False, holds_code=True)
            continue
        yield Link(host, parts.scheme == "https", _holds_code(parts))


def is_of(host: str, known: frozenset[str]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in map(str.casefold, known))


def _holds_code(parts: SplitResult) -> bool:
    if "@" in parts.netloc or "@" in parts.query or "%40" in parts.query:
        return True
    if any(name.casefold() in TOKEN_NAMES for name, _value in parse_qsl(parts.query)):
        return True
    rest = f"{parts.path}?{parts.query}#{parts.fragment}"
    return bool(UUID_HEAD.search(rest)) or any(map(_is_code, LONG_RUN.findall(rest)))


def _is_code(run: str) -> bool:
    return any(map(str.isdigit, run)) and any(map(str.isalpha, run))
