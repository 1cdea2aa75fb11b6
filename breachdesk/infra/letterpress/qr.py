"""QR codes by the hundred thousand, without computing each from its beginning.

For one version, level and mask every module of a QR code is an affine function, over GF(2), of
the bits it encodes: error correction is linear, placing is a permutation, masking adds a constant.
So the code of a link is the code of a first link, plus (xor) one known picture for each bit in
which the two differ. Those pictures are made once, with segno.
"""

from collections.abc import Callable
from functools import cache, partial, reduce
from operator import xor
from typing import NamedTuple

import segno

LARGEST_VERSION = 10
"""57 modules: beyond it a module on paper is too small for an ordinary camera."""

LEVEL = "m"
"""Corrects 15 %: a letter is folded, and handled."""

MASK = 0
"""Always the same, so that a link has one picture; readers take any."""

BITS = tuple(1 << bit for bit in range(8))


class LinkError(ValueError):
    """The link does not fit a QR code that paper can carry."""


class Picture(NamedTuple):
    """Black and white, a bit a module, 1 for black; every row begins with a new byte."""

    modules: int
    rows: bytes


def picture_of(link: str) -> Picture:
    """The slow way, for any link."""
    symbol = _symbol(link)
    modules = len(symbol.matrix)
    return Picture(modules, _bits(symbol).to_bytes(modules * _bytes_a_row(modules), "big"))


class Plates:
    """The prepared pictures for links of one length that begin alike."""

    def __init__(self, link: str, prefix: str) -> None:
        """`link` is an example; every link served must begin with `prefix`."""
        symbol = _symbol(link)
        self._version = int(symbol.version)
        self._prefix, self._length = prefix, len(link)
        self._modules = len(symbol.matrix)
        self._size = self._modules * _bytes_a_row(self._modules)
        self._base = _bits(symbol)
        self._plates = [
            _Plate(link[at], partial(self._difference, link, at))
            for at in range(len(prefix), len(link))
        ]

    def picture(self, link: str) -> Picture | None:
        """The QR code of the link; None when it is not of the kind prepared for."""
        if len(link) != self._length or not link.startswith(self._prefix) or not link.isascii():
            return None
        bits = self._base
        for plate, character in zip(self._plates, link[len(self._prefix) :], strict=True):
            bits ^= plate[character]
        return Picture(self._modules, bits.to_bytes(self._size, "big"))

    def _difference(self, link: str, at: int, bit: int) -> int:
        """What this bit of the character at this place changes in the picture."""
        other = f"{link[:at]}{chr(ord(link[at]) ^ bit)}{link[at + 1 :]}"
        return _bits(_make(other, self._version)) ^ self._base


class _Plate(dict[str, int]):
    """What a character at one place adds to the picture; made when it first comes."""

    def __init__(self, base: str, difference: Callable[[int], int]) -> None:
        super().__init__()
        self._base, self._difference = ord(base), cache(difference)

    def __missing__(self, character: str) -> int:
        changed = ord(character) ^ self._base
        self[character] = reduce(xor, map(self._difference, filter(changed.__and__, BITS)), 0)
        return self[character]


def _symbol(link: str) -> segno.QRCode:
    """The smallest symbol that holds the link."""
    if not link or not link.isascii():
        raise LinkError
    try:
        symbol = _make(link, None)
    except segno.DataOverflowError as error:
        raise LinkError from error
    if int(symbol.version) > LARGEST_VERSION:
        raise LinkError
    return symbol


def _make(link: str, version: int | None) -> segno.QRCode:
    return segno.make_qr(
        link,
        version=version,
        error=LEVEL,
        mask=MASK,
        mode="byte",
        encoding="latin-1",
        boost_error=False,
    )


def _bytes_a_row(modules: int) -> int:
    return -(-modules // 8)


def _bits(symbol: segno.QRCode) -> int:
    """The whole picture as one number, so that pictures are added with one xor."""
    width = 8 * _bytes_a_row(len(symbol.matrix))
    return int("".join("".join(map(str, row)).ljust(width, "0") for row in symbol.matrix), 2)
