"""What each number is about, as a slug of the vocabulary, and for whom.

The unit says which rules may apply, the words around the number which of them does
(``data/subjects.toml``); a number that says nothing of its own goes on with the subject of the one
before it (Dẫn đầu là thị xã A với 98 người; thị xã B 81 người).
"""

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Change, Counted, Percent, Ratio
from tongket.reader.grammar._context import Place, Surroundings, bound
from tongket.reader.grammar._lines import Lines
from tongket.reader.grammar._nouns import known_noun
from tongket.reader.grammar._rules import rules
from tongket.reader.grammar._whom import Whom
from tongket.reader.lexicon import Phrases

_SURE = 3.4
"""Below this a rule has only headings to go by, and the number before says more."""
_HEADED = 2.2
"""From this on the nearest heading fits a rule."""
_PERCENT = "percent"
_PEOPLE = frozenset(("member", "comrade", "person", "individual", "case", "candidate", "sex"))
_BODIES = frozenset(("party_organisation", "grassroots_organisation", "organisation", "unit"))
_STATES = (
    "excellent", "good", "completed", "not_completed", "weak", "clean_strong",
    "clean_strong_exemplary",
)  # fmt: skip
_BADGE_YEARS = frozenset(str(years) for years in range(30, 100, 5))
_NEAR = 6
_NEVER_AIMED = frozenset(("target_completion", "key_tasks", "models_per_commune"))
_SHARES = {
    **{f"members_{state}": f"share_members_{state}" for state in _STATES},
    **{f"organisations_{state}": f"share_{state}" for state in _STATES},
    **{f"cells_{state}": f"share_cells_{state}" for state in _STATES},
    "petitions_resolved": "resolution_rate",
    "communes_new_rural": "communes_new_rural_share",
    "poor_households": "poor_household_rate",
}
_LEVELS = {
    ("villages_merged", "neighbourhood"): "neighbourhoods_total",
    ("villages_merged", "village"): "villages_total",
    ("villages_merged", "residential_group"): "residential_groups_total",
}
"""What a change from one number to another is about where they were merged."""
_POSTHUMOUS = "party_badges_posthumous"
_BACK = 6
_TURN, _TURN_WORDS = "turn", ("lượt", "luot")
_AIMS: Phrases[bool] = Phrases({"chỉ tiêu": True, "kế hoạch": True})


def find(draft: Draft) -> None:
    """Name what the numbers of a draft are about, and whose they are."""
    facts = [fact for fact in draft.facts if isinstance(fact, Counted)]
    if not facts:
        return
    facts.sort(key=lambda fact: fact.start)
    lines = draft.notes.get("lines")
    _Subjects(draft, lines if isinstance(lines, Lines) else Lines(draft.tokens)).name(facts)


