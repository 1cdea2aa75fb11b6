"""Which characters the typefaces installed on this machine can show, as fontconfig tells."""

import subprocess
from bisect import bisect_right
from functools import cache
from unicodedata import category

UNUSABLE = {"Cc", "Cs", "Co", "Cn"}
"""Control characters, halves of surrogate pairs, private and unassigned ones."""


def lacking(text: str) -> str:
    """The characters of `text` that nothing here can show, each once."""
    return "".join(
        character
        for character in dict.fromkeys(text)
        if category(character) in UNUSABLE or not _is_covered(ord(character))
    )


def _is_covered(code: int) -> bool:
    starts, ends = _coverage()
    at = bisect_right(starts, code) - 1
    return at >= 0 and code <= ends[at]


@cache
def _coverage() -> tuple[list[int], list[int]]:
    """Starts and ends of the ranges that at least one installed typeface covers."""
    listed = subprocess.run(
        ["fc-list", "--format=%{charset} "],  # noqa: S607  # wherever fontconfig is
        capture_output=True,
        check=True,
        text=True,
    )
    starts: list[int] = []
    ends: list[int] = []
    for first, last in sorted(map(_range, set(listed.stdout.split()))):
        if ends and first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return starts, ends


def _range(written: str) -> tuple[int, int]:
    first, _dash, last = written.partition("-")
    return int(first, 16), int(last or first, 16)
