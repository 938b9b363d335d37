"""Changes of rank: từ hạng 5 lên hạng 3."""

from itertools import pairwise

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Change
from tongket.reader.grammar.change_words import from_at, leads_to, verb_before
from tongket.reader.grammar.sides import span_of
from tongket.reader.lexicon import WordSet

_ranks = WordSet(["hạng", "trí", "bậc", "thứ"])
_ROLES = ("rank", "ordinal")


def find_ranks(draft: Draft) -> None:
    """Add the changes from one rank to another."""
    tokens, claims = draft.tokens, draft.claims
    ranked = [at for at in tokens.numbers if claims[at] in _ROLES]
    for first, second in pairwise(ranked):
        if not (tokens.words[first].isdigit() and tokens.words[second].isdigit()):
            continue
        if tokens.words[first - 1] not in _ranks.of(tokens):
            continue
        old, new = (
            Quantity(first=at, after=at + 1, value=int(tokens.words[at])) for at in (first, second)
        )
        start = from_at(tokens, old)
        if start is not None and leads_to(draft, old, new):
            _add(draft, old, new, verb_before(tokens, start))


def _add(draft: Draft, old: Quantity, new: Quantity, first: int) -> None:
    before, after = int(old.value), int(new.value)
    start, end = span_of(draft, first, new.after)
    draft.add(
        Change(
            start=start,
            end=end,
            before=before,
            after=after,
            delta=after - before,
            # the first place is the highest
            direction="same" if before == after else "up" if after < before else "down",
            parts=[span_of(draft, each.first, each.after) for each in (old, new)],
        )
    )
