"""The phrase that names a body: a head, its field or purpose, and whose it is.

``body_at`` reads one phrase at a token. It decides nothing about the report: whether the body
counts, and what its full name is where the phrase leaves its owner out, is for ``bodies``.
"""

from tongket.reader.grammar.body_heads import LEVEL_OF, Head, Mention, head_at
from tongket.reader.grammar.body_parts import (
    JOIN,
    as_written,
    begins_body,
    capitals_end,
    take_block,
    take_central,
    take_place,
)
from tongket.reader.grammar.place_names import (
    LEVELS,
    Place,
    family_name,
    name_at,
    place_at,
)
from tongket.reader.lexicon import Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import NUMBER, SIGN, WORD, Tokens

FIELDS: Phrases[str] = Phrases(meanings("bodies", "fields"))
_PURPOSES = Phrases(dict.fromkeys(phrase_lists("bodies", "purposes")["all"], True))
_BEGINS = Phrases(dict.fromkeys(phrase_lists("bodies", "purposes")["begins"], True))
_BODY_KINDS = Phrases({each: each for each in phrase_lists("bodies", "kinds")["all"]})
_LEAD = Phrases(dict.fromkeys(phrase_lists("bodies", "purposes")["lead"], True))
_TRADE = Phrases(dict.fromkeys(phrase_lists("bodies", "trade")["words"], True))
_REGION = Phrases({"khu vực": True, "liên huyện": True, "liên xã": True})
# Without marks these are names of families too.
_SURNAMES = {"Trường", "Viện"}
_ORDINAL = WordSet(["số"])
_TROOPS = WordSet(["đoàn", "khu"])
_OF = WordSet(["của"])
_MEMBER = WordSet(["viên"])
_LONGEST = 30
_INNER = Phrases(
    {
        "công an": "Công an",
        "quân sự": "Quân sự",
        "bộ đội biên phòng": "Bộ đội Biên phòng",
        "các cơ quan": "các cơ quan",
        "các cơ quan đảng": "các cơ quan Đảng",
        "các cơ quan của đảng": "các cơ quan của Đảng",
        "cơ quan": "cơ quan",
        "cơ quan chính quyền": "cơ quan chính quyền",
        "dân chính đảng": "Dân chính đảng",
    }
)
_TAKES_BODY = {
    "Đảng bộ",
    "Đảng ủy",
    "Chi bộ",
    "Chi ủy",
    "Công đoàn",
    "Đoàn Thanh niên",
    "Thanh tra",
    "Hội Phụ nữ",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
}
_STEERING = "Ban Chỉ đạo"


def body_at(tokens: Tokens, index: int, *, person: bool = False, depth: int = 0) -> Mention | None:
    """Return the body whose phrase begins at a token, None where none does.

    ``person``: whether a person's name may follow at once. ``depth`` counts owners of owners.
    """
    found = head_at(tokens, index)
    return body_of(tokens, index, found, person=person, depth=depth) if found else None


def body_of(
    tokens: Tokens, index: int, found: tuple[int, Head], *, person: bool, depth: int = 0
) -> Mention | None:
    """Return the body whose head at a token is known already, None where no body follows."""
    after, head = found
    capital = tokens.capital(index) or head.short
    mention = Mention(index, after, head.name, head.kind, small=not capital)
    if head.kind == "department":
        taken = _department(tokens, mention, person=person)
    elif head.kind == "named":
        taken = _named(tokens, mention)
    elif head.kind == "level":
        taken = _level(tokens, mention, person=person)
    else:
        taken = _owners(tokens, mention, person=person, depth=depth)
    return mention if taken else None


def _level(tokens: Tokens, mention: Mention, *, person: bool) -> bool:
    if tokens.words[mention.after] in _MEMBER.of(tokens):
        return False  # Tỉnh ủy viên: a person
    level = LEVEL_OF[mention.base.split(" ")[0]]
    mention.place = Place(level)
    found = place_at(tokens, mention.after, person=person)
    if found is not None and found[1].level == level:
        mention.after, place = found
        mention.place = place
        mention.tail = level if place.name is not None else ""
        return True
    named = name_at(tokens, mention.after, level=level, person=person)
    if named is not None and not begins_body(tokens, mention.after):
        mention.after, mention.place = named[0], Place(level, named[1])
    return True


def _branch(tokens: Tokens, mention: Mention, *, person: bool) -> None:
    """Take a place after a body that needs none (Ngân hàng Chính sách xã hội huyện)."""
    if mention.base.startswith(("Ngân hàng", "Kho bạc", "Đoàn", "Mặt trận")):
        take_block(tokens, mention)
        take_place(tokens, mention, person=person)


