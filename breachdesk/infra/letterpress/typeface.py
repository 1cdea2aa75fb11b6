"""The typeface that stamps what is personal: one subset of Noto Sans, the same in every file.

Its codes are the characters' own numbers (a CIDToGIDMap leads to the glyphs), so text is written
as UTF-16 and read back as exactly what was written, even where two characters share a glyph.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import inf
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from breachdesk.infra.letterpress.letter import FontMissingError
from breachdesk.infra.letterpress.writer import Writer

RANGES = (
    (0x20, 0x7E),
    (0xA1, 0xAC),  # without the no-break space, which is set as a space, and the soft hyphen
    (0xAE, 0x24F),
    (0x259, 0x259),
    (0x2B0, 0x2FF),
    (0x370, 0x3FF),
    (0x400, 0x482),  # without the combining marks of Church Slavonic
    (0x48A, 0x52F),
    (0x1E00, 0x1EFF),
    (0x1F00, 0x1FFF),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x20AC, 0x20AC),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
)
"""Latin, Greek, Cyrillic and punctuation: one glyph a character, no shaping, left to right."""

TABLES_LEFT_OUT = ("GSUB", "GPOS", "GDEF", "DSIG", "meta", "name", "OS/2", "post")
"""What a PDF does not need: its own dictionaries say the same."""

SYMBOLIC = 4
BLOCK = 100
"""Entries a section of a CMap may hold."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """Metrics are in thousandths of the size."""

    name: str
    program: bytes
    glyphs: dict[int, int]
    widths: dict[str, int]
    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]

    @classmethod
    def load(cls, path: Path) -> "Typeface":
        """The subset of the font at `path`; FontMissingError when there is none."""
        try:
            with TTFont(path, recalcTimestamp=False) as font:
                name = f"BDESKA+{font['name'].getDebugName(6)}"
                cap_height = font["OS/2"].sCapHeight
                program = _cut(font)
        except (OSError, TTLibError) as error:
            raise FontMissingError(path) from error
        with TTFont(BytesIO(program)) as font:
            return cls._read(name, program, font, cap_height)

    @classmethod
    def _read(cls, name: str, program: bytes, font: TTFont, cap_height: int) -> "Typeface":
        names, advances = font.getBestCmap(), font["hmtx"]
        head, across = font["head"], font["hhea"]

        scale = 1000 / int(head.unitsPerEm)

        def scaled(value: int) -> int:
            return round(value * scale)

        return cls(
            name=name,
            program=program,
            glyphs={code: font.getGlyphID(glyph) for code, glyph in names.items()},
            widths={chr(code): scaled(advances[glyph][0]) for code, glyph in names.items()},
            ascent=scaled(across.ascent),
            descent=scaled(across.descent),
            cap_height=scaled(cap_height),
            box=(scaled(head.xMin), scaled(head.yMin), scaled(head.xMax), scaled(head.yMax)),
        )

    def width(self, text: str) -> float:
        """Thousandths of the size; infinite when a character is not in this typeface."""
        try:
            return sum(map(self.widths.__getitem__, text))
        except KeyError:
            return inf

    def baseline(self, size: float, leading: float) -> float:
        """How far below its top edge a line's baseline lies, as CSS has it."""
        height = (self.ascent - self.descent) * size / 1000
        return (leading - height) / 2 + self.ascent * size / 1000

    def write(self, writer: Writer) -> int:
        """Write the font into a file; the number of its object there."""
        font, descendant, descriptor, program, unicode, to_glyphs = (
            writer.reserve() for _object in range(6)
        )
        writer.stream(program, self.program, b"/Length1 %d" % len(self.program))
        writer.stream(unicode, _to_unicode(self.glyphs))
        writer.stream(to_glyphs, _to_glyphs(self.glyphs))
        name = self.name.encode()
        writer.pack(
            (
                font,
                b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
                b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (name, descendant, unicode),
            ),
            (
                descendant,
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)"
                b"/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R"
                b"/DW 0/W[%b]>>" % (name, descriptor, to_glyphs, self._widths_array()),
            ),
            (
                descriptor,
                b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle 0"
                b"/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>"
                % (name, SYMBOLIC, *self.box, *self._heights(), program),
            ),
        )
        return font

    def _heights(self) -> tuple[int, int, int]:
        return self.ascent, self.descent, self.cap_height

    def _widths_array(self) -> bytes:
        return b" ".join(
            b"%d[%b]"
            % (first, b" ".join(b"%d" % self.widths[chr(c)] for c in range(first, last + 1)))
            for first, last in _runs(self.glyphs)
        )


def _cut(font: TTFont) -> bytes:
    """Cut `font` down to our characters, in place; the bytes of the result."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += TABLES_LEFT_OUT
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={code for a, b in RANGES for code in range(a, b + 1)})
    subsetter.subset(font)
    saved = BytesIO()
    font.save(saved)
    return saved.getvalue()


def _runs(codes: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Codes that follow each other, as first and last; none crosses a block of 256."""
    first = last = -2
    for code in sorted(codes):
        if code != last + 1 or code % 256 == 0:
            if first >= 0:
                yield first, last
            first = code
        last = code
    yield first, last


def _to_glyphs(glyphs: dict[int, int]) -> bytes:
    return b"".join(glyphs.get(code, 0).to_bytes(2, "big") for code in range(max(glyphs) + 1))


def _to_unicode(codes: dict[int, int]) -> bytes:
    runs = [b"<%04X> <%04X> <%04X>" % (first, last, first) for first, last in _runs(codes)]
    sections = [
        b"%d beginbfrange\n%b\nendbfrange" % (len(some), b"\n".join(some))
        for some in (runs[at : at + BLOCK] for at in range(0, len(runs), BLOCK))
    ]
    return b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%b
endcmap
CMapName currentdict /CMap defineresource pop
end
end""" % b"\n".join(sections)
