"""What of a case speaks of nobody: codes, figures, instants and digests.

A list of what may stay, not of what must go: a field that is new tomorrow stays out until
somebody has thought about it.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

CODES = frozenset(
    {
        "code",
        "duty",
        "format",
        "key",
        "keys",
        "kind",
        "language",
        "media_type",
        "reference",
        "tag",
        "type",
    }
)
"""Names of fields that hold words of ours, never somebody's."""
SAFE_FORM = re.compile(
    r"[0-9a-f]{32}|[0-9a-f]{64}"  # ids and digests
    r"|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)?)?"  # days and instants
)


def impersonal(value: object, name: str = "") -> object:
    """The value without any text that a person wrote or is called by."""
    match value:
        case Mapping():
            return {
                key: kept
                for key, one in value.items()
                if _is_code(key) and not _is_empty(kept := impersonal(one, key), one)
            }
        case list() | tuple():
            kept = [impersonal(one, name) for one in value]
            return [one for one, had in zip(kept, value, strict=True) if not _is_empty(one, had)]
        case StrEnum():
            return value.value
        case str():
            return value if name in CODES or SAFE_FORM.fullmatch(value) else None
        case _:
            return value


def _is_code(key: object) -> bool:
    """Some tables are keyed by what people wrote."""
    return isinstance(key, str) and re.fullmatch(r"[a-z0-9_.:-]{0,64}", key) is not None


def _is_empty(kept: object, had: object) -> bool:
    """Whether a text went: the field goes with it."""
    return kept is None and had is not None
