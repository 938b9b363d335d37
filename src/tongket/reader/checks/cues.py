"""Words the checks go by, out of ``data/checks.toml``, as expressions for either kind of text.

A report written without Vietnamese marks is compared without them.
"""

import re
from functools import lru_cache

from tongket.core.text import fold
from tongket.reader.lexicon import phrase_lists

Expression = re.Pattern[str]


@lru_cache(maxsize=512)
def cue(name: str, *, marked: bool = True) -> Expression:
    """Return an expression for the phrases of a list of ``[cues]``, the longest first."""
    return phrases(phrase_lists("checks", "cues")[name], marked=marked)


@lru_cache
def rows(table: str, *, marked: bool = True) -> dict[str, Expression]:
    """Return name -> expression for a table whose lists name things of one kind."""
    lists = phrase_lists("checks", table)
    return {name: phrases(words, marked=marked) for name, words in lists.items()}


def phrases(words: list[str], *, marked: bool = True) -> Expression:
    """Return an expression for whole phrases, any blanks between their words."""
    forms = words if marked else [fold(word) for word in words]
    parts = [
        re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


@lru_cache
def members(table: str, *, marked: bool = True) -> dict[str, frozenset[str]]:
    """Return word -> the rows it belongs to, for a table of single phrases."""
    found: dict[str, set[str]] = {}
    for name, words in phrase_lists("checks", table).items():
        for word in words:
            found.setdefault(word if marked else fold(word), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}
