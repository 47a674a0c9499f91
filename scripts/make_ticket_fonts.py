#!/usr/bin/env python3
"""Make the fonts that tickets are drawn with: "Ticket Sans" and "Ticket Serif".

Noto Sans CJK SC and Noto Serif CJK SC are cut to the characters a ticket needs, and
their CFF outlines are turned into TrueType ones, because reportlab embeds nothing else.
The families get names of their own, as "Noto" is a trademark. Letters of European names
that the Chinese fonts lack (Łukasz, Dvořák) come from Source Sans 3 and Source Serif 4,
after which their Latin is drawn.

Needs fontTools, Debian's fonts-noto-cjk, and the npm packages
@expo-google-fonts/source-sans-3 and source-serif-4 unpacked as sans and serif in one
folder; run it only when the character set changes::

    python3 scripts/make_ticket_fonts.py FOLDER addons/ticket_sale/static/fonts [Serif]
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

SOURCE = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED_CHINESE = 2  # index in the collection

# Outlines may be off by this much, of 1000 units an em.
FINE, COARSE = 1.0, 4.0


@dataclass(frozen=True)
class Family:
    """A family to make; the texts that it cannot draw are drawn in the sans one."""

    name: str
    source: str
    traditional: bool
    precision: float
    latin: str
    latin_scale: float


FAMILIES = {
    "Sans": Family("Ticket Sans", "NotoSansCJK", True, FINE, "sans", 1.118),
    # serifs take points: without the traditional characters, and a little coarser
    "Serif": Family("Ticket Serif", "NotoSerifCJK", False, COARSE, "serif", 1.06),
}

# The Chinese fonts of the collection draw the bullet a full character wide; the
# Japanese one has a narrow glyph, which is what separates words in a line.
BULLET = 0x2022
NARROW_BULLET = "cid00733"

COPYRIGHT = (
    "Copyright 2014-2023 Adobe (http://www.adobe.com/). Cut from Noto CJK SC, converted "
    "to TrueType outlines, with European letters of Source Sans 3 or Source Serif 4."
)
#: European letters, whichever font has them, and the Vietnamese ones of the sans.
EUROPEAN = {*range(0x100, 0x180), *range(0x218, 0x21C), 0x1E9E}
VIETNAMESE = range(0x1EA0, 0x1EFA)
LATIN_FILES = {
    "sans": {
        "Regular": "400Regular/SourceSans3_400Regular.ttf",
        "Bold": "700Bold/SourceSans3_700Bold.ttf",
    },
    # the Latin of the Chinese serifs is lighter than its name says
    "serif": {
        "Regular": "300Light/SourceSerif4_300Light.ttf",
        "Bold": "600SemiBold/SourceSerif4_600SemiBold.ttf",
    },
}

LICENSE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
UNHINTED_MAXIMA = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxComponentDepth",
)
LICENSE_URL = "https://openfontlicense.org"

# Characters outside GB 2312 that are common in the names of people and places.
NAMES = (
    "喆堃玥珺翀祎赟昇晞翊烜焜琰璟祺暄晟旻昉玘琬瑄瑆璿甯禕镕珮玨淼垚犇骉羴鱻囍"
    "吶咁嘢嘅咗嚟喺冚唔睇攞邨"
)


def double_byte(codec: str, first: range, second: range) -> set[int]:
    """Return the code points of a double-byte character set."""
    points = set()
    for lead in first:
        for trail in second:
            try:
                points.update(map(ord, bytes((lead, trail)).decode(codec)))
            except UnicodeDecodeError:
                continue
    return points


def characters(*, traditional: bool) -> set[int]:
    """GB 2312, the frequent half of Big5, kana, Latin, and the signs of a ticket."""
    points = double_byte("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
    if traditional:
        points |= double_byte("big5", range(0xA4, 0xC7), range(0x40, 0xFF))
        points |= set(VIETNAMESE)
    points |= set(range(0x20, 0x7F)) | set(range(0xA0, 0x180))
    points |= set(range(0x2010, 0x2028)) | set(range(0x2030, 0x203B))
    return points | set(map(ord, "€№™←↑→↓⇒−×÷≤≥≈●○■□◆★☆✓✕①②③④⑤⑥⑦⑧⑨⑩" + NAMES))


def cut(path: Path, points: set[int]):
    options = subset.Options(
        font_number=SIMPLIFIED_CHINESE,
        layout_features=[],
        hinting=False,
        desubroutinize=True,
        notdef_outline=True,
        recalc_bounds=True,
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"],
    )
    font = subset.load_font(str(path), options)
    for table in font["cmap"].tables:
        if BULLET in table.cmap:
            table.cmap[BULLET] = NARROW_BULLET
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return font


def to_truetype(font, precision: float) -> None:
    """Replace cubic CFF outlines by quadratic glyf ones, ``precision`` off at most."""
    order = font.getGlyphOrder()
    glyph_set = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, precision, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    del font["CFF "]
    glyf.compile(font)
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in UNHINTED_MAXIMA:
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def add_latin(font, path: Path, scale: float) -> None:
    """Add the European letters that ``font`` lacks from the font at ``path``."""
    source = TTFont(path)
    cmap, glyphs = source.getBestCmap(), source.getGlyphSet()
    known, order = font.getBestCmap(), font.getGlyphOrder()
    for point in sorted(EUROPEAN & cmap.keys() - known.keys()):
        name = f"latin{point:04X}"
        pen, record = TTGlyphPen(None), DecomposingRecordingPen(glyphs)
        glyphs[cmap[point]].draw(record)
        record.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        glyph = pen.glyph(round=round)
        order.append(name)
        font["glyf"].glyphs[name] = glyph
        glyph.recalcBounds(font["glyf"])
        advance = round(source["hmtx"][cmap[point]][0] * scale)
        font["hmtx"].metrics[name] = (advance, getattr(glyph, "xMin", 0))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[point] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["maxp"].numGlyphs = len(order)


def rename(font, family: str, style: str) -> None:
    names = newTable("name")
    names.names = []
    for name_id, text in {
        0: COPYRIGHT,
        1: family,
        2: style,
        3: f"{family} {style} 1.0",
        4: f"{family} {style}",
        5: "Version 1.0",
        6: f"{family.replace(' ', '')}-{style}",
        13: LICENSE,
        14: LICENSE_URL,
    }.items():
        names.setName(text, name_id, 3, 1, 0x409)
    font["name"] = names


def main(latin: Path, folder: Path, *wanted: str) -> None:
    for key in wanted or FAMILIES:
        family = FAMILIES[key]
        points = characters(traditional=family.traditional)
        for style in ("Regular", "Bold"):
            font = cut(SOURCE / f"{family.source}-{style}.ttc", points)
            to_truetype(font, family.precision)
            file = latin / family.latin / LATIN_FILES[family.latin][style]
            add_latin(font, file, family.latin_scale)
            rename(font, family.name, style)
            target = folder / f"{family.name.replace(' ', '')}-{style}.ttf"
            font.save(target)
            glyphs, size = font["maxp"].numGlyphs, target.stat().st_size
            sys.stdout.write(f"{target}: {glyphs} glyphs, {size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
