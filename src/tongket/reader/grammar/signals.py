"""Where the words stand that can make a change or a ratio, found once for a whole draft.

Most sentences with numbers have none of them; asking here first spares the closer look.
"""

from bisect import bisect_left
from functools import lru_cache

from tongket.reader.lexicon import phrase_lists
from tongket.reader.tokens import Tokens
from tongket.reader.writing import key_folded, key_marked

CHANGE, RATIO, BEFORE = 0, 1, 2
_TABLES = (
    (CHANGE, "verbs", ("up", "down", "up_compared", "down_compared")),
    (CHANGE, "merge", ("verbs", "shrinks")),
    (CHANGE, "from", ("words",)),
    (RATIO, "ratio", ("over",)),
    (BEFORE, "before", ("cues",)),
    (BEFORE, "after", ("cues",)),
)
_SIGNS = {"+": {CHANGE}, "-": {CHANGE}, "\u2212": {CHANGE}, "/": {RATIO}}


@lru_cache(maxsize=2)
def _table(*, marked: bool) -> dict[str, tuple[int, ...]]:
    """Return first word -> what it may begin."""
    key = key_marked if marked else key_folded
    table = {word: set(kinds) for word, kinds in _SIGNS.items()}
    for kind, name, chosen in _TABLES:
        lists = phrase_lists("levels", name)
        for phrase in (phrase for each in chosen for phrase in lists[each]):
            table.setdefault(key(phrase.split()[0]), set()).add(kind)
    return {word: tuple(kinds) for word, kinds in table.items()}


class Signals:
    """The places of the words that can make a change (CHANGE), a ratio or a before-and-after."""

    __slots__ = ("_places",)

    def __init__(self, tokens: Tokens) -> None:
        table = _table(marked=tokens.writing.marked)
        places: tuple[list[int], ...] = ([], [], [])
        words = tokens.words
        for index in tokens.places(table):
            for kind in table[words[index]]:
                places[kind].append(index)
        self._places = places

    def stand(self, kind: int, first: int, after: int) -> bool:
        """Return whether one of a kind stands from ``first`` to before ``after``."""
        places = self._places[kind]
        at = bisect_left(places, first)
        return at < len(places) and places[at] < after
