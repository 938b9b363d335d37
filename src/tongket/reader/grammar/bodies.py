"""Pass of the grammar: the bodies a report names, or whose owner it makes clear."""

from tongket.reader.draft import Draft
from tongket.reader.facts import Organisation
from tongket.reader.grammar.body_heads import Mention, head_at, possible_heads
from tongket.reader.grammar.body_names import Naming
from tongket.reader.grammar.body_phrases import body_of
from tongket.reader.grammar.offices import OFFICES
from tongket.reader.grammar.person_names import name_after
from tongket.reader.grammar.place_names import place_at
from tongket.reader.lexicon import WordSet, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, Tokens

_HEAD_OF_LETTER = 200
_MANY = WordSet(phrase_lists("bodies", "words")["many"])
_BRANCH = WordSet(["chi", "phân"])
_OF = WordSet(["của"])
_CONGRESS = WordSet(["hội"])
_DELEGATE = WordSet(["đại"])
_GENERIC = WordSet(phrase_lists("bodies", "words")["generic"])
_LIST = WordSet(["và", ","])
_VILLAGE = {"xã", "phường", "thị trấn", "thôn", "ấp", "bản", "buôn", "xóm", "làng", "khóm",
            "khu phố", "tổ dân phố"}  # fmt: skip


def find(draft: Draft) -> None:
    """Find the bodies of a draft: a fact at the first mention, later ones in ``mentions``.

    ``draft.notes["bodies"]`` gets (first token, after token, name) of every mention,
    ``draft.notes["body mentions"]`` the phrases themselves, those inside offices too, and
    ``draft.notes["naming"]`` what completes a name.
    """
    tokens = draft.tokens
    mentions = _mentions(draft)
    _share_owners(tokens, mentions)
    naming = Naming(draft, mentions)
    for mention in mentions:
        mention.name = naming.full(mention) or ""
    draft.notes["body mentions"] = mentions
    draft.notes["naming"] = naming
    _add(draft, mentions, naming)


def _mentions(draft: Draft) -> list[Mention]:
    tokens = draft.tokens
    many, branch = _MANY.of(tokens), _BRANCH.of(tokens)
    found: list[Mention] = []
    after = 0
    for index in possible_heads(tokens):
        head = head_at(tokens, index) if index >= after else None
        if head is None:
            continue
        if index > 0 and tokens.words[index - 1] in branch:
            continue  # chi hội Phụ nữ: a branch of its own, read from its first word
        office = _in_office(tokens, index)
        mention = body_of(tokens, index, head, person=office)
        if mention is None or _inside_document(draft, index):
            continue
        mention.office = office or _is_office(tokens, mention)
        mention.many = index > 0 and tokens.words[index - 1] in many
        _letterhead(tokens, mention)
        found.append(mention)
        after = mention.after
    return found


def _in_office(tokens: Tokens, index: int) -> bool:
    """Return whether an office stands before a body; delegates of a congress or elected are none."""
    found = OFFICES.before(tokens, index, 7)
    if found is None:
        return False
    before = found[0] - 1
    counted = tokens.kinds[before] == NUMBER or tokens.words[before] in _CONGRESS.of(tokens)
    return not (counted and tokens.words[found[0]] in _DELEGATE.of(tokens))


def _is_office(tokens: Tokens, mention: Mention) -> bool:
    """Return whether the phrase is itself an office, a name after it: Thường trực Ban Bí thư X."""
    if OFFICES.at(tokens, mention.first) is None:
        return False
    return name_after(tokens, mention.after, introduced=False) is not None


def _letterhead(tokens: Tokens, mention: Mention) -> None:
    """Give a body at the head of a letter the place that stands on the line below it."""
    first = mention.first
    if mention.owned or mention.kind != "local" or not tokens.all_capitals(first):
        return
    if not tokens.line_start(first) or tokens.starts[first] > _HEAD_OF_LETTER:
        return
    below = next(
        (at + 1 for at in range(mention.after, len(tokens)) if tokens.kinds[at] == BREAK), first
    )
    found = place_at(tokens, below) if below > first else None
    if found is not None and found[1].name is not None:
        mention.place = found[1]
        if below == mention.after + 1:
            mention.after = found[0]


def _inside_document(draft: Draft, index: int) -> bool:
    """Return whether a body stands in the name of a document, not as its issuer."""
    if draft.claims[index] != "document":
        return False
    return draft.tokens.words[index - 1] not in _OF.of(draft.tokens)


def _share_owners(tokens: Tokens, mentions: list[Mention]) -> None:
    """Give the bodies of a list the owner that stands at its end (HĐND, UBND huyện)."""
    for place in range(len(mentions) - 2, -1, -1):
        mention, following = mentions[place], mentions[place + 1]
        between = tokens.words[mention.after : following.first]
        listed = len(between) == 1 and between[0] in _LIST.of(tokens)
        if mention.owned or mention.kind in ("whole", "named", "department") or not listed:
            continue
        organs = mention.kind in ("organ", "staff")
        if organs == (following.kind in ("organ", "staff")):
            mention.place, mention.of = following.place, following.of
            mention.tail = following.tail


def _counts(tokens: Tokens, mention: Mention, naming: Naming) -> bool:
    """Return whether a mention makes a fact of its own."""
    if mention.office or not mention.name:
        return False
    if not mention.owned and _generic(tokens, mention):
        return False
    if mention.kind in ("whole", "named"):
        return not mention.small
    if mention.many and not mention.named:
        return False
    if mention.kind == "department":
        return True
    if not mention.owned:
        return mention.kind == "staff" and not mention.small and not _of_event(tokens, mention)
    return mention.named or _known(mention, naming)


def _of_event(tokens: Tokens, mention: Mention) -> bool:
    """Return whether "Ban tổ chức" is the one of an event, as its small letter says."""
    return mention.base == "Ban Tổ chức" and not tokens.capital(mention.first + 1)


def _known(mention: Mention, naming: Naming) -> bool:
    """Return whether it is clear whose a body is that has a level for an owner, or a body."""
    if mention.place is None:
        return True
    known = mention.place.level is None or naming.places.name(mention.place.level) is not None
    if mention.small or mention.place.level in _VILLAGE:
        return known and mention.kind != "level"
    return True


def _generic(tokens: Tokens, mention: Mention) -> bool:
    """Return whether a phrase without an owner means no body in particular."""
    alone = mention.kind in ("whole", "named", "department")
    if mention.office or mention.many or (mention.small and not alone):
        return True
    if mention.kind == "named":
        return False  # its proper name says which it is, whatever follows
    return tokens.words[mention.after] in _GENERIC.of(tokens)


def _add(draft: Draft, mentions: list[Mention], naming: Naming) -> None:
    tokens = draft.tokens
    facts: dict[str, Organisation] = {}
    noted: list[tuple[int, int, str]] = []
    for mention in mentions:
        key = naming.key(mention)
        fact = facts.get(key)
        span = tokens.starts[mention.first], tokens.ends[mention.after - 1]
        if fact is not None:
            if mention.owned or not _generic(tokens, mention):
                fact.mentions.append(span)
                noted.append((mention.first, mention.after, fact.name))
            if len(mention.name) > len(fact.name):
                fact.name = mention.name
        elif _counts(tokens, mention, naming):
            fact = Organisation(start=span[0], end=span[1], name=mention.name)
            facts[key] = fact
            draft.add(fact)
            noted.append((mention.first, mention.after, fact.name))
    draft.notes["bodies"] = noted
