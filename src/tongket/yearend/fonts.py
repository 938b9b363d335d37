"""The fonts the renderers draw with, shipped as packages so that every machine draws the same.

Times New Roman is not free and typst's built-in serif lacks letters in bold italic (ợ, ừ …), so the PDF
is set in Source Serif 4, whose Vietnamese letters were looked at one by one in all four styles. Word
files only name Times New Roman, which their readers have.
"""

import functools
from importlib.resources import files
from pathlib import Path
from typing import Final

import vl_convert

CHART_FONT: Final = "Be Vietnam Pro"
PRINT_FONT: Final = "Source Serif 4"


def chart_font_directory() -> Path:
    """Return the folder of the Be Vietnam Pro faces."""
    return Path(str(files("fontpkg_be_vietnam_pro"))) / "files"


def print_font_directory() -> Path:
    """Return the folder of the Source Serif 4 faces."""
    return Path(str(files("fontpkg_source_serif_4"))) / "files"


@functools.cache
def register_chart_fonts() -> None:
    """Make Be Vietnam Pro known to the chart renderer, once a process."""
    vl_convert.register_font_directory(str(chart_font_directory()))