def _owners(tokens: Tokens, mention: Mention, *, person: bool, depth: int) -> bool:
    """Take whose a body is, as far as the phrase says."""
    if mention.kind == "whole":
        _branch(tokens, mention, person=person)
    elif mention.base == _STEERING:
        _steering(tokens, mention, person=person)
    elif not (_owner_body(tokens, mention, person=person, depth=depth) or mention.of_kind):
        _owner_place(tokens, mention, person=person)
    return True


def _owner_place(tokens: Tokens, mention: Mention, *, person: bool) -> None:
    take_block(tokens, mention)
    take_central(tokens, mention)
    if mention.kind in ("organ", "staff") and mention.tail == "":
        take_place(tokens, mention, person=person, bare=False)
    else:
        take_place(tokens, mention, person=person)


def _owner_body(tokens: Tokens, mention: Mention, *, person: bool, depth: int) -> bool:
    """Take the body an organ belongs to, "của" between them or not."""
    if depth > 2 or (mention.kind == "local" and mention.base not in _TAKES_BODY):
        return False
    index = mention.after
    if tokens.words[index] in _OF.of(tokens) and mention.kind != "local":
        index += 1
    inner = _inner(tokens, index, person=person) if mention.kind == "local" else None
    owner = inner or body_at(tokens, index, person=person, depth=depth + 1)
    if owner is None or not _may_own(mention, owner, direct=index == mention.after):
        _kind_of_owner(tokens, mention)
        return False
    mention.of, mention.after = owner, owner.after
    if not owner.owned and mention.base == "Văn phòng":
        _joint_office(tokens, mention, owner, person=person)
    return True


def _kind_of_owner(tokens: Tokens, mention: Mention) -> None:
    """Keep the kind of body a Party organisation or association belongs to: Đảng ủy Công ty."""
    found = _BODY_KINDS.at(tokens, mention.after) if mention.kind == "local" else None
    if found is not None and not mention.small:
        mention.kind_after, mention.of_kind = found


def _joint_office(tokens: Tokens, mention: Mention, owner: Mention, *, person: bool) -> None:
    """Take the second body of an office that serves two (Văn phòng HĐND và UBND tỉnh)."""
    if tokens.words[mention.after] not in JOIN:
        return
    second = body_at(tokens, mention.after + 1, person=person, depth=2)
    if second is not None and second.kind == "local" and second.owned:
        mention.base += f" {owner.base} và {second.base}"
        mention.of, mention.place, mention.after = None, second.place, second.after


def _may_own(mention: Mention, owner: Mention, *, direct: bool) -> bool:
    if owner.small and not owner.owned and owner.kind != "named":
        return False
    if owner.kind in ("staff", "organ") and mention.kind != "local" and mention.base != "Cơ quan":
        return owner.base == "Ban Chỉ đạo" or owner.owned
    return direct or owner.kind in ("level", "local")


def _inner(tokens: Tokens, index: int, *, person: bool) -> Mention | None:
    """Read what only a Party organisation is named after: Quân sự tỉnh, các cơ quan tỉnh."""
    found = _INNER.at(tokens, index)
    if found is None:
        return None
    inner = Mention(index, found[0], found[1], "local")
    if inner.base == "cơ quan":
        owner = body_at(tokens, inner.after, person=person, depth=2)
        if owner is not None:
            inner.of, inner.after = owner, owner.after
            return inner
    take_central(tokens, inner)
    take_place(tokens, inner, person=person)
    return inner


def _steering(tokens: Tokens, mention: Mention, *, person: bool) -> None:
    """Take what a steering committee steers, before or after whose it is."""
    take_central(tokens, mention)
    if not mention.tail:
        take_place(tokens, mention, person=person, bare=False)
    first = mention.after
    if tokens.kinds[first] == NUMBER:
        mention.after += 1
    else:
        _purposes(tokens, mention)
        if mention.after == first and not mention.small:
            _free_purpose(tokens, mention)
    if mention.after > first:
        tail = f" {mention.tail}" if mention.tail else ""
        mention.base += tail + as_written(tokens, first, mention.after)
        mention.tail = ""
        if mention.place is None:
            take_central(tokens, mention)
            if not mention.tail and not _owner_body(tokens, mention, person=person, depth=1):
                take_place(tokens, mention, person=person, bare=False)


