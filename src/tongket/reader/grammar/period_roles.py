"""What a period does in its sentence: say when, name a plan, be compared with, lead nowhere."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from tongket.reader.draft import Draft
from tongket.reader.facts import PeriodType
from tongket.reader.grammar.calendar import calendar
from tongket.reader.grammar.calendar_scan import PeriodMark, Relation, RelativeMark
from tongket.reader.grammar.calendar_words import (
    COMPARISON,
    GOALS,
    HANDED_ON,
    NAMED,
    PASSIVE_AFTER,
    PASSIVE_BEFORE,
    PLANS,
    STRATEGY,
    TELLS,
    Vocabulary,
    vocabulary,
)
from tongket.reader.grammar.period_kinds import begins_stretch, congress, ends_anniversary, season
from tongket.reader.lexicon import Phrases
from tongket.reader.tokens import Tokens

Role: TypeAlias = Literal["sets", "compared", "named", "passive"]

_NOTE = "period settings"
_CONGRESS = "congress"
_APART = frozenset(",;(:–-")
_LONGEST_NAME = 16
_REMARK = 40
_NEAR = 8
"""How many tokens from its beginning a sentence still names its topic."""


@dataclass(slots=True, kw_only=True)
class Setting:
    """A period or relative time with its role. ``value`` is None for a relative one."""

    first: int
    after: int
    value: str | None
    period_type: PeriodType
    role: Role
    relation: Relation | None = None
    part: str = ""
    topic: bool = False
    """Whether it stands near the beginning of its sentence or clause, or before a colon."""
    month: str = ""
    """The month itself, where ``value`` is its year: figures are of years."""
    season: str = ""
    """"school" or "crop" where two years are no years of the report."""
    apart: bool = False
    """Whether a remark of its own begins with it (riêng năm học 2020 - 2021)."""
    aside: bool | None = None
    """Whether it stands in a remark in brackets (``in_remark``); None until somebody has looked."""
    since: bool = False
    """Whether it begins a stretch up to now (từ năm 2021 đến nay)."""


def settings(draft: Draft) -> list[Setting]:
    """Return the periods and relative times of a draft with their roles, in order."""
    noted = draft.notes.get(_NOTE)
    if isinstance(noted, list):
        return noted
    times = calendar(draft)
    words = vocabulary(draft.tokens)
    found = [_period(draft, mark, words) for mark in times.periods]
    found += [_relative(draft, mark, words) for mark in times.relatives]
    found += _opening_days(draft, words)
    found.sort(key=lambda setting: setting.first)
    _join_ranges(draft.tokens, found, words)
    begins = congress(draft.tokens, found)
    if begins is not None:
        begins.role = "named"  # Đại hội …, nhiệm kỳ 2021 - 2026: nothing is of that term yet
    draft.notes[_CONGRESS] = begins.value if begins is not None else None
    draft.notes[_NOTE] = found
    return found


def congress_of(draft: Draft) -> str | None:
    """Return the term that begins with the congress a report tells of, None where it tells of none."""
    settings(draft)
    term = draft.notes[_CONGRESS]
    return term if isinstance(term, str) else None


def _period(draft: Draft, mark: PeriodMark, words: Vocabulary) -> Setting:
    staged = mark.period_type in {"stage", "term"}
    setting = Setting(
        first=mark.first,
        after=mark.after,
        value=mark.value,
        period_type=mark.period_type,
        role="sets",
        topic=_topic(draft, mark.first, mark.after, _NEAR // 2 if staged else _NEAR)
        or _opens_clause(draft.tokens, mark),
    )
    setting.role = _role(draft.tokens, setting, words)
    if setting.period_type == "month":
        setting.month, setting.value = mark.value, mark.value[:4]
    elif setting.period_type == "range":
        setting.season = season(draft.tokens, mark.first)
        bracketed = alone_in_brackets(draft.tokens, mark.first, mark.after)
        if bracketed and ends_anniversary(draft.tokens, mark.first):
            setting.value, setting.period_type = mark.value[-4:], "year"
        setting.apart = draft.tokens.words[mark.first - 1] in words["remark"] - words["from"]
    setting.since = begins_stretch(draft.tokens, mark.first, mark.after)
    if setting.since and setting.role == "passive":
        setting.role = "sets"
    return setting


def _opening_days(draft: Draft, words: Vocabulary) -> list[Setting]:
    """Return the days with a year that open a sentence: Ngày tái lập tỉnh 1/7/1989, …"""
    tokens, found = draft.tokens, []
    for day in calendar(draft).days:
        if day.year is None or tokens.words[day.after] != ",":
            continue
        start = tokens.at(draft.sentences.span(tokens.starts[day.first])[0])
        if day.first - start <= _NEAR and tokens.words[start] in words["day"]:
            found.append(
                Setting(
                    first=day.first,
                    after=day.after,
                    value=str(day.year),
                    period_type="year",
                    role="sets",
                    relation="day",
                )
            )
    return found


def _relative(draft: Draft, mark: RelativeMark, words: Vocabulary) -> Setting:
    setting = Setting(
        first=mark.first,
        after=mark.after,
        value=None,
        period_type="year",
        role="sets",
        relation=mark.relation,
        part=mark.part,
        topic=_topic(draft, mark.first, mark.after, 2 if mark.relation == "previous" else _NEAR),
    )
    if mark.relation == "each":
        setting.role = "passive"
    elif mark.relation == "previous":
        setting.role = _role_of_previous(draft.tokens, setting, words)
    elif mark.relation in {"own", "none", "past_term"}:
        apart = setting.topic or _part_apart(draft, setting)
        if not apart or (mark.part and draft.tokens.words[mark.first - 1] in words["within"]):
            setting.role = "passive"
    return setting


def _part_apart(draft: Draft, setting: Setting) -> bool:
    """Return whether a part of the year is set apart in its sentence: …, quý II thu 3 tỷ đồng."""
    before = draft.tokens.words[setting.first - 1]
    apart = before in _APART or before in vocabulary(draft.tokens)["remark"]
    return bool(setting.part) and apart


def _role_of_previous(tokens: Tokens, setting: Setting, words: Vocabulary) -> Role:
    """Return what năm trước does: be compared with, tell of itself, or only describe (đơn kỳ trước)."""
    if compared(tokens, setting.first):
        return "compared"
    if HANDED_ON.at(tokens, setting.after) is not None:
        return "passive"
    told = setting.topic or tokens.words[setting.first - 1] in words["told_before"]
    return "sets" if told or tokens.words[setting.after] in words["told_after"] else "passive"


def _role(tokens: Tokens, setting: Setting, words: Vocabulary) -> Role:
    if compared(tokens, setting.first):
        return "compared"
    if PASSIVE_BEFORE.before(tokens, setting.first, 3) or (
        PASSIVE_AFTER.at(tokens, setting.after) and tokens.words[setting.first - 1] in words["from"]
    ):
        return "passive"
    if _due_in_name(tokens, setting, words):
        return "passive"
    if setting.topic or alone_in_brackets(tokens, setting.first, setting.after):
        return "sets"
    if within(NAMED, tokens, setting.first):
        return "named"
    inside = tokens.words[setting.first - 1] in words["of"]
    if setting.period_type in {"stage", "term"} and not inside:
        return "named"
    return "sets"


def _due_in_name(tokens: Tokens, setting: Setting, words: Vocabulary) -> bool:
    """Return whether a period ends the name of a plan: Chiến lược … đến năm 2030."""
    if tokens.words[setting.first - 1] not in words["until"]:
        return False
    stops = ",;.:\n|" if setting.topic else ";.:\n|"
    named = within(STRATEGY, tokens, setting.first, _LONGEST_NAME, stops)
    return named and not within(GOALS, tokens, setting.first)


def compared(tokens: Tokens, first: int) -> bool:
    """Return whether a period at a token is the other side of a comparison."""
    if COMPARISON.before(tokens, first) is not None:
        return True
    words = tokens.words
    if words[first - 1] == tokens.key("lần"):
        return True
    near = words[max(0, first - 7) : first]
    for sign in ",;.(\n":
        if sign in near:
            near = near[len(near) - near[::-1].index(sign) :]
    return any(pair in _PAIRS for pair in pairwise(near))


_PAIRS = frozenset((("so", "với"), ("so", "voi"), ("so", "cùng"), ("so", "cung")))


def alone_in_brackets(tokens: Tokens, first: int, after: int) -> bool:
    """Return whether a period is all a pair of brackets holds: 5 năm liền (2020 - 2024)."""
    return tokens.words[first - 1] == "(" and tokens.words[after] == ")"


def in_remark(tokens: Tokens, setting: Setting) -> bool:
    """Return whether a period stands in a remark in brackets (quý I/2017: 14 vụ; quý II: 9)."""
    if setting.aside is None:
        setting.aside = _in_remark(tokens, setting)
    return setting.aside


def _in_remark(tokens: Tokens, setting: Setting) -> bool:
    if alone_in_brackets(tokens, setting.first, setting.after):
        return False
    before = tokens.words[max(0, setting.first - _REMARK) : setting.first]
    if "(" not in before:
        return False
    opened = len(before) - before[::-1].index("(")
    return not any(sign in before[opened:] for sign in (")", "\n"))


def within(
    phrases: Phrases[bool], tokens: Tokens, first: int, reach: int = 6, stops: str = ",;.:\n|"
) -> bool:
    """Return whether a phrase stands shortly before a token, with none of the signs between."""
    table = phrases.table(tokens)
    for place in range(first - 1, max(-1, first - 1 - reach), -1):
        word = tokens.words[place]
        if word in stops:
            return False
        if word in table and phrases.at(tokens, place):
            return True
    return False


def _topic(draft: Draft, first: int, after: int, reach: int = _NEAR) -> bool:
    tokens = draft.tokens
    if tokens.words[after] == ":":
        return True
    start = draft.sentences.span(tokens.starts[first])[0]
    near = first - tokens.at(start)
    if near <= 1 or tokens.words[first - 1] in ";|" or TELLS.before(tokens, first, 3):
        return True
    planned = PLANS.before(tokens, first, 5)
    if planned is not None and first - planned[0] == near:
        return True
    return near <= reach and not within(NAMED, tokens, first, near)


def _opens_clause(tokens: Tokens, mark: PeriodMark) -> bool:
    """Return whether a stage begins a clause; a term between commas belongs to a congress."""
    if mark.period_type not in {"stage", "term"} or tokens.words[mark.first - 1] != ",":
        return False
    return mark.period_type == "stage" or tokens.words[mark.after] != ","


def _join_ranges(tokens: Tokens, found: list[Setting], words: Vocabulary) -> None:
    """Make one stretch of từ năm 2016 đến năm 2020 for what is counted in it."""
    _join_lists(tokens, found)
    _join_parts(tokens, found)
    for one, other in pairwise(found):
        if one.value is None or other.value is None or one.period_type != "year":
            continue
        if (
            tokens.words[one.first - 1] in words["from"]
            and other.period_type == "year"
            and other.first - one.after in (1, 2)  # đến năm 2020, đến hết năm 2020
            and tokens.words[one.after] in words["until"]
            and one.value < other.value
        ):
            one.value = other.value = f"{one.value}/{other.value}"
            one.role = other.role = "sets"


def _join_parts(tokens: Tokens, found: list[Setting]) -> None:
    """Take quý II/2023 và 6 tháng as its year: what follows is of both."""
    month, joint = vocabulary(tokens)["month"], tokens.key("và")
    for each in found:
        joined = each.period_type == "quarter" and tokens.words[each.after] == joint
        if joined and each.value and tokens.words[min(each.after + 2, len(tokens) - 1)] in month:
            each.value, each.period_type = each.value[:4], "year"


def _join_lists(tokens: Tokens, found: list[Setting]) -> None:
    """Make one stretch of ba năm 2021, 2022 và 2023 for what is counted in them together."""
    joints = (",", tokens.key("và"))
    run: list[Setting] = []
    for setting in [*found, None]:
        if setting is not None and run and _follows(tokens, run[-1], setting, joints):
            run.append(setting)
            continue
        if len(run) > 1:
            stretch = f"{run[0].value}/{run[-1].value}"
            for each in run:
                each.value = stretch
            run[-1].topic = run[0].topic
        run = [setting] if setting is not None and setting.period_type == "year" else []


def _follows(tokens: Tokens, one: Setting, other: Setting, joints: tuple[str, str]) -> bool:
    """Whether a year is the next of a list: after a comma or và, without the word for year."""
    return (
        other.first == one.after + 1
        and tokens.words[one.after] in joints
        and other.after == other.first + 1
        and (one.role, other.role) == ("sets", "sets")
        and other.period_type == "year"
        and one.value is not None
        and other.value == str(int(one.value) + 1)
    )
