"""What a period with a year stands for beside the year: a stretch up to now, a season, a month."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongket.reader.grammar.calendar_words import (
    ANNIVERSARIES,
    CONGRESS,
    CONGRESS_CITED,
    SEASONS,
    SINCE,
    SINCE_BEFORE,
)
from tongket.reader.tokens import Tokens

if TYPE_CHECKING:
    from tongket.reader.grammar.period_roles import Setting

_REACH = 16


def begins_stretch(tokens: Tokens, first: int, after: int) -> bool:
    """Return whether a period begins a stretch that goes on: từ năm 2021 đến nay."""
    place = after + (tokens.words[after] == ",")
    return SINCE.at(tokens, place) is not None and SINCE_BEFORE.before(tokens, first) is not None


def ends_anniversary(tokens: Tokens, first: int) -> bool:
    """Return whether two years are those of an anniversary: Kỷ niệm 60 năm … (1957 - 2017)."""
    table = ANNIVERSARIES.table(tokens)
    for place in range(first - 1, max(-1, first - _REACH), -1):
        word = tokens.words[place]
        if word in ";.!?\n|":
            return False
        if word in table and ANNIVERSARIES.at(tokens, place):
            return True
    return False


def season(tokens: Tokens, first: int) -> str:
    """Return "school" or "crop" where two years name a school year or a crop, else nothing."""
    found = SEASONS.at(tokens, first) or SEASONS.before(tokens, first)
    return found[1] if found is not None else ""


def congress(tokens: Tokens, settings: "Sequence[Setting]") -> "Setting | None":
    """Return the term that begins with the congress a report tells of, None where it tells of none.

    A congress of which the report says no more than the goals it set is one of the past: the report
    must also tell of the term that ends or of those elected.
    """
    terms: dict[str | None, Setting] = {}
    for each in settings:
        if _is_term(each):
            terms.setdefault(each.value, each)
    turns = any(each.relation in {"past_term", "elected"} for each in settings)
    for value, each in terms.items():
        ended = any(other and other.endswith(f"/{(value or '')[:4]}") for other in terms)
        if (turns or ended) and _held(tokens, each.first):
            return each
    return None


def _is_term(setting: "Setting") -> bool:
    return setting.period_type == "term" and "/" in (setting.value or "")


def _held(tokens: Tokens, first: int) -> bool:
    """Return whether a term is named after the congress that is held: Đại hội …, nhiệm kỳ."""
    table = CONGRESS.table(tokens)
    for place in range(first - 1, max(-1, first - _REACH), -1):
        word = tokens.words[place]
        if word in ";.!?\n|":
            return False
        if word in table and CONGRESS.at(tokens, place):
            return CONGRESS_CITED.before(tokens, place) is None
    return False
