"""A person's role as it stands in the text: offices with the bodies they are held in."""

from dataclasses import dataclass, field

from tongket.reader.draft import Draft
from tongket.reader.grammar.body_heads import Mention
from tongket.reader.grammar.body_phrases import FIELDS, body_at
from tongket.reader.grammar.offices import OFFICES
from tongket.reader.grammar.person_names import INTRODUCTIONS, name_after
from tongket.reader.grammar.place_names import place_at
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, SIGN, WORD, Tokens

_INSIDE = Phrases(dict.fromkeys(phrase_lists("offices", "inside")["words"], True))
_JOINS = Phrases(dict.fromkeys(phrase_lists("offices", "joins")["words"], True))
_OCCUPATIONS = Phrases(dict.fromkeys(phrase_lists("offices", "occupations")["all"], True))
_CHARGE = Phrases({"phụ trách": True})
_ENDS = WordSet(phrase_lists("offices", "ends")["words"])
_IS = WordSet(["là"])
_AGE = WordSet(["tuổi"])
_CLOSING = frozenset((",", ".", ";", ")", "|", "\n"))
_LONGEST = 30
_RUN = 6
"""How many more words a role may have that none of our lists knows."""


@dataclass(slots=True)
class Role:
    """Offices of one person, from the first to before ``after``."""

    first: int
    after: int
    office: str
    """The first office in small letters."""
    bodies: list[Mention] = field(default_factory=list)