def _free_purpose(tokens: Tokens, mention: Mention) -> None:
    """Take a purpose no list knows, if it goes on to the level whose committee it is."""
    first = mention.after
    if _BEGINS.at(tokens, first) is None:
        return
    for index in range(first + 1, first + _LONGEST):
        if tokens.kinds[index] != WORD and tokens.words[index] not in JOIN:
            return
        if LEVELS.at(tokens, index) is not None:
            mention.after = index
            return


def _purposes(tokens: Tokens, mention: Mention) -> None:
    index = mention.after
    last = index + _LONGEST
    while index < last:
        lead = _LEAD.at(tokens, index)
        purpose = _PURPOSES.at(tokens, index)
        if purpose is None and lead is not None:
            index = lead[0]
            purpose = _PURPOSES.at(tokens, index)
        if purpose is None:
            return
        mention.after = purpose[0]
        if tokens.words[mention.after] not in JOIN:
            return
        index = mention.after + 1


def _department(tokens: Tokens, mention: Mention, *, person: bool) -> bool:
    """Take the field of a department (Sở Nội vụ); False where none follows."""
    first = mention.after
    found = FIELDS.at(tokens, first)
    if found is not None and tokens.capital(first):
        mention.after = found[0]
        mention.base = f"{mention.base} {found[1]}"
    elif mention.small or mention.base in ("Ban", "Phòng") or tokens.all_capitals(first):
        return False
    else:
        after = capitals_end(tokens, first)
        if after == first or tokens.ends[first] - tokens.starts[first] < 2:
            return False
        if person and family_name(tokens, first):
            return False
        mention.after = after
        mention.base += as_written(tokens, first, after)
    if not _region(tokens, mention):
        take_place(tokens, mention, person=person)
    return True


def _region(tokens: Tokens, mention: Mention) -> bool:
    """Take the districts of a department that serves several: khu vực Hồng Lĩnh - Can Lộc."""
    found = _REGION.at(tokens, mention.after)
    if found is None:
        return False
    after = capitals_end(tokens, found[0]) if tokens.kinds[found[0]] == WORD else found[0] + 1
    if after == found[0]:
        return False
    mention.base += as_written(tokens, mention.after, after)
    mention.after = after
    return True


def _named(tokens: Tokens, mention: Mention) -> bool:
    """Take the words of trade and the proper name of a company or school."""
    trade, proper, index = False, False, mention.after
    capitals = tokens.all_capitals(mention.first)
    while tokens.kinds[index] in (WORD, NUMBER, SIGN) and index - mention.after < 14:
        found = _TRADE.at(tokens, index)
        if found is not None and not _next_body(tokens, index):
            trade = trade or tokens.kinds[index] == WORD
            numbered = tokens.capital(index) and _is_number_of(tokens, found[0])
            proper, index = proper or numbered, found[0] + numbered
        elif _names(tokens, index, capitals=capitals, trade=trade):
            proper = True
            index += 1
        else:
            break
    while index > mention.after and tokens.words[index - 1] in JOIN:
        index -= 1
    if proper and tokens.words[index] in _ORDINAL.of(tokens) and tokens.kinds[index + 1] == NUMBER:
        index += 2
    surname = not tokens.marked and mention.base in _SURNAMES
    alone = surname and _TRADE.at(tokens, mention.after) is None
    if alone or ((capitals or mention.small) and not trade):
        return False
    first, mention.after = mention.after, index
    mention.base += as_written(tokens, first, index)
    placed = index > first and take_place(tokens, mention, person=True, bare=False)
    # A hospital or school may be known by its place alone: Bệnh viện Đa khoa tỉnh.
    return proper or (placed and trade and tokens.capital(first))


def _is_number_of(tokens: Tokens, index: int) -> bool:
    """Return whether a number ends a name: Công ty Cà phê 704."""
    number = tokens.kinds[index] == NUMBER and len(tokens.words[index]) in (2, 3)
    return number and tokens.words[index].isdecimal() and not tokens.joined(index + 1)


def _next_body(tokens: Tokens, index: int) -> bool:
    """Return whether a word joins a body to the next (Trường Nguyễn Du và Đảng ủy xã)."""
    return tokens.words[index] in JOIN and begins_body(tokens, index + 1)


def _names(tokens: Tokens, index: int, *, capitals: bool, trade: bool) -> bool:
    if tokens.kinds[index] == NUMBER:
        # Công ty May 10, Trung đoàn 66.
        return tokens.capital(index - 1) or tokens.words[index - 1] in _TROOPS.of(tokens)
    if not tokens.capital(index) or LEVELS.at(tokens, index) is not None:
        return False
    return not capitals or trade
