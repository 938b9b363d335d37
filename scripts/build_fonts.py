"""Build the web fonts from the Be Vietnam Pro package: subsets, and figures of equal width.

Be Vietnam Pro has no tabular figures (its GSUB holds no ``tnum``), so columns of numbers would not
align. The licence (OFL 1.1, no reserved name) allows a change: beside each weight this script writes
a second, tiny face with the ten digits centred in cells of equal width. Needs fonttools and brotli;
its results are committed, so nobody needs to run it to use the project.
"""

import shutil
from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools import subset
from fontTools.misc.transform import Identity
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SOURCE = Path(fontpkg_be_vietnam_pro.__file__).parent
TARGET = Path(__file__).resolve().parent.parent / "src/tongket/ui/static/ui/fonts"
FACES = {"Regular": "400", "SemiBold": "600"}
DIGITS = [ord(digit) for digit in "0123456789"]
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x1A0, 0x1A2),
    *range(0x1AF, 0x1B1),
    *range(0x300, 0x304),
    *(0x306, 0x309, 0x31B, 0x323),
    *range(0x1EA0, 0x1EFA),
    *(0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026),
    *(0x2030, 0x2032, 0x2033, 0x20AB, 0x2190, 0x2192, 0x2212, 0x2248, 0x2264, 0x2265),
]


def main() -> None:
    """Write two files a weight and the licence."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for face, weight in FACES.items():
        source = SOURCE / "files" / f"BeVietnamPro-{face}.ttf"
        write(TTFont(source), LATIN, TARGET / f"be-vietnam-pro-{weight}.woff2")
        write(with_equal_digits(TTFont(source)), DIGITS, TARGET / f"figures-{weight}.woff2")
    shutil.copyfile(SOURCE / "LICENSE", TARGET / "OFL.txt")


def with_equal_digits(font: TTFont) -> TTFont:
    """Centre every digit in a cell as wide as the widest one."""
    names = [font.getBestCmap()[digit] for digit in DIGITS]
    cell = max(font["hmtx"][name][0] for name in names)
    glyphs = font.getGlyphSet()
    for name in names:
        advance, bearing = font["hmtx"][name]
        shift = (cell - advance) // 2
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(TransformPen(pen, Identity.translate(shift, 0)))
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = (cell, bearing + shift)
    return font


def write(font: TTFont, code_points: list[int], target: Path) -> None:
    """Subset ``font`` to ``code_points`` and write it as woff2."""
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    main()
