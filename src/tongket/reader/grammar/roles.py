"""What a number is when it counts nothing: a name, an age, a page, a list number, a telephone.

Decided by the words beside it, from ``data/roles.toml``; numbers in a row share what the first
(thôn 3, 4 và 5) or the last of them is (40, 50 năm tuổi Đảng).
"""

from tongket.reader.draft import Draft, Quantity
from tongket.reader.grammar._nouns import NOUNS
from tongket.reader.grammar.list_numbers import is_list_number
from tongket.reader.grammar.numbered_names import (
    institution,
    model,
    paged,
    row_name,
    score,
    standard,
    version,
)
from tongket.reader.grammar.places import STREETS, is_house_number, is_telephone
from tongket.reader.grammar.slogans import SLOGANS, counts_itself, slogan
from tongket.reader.lexicon import FirstWords, Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import NUMBER, SIGN, WORD, Tokens

_before: Phrases[str] = Phrases(
    meanings("roles", "before"),
    frozenset(
        {
            "lò",
            "bến",
            "lô",
            "tr",
            "ô",
            "ca",
            "tờ",
            "cầu",
            "bản",
            "mục",
            "kỳ",
            "đồn",
            "sóc",
            "cụm",
            "câu",
            "đt",
        }
    ),
)
_after: Phrases[str] = Phrases(meanings("roles", "after"), frozenset({"sao"}))
_nouns: Phrases[bool] = Phrases(
    dict.fromkeys(phrase_lists("roles", "person_nouns")["phrases"], True)
)
_needs = phrase_lists("roles", "before_needs")
_small = frozenset(_needs["small"])
_weak: Phrases[bool] = Phrases(dict.fromkeys(_needs["weak"], True))
_blocked = WordSet(phrase_lists("roles", "before_blocked")["words"])
_not_numbered = WordSet(phrase_lists("roles", "before_blocked")["number"])
_number_word = WordSet(["số"])
_units = WordSet(phrase_lists("roles", "units_joined")["words"])
_clock = WordSet(phrase_lists("roles", "units_joined")["clock"])
_powers = WordSet(phrase_lists("roles", "units_joined")["powers"])
_distance_words: Phrases[bool] = Phrases(
    dict.fromkeys(phrase_lists("roles", "distance")["words"], True)
)
_distance_units: Phrases[bool] = Phrases(
    dict.fromkeys(phrase_lists("roles", "distance")["units"], True)
)
_road: Phrases[bool] = Phrases(dict.fromkeys(phrase_lists("roles", "distance")["road"], True))
_belongs = WordSet(phrase_lists("roles", "separators")["belongs"])
_places = WordSet(phrase_lists("roles", "places")["words"])
_joins = WordSet(phrase_lists("roles", "separators")["words"])
_join_signs = frozenset(phrase_lists("roles", "separators")["signs"])
_frequency = WordSet(["lần"])
_one = WordSet(["một", "1"])
_spans = WordSet(["năm", "tháng", "tuần", "ngày", "quý"])
_by_plan = WordSet(["theo", "ngoài"])
_totals = WordSet(["tổng"])
_aims: Phrases[bool] = Phrases(dict.fromkeys(phrase_lists("roles", "before_needs")["aims"], True))
_run_on = frozenset("/-–—+")
_street = WordSet(["đường", "phố", "ngõ", "hẻm", "quốc", "tỉnh", "đại"])
_asked_after = FirstWords(_after, _distance_units, SLOGANS, STREETS)
_asked_next = WordSet(["lần", *phrase_lists("roles", "separators")["words"]])
_asked_before = WordSet(["trong", *phrase_lists("roles", "standards")["words"]])
_PLAIN_DIGITS, _IN_QUOTES = 9, 10
_LARGEST_NAME = 999
_SLOGAN = 50
_LEAST_PART = 20
_BRACKET = 30
_ROW = 30
_LEVELS = 5
_REACH = 8


def role_of(draft: Draft, number: Quantity, last: str | None) -> str | None:
    """Return what a number is when it counts nothing, None where it is a quantity.

    ``last`` is the role of the number right before it in a row (thôn 3, 4 và 5), None where
    there is none.
    """
    tokens = draft.tokens
    if number.form != "number" or (last is None and is_plain(tokens, number)):
        return None
    return (
        _by_letters(tokens, number)
        or standard(tokens, number)
        or version(tokens, number)
        or score(draft, number)
        or is_telephone(draft, number)
        or is_list_number(draft, number)
        or _by_words_after(tokens, number)
        or is_house_number(tokens, number)
        or _by_words_before(draft, number)
        or _shared(tokens, number, last)
        or slogan(tokens, number)
        or _distance(tokens, number)
        or institution(tokens, number)
        or model(tokens, number)
        or row_name(tokens, number)
        or paged(tokens, number)
        or _round_the_clock(draft, number)
        or _year(tokens, number)
    )


