"""Parts of the phrase that names a body: its place, its block, its own words as they stand."""

from tongket.reader.grammar.body_heads import HEADS, Mention
from tongket.reader.grammar.place_names import LEVELS, Place, known_at, name_at, place_at
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import Tokens

_BLOCK = Phrases(dict.fromkeys(phrase_lists("bodies", "blocks")["Khối"], True))
_BLOCK_PARTS = Phrases(dict.fromkeys(phrase_lists("bodies", "blocks")["parts"], True))
_CENTRAL_WORDS = Phrases(
    dict.fromkeys(phrase_lists("bodies", "words")["central"], True), frozenset({"TƯ"})
)
_COUNTRY = Phrases(dict.fromkeys(phrase_lists("bodies", "words")["country"], True))
JOIN = {"-", "–", ",", "và", "va", "&"}
_LONGEST = 30
_ABBREVIATED = WordSet(
    [each for each in phrase_lists("bodies", "trade")["words"] if each.isupper()]
)


def begins_body(tokens: Tokens, index: int) -> bool:
    """Return whether the name of a body, not one of trade, begins at a token."""
    found = HEADS.at(tokens, index)
    return found is not None and found[1].kind != "named"


def take_place(tokens: Tokens, mention: Mention, *, person: bool, bare: bool = True) -> bool:
    """Take the place a body is of; with ``bare`` also a name without its level."""
    found = place_at(tokens, mention.after, person=person)
    if found is not None:
        mention.after, mention.place = found
        return True
    if not bare or begins_body(tokens, mention.after):
        return False
    known = known_at(tokens, mention.after)
    if known is not None:
        mention.after, mention.place = known[0], Place(None, known[1].name)
        return True
    named = name_at(tokens, mention.after, person=True)
    if named is None or (mention.small and not mention.base.startswith(("Đảng", "Hội"))):
        return False
    mention.after, mention.place = named[0], Place(None, named[1])
    return True


def take_block(tokens: Tokens, mention: Mention) -> bool:
    """Take a block: Khối Dân – Chính – Đảng, Khối các cơ quan."""
    found = _BLOCK.at(tokens, mention.after)
    if found is None:
        return False
    first, after = mention.after, found[0]
    while (part := _BLOCK_PARTS.at(tokens, after)) is not None:
        after = part[0]
        if tokens.words[after] in JOIN and _BLOCK_PARTS.at(tokens, after + 1) is not None:
            after += 1
    mention.tail = "Khối" + as_written(tokens, first + 1, after)
    mention.after = after
    take_central(tokens, mention)
    return True


def take_central(tokens: Tokens, mention: Mention) -> bool:
    """Take Trung ương or Việt Nam."""
    for phrases, name in ((_CENTRAL_WORDS, "Trung ương"), (_COUNTRY, "Việt Nam")):
        found = phrases.at(tokens, mention.after)
        if found is not None:
            mention.after = found[0]
            mention.tail = f"{mention.tail} {name}".strip()
            return True
    return False


def as_written(tokens: Tokens, first: int, after: int) -> str:
    """Return the words of a name as they stand, out of capitals, with a blank before."""
    words = []
    capitals = tokens.all_capitals(first - 1)
    for index in range(first, after):
        word = tokens.original(index)
        if (
            capitals
            and word.isupper()
            and len(word) > 1
            and tokens.words[index] not in _ABBREVIATED.of(tokens)
        ):
            word = word.capitalize()
        glue = "" if word in ",." or (tokens.joined(index) and index > first) else " "
        words.append(glue + ("-" if word == "–" else word))
    return "".join(words)


def capitals_end(tokens: Tokens, index: int) -> int:
    """Return the index after words with capitals, joined by và or a dash."""
    after = index
    while after - index < _LONGEST and tokens.capital(after) and LEVELS.at(tokens, after) is None:
        after += 1
        joined = tokens.words[after] in JOIN - {","}
        if joined and tokens.capital(after + 1) and not begins_body(tokens, after + 1):
            after += 1
    return after
