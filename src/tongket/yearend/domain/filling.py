"""Words in braces that an outline's texts may hold: ``{year}``, ``{place}`` …"""

import re
from collections.abc import Mapping

_NAME = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")


def fill(text: str, words: Mapping[str, str]) -> str:
    """Put words in the place of ``{names}``; marks in double braces and unknown names stay.

    >>> fill("Năm {year}: {{members_total}} ở {nowhere}", {"year": "2024"})
    'Năm 2024: {{members_total}} ở {nowhere}'
    """
    return _NAME.sub(lambda match: words.get(match[1], match[0]), text)
