"""Pass of the grammar: persons, with the offices the report gives them."""

from dataclasses import dataclass

from tongket.reader.draft import Draft
from tongket.reader.facts import PersonRole
from tongket.reader.grammar.body_heads import Mention
from tongket.reader.grammar.body_names import Naming
from tongket.reader.grammar.offices import OFFICES
from tongket.reader.grammar.person_names import (
    INTRODUCTIONS,
    name_after,
    name_before,
    stands_for_place,
)
from tongket.reader.grammar.person_roles import Role, Roles
from tongket.reader.grammar.place_names import known_at
from tongket.reader.lexicon import WordSet, phrase_lists
from tongket.reader.tokens import BREAK, Tokens

_LONGEST_LEAD = 60
_LIST = WordSet(["và", "cùng"])
_IS = WordSet(["là"])
_PARTS = frozenset((",", "-", "–", "—", "(", "|"))
_HOLDS = phrase_lists("offices", "holds")


@dataclass(slots=True)
class _Person:
    first: int
    after: int
    before: Role | None = None
    behind: Role | None = None


def find(draft: Draft) -> None:
    """Find the people of a draft: a fact at a person's first mention, its span the name."""
    _Search(draft).run()


class _Search:
    """One pass over one draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._tokens: Tokens = draft.tokens
        self._roles = Roles(draft)
        self._found: dict[int, _Person] = {}
        found = draft.notes.get("body mentions")
        self._bodies: list[Mention] = found if isinstance(found, list) else []
        self._done = 0
        """Tokens before it belong to names and roles already read."""

    def run(self) -> None:
        tokens = self._tokens
        introductions = frozenset(INTRODUCTIONS.begins(tokens))
        # "Nông dân" in Hội Nông dân introduces nobody.
        inside = {each for body in self._bodies for each in range(body.first + 1, body.after)}
        for index in sorted(introductions.union(OFFICES.begins(tokens))):
            if index < self._done or index in inside:
                continue
            if (
                index in introductions
                and INTRODUCTIONS.at(tokens, index) is not None
                and known_at(tokens, index) is None
            ):
                self._introduced(index)
            elif OFFICES.at(tokens, index) is not None:
                self._office(index)
        self._add()

    def _introduced(self, index: int) -> None:
        """Read "đồng chí Nguyễn Văn An, Bí thư Huyện ủy" and the list that may follow."""
        tokens = self._tokens
        before: Role | None = None
        after = index
        while after - index < _LONGEST_LEAD:
            found = INTRODUCTIONS.at(tokens, after)
            role = self._roles.at(after) if found is None else None
            if found is None and role is None:
                break
            before = role or before
            after = found[0] if found is not None else role.after if role is not None else after
        if tokens.words[after] == ":":
            after += 1
        self._list(after, before)

    def _list(self, index: int, before: Role | None) -> None:
        """Take a name, its role, and the names after it in the same list."""
        tokens = self._tokens
        end = name_after(tokens, index, introduced=True)
        while end is not None:
            behind = self._roles.after_name(end, introduced=True)
            self._found[index] = _Person(index, end, before, behind)
            before = None
            self._done = behind.after if behind is not None else end
            index = self._next_item(self._done)
            end = name_after(tokens, index, introduced=False) if index else None

    def _next_item(self, index: int) -> int:
        """Return the first token of the next item of a list, 0 where the list ends."""
        tokens = self._tokens
        if tokens.words[index] not in (",", ";") and tokens.words[index] not in _LIST.of(tokens):
            return 0
        index += 1
        if tokens.words[index] in _LIST.of(tokens):
            index += 1
        return index

    def _office(self, index: int) -> None:
        """Read a name beside an office: Bí thư Huyện ủy X; X, Bí thư Huyện ủy; X (Bí thư)."""
        tokens = self._tokens
        if self._behind_name(index):
            return
        role = self._roles.at(index)
        if role is None:
            return
        self._done = role.after
        begin = role.after
        if tokens.words[begin] == "," and role.bodies:
            begin += 1  # Giám đốc Công an tỉnh, Đại tá X
        after = self._past_introductions(begin)
        if tokens.words[after] == ":" or tokens.kinds[after] == BREAK:
            self._signed(after, role)
        elif tokens.words[after] in _IS.of(tokens):
            first = self._past_introductions(after + 1)
            if first > after + 1:
                self._beside(first, role, introduced=True)
        elif begin == role.after or after > begin:
            self._beside(after, role, introduced=after > begin)

    def _beside(self, index: int, role: Role, *, introduced: bool) -> None:
        """Take the name that begins at a token, its role before it."""
        end = name_after(self._tokens, index, introduced=introduced)
        if end is None:
            return
        behind = self._roles.after_name(end, introduced=False)
        self._found[index] = _Person(index, end, role, behind)
        self._done = behind.after if behind is not None else end

    def _behind_name(self, index: int) -> bool:
        """Take the name before an office, where a sign parts the two."""
        tokens = self._tokens
        if index < 2 or tokens.words[index - 1] not in _PARTS:
            return False
        first = name_before(tokens, index - 1)
        if first is None or first in self._found:
            return False
        behind = self._roles.after_name(index - 1, introduced=True)
        if behind is None:
            return False
        self._found[first] = _Person(first, index - 1, None, behind)
        self._done = behind.after
        return True

    def _past_introductions(self, index: int) -> int:
        last = index + _LONGEST_LEAD
        while index < last and (found := INTRODUCTIONS.at(self._tokens, index)) is not None:
            index = found[0]
        return index

    def _signed(self, index: int, role: Role) -> None:
        """Read a name after an office and a colon, or alone on a line below it (a signature)."""
        tokens = self._tokens
        if tokens.words[index] == ":":
            first = self._past_introductions(index + 1)
        elif tokens.line_start(role.first):
            first = _below(tokens, index)
        else:
            return
        end = name_after(tokens, first, introduced=False)
        if tokens.words[index] == ":" or (end is not None and tokens.kinds[end] == BREAK):
            self._beside(first, role, introduced=False)

    def _add(self) -> None:
        tokens = self._tokens
        people: dict[tuple[str, ...], list[_Person]] = {}
        for person in self._found.values():
            key = tuple(tokens.words[person.first : person.after])
            people.setdefault(key, []).append(person)
        self._mentions(people)
        last: str | None = None
        for same in sorted(people.values(), key=lambda each: min(one.first for one in each)):
            same.sort(key=lambda one: one.first)
            fact = self._fact(same, last)
            last = fact.organisation or last
            self._draft.add(fact)

    def _mentions(self, people: dict[tuple[str, ...], list[_Person]]) -> None:
        """Find the places where a known name stands alone."""
        tokens = self._tokens
        firsts: dict[str, list[tuple[str, ...]]] = {}
        for key in people:
            firsts.setdefault(key[0], []).append(key)
        if not firsts:
            return
        for index in tokens.places(firsts):
            if index in self._found or not tokens.capital(index):
                continue
            for key in firsts[tokens.words[index]]:
                after = index + len(key)
                same = tuple(tokens.words[index:after]) == key
                if same and not stands_for_place(tokens, index):
                    people[key].append(_Person(index, after))

    def _fact(self, same: list[_Person], last: str | None) -> PersonRole:
        tokens = self._tokens
        spans = [(tokens.starts[one.first], tokens.ends[one.after - 1]) for one in same]
        roles = next((parts for one in same if (parts := _parts(one))), [])
        text = ", ".join(self._text(role) for role in roles)
        return PersonRole(
            start=spans[0][0],
            end=spans[0][1],
            name=_name(tokens, same[0]),
            role=text or None,
            organisation=self._organisation(roles, last),
            mentions=spans[1:],
        )

    def _text(self, role: Role) -> str:
        return " ".join(self._tokens.between(role.first, role.after - 1).split())

    def _organisation(self, roles: list[Role], last: str | None) -> str | None:
        """Return whose offices they are: the bodies named, else the report's own."""
        naming = self._draft.notes.get("naming")
        if not roles or not isinstance(naming, Naming):
            return None
        bodies = [body for role in roles for body in role.bodies]
        names = [body.name or naming.full(body) or body.base for body in bodies]
        if names:
            return "; ".join(dict.fromkeys(names))
        return self._holder(roles[0].office, last)

    def _holder(self, office: str, last: str | None) -> str | None:
        """Return the body an office without one is held in: the nearest of a fitting name."""
        begins = tuple(
            each
            for key, bodies in _HOLDS.items()
            for each in bodies
            if office == key or office.startswith(f"{key} ")
        )
        if not begins:
            return None
        own = self._draft.heading.organisation or ""
        candidates = [*(last or "").split("; "), own, *(body.name for body in self._bodies)]
        return next((each for each in candidates if each.startswith(begins)), None)


def _parts(person: _Person) -> list[Role]:
    return [role for role in (person.before, person.behind) if role is not None]


def _name(tokens: Tokens, person: _Person) -> str:
    """Return the name as it is written, out of capitals."""
    name = " ".join(tokens.between(person.first, person.after - 1).split())
    return name.title() if name.isupper() else name


def _below(tokens: Tokens, index: int) -> int:
    """Return the first token of the next line with words, past "(Đã ký)"."""
    last = min(len(tokens), index + _LONGEST_LEAD)
    while index < last and (tokens.kinds[index] == BREAK or tokens.words[index] == "("):
        if tokens.words[index] == "(":
            while index < last and tokens.words[index] != ")":
                index += 1
        index += 1
    return index
