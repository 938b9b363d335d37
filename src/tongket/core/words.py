"""Words of rooms that know no Django, in the language of whoever reads them.

A pure room writes its sentences in Vietnamese through ``said``, or marks words that others show
with ``marked``; ``scripts/make_messages.py`` finds both. The room above all others hands in the
translator once (``speak_with``); until then, and alone, everything stays Vietnamese.
"""

from collections.abc import Callable

_translators: list[Callable[[str], str]] = []


def speak_with(translate: Callable[[str], str]) -> None:
    """Translate with ``translate`` from now on; asked anew at every sentence."""
    _translators[:] = [translate]


def marked(words: str) -> str:
    """Return ``words`` unchanged: whoever shows them translates them.

    >>> marked("Bí thư chi bộ")
    'Bí thư chi bộ'
    """
    return words


def said(sentence: str, **values: object) -> str:
    """Return a sentence in the reader's language, its ``%(name)s`` filled with ``values``.

    >>> said("còn %(days)s ngày", days=3)
    'còn 3 ngày'
    """
    text = _translators[0](sentence) if _translators else sentence
    return text % values if values else text
