"""Pass of the grammar: in which period each counted thing is."""

from tongket.reader.draft import Draft
from tongket.reader.facts import Change, Counted
from tongket.reader.grammar.discourse import Discourse


def find(draft: Draft) -> None:
    """Set the period of every counted fact that has none."""
    discourse = Discourse.of(draft)
    tokens = draft.tokens
    for fact in draft.facts:
        if isinstance(fact, Counted) and fact.period is None:
            place = tokens.at(fact.start)
            fact.period = discourse.period_at(place, level=not isinstance(fact, Change))
