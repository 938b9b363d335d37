"""From a text to its facts: the passes of the grammar in their order."""

from tongket.reader.draft import Draft, Reading
from tongket.reader.facts import Change, Document, Fact, Organisation, PersonRole, Ratio
from tongket.reader.grammar import (
    bodies,
    citations,
    counted,
    heading,
    levels,
    numerals,
    people,
    subjects,
    tasks,
    themes,
    times,
    timing,
)

PASSES = (
    citations.find,  # documents first: their numbers and days are nobody else's
    heading.find,  # title, own day, own period: what days and periods are resolved by
    times.find,  # days, periods, clock times, durations, ages, anniversaries
    numerals.find,  # every other number: a quantity, or what else it is
    counted.find,  # the noun beside each quantity
    levels.find,  # percents, ratios, changes out of quantities; what is left are figures
    bodies.find,  # organisations
    people.find,  # persons with their offices
    themes.find,
    tasks.find,
    subjects.find,  # what is counted, as a slug of the vocabulary, and for whom
    timing.find,  # in which period
)
"""Each takes the draft, claims tokens and adds facts; none looks at what a later one will do."""


def read(text: str) -> Reading:
    """Return the facts of a narrative report, in the order of the text.

    The text is taken as it is: any Unicode form, any line ends, with or without marks. Spans refer
    to it. Nothing is looked up outside the text; the same text gives the same facts.
    """
    draft = Draft(text)
    for each in PASSES:
        each(draft)
    for fact in draft.facts:
        _place(draft, fact)
    draft.facts.sort(key=lambda fact: (fact.start, -fact.end))
    # Notes lead back to the draft: a circle would wait for the collector, and keep it busy.
    draft.notes.clear()
    about = draft.heading
    return Reading(
        text=text,
        facts=draft.facts,
        organisation=about.organisation,
        period=about.period,
        day=about.day,
        title=about.title,
        distractors=_distractors(draft),
        sentence_spans=[draft.writing.span(*span) for span in draft.sentences.spans],
    )


def _place(draft: Draft, fact: Fact) -> None:
    """Turn a fact's positions into those of the given text."""
    writing = draft.writing
    fact.sentence = draft.sentences.number(fact.start)
    fact.start, fact.end = writing.span(fact.start, fact.end)
    fact.surface = writing.given[fact.start : fact.end]
    if isinstance(fact, Document) and fact.number_start is not None and fact.number_end is not None:
        fact.number_start, fact.number_end = writing.span(fact.number_start, fact.number_end)
    elif isinstance(fact, PersonRole | Organisation):
        fact.mentions = [writing.span(*span) for span in fact.mentions]
    elif isinstance(fact, Ratio | Change):
        fact.parts = [writing.span(*span) for span in fact.parts]


_RESULTS = {"quantity", "date", "period", "document"}


def _distractors(draft: Draft) -> list[tuple[int, int, str]]:
    tokens = draft.tokens
    return [
        (*draft.writing.span(tokens.starts[index], tokens.ends[index]), role)
        for index in tokens.numbers
        if (role := draft.claims[index]) is not None and role not in _RESULTS
    ]