def is_plain(tokens: Tokens, number: Quantity) -> bool:
    """Return whether nothing beside a number is what any rule asks for, as with most numbers.

    Digits between two words in small letters, or a comma and one, of which neither begins or ends
    a phrase of the rules. A rule that asks for another word must name it here; a test compares.
    """
    first, after = number.first, number.after
    words, kinds, starts = tokens.words, tokens.kinds, tokens.starts
    surface = words[first]
    if after - first > 1 or first < 2 or surface[0] == "0" or len(surface) > _PLAIN_DIGITS:
        return False
    if kinds[first] != NUMBER or kinds[after] != WORD or not _plain_before(tokens, first):
        return False
    if starts[after] != tokens.ends[first] + 1 or tokens.text[starts[after]].isupper():
        return False
    if words[after] in _asked_after.of(tokens) or words[after] in _asked_next.of(tokens):
        return False
    return number.value >= _IN_QUOTES or NOUNS.at(tokens, after) is not None


def _plain_before(tokens: Tokens, first: int) -> bool:
    """Whether a word in small letters or a sign stands before a number that no rule asks for."""
    before, at = tokens.words[first - 1], tokens.starts[first - 1]
    if tokens.kinds[first - 1] == SIGN:
        # A telephone's number may stand in brackets after the word.
        return before in ",;" or (
            before == "(" and tokens.words[first - 2] not in _before.endings(tokens)
        )
    if tokens.kinds[first - 1] != WORD or tokens.starts[first] == tokens.ends[first - 1]:
        return False
    known = before in _before.endings(tokens) or before in _asked_before.of(tokens)
    return not known and not tokens.text[at].isupper()


def in_a_row(tokens: Tokens, first: Quantity, second: int) -> bool:
    """Return whether only a comma, a dash or và stands between a number and the next."""
    between = second - first.after
    if between != 1:
        return False
    word = tokens.words[first.after]
    return word in _join_signs or word in _joins.of(tokens)


