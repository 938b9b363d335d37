"""Pass of the grammar: in which period each counted thing is."""

from tongket.reader.draft import Draft
from tongket.reader.facts import Change, Counted
from tongket.reader.grammar.discourse import Discourse
from tongket.reader.grammar.period_roles import settings


def find(draft: Draft) -> None:
    """Set the period of every counted fact that has none."""
    tokens = draft.tokens
    discourse = _without_changes(draft, Discourse.of(draft))
    for fact in draft.facts:
        if isinstance(fact, Counted) and fact.period is None:
            after = tokens.at(fact.end - 1) + 1 if isinstance(fact, Change) else None
            fact.period = discourse.period_at(tokens.at(fact.start), after)


def _without_changes(draft: Draft, discourse: Discourse) -> Discourse:
    """Return the discourse in which a year inside a change says nothing of what stands beside it.

    từ 5 đảng viên năm 2019 lên 31 đảng viên, có 14 sáng kiến: the year is that of the first level.
    """
    tokens = draft.tokens
    inside = [
        (tokens.at(fact.start), tokens.at(fact.end - 1))
        for fact in draft.facts
        if isinstance(fact, Change) and fact.before is not None
    ]
    found = settings(draft) if inside else []
    place, changed = 0, False
    for first, last in sorted(inside):
        while place < len(found) and found[place].first <= first:
            place += 1
        while place < len(found) and found[place].after <= last + 1:
            changed = changed or found[place].role == "sets"
            found[place].role = "compared"
            place += 1
    return Discourse(draft) if changed else discourse
