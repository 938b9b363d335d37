"""The words of the calendar in the form in force for a text, with or without marks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from tongket.reader.lexicon import Phrases, data, meanings, phrase_lists
from tongket.reader.tokens import Tokens
from tongket.reader.writing import key_folded, key_marked

_FILE = "times"


def _phrases(table: str) -> Phrases[str]:
    return Phrases(meanings(_FILE, table))


UNITS = _phrases("units")
"""Units of time after a number -> "duration" or "age"."""
AFTER_YEARS = _phrases("after_years")
BEFORE_YEARS = _phrases("before_years")
STAGES = _phrases("stages")
"""Words before two years -> the type of the period."""
PARTS = _phrases("parts")
RELATIVE = _phrases("relative")
RECURRING = _phrases("recurring")
COMPARISON = Phrases(dict.fromkeys(phrase_lists(_FILE, "comparison")["phrases"], True))


@dataclass(slots=True, frozen=True)
class Vocabulary:
    """Sets of single words as they are compared in one text, and the values of number words."""

    sets: dict[str, frozenset[str]]
    numbers: dict[str, int]
    """One to ten in words."""
    tens: frozenset[str]
    """Further words of numbers: mươi, trăm, rưỡi …"""
    romans: dict[str, int]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return one of the sets of ``[words]``."""
        return self.sets[name]


_TENS = ["mươi", "mốt", "lăm", "nhăm", "trăm", "linh", "lẻ", "rưỡi", "chục", "vài", "mấy", "dăm"]


def vocabulary(tokens: Tokens) -> Vocabulary:
    """Return the words in force for a text."""
    return _vocabulary(marked=tokens.writing.marked)


@lru_cache
def _vocabulary(*, marked: bool) -> Vocabulary:
    key = key_marked if marked else key_folded
    unmarked = frozenset(phrase_lists(_FILE, "needs_marks")["words"])
    sets: dict[str, frozenset[str]] = {}
    for name, words in phrase_lists(_FILE, "words").items():
        # The word for year itself must stay, also without marks.
        left_out = frozenset() if name in {"year", "weekday"} else unmarked
        sets[name] = frozenset(key(word) for word in words if marked or word not in left_out)
    sets["counted"] |= {"%"}
    sets["before_number"], sets["after_number"] = _neighbours(sets, key)
    numbers = {key(word): value for word, value in _values("numbers").items() if " " not in word}
    if not marked:
        # Without marks "nam" is the year, "tu" is from.
        for word in ("nam", "tu", "giêng"):
            numbers.pop(word, None)
    romans = {key(word): value for word, value in _values("romans").items()}
    return Vocabulary(sets, numbers, frozenset(key(word) for word in _TENS), romans)


def _neighbours(
    sets: dict[str, frozenset[str]], key: Callable[[str], str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words one of which stands right before or after a number of time."""
    before = sets["month"] | sets["quarter"] | sets["day_strong"] | sets["era"] | sets["day_weak"]
    phrases = [
        phrase
        for table in ("units", "recurring")
        for each in phrase_lists(_FILE, table).values()
        for phrase in each
    ]
    first = frozenset(key(phrase.split()[0]) for phrase in phrases)
    signs = frozenset("/-–—−~:,hg")
    return before, first | signs | sets["clock"] | sets["to"] | sets["month"]


def _values(table: str) -> dict[str, int]:
    return cast("dict[str, int]", data(_FILE)[table])


def _flags(table: str, name: str = "phrases") -> Phrases[bool]:
    return Phrases(dict.fromkeys(phrase_lists(_FILE, table)[name], True))


NAMED = _flags("named")
THEME = _flags("theme")
# Without marks "ký" is kỳ too, "quá" quả, "sau" sáu.
PASSIVE_BEFORE = Phrases(
    dict.fromkeys(phrase_lists(_FILE, "passive")["before"], True), frozenset({"ký", "quá", "sau"})
)
PASSIVE_AFTER = _flags("passive", "after")
TELLS = _flags("tells")
PLANS = _flags("plan", "named")
STRATEGY = _flags("strategy")
AHEAD = _flags("plan", "headings")
GOALS = _flags("strategy", "goals")
ACTS = _flags("named", "acts")
SEASONS = _phrases("seasons")
SINCE = _flags("since")
SINCE_BEFORE = _flags("since", "before")
HANDED_ON = _flags("passive", "handed_on")
ANNIVERSARIES = _flags("since", "anniversaries")
CONGRESS = _flags("congress")
CONGRESS_CITED = _flags("congress", "cited")
DUE = _flags("plan", "due")
PLAN = _flags("plan")
PLANNED = _flags("plan", "after")
SUMMING = _flags("summing")
YEAR_END = _flags("summing", "year_end")
NOT_OF_A_YEAR = _flags("summing", "not_of_a_year")
REPORTS = _flags("summing", "reports")
MEETINGS = _flags("summing", "meetings")
RESETS = _flags("resets")
