"""Pass of the grammar: levels. Quantities become ratios, changes, percents; the rest figures."""

from collections.abc import Iterator

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Figure, Percent
from tongket.reader.grammar.changes import find_changes
from tongket.reader.grammar.lengths import find_lengths
from tongket.reader.grammar.ranks import find_ranks
from tongket.reader.grammar.ratios import find_ratios
from tongket.reader.grammar.shares import percent_fact
from tongket.reader.grammar.sides import span_of
from tongket.reader.grammar.signals import RATIO, Signals

_MOST = 400
"""How many numbers of one sentence are looked at together: a table may come as one line."""


def find(draft: Draft) -> None:
    """Make facts of the quantities of a draft: each number goes into one fact."""
    signals = Signals(draft.tokens)
    find_lengths(draft)
    for sentence_first, group in _sentences(draft):
        if len(group) > 1 and signals.stand(RATIO, group[0].first, group[-1].after):
            find_ratios(draft, group)
        find_changes(draft, group, sentence_first, signals)
    find_ranks(draft)
    _left_over(draft)


def _left_over(draft: Draft) -> None:
    """Add the figures and percents no ratio and no change has taken."""
    tokens = draft.tokens
    sibling: tuple[int, Percent] | None = None
    for place, each in enumerate(draft.quantities):
        if each.used:
            continue
        if each.form == "number":
            draft.add(_figure(draft, each))
        else:
            first = draft.sentences.span(tokens.starts[each.first])[0]
            near = sibling[1] if sibling is not None and sibling[0] == first else None
            percent = percent_fact(draft, place, tokens.at(first), near)
            sibling = (first, percent)
            draft.add(percent)


def _sentences(draft: Draft) -> Iterator[tuple[int, list[Quantity]]]:
    """Yield the quantities sentence by sentence, with the index of the sentence's first token."""
    tokens, sentences = draft.tokens, draft.sentences
    group: list[Quantity] = []
    end, first = -1, 0
    for each in draft.quantities:
        start = tokens.starts[each.first]
        if start >= end or len(group) == _MOST:
            if group:
                yield first, group
            span = sentences.span(start)
            group, end, first = [], span[1], tokens.at(span[0])
        group.append(each)
    if group:
        yield first, group


def _figure(draft: Draft, number: Quantity) -> Figure:
    start, end = span_of(draft, number.first, number.after)
    return Figure(
        start=start,
        end=end,
        value=number.value,
        value_max=number.value_max,
        qualifier=number.qualifier,
        unit=number.unit,
    )
