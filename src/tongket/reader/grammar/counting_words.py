"""Whether a number word counts (ba nhóm, khai trừ một) or says something else (một cách, thứ hai)."""

from tongket.reader.draft import Quantity
from tongket.reader.grammar.number_words import words_of
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, SIGN, WORD, Tokens

_lists = phrase_lists("numerals", "counting")


def _phrases(name: str) -> Phrases[bool]:
    return Phrases(dict.fromkeys(_lists[name], True))


_nouns = _phrases("nouns")
_needs_more = _phrases("one_needs_more")
_one_after = _phrases("one_counts_after")
_one_never_after = _phrases("one_never_after")
_one_never_before = _phrases("one_never_before")
_never_before = _phrases("never_before")
_never_after: Phrases[bool] = Phrases(
    dict.fromkeys(_lists["never_after"], True), frozenset({"cô", "bà", "kỳ", "mồng"})
)
_year_after = _phrases("year_after")
_plain_after = _phrases("plain_counts_after")
_disciplines = _phrases("disciplines")
_one_surely_after = _phrases("one_surely_after")
_one_in_list = _phrases("one_in_list")
_plain_never_after = WordSet(_lists["plain_never_after"])
_plain_half_sure = WordSet(_lists["plain_half_sure"])
_plain_never_before = WordSet(_lists["plain_never_before"])
_one_strong = _phrases("one_strong")
_not_then = WordSet(_lists["not_noun_then"])
_plain_risky = WordSet(_lists["plain_risky"])
_plain_never = WordSet(_lists["plain_never"])
_vague = WordSet(_lists["vague"])
_vague_before = WordSet(["vài", "dăm", "mấy", "hàng", "nhiều", "bao", "cả", "đôi"])
_crops = WordSet(["lúa", "đất", "trồng", "cấy", "ruộng"])
_seasons = WordSet(["vụ", "lúa"])
_one = WordSet(["một"])
_five = WordSet(["năm"])
_once = WordSet(["lần"])
_SMALL = 10
_REACH = 6


def is_vague(tokens: Tokens, number: Quantity) -> bool:
    """Return whether words only hint at a number: bốn, năm khoản; vài ba; một, hai trường hợp."""
    if not number.words:
        return False
    before = tokens.words[number.first - 1] if number.first else ""
    return before in _vague_before.of(tokens) and number.value < _SMALL


def counts(tokens: Tokens, number: Quantity, bounded: bool) -> bool:  # noqa: FBT001
    """Return whether a number in words is a figure.

    ``bounded``: a bound stands before it (ít nhất một huyện), which no article has.
    """
    if number.form != "number":
        return True
    if number.after - number.first > 1 or number.value_max is not None:
        return not _is_name(tokens, number)
    word = tokens.words[number.first]
    if _is_name(tokens, number) or tokens.words[number.after] in _vague.of(tokens):
        return False
    if not tokens.writing.marked and not _counts_plain(tokens, number.first, word):
        return False
    if word in _one.of(tokens):
        return _one_counts(tokens, number, bounded)
    return _more_count(tokens, number, bounded)


def _is_name(tokens: Tokens, number: Quantity) -> bool:
    """Whether a capital inside a line makes the word a name (bà Ba, thứ Năm, Hai Bà Trưng)."""
    first = number.first
    if not tokens.capital(first):
        return False
    if tokens.line_start(first):
        return tokens.capital(number.after) and not tokens.all_capitals(first)
    before = tokens.words[first - 1]
    return before not in '.!?…:;|)-–+•*"“' or tokens.capital(number.after)


def _counts_plain(tokens: Tokens, first: int, word: str) -> bool:
    """In a text without marks: whether a word that may be another word counts."""
    if word in _plain_never.of(tokens):
        return False
    if word not in _plain_risky.of(tokens):
        return True
    if _plain_after.before(tokens, first, 3) is not None:
        return tokens.words[first + 1] not in _plain_never_before.of(tokens)
    if word not in _plain_half_sure.of(tokens) or not first:
        return False
    return (
        tokens.words[first - 1] not in _plain_never_after.of(tokens)
        and tokens.words[first + 1] not in _plain_never_before.of(tokens)
        and _noun_after(tokens, first + 1)
    )


