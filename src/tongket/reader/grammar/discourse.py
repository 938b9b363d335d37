"""In which period a place of a text is: what its sentence, section and the report itself say."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from tongket.reader.draft import Draft
from tongket.reader.grammar.calendar import calendar
from tongket.reader.grammar.calendar_scan import DayMark
from tongket.reader.grammar.calendar_words import GOALS, RESETS, TELLS, THEME, YEAR_END, vocabulary
from tongket.reader.grammar.layout import Line, lines
from tongket.reader.grammar.period_resolved import relative, stated
from tongket.reader.grammar.period_roles import (
    Setting,
    alone_in_brackets,
    congress_of,
    in_remark,
    settings,
    within,
)
from tongket.reader.grammar.period_values import last_year, term_before, whole_year
from tongket.reader.grammar.sections import Sections

_NOTE = "discourse"
_MANY = 12
_REACH = 200
_NEAR = 4
_TITLE = 500
_EARLY = 4
"""A meeting that sums up a year and is held by this month is held in the next year."""


@dataclass(slots=True)
class _State:
    """What is in force when a sentence begins."""

    section: str | None
    carried: str | None = None
    unknown: bool = False
    by_item: bool = False
    """Whether ``carried`` comes from an item of a list, and so ends with it."""
    listing: bool = False
    """Whether a sentence that ended with a colon hands its period to the list after it."""
    items: bool = False
    """Whether that list has begun."""
    columns: dict[int, str | None] = field(default_factory=dict)


@dataclass(slots=True)
class _Sentence:
    first: int
    after: int
    settings: list[Setting]
    base: str | None
    columns: dict[int, str | None]


class Discourse:
    """The periods in force in a text, sentence by sentence."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.heading = draft.heading.period
        # A report of one month: its figures are of the year, as those of any month are.
        self.default = whole_year(self.heading) if self.heading else None
        self.settings = settings(draft)
        self._term = congress_of(draft)
        self._sections = Sections(draft.tokens, self.default, self._looked_ahead_to())
        self._sentences: list[_Sentence] = []
        self._starts: list[int] = []
        self._read()

    @classmethod
    def of(cls, draft: Draft) -> "Discourse":
        """Return the discourse of a draft whose heading is known, made once."""
        noted = draft.notes.get(_NOTE)
        if not isinstance(noted, cls) or noted.heading != draft.heading.period:
            noted = cls(draft)
            draft.notes[_NOTE] = noted
        return noted

    # ------------------------------------------------------------------ sentence by sentence
    def _read(self) -> None:
        state = _State(self.default)
        for line in lines(self.draft):
            self._enter_line(line, state)
            for first, after in line.sentences:
                self._enter_sentence(line, first, after, state)

    def _looked_ahead_to(self) -> str | None:
        """Return the period the title names after the report's own: nhiệm vụ năm 2024."""
        own = self.default
        for setting in self._inside(0, self.draft.tokens.at(_TITLE)) if own else ():
            value = self.value(setting)
            if value and own and len(value) == len(own) and value > own:
                return value
        return None

    def _inside(self, first: int, after: int) -> list[Setting]:
        low = bisect_left(self.settings, first, key=lambda each: each.first)
        high = bisect_left(self.settings, after, key=lambda each: each.first)
        return self.settings[low:high]

    def _enter_line(self, line: Line, state: _State) -> None:
        if not line.table:
            state.columns = {}
        if line.heading and not (state.listing and line.item):
            found = [each for each in self._inside(line.first, line.after) if self.value(each)]
            sets = [each for each in found if each.role != "compared"]
            named = self.value(sets[0]) if sets else None
            state.section = self._sections.enter(line, named)
            state.carried, state.unknown = None, False
            state.listing, state.items = False, False
        elif state.listing and line.item:
            state.items = True
        elif not line.item or state.by_item:
            if state.items or state.by_item or not self._lasts(state.carried):
                state.carried, state.unknown = None, False
            state.listing, state.items = False, False

    def _enter_sentence(self, line: Line, first: int, after: int, state: _State) -> None:
        found = self._inside(first, after)
        if RESETS.at(self.draft.tokens, first):
            state.carried, state.unknown = None, False
        elif self._plans_anew(first, after, state):
            state.carried = None
        if line.table and found and self._header(first, after):
            state.columns = self._columns(found, first)
        base = None if state.unknown else state.carried or state.section
        self._sentences.append(_Sentence(first, after, found, base, state.columns))
        self._starts.append(first)
        if not line.heading and not line.table:
            self._carry(line, found, after, state)

    def _plans_anew(self, first: int, after: int, state: _State) -> bool:
        """Return whether a sentence looks ahead, so that a year of the past ends before it."""
        if not state.carried or not self.default:
            return False
        if last_year(state.carried) >= last_year(self.default):
            return False
        tokens = self.draft.tokens
        table = GOALS.table(tokens)
        return any(
            tokens.words[place] in table and GOALS.at(tokens, place)
            for place in range(first, min(first + _NEAR, after))
        )

    def _carry(self, line: Line, found: list[Setting], after: int, state: _State) -> None:
        """Keep what a sentence leaves in force for the next."""
        colon = self.draft.tokens.words[after - 1] == ":"
        for setting in found:
            if (
                setting.role != "sets"
                or setting.relation == "previous"
                or in_remark(self.draft.tokens, setting)
            ):
                continue
            value = self.value(setting)
            if setting.relation == "day":
                continue
            if self._open(setting) and setting.topic:
                state.unknown = "/" not in (self.default or "")
            elif value and (self._leads(setting, line) or self._plans(setting) or colon):
                state.carried = value if value != state.section else None
                state.unknown, state.by_item = False, line.item
                state.listing = colon

    @staticmethod
    def _leads(setting: Setting, line: Line) -> bool:
        """Return whether a period is the topic of more than its sentence: a stage must begin it."""
        if setting.period_type not in {"stage", "term"}:
            return setting.topic
        begins = any(first <= setting.first <= first + _NEAR for first, _ in line.sentences)
        return setting.topic and begins

    def _later(self, value: str | None) -> bool:
        """Return whether a period lies after the report's own: a plan goes on until it is left.

        A term the report's own year lies in is no plan.
        """
        if not value or not self.default:
            return False
        year = last_year(self.default)
        return last_year(value) > year and ("/" not in value or int(value[:4]) > year)

    def _plans(self, setting: Setting) -> bool:
        """Return whether a period within a sentence is the year of a plan, not a due date."""
        return setting.period_type == "year" and self._later(self.value(setting))

    def _lasts(self, value: str | None) -> bool:
        """Return whether a carried period goes on in the next paragraph.

        A plan does; so does one year picked out of the several the report is about.
        """
        several = "/" in (self.default or "") and "/" not in (value or "/")
        return several or self._later(value)

    def _header(self, first: int, after: int) -> bool:
        claims = self.draft.claims
        numbers = self.draft.tokens.numbers
        low, high = bisect_left(numbers, first), bisect_left(numbers, after)
        return all(claims[place] in {"period", "time", "quarter"} for place in numbers[low:high])

    def _columns(self, found: list[Setting], first: int) -> dict[int, str | None]:
        return {
            self._cell(first, each.first): self.value(each)
            for each in found
            if each.role != "compared" and self.value(each)
        }

    def _cell(self, first: int, place: int) -> int:
        return self.draft.tokens.words[first : min(place, first + _REACH)].count("|")

    # ------------------------------------------------------------------ questions
    def value(self, setting: Setting) -> str | None:
        """Return the period a setting stands for, relative ones by the report's own."""
        own = self.default
        if setting.value is not None:
            return stated(setting, setting.value, own)
        if setting.relation == "elected":
            return self._term
        if setting.relation == "past_term":
            return term_before(self._term) if self._term else None
        if own is None or "/" in own:
            return None
        return relative(setting, own)

    def _open(self, setting: Setting) -> bool:
        """Return whether a time stands for a stretch the report gives no years of."""
        past = setting.relation == "past_term" and not self._term
        return setting.relation == "none" or past

    def period_at(self, place: int, after: int | None = None) -> str | None:
        """Return the period of what is counted at a token.

        For a change ``after`` is the token after it: the periods inside it and the one it is
        compared with are not its own.
        """
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return self.default
        sentence = self._sentences[at]
        inside = self._near(sentence, place)
        if after is None and inside:
            beside = self._beside(inside, place)
            if beside is not None:
                return self.value(beside)
        if sentence.columns and not any(each.role == "sets" for each in inside):
            column = sentence.columns.get(self._cell(sentence.first, place))
            if column:
                return column
        return self._governed(sentence, inside, place, after or place)

    @staticmethod
    def _near(sentence: _Sentence, place: int) -> list[Setting]:
        """Return the periods of a sentence within reach: a run of text without a stop has many."""
        found = sentence.settings
        if len(found) < _MANY:
            return found
        low = bisect_left(found, place - _REACH, key=lambda each: each.first)
        high = bisect_left(found, place + _REACH, key=lambda each: each.first)
        return found[low:high]

    def _beside(self, inside: list[Setting], place: int) -> Setting | None:
        """Return the compared period whose own figures these are: năm 2019 (1.012 lượt)."""
        words = self.draft.tokens.words
        for each in inside:
            beside = each.role == "compared" or (
                each.role == "sets" and each.relation == "previous"
            )
            if each.after > place or not beside:
                continue
            opened = words[each.after]
            if opened == "(" and ")" not in words[each.after : place]:
                return each
            before = words[each.first - 1]
            if before == "(" and ")" not in words[each.after : place]:
                return each
            told = each.relation == "previous" and each.role == "sets"
            told = told or opened in {":", self.draft.tokens.key("là")}
            if told and ";" not in words[each.after : place]:
                return each
        return None

    def _governed(
        self, sentence: _Sentence, inside: list[Setting], place: int, after: int
    ) -> str | None:
        words = self.draft.tokens.words
        told = [each for each in inside if self._tells(each, place)]
        before = next((each for each in reversed(told) if each.after <= place), None)
        behind = next((each for each in told if each.first >= after), None)
        if before is not None and ";" not in words[before.after : place]:
            return self._value_or_base(before, sentence)
        if behind is not None and self._attached(behind, place):
            return self.value(behind)
        if before is not None and self._reaches_on(before):
            return self._value_or_base(before, sentence)
        return sentence.base

    def _reaches_on(self, setting: Setting) -> bool:
        """Return whether a period goes on after a semicolon: a topic or a plan does."""
        if alone_in_brackets(self.draft.tokens, setting.first, setting.after):
            return False
        return setting.topic or setting.since or self._later(self.value(setting))

    def _tells(self, setting: Setting, place: int) -> bool:
        """Return whether a period says when, also for what stands at a token."""
        if setting.role != "sets" or setting.relation == "previous":
            return False
        if not self._open(setting) and self.value(setting) is None:
            return False
        return not in_remark(self.draft.tokens, setting) or (
            setting.after <= place and ")" not in self.draft.tokens.words[setting.after : place]
        )

    def _value_or_base(self, setting: Setting, sentence: _Sentence) -> str | None:
        if self._open(setting):
            return sentence.base if "/" in (self.default or "") else None
        return self.value(setting)

    def _attached(self, setting: Setting, place: int) -> bool:
        """Return whether a period after a figure belongs to it: ba việc cho năm 2024."""
        words = self.draft.tokens.words
        between = words[place : setting.first]
        if ";" in between or between[-1:] == [","] or setting.relation is not None:
            return False
        tokens = self.draft.tokens
        if within(THEME, tokens, setting.first) or TELLS.before(tokens, setting.first, 3):
            return False
        if "," not in between:
            return True
        last = len(between) - 1 - between[::-1].index(",")
        return between[last + 1] not in vocabulary(self.draft.tokens)["remark"]

    # ------------------------------------------------------------------ days
    def year_of(self, day: DayMark) -> int | None:
        """Return the year a day without one lies in, None where nothing tells."""
        joined = self._joined(day)
        if joined is not None:
            return joined
        period = self.period_at(day.first, day.after)
        if period is None:
            return self.draft.heading.year
        year = last_year(period)
        if len(period) == 4 and day.month <= _EARLY and self._sums_up(day, period):
            return year + 1
        return year

    def _joined(self, day: DayMark) -> int | None:
        """Take the year of a full day right after: 27/3 - 2/4/2021."""
        days = calendar(self.draft).days
        at = bisect_left(days, day.after + 1, key=lambda each: each.first)
        other = days[at] if at < len(days) else None
        if other is None or other.year is None or other.first != day.after + 1:
            return None
        return other.year - ((day.month, day.day) > (other.month, other.day))

    def _sums_up(self, day: DayMark, period: str) -> bool:
        """Return whether the sentence tells of a meeting that sums up the period on that day."""
        at = bisect_right(self._starts, day.first) - 1
        sentence = self._sentences[at]
        tokens = self.draft.tokens
        table = YEAR_END.table(tokens)
        return any(
            tokens.words[place] in table and YEAR_END.at(tokens, place)
            for place in range(day.after, min(sentence.after, day.after + _REACH))
        ) and any(each.value == period for each in sentence.settings)
