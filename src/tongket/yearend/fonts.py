"""The fonts the renderers draw with, shipped as a package so that every machine draws the same."""

import functools
from pathlib import Path
from typing import Final

import fontpkg_be_vietnam_pro
import vl_convert

CHART_FONT: Final = "Be Vietnam Pro"
# The Party's texts are set in a serif; this one is built into typst and holds every Vietnamese letter.
PRINT_FONT: Final = "Libertinus Serif"


def font_directory() -> Path:
    """Return the folder of the Be Vietnam Pro faces."""
    return Path(fontpkg_be_vietnam_pro.__file__).parent / "files"


@functools.cache
def register_chart_fonts() -> None:
    """Make Be Vietnam Pro known to the chart renderer, once a process."""
    vl_convert.register_font_directory(str(font_directory()))
