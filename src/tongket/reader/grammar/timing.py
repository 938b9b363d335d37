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
            after = tokens.at(fact.end - 1) + 1 if isinstance(fact, Change) else None
            fact.period = discourse.period_at(tokens.at(fact.start), after)
