"""Reports of several hundred pages, read a portion at a time so that memory stays flat.

A portion is read as a report of its own: what stands in the first one's heading is not known in
the others, and a figure is not compared across two portions. Whoever shows the result says so.
"""

from collections.abc import Iterator
from dataclasses import replace

from tongket.reader.checks.findings import Finding
from tongket.reader.facts import Change, Document, Fact, Organisation, PersonRole, Ratio, Span

MOST_AT_ONCE = 300_000
"""Characters read as a whole: more than a hundred pages."""


def portions(text: str, most: int = MOST_AT_ONCE) -> Iterator[Span]:
    """Yield where each portion of a text begins and ends.

    The positions in its reading are its own; ``shift`` and ``shifted`` carry them over.
    """
    start = 0
    while start < len(text):
        end = _end(text, start, most)
        yield start, end
        start = end


def _end(text: str, start: int, most: int) -> int:
    """Return where a portion ends: after a line, else after a word, else where it must."""
    if len(text) - start <= most:
        return len(text)
    for sign in "\n ":
        at = text.rfind(sign, start + most // 2, start + most)
        if at >= 0:
            return at + 1
    return start + most


def shift(fact: Fact, by: int, sentences: int = 0) -> None:
    """Move a fact's positions from its portion into the whole text."""
    fact.start += by
    fact.end += by
    if fact.sentence is not None:
        fact.sentence += sentences
    if isinstance(fact, Ratio | Change):
        fact.parts = [_moved(span, by) for span in fact.parts]
    elif isinstance(fact, PersonRole | Organisation):
        fact.mentions = [_moved(span, by) for span in fact.mentions]
    elif isinstance(fact, Document) and fact.number_start is not None:
        fact.number_start += by
        fact.number_end = None if fact.number_end is None else fact.number_end + by


def shifted(finding: Finding, by: int) -> Finding:
    """Return a finding with its positions moved from its portion into the whole text."""
    return replace(
        finding,
        spans=[_moved(span, by) for span in finding.spans],
        repairs=[replace(each, span=_moved(each.span, by)) for each in finding.repairs],
    )


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
