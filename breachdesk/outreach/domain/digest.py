"""What an approval is bound to: the digest of the text and of the frozen audience."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def of_json(value: Mapping[str, Any]) -> str:
    """SHA-256 of canonical JSON."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def of_audience(sorted_ids: Iterable[int]) -> tuple[int, str]:
    """(how many, SHA-256 of the ids, each in decimal on a line of its own)."""
    count, sha = 0, hashlib.sha256()
    for one in sorted_ids:
        sha.update(b"%d\n" % one)
        count += 1
    return count, sha.hexdigest()


def of_approval(text_sha256: str, audience_count: int, audience_sha256: str) -> str:
    return of_json(
        {
            "format": 1,
            "text": text_sha256,
            "audience_count": audience_count,
            "audience": audience_sha256,
        }
    )
