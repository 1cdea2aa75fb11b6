"""Searching for what must stand nowhere in clear."""

from collections.abc import Mapping
from pathlib import Path

ENCODINGS = ("utf-8", "cp1252", "utf-16-le")


def found_in(content: bytes, canaries: Mapping[str, str]) -> list[str]:
    """The names of the canaries that stand in the bytes, in any usual encoding."""
    return [
        name
        for name, canary in canaries.items()
        if any(canary.encode(one) in content for one in ENCODINGS)
    ]


def hits(folder: Path, canaries: Mapping[str, str]) -> dict[str, list[str]]:
    """By file of the folder and below, the canaries in it; files without any are left out."""
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    seen = {name: found_in(content, canaries) for name, content in files.items()}
    return {name: found for name, found in seen.items() if found}