def _noun_after(tokens: Tokens, after: int) -> bool:
    found = _nouns.at(tokens, after)
    return found is not None and tokens.words[found[0]] not in _not_then.of(tokens)


def _ends_clause(tokens: Tokens, after: int) -> bool:
    kind = tokens.kinds[after]
    return kind == BREAK or (kind == SIGN and tokens.words[after] in ".,;)|")


def _one_counts(tokens: Tokens, number: Quantity, bounded: bool) -> bool:  # noqa: FBT001
    first, after = number.first, number.after
    if _ends_clause(tokens, after):
        return _disciplines.before(tokens, first, 3) is not None
    never = _one_never_before.at(tokens, after)
    if never is not None and not _longer_noun(tokens, after, never[0]):
        return bounded and tokens.words[after] in _once.of(tokens)
    if not _noun_after(tokens, after):
        return False
    return bounded or _one_counts_here(tokens, number)


def _one_counts_here(tokens: Tokens, number: Quantity) -> bool:
    """Whether một before a noun counts by what stands before it."""
    first, after = number.first, number.after
    if tokens.capital(first) and not tokens.all_capitals(first):
        return False
    if _one_never_after.before(tokens, first, 3) is not None:
        return False
    if _one_strong.at(tokens, after) is not None or _in_list(tokens, number):
        return True
    if _one_surely_after.before(tokens, first, 3) is not None:
        return True
    if _needs_more.at(tokens, after) is not None and _nouns.at(tokens, after) == _needs_more.at(
        tokens, after
    ):
        return False
    return _one_after.before(tokens, first, 3) is not None


def _longer_noun(tokens: Tokens, after: int, end: int) -> bool:
    """Whether a noun of more words stands there (ngày công, not ngày)."""
    found = _nouns.at(tokens, after)
    return found is not None and found[0] > end


def _in_list(tokens: Tokens, number: Quantity) -> bool:
    """Whether một goes on with a list of counts (6 tập thể, 11 cá nhân; một hội viên)."""
    first = number.first
    if tokens.words[first - 1] not in ",;":
        return False
    if _counted_before(tokens, number):
        return True
    if _one_in_list.at(tokens, number.after) is None:
        return False
    return any(tokens.kinds[at] == NUMBER for at in range(max(0, first - _REACH), first))


def _counted_before(tokens: Tokens, number: Quantity) -> bool:
    """Whether the same thing is counted right before (hai chỉ tiêu đạt, một chỉ tiêu chưa đạt)."""
    noun = _nouns.at(tokens, number.after)
    if noun is None:
        return False
    phrase = tokens.words[number.after : noun[0]]
    length = len(phrase)
    numbers = words_of(marked=tokens.writing.marked)
    for at in range(max(1, number.first - _REACH), number.first - length):
        if tokens.words[at : at + length] == phrase:
            return tokens.kinds[at - 1] == NUMBER or numbers.starts(tokens.words[at - 1])
    return False


def _more_count(tokens: Tokens, number: Quantity, bounded: bool) -> bool:  # noqa: FBT001
    first, after = number.first, number.after
    if _ends_clause(tokens, after) or tokens.kinds[after] != WORD:
        return _disciplines.before(tokens, first, 3) is not None and not (
            tokens.words[first] in _five.of(tokens) and tokens.kinds[after] == NUMBER
        )
    if _never_before.at(tokens, after) is not None:
        return False
    if _never_after.before(tokens, first, 3) is not None:
        return False
    if tokens.words[first - 1] in _crops.of(tokens) and tokens.words[after] in _seasons.of(tokens):
        return False
    if tokens.words[first] in _five.of(tokens):
        if _year_after.before(tokens, first, 3) is not None and not bounded:
            return False
        return _noun_after(tokens, after)
    return not tokens.capital(after) or tokens.all_capitals(after)
