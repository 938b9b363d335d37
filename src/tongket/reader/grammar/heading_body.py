"""The title of a report and whom the report is about."""

from tongket.reader.draft import Draft
from tongket.reader.grammar.body_heads import HEADS, Mention
from tongket.reader.grammar.body_phrases import body_at
from tongket.reader.grammar.layout import Line
from tongket.reader.grammar.offices import OFFICES
from tongket.reader.grammar.place_names import CITY, LEVELS, Place, gazetteer, known_at, place_at
from tongket.reader.lexicon import Phrases, phrase_lists
from tongket.reader.tokens import BREAK, WORD, Tokens
from tongket.reader.writing import key_folded

_LETTERHEAD = Phrases(dict.fromkeys(phrase_lists("heading", "letterhead")["phrases"], True))
_KINDS = Phrases(dict.fromkeys(phrase_lists("heading", "kinds")["phrases"], True))
_OF_A_PLACE = frozenset(phrase_lists("heading", "of_a_place")["bases"])
_MARKUP = " \t*#_-–—"
_LEVELS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "phường", "xã", "thị trấn")
_START = 4_000
_WHOLE_CITY = frozenset(("tphcm",))


def title(draft: Draft, head: list[Line]) -> str:
    """Return the title: the line that says what report it is, else the first that is no letterhead."""
    tokens = draft.tokens
    told = [line for line in head if not _holds(tokens, line, _LETTERHEAD)]
    for line in told:
        first = line.first
        while first < line.after - 1 and tokens.kinds[first] != WORD:
            first += 1
        if _KINDS.at(tokens, first):
            return _with_next(tokens, line, told)
    told = [line for line in told if not _dateline(draft, line)] or told
    if told:
        return _text(tokens, told[0])
    start, end = draft.sentences.spans[0] if draft.sentences.spans and not head else (0, 0)
    return " ".join(tokens.text[start:end].strip(_MARKUP).split())


def _with_next(tokens: Tokens, line: Line, told: list[Line]) -> str:
    """Return a title whose first line may say no more than BÁO CÁO."""
    text = _text(tokens, line)
    following = told[told.index(line) + 1 :]
    return f"{text} {_text(tokens, following[0])}" if len(text) < 12 and following else text


def _dateline(draft: Draft, line: Line) -> bool:
    """Return whether a line is a day with its weekday, as web pages show above an article."""
    claims = draft.claims[line.first : line.after]
    return "date" in claims and len(claims) <= 14 and claims[0] in {"date", "weekday", None}


def _holds(tokens: Tokens, line: Line, phrases: Phrases[bool]) -> bool:
    table = phrases.table(tokens)
    return any(
        tokens.words[place] in table and phrases.at(tokens, place)
        for place in range(line.first, line.after)
    )


def _text(tokens: Tokens, line: Line) -> str:
    text = tokens.text[tokens.starts[line.first] : tokens.ends[line.after - 1]]
    return " ".join(text.strip(_MARKUP).split())


def organisation(draft: Draft, head: list[Line], lead: int) -> str | None:
    """Return whom a report is about, as its head and its first sentence (to ``lead``) say.

    A body of the title comes first, then one of the first sentence, then a place of the title.
    """
    body = head[-1].after if head else 0
    for first, after in ((0, body), (body, lead)):
        mention = _body(draft.tokens, first, after)
        if mention is not None:
            place = mention.place
            if mention.base in _OF_A_PLACE and place is not None:
                return _place(draft, place)
            return _full(draft, mention)
    place = _first_place(draft.tokens, 0, body) or _first_place(draft.tokens, body, lead)
    return _place(draft, place) if place is not None else None


def _body(tokens: Tokens, first: int, after: int) -> Mention | None:
    """Return the first body with a proper name that is no office's and no document's issuer."""
    table = HEADS.table(tokens)
    index = first
    while index < after:
        if tokens.words[index] in table and not OFFICES.before(tokens, index, 7):
            mention = body_at(tokens, index)
            if mention is not None:
                if _is_owner(tokens, mention):
                    return _below(tokens, mention, after) or mention
                index = mention.after
                continue
        index += 1
    return None


def _below(tokens: Tokens, above: Mention, after: int) -> Mention | None:
    """Return the body on the next line of a letterhead, where the first is the one above it."""
    first = above.after
    if not tokens.line_start(above.first):
        return None
    # The state's own heading may stand in a column beside it.
    while first < after and tokens.kinds[first] != BREAK:
        if not tokens.all_capitals(first):
            return None
        first += 1
    while first < after and tokens.kinds[first] != WORD:
        first += 1
    if first >= after or not tokens.all_capitals(first) or not tokens.all_capitals(above.first):
        return None
    mention = body_at(tokens, first)
    return mention if mention is not None and _is_owner(tokens, mention) else None


def _is_owner(tokens: Tokens, mention: Mention) -> bool:
    """Return whether a report may be about a body: one with a proper name."""
    if not mention.named or mention.kind in {"whole", "named"}:
        return False
    place = mention.place
    if not tokens.all_capitals(mention.first) or place is None or place.level is not None:
        return True
    # In a title of capitals only a known name is told from other words.
    return key_folded(place.name or "") in gazetteer().folded


def _first_place(tokens: Tokens, first: int, after: int) -> Place | None:
    levels, names = LEVELS.table(tokens), gazetteer().phrases.table(tokens)
    for index in range(first, after):
        word = tokens.words[index]
        if word not in levels and word not in names and word not in _WHOLE_CITY:
            continue
        found = place_at(tokens, index)
        if found is not None and found[1].name is not None and found[1].level in _LEVELS:
            return _cut(tokens, found[0], found[1])
        known = known_at(tokens, index)
        if known is not None:
            return Place(None, known[1].name)
    return None


def _cut(tokens: Tokens, after: int, place: Place) -> Place:
    """Return a place with an unknown name cut to two syllables in a line of capitals."""
    words = (place.name or "").split()
    if len(words) < 3 or not tokens.all_capitals(after - 1):
        return place
    known = key_folded(place.name or "") in gazetteer().folded
    return place if known else Place(place.level, " ".join(words[:2]))


def _full(draft: Draft, mention: Mention) -> str:
    parts = [mention.base]
    if mention.of is not None:
        parts.append(_full(draft, mention.of))
    parts.append(mention.tail)
    if mention.place is not None:
        level = mention.kind == "level"
        parts.append((mention.place.name or "") if level else _place(draft, mention.place))
    return " ".join(part for part in parts if part)


def _place(draft: Draft, place: Place) -> str:
    """Return a place with its level, which a bare name takes from the report's own words."""
    if place.name is None:
        return place.level or ""
    if place.name == CITY:
        return f"Thành phố {CITY}"
    level = place.level or _level(draft, place.name)
    return f"{level} {place.name}" if level else place.name


def _level(draft: Draft, name: str) -> str | None:
    """Return the level the report most often speaks of among those a place of the name has."""
    known = gazetteer()
    lower = draft.writing.lower[:_START]
    key = draft.tokens.key
    above = known.provinces.get(name)
    if above is not None and f"{key(above)} " in lower:
        return above
    same = known.folded.get(key_folded(name))
    options = [level for level, _ in same.options] if same and same.name == name else _LEVELS
    seen = {level: lower.count(f"{key(level)} ") for level in options}
    return max(options, key=lambda level: seen[level]) if any(seen.values()) else None
