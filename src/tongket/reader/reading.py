"""From a text to its facts: the passes of the grammar in their order."""

from tongket.reader.draft import Draft, Reading
from tongket.reader.facts import Change, Document, Fact, Organisation, PersonRole, Ratio, Span
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
from tongket.reader.writing import Writing

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
    _place(draft)
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
        sentence_spans=_given_spans(draft.writing, draft.sentences.spans),
    )


def _place(draft: Draft) -> None:
    """Number the facts' sentences, turn their positions into those of the given text, cut it."""
    writing, number = draft.writing, draft.sentences.number
    given, moved = writing.given, writing.moved
    for fact in draft.facts:
        fact.sentence = number(fact.start)
        if moved:
            _move(writing, fact)
        fact.surface = given[fact.start : fact.end]


def _move(writing: Writing, fact: Fact) -> None:
    fact.start, fact.end = writing.span(fact.start, fact.end)
    if isinstance(fact, Document) and fact.number_start is not None and fact.number_end is not None:
        fact.number_start, fact.number_end = writing.span(fact.number_start, fact.number_end)
    elif isinstance(fact, PersonRole | Organisation):
        fact.mentions = _given_spans(writing, fact.mentions)
    elif isinstance(fact, Ratio | Change):
        fact.parts = _given_spans(writing, fact.parts)


def _given_spans(writing: Writing, spans: list[Span]) -> list[Span]:
    """Return spans of the working copy as spans of the given text."""
    return [writing.span(*span) for span in spans] if writing.moved else spans


_RESULTS = {"quantity", "date", "period", "document"}


def _distractors(draft: Draft) -> list[tuple[int, int, str]]:
    tokens = draft.tokens
    return [
        (*draft.writing.span(tokens.starts[index], tokens.ends[index]), role)
        for index in tokens.numbers
        if (role := draft.claims[index]) is not None and role not in _RESULTS
    ]