class Roles:
    """Reads roles in one report; knows the bodies found before."""

    def __init__(self, draft: Draft) -> None:
        self._tokens: Tokens = draft.tokens
        found = draft.notes.get("body mentions")
        mentions: list[Mention] = found if isinstance(found, list) else []
        self._bodies = {mention.first: mention for mention in mentions}
        self._named = False

    def at(self, index: int, *, named: bool = False) -> Role | None:
        """Return the role that begins at a token: one office with what belongs to it.

        ``named``: whether the name stands before it, so that none need follow.
        """
        self._named = named
        found = OFFICES.at(self._tokens, index)
        if found is None:
            return None
        role = Role(index, found[0], found[1])
        self._own_last_word(role)
        while role.after - index < _LONGEST and self._more(role):
            pass
        return role

    def after_name(self, index: int, *, introduced: bool) -> Role | None:
        """Return the role that follows a name: after a comma, a dash or in brackets."""
        tokens = self._tokens
        index = self._past_byname(index)
        parted = tokens.words[index] in (",", "-", "–", "(", "|", "—")
        if not parted and not (introduced and tokens.words[index] in _IS.of(tokens)):
            return None
        first = self._past_age(index + 1)
        role = self.at(first, named=True)
        if role is None and introduced:
            role = self._occupation(first)
        if role is None or self._next_is_name(role):
            return None
        if role.after == self._plain_end(role.after):
            self._further(role)
        else:
            role.after = self._plain_end(role.after)
        return role

    def _higher(self, role: Role) -> bool:
        """Take the higher level a place lies in: xã Ba Vì, huyện Ba Tơ."""
        place = place_at(self._tokens, role.after + 1, person=not self._named)
        if place is None or place[1].name is None:
            return False
        role.after = place[0]
        return True

    def _past_byname(self, index: int) -> int:
        """Return the index after a byname in brackets (Năm Em) that an office follows."""
        tokens = self._tokens
        if tokens.words[index] != "(" or OFFICES.at(tokens, index + 1) is not None:
            return index
        end = next((at for at in range(index, index + 7) if tokens.words[at : at + 1] == [")"]), 0)
        return end + 1 if end and tokens.words[end + 1] in (",", "-", "–") else index

    def _past_age(self, index: int) -> int:
        """Return the index after an age that stands between name and office (76 tuổi, …)."""
        tokens = self._tokens
        age = tokens.kinds[index] == NUMBER and tokens.words[index + 1] in _AGE.of(tokens)
        return index + 3 if age and tokens.words[index + 2] == "," else index

    def _plain_end(self, index: int) -> int:
        """Return where a role ends that runs on to the next sign without a verb."""
        tokens, after = self._tokens, index
        while after - index < _RUN and tokens.kinds[after] in (WORD, NUMBER):
            if tokens.words[after] in _ENDS.of(tokens):
                return index
            after += 1
        return after if tokens.words[after] in _CLOSING else index

    def _occupation(self, index: int) -> Role | None:
        found = _OCCUPATIONS.at(self._tokens, index)
        if found is None:
            return None
        role = Role(index, found[0], "")
        while role.after - index < _LONGEST and self._more(role):
            pass
        return role

    def _further(self, role: Role) -> None:
        """Take further offices of the same person: ", Chủ tịch UBND huyện"."""
        tokens = self._tokens
        while tokens.words[role.after] == "," or _JOINS.at(tokens, role.after) is not None:
            index = role.after + 1 if tokens.words[role.after] == "," else role.after
            joined = _JOINS.at(tokens, index)
            index = joined[0] if joined is not None else index
            if _CHARGE.at(tokens, index) is not None:
                self._charge(role, index)
                return
            following = self.at(index, named=True)
            if following is None or self._next_is_name(following):
                return
            role.after = following.after
            role.bodies += following.bodies

    def _charge(self, role: Role, index: int) -> None:
        """Take what a deputy is in charge of, up to the next sign."""
        tokens = self._tokens
        index += 2
        body = self._body(index)
        if body is not None:
            role.after = body.after
            return
        last = index + _LONGEST
        while index < last and tokens.kinds[index] not in (SIGN, BREAK):
            index += 1
        role.after = index

    def _next_is_name(self, role: Role) -> bool:
        """Return whether the role belongs to a name after it, not to the one before."""
        tokens, index = self._tokens, role.after
        found = INTRODUCTIONS.at(tokens, index)
        if found is not None:
            index = found[0]
        return name_after(tokens, index, introduced=False) is not None

    def _own_last_word(self, role: Role) -> None:
        """Read "ban Dân vận Tỉnh ủy" in Trưởng ban Dân vận Tỉnh ủy, from the office's last word."""
        place = place_at(self._tokens, role.after - 1, person=not self._named)
        if place is not None and place[1].name is not None and role.after - role.first > 1:
            role.after = place[0]
            return
        for first in (role.after - 1, role.after - 2):
            if first > role.first:
                body = body_at(self._tokens, first, person=not self._named)
                if body is None or body.base == "Thường trực":
                    continue
                if body.after > role.after:
                    role.bodies.append(body)
                    role.after = body.after
                    return

    def _body(self, index: int) -> Mention | None:
        body = None if self._named else self._bodies.get(index)
        return body if body is not None else body_at(self._tokens, index, person=not self._named)

    def _more(self, role: Role) -> bool:
        """Take the next part of a role; False where nothing of it follows."""
        tokens, index = self._tokens, role.after
        if self._name_follows(index):
            return False
        body, inside = self._body(index), _INSIDE.at(tokens, index)
        if body is not None and (inside is None or inside[0] <= body.after):
            role.bodies.append(body)
            role.after = body.after
            return True
        if tokens.words[index] == ",":
            return self._higher(role)
        place = place_at(tokens, index, person=not self._named)
        named = place is not None and place[1].name is not None
        found: tuple[int, object] | None = place if named else None
        found = found or inside or OFFICES.at(tokens, index)
        found = found or FIELDS.at(tokens, index) or place
        if found is None:
            return False
        role.after = found[0]
        return True

    def _name_follows(self, index: int) -> bool:
        """Return whether a person's name begins here, not a body or a word of the office."""
        tokens = self._tokens
        after = name_after(tokens, index, introduced=False)
        if after is None or (after - index == 2 and _INSIDE.at(tokens, index) is not None):
            return False
        body = self._bodies.get(index)
        return body is None or body.after <= index + 1