def _by_letters(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise m2, Q1, 1A, IV.3: digits that run on from letters or into them."""
    first, words = number.first, tokens.words
    if tokens.kinds[first] != NUMBER:
        return None
    if tokens.joined(first):
        before = first - 1
        if tokens.kinds[before] == WORD:
            power = words[before] in _powers.of(tokens) and words[first] in ("2", "3")
            return "unit exponent" if power else "code"
        if words[before] in ".-+" and tokens.joined(before) and tokens.kinds[before - 1] == WORD:
            return "section number" if words[before] == "." else "code"
    after = number.first + 1
    if tokens.kinds[after] == WORD and tokens.joined(after) and number.after <= after:
        word = words[after]
        if word in _units.of(tokens):
            return None
        return "time" if word in _clock.of(tokens) else "code"
    return None


def _by_words_after(tokens: Tokens, number: Quantity) -> str | None:
    after = number.after
    if tokens.kinds[after] == NUMBER or tokens.words[after] == "\n":
        return None
    found = _after.at(tokens, after)
    if found is not None:
        return _after_role(tokens, number, *found)
    if tokens.words[after] in _frequency.of(tokens) and number.value == 1:
        before = tokens.words[number.first - 1] if number.first else ""
        return "frequency" if before in _spans.of(tokens) else None
    return None


def _after_role(tokens: Tokens, number: Quantity, end: int, role: str) -> str | None:
    if role in ("counts after all", "not levels"):
        return None
    if role == "levels":
        return "levels" if number.value <= _LEVELS else None
    following = tokens.words[end]
    if role == "duration" and (
        following in _one.of(tokens) and tokens.words[end + 1] in _frequency.of(tokens)
    ):
        return "frequency"
    return role


def _by_words_before(draft: Draft, number: Quantity) -> str | None:
    tokens, first = draft.tokens, number.first
    if first and tokens.words[first - 1] in (":", "(") and tokens.kinds[first - 1] == SIGN:
        found = _before.before(tokens, first - 1, 3)
        return found[1] if found and found[1] in _needs["labelled"] else None
    found = _before.before(tokens, first, 4)
    if found is None:
        return None
    start, role = found
    if role == "counts after all":
        return None
    if role == "name by number":
        return _by_number(tokens, number, start)
    if role in _small and not _small_and_alone(tokens, number, start):
        return None
    if _part_of_whole(tokens, number):
        return None
    if role in _needs["stopped"] and tokens.kinds[number.after] == WORD:
        return None
    return None if _counts_after_all(draft, number, start, role) else role


def _counts_after_all(draft: Draft, number: Quantity, start: int, role: str) -> bool:
    """Whether what stands around a name with its number shows that the number counts."""
    tokens = draft.tokens
    before = tokens.words[start - 1] if start else "\n"
    if before == "(" and _aims.at(tokens, start) is not None:
        return not tokens.capital(start)
    if role == "age":
        return start > 0 and tokens.kinds[start - 1] == NUMBER
    if role == "article":
        planned = tokens.words[number.after] in ";,)" and not tokens.capital(start)
        return planned and before in _by_plan.of(tokens)
    if role != "name":
        return False
    if start and tokens.kinds[start - 1] == NUMBER:
        # 12 xã 3 phường counts twice; tổ 5 phường 7 are two names.
        return draft.claims[start - 1] != "name"
    return _breaks_down(tokens, number, start)


def _part_of_whole(tokens: Tokens, number: Quantity) -> bool:
    """Whether a number is part of a whole, not the number of a name: cấp thôn 91/104."""
    if tokens.words[number.after] != "/" or number.value < _LEAST_PART:
        return False
    whole = tokens.words[number.after + 1]
    return whole.isdigit() and number.value <= int(whole)


def _by_number(tokens: Tokens, number: Quantity, at: int) -> str | None:
    """Read what stands before "số": khu phố số 3, mẫu số 2, số 44 đường …, but not tổng số 12."""
    if at and tokens.words[at - 1] in _not_numbered.of(tokens):
        return None
    whole = isinstance(number.value, int) and not number.separator
    if not whole or number.value > _LARGEST_NAME or number.after - number.first > _single(number):
        return None
    found = _before.before(tokens, at, 4)
    return found[1] if found and found[1] != "name by number" else "name"


def _small_and_alone(tokens: Tokens, number: Quantity, start: int) -> bool:
    """Whether a number after a name's first word can be the rest of the name."""
    whole = isinstance(number.value, int) and not number.separator
    if not whole or number.value > _LARGEST_NAME or number.after - number.first > _single(number):
        return False
    named = tokens.words[start] in _street.of(tokens) and tokens.capital(number.after)
    if start and tokens.words[start - 1] in _blocked.of(tokens) and not named:
        return False
    return not _noun_follows(tokens, number, start)


def _breaks_down(tokens: Tokens, number: Quantity, start: int) -> bool:
    """Whether a bracket breaks the number before it down by kinds: 38 tổ chức (đảng bộ 15, chi bộ 23).

    A name's number would stand after one kind only (chi bộ 3, chi bộ 5).
    """
    words, kinds = tokens.words, tokens.kinds
    opened = next(
        (at for at in range(start - 1, max(-1, start - _BRACKET), -1) if words[at] == "("), 0
    )
    if not opened or words[number.after] not in ",;)":
        return False
    items = 0
    at = opened + 1
    firsts = set()
    while kinds[at] == WORD and at - opened < _BRACKET:
        firsts.add(words[at])
        while kinds[at] == WORD and at - opened < _BRACKET:
            at += 1
        if kinds[at] != NUMBER or words[at + 1] not in ",;)":
            return False
        items += 1
        if words[at + 1] == ")":
            break
        at += 2
    counted = any(kinds[at] == NUMBER for at in range(max(0, opened - _REACH), opened))
    return counted and items > 1 and len(firsts) == items


def _single(number: Quantity) -> int:
    """The most tokens a name's number has: one, three where it is a range (thôn 1 - 3)."""
    return 1 if number.value_max is None else 3


def _noun_follows(tokens: Tokens, number: Quantity, start: int) -> bool:
    after = number.after
    if tokens.kinds[after] != WORD:
        return False
    noun = _nouns.at(tokens, after)
    belongs = tokens.words[after] in _belongs.of(tokens)
    if tokens.words[after] in _places.of(tokens):
        name = noun[0] if noun else after + 1
        return not tokens.capital(name) and tokens.kinds[name] != NUMBER
    if noun is not None and (noun[0] > after + 1 or not belongs):
        return True
    weak = _weak.at(tokens, start)
    if weak is None or weak[0] < number.first or tokens.capital(after):
        return False
    if belongs:
        return False
    return NOUNS.at(tokens, after) is not None


def _shared(tokens: Tokens, number: Quantity, before: str | None) -> str | None:
    """Take the role of the number before in a row, or the one the words after the row give."""
    if before is not None:
        run_on = tokens.words[number.first - 1] in _run_on
        if run_on or (before != "code" and not counts_itself(tokens, number)):
            return before
    at, last = number.after, number.after + _ROW
    joins = _joins.of(tokens)
    while (
        at < last
        and (tokens.words[at] in _join_signs or tokens.words[at] in joins)
        and tokens.kinds[at + 1] == NUMBER
    ):
        found = _after.at(tokens, at + 2)
        if found is not None and found[1] in ("badge years", "age"):
            return found[1]
        at += 2
    return None


def _distance(tokens: Tokens, number: Quantity) -> str | None:
    found = _distance_units.at(tokens, number.after)
    if found is None:
        return None
    if _road.at(tokens, found[0]) is not None:
        return "distance"
    near = range(max(0, number.first - _REACH), number.first)
    if any(tokens.words[at] in _totals.of(tokens) for at in near):
        return None
    for at in near:
        if tokens.words[at] in _distance_words.table(tokens) and _distance_words.at(tokens, at):
            return "distance"
    return None


def _round_the_clock(draft: Draft, number: Quantity) -> str | None:
    """Recognise the first number of 24/24 giờ, the second of which is a time already."""
    stroke = draft.tokens.words[number.after] == "/"
    claimed = draft.claims[number.after + 1] if stroke else None
    return claimed if claimed in ("time", "duration", "frequency") else None


def _year(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise a year that stands alone where nothing is counted (Đại hội 2020)."""
    if number.words or number.separator or number.after - number.first > 1:
        return None
    if not isinstance(number.value, int) or not 1900 <= number.value <= 2100:
        return None
    return None if tokens.kinds[number.after] == WORD else "year"