class _Subjects:
    """The subjects of one draft while they are being named."""

    def __init__(self, draft: Draft, lines: Lines) -> None:
        self.draft = draft
        self.tokens = draft.tokens
        self.lines = lines
        kinds = draft.notes.get("unit kinds")
        self.kinds: dict[int, str] = kinds if isinstance(kinds, dict) else {}
        self.by_first: dict[int, Quantity] = {each.first: each for each in draft.quantities}
        self._sentence = (0, 0)
        """The span of the sentence last asked for: most facts stand beside others."""
        self._sentence_first = 0

    def name(self, facts: list[Counted]) -> None:
        """Set ``what`` and ``organisation`` of each fact."""
        places = [self._place(fact) for fact in facts]
        bound(self.draft, places)
        around = Surroundings(self.draft, self.lines)
        whom = Whom(self.draft, self.lines)
        named: list[tuple[Place, str | None]] = []
        for place in places:
            slug = self._slug(around, place, named)
            named.append((place, slug))
            place.fact.what = self._finished(around, place, slug)
            place.fact.organisation = whom.of(place)

    def _place(self, fact: Counted) -> Place:
        tokens = self.tokens
        first = tokens.at(fact.start)
        last = first + 1
        if tokens.ends[first] < fact.end:
            last = tokens.at(fact.end - 1) + 1
        after, kind = last, ""
        for index in range(first, last):
            if index in self.by_first:
                quantity = self.by_first[index]
                kind = kind or self._kind(quantity)
                if quantity.unit_after is not None and quantity.unit_after > after:
                    after = quantity.unit_after
        if isinstance(fact, Percent) or (isinstance(fact, Change) and fact.delta_kind == "points"):
            kind = _PERCENT
        line = self.lines.of(first)
        start, end = self._sentence
        if not start <= fact.start < end:
            start, end = self._sentence = self.draft.sentences.span(fact.start)
            self._sentence_first = tokens.at(start)
        sentence = max(self._sentence_first, self.lines.body(line))
        return Place(fact, first, after, line, min(sentence, first), kind)

    def _kind(self, quantity: Quantity) -> str:
        """Return the class of a unit; two with a plus where two nouns make it."""
        if quantity.form != "number":
            return _PERCENT
        kind = self.kinds.get(quantity.first, "")
        unit = quantity.unit or ""
        if unit[:1] in "lL" and unit.lower().startswith(_TURN_WORDS):
            turns = f"{_TURN}+{kind}"
            if turns in rules():
                return turns
        if kind and quantity.unit_first is not None and "," in unit:
            for index in range(quantity.unit_first, quantity.unit_after or 0):
                if self.tokens.words[index] == ",":
                    other = known_noun(self.tokens, index + 1)
                    if other is not None and f"{kind}+{other.kind}" in rules():
                        return f"{kind}+{other.kind}"
        return kind

    def _slug(
        self, around: Surroundings, place: Place, named: list[tuple[Place, str | None]]
    ) -> str | None:
        beside = self._of_figure_before(place, named)
        if beside is not None:
            return beside
        weights = around.weights(place)
        best, slug = self._best(place, weights)
        if best < _SURE:
            under = around.heading(place.line) if best >= _HEADED else -1
            slug = self._inherited(place, under, named) or slug
        elif slug == _POSTHUMOUS:
            return slug
        if slug is None or slug.startswith("party_badges") or best < _SURE + 3:
            badge = self._badge(place) if place.kind in _PEOPLE and weights.get("badge") else None
            slug = badge or slug
        return slug

    def _best(self, place: Place, weights: dict[str, float]) -> tuple[float, str | None]:
        """Return the greatest sum of a rule and its slug."""
        best, slug = 0.0, None
        known = rules()
        for kind in (place.kind, place.kind.rpartition("+")[2]):
            if kind in known:
                best, slug = known[kind].best(weights)
            if slug is not None or "+" not in place.kind:
                break
        return best, slug

    def _of_figure_before(self, place: Place, named: list[tuple[Place, str | None]]) -> str | None:
        """Return the subject of a share or growth by the number it stands behind.

        49 | 70 % in a row, 32 (13,2%): a share of that. 176 đơn, tăng 9,3%: the growth of that.
        """
        if place.kind != _PERCENT or not named:
            return None
        before, slug = named[-1]
        near = before.line == place.line and place.first - before.after <= _NEAR
        if not near or slug is None or before.kind == _PERCENT:
            return None
        if isinstance(place.fact, Change):
            return slug if place.fact.delta_kind == "percent" else None
        words = self.tokens.words[before.after : place.first]
        return _SHARES.get(slug) if any(word in "(|" for word in words) else None

    def _inherited(
        self, place: Place, under: int, named: list[tuple[Place, str | None]]
    ) -> str | None:
        """Return the subject of the last number of the same kind, if it stands not far above.

        ``under`` is the heading that says what the number is about; none goes on over it.
        """
        for before, slug in reversed(named[-_BACK:]):
            if before.line < under:
                return None
            if slug and place.line - before.line <= _BACK and _alike(place, before):
                return slug
        return None

    def _badge(self, place: Place) -> str | None:
        """Return the badge of so many years: 70 năm behind the number, else before it."""
        years = self._years(place.after, place.tail) or self._years(place.own, place.first)
        return f"party_badges_{years}" if years else None

    def _years(self, first: int, after: int) -> str | None:
        words = self.tokens.words
        year = self.tokens.key("năm")
        for index in range(after - 1, first - 1, -1):
            if words[index] in _BADGE_YEARS and words[index + 1] == year:
                return words[index]
        return None

    def _finished(self, around: Surroundings, place: Place, slug: str | None) -> str | None:
        if slug is None or slug.endswith("_target"):
            return slug
        if isinstance(place.fact, Change) and place.fact.before is not None:
            slug = _LEVELS.get((slug, place.kind), slug)
        if isinstance(place.fact, Ratio) and self._against_aim(place):
            return f"{slug}_vs_target"
        if slug not in _NEVER_AIMED and around.planned(place):
            return _planned(slug)
        return slug

    def _against_aim(self, place: Place) -> bool:
        """Return whether a ratio sets a result against its target (406 đảng viên/400 chỉ tiêu)."""
        return any(_AIMS.at(self.tokens, index) for index in range(place.first, place.after))


def _planned(slug: str) -> str:
    return "members_studying_target" if slug == "members_studying_rate" else f"{slug}_target"


def _alike(place: Place, before: Place) -> bool:
    if place.kind == "money" or not place.kind:
        return False
    if place.kind == before.kind:
        return True
    if place.kind in _PEOPLE:
        return before.kind in _PEOPLE
    return place.kind in _BODIES and before.kind in _BODIES
