"""Pure values of narrative reports: what a reading gives to keep, and how a finding is known again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongket.core.text import excerpt, normalise
from tongket.figures.domain import FigureFault, to_thousandths
from tongket.reader.checks.findings import Finding
from tongket.reader.draft import Reading
from tongket.reader.facts import Change, Counted, Figure, Percent, Ratio
from tongket.reader.source import Source

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes of a file that is taken."""

READ_AT_ONCE = 2 * 1024 * 1024
"""Smaller Word, HTML and text files are read while the person waits (below a second)."""

LONGEST_PASTED = 2_000_000
"""Characters of a pasted text."""


@dataclass(frozen=True)
class Stated:
    """One figure a text states, ready to be kept: value in thousandths, words as they stand."""

    kind: str
    start: int
    end: int
    sentence: int | None
    value: int
    value_high: int | None
    bound: str
    unit_words: str
    what: str
    organisation_words: str
    period_words: str


def stated_in(reading: Reading) -> list[Stated]:
    """Return the figures of a reading that can be kept, in the order of the text.

    A change gives the level it ends at; one that tells only a difference gives nothing. Values
    that cannot be held (more than three decimals, too large) are left out.
    """
    found = []
    for fact in reading.facts:
        if isinstance(fact, Counted):
            stated = _stated(fact)
            if stated is not None:
                found.append(stated)
    return found


def _stated(fact: Counted) -> Stated | None:
    value, high, bound = _claim(fact)
    if value is None:
        return None
    try:
        held, held_high = to_thousandths(value), None if high is None else to_thousandths(high)
    except FigureFault:
        return None
    return Stated(
        kind=fact.kind,
        start=fact.start,
        end=fact.end,
        sentence=fact.sentence,
        value=held,
        value_high=held_high,
        bound=bound,
        unit_words=(fact.unit or "")[:200],
        what=(fact.what or "")[:100],
        organisation_words=(fact.organisation or "")[:300],
        period_words=(fact.period or "")[:20],
    )


def _claim(fact: Counted) -> tuple[Decimal | int | None, Decimal | int | None, str]:
    """Return value, upper end and bound of what a fact says."""
    if isinstance(fact, Figure | Percent):
        if fact.value_max is not None:
            return fact.value, fact.value_max, "between"
        return fact.value, None, fact.qualifier
    if isinstance(fact, Ratio):
        return fact.numerator, None, "exact"
    if isinstance(fact, Change) and fact.delta_kind == "absolute":
        return fact.after, None, "exact"
    return None, None, "exact"


def finding_key(finding: Finding, text: str) -> str:
    """Return what a finding is known by: its rule and the words at its places.

    The same words elsewhere in the text are another finding only if their order differs, so a
    paragraph put in above does not bring back what was set aside.
    """
    words = [normalise(text[start:end]) for start, end in finding.spans]
    content = "\n".join([finding.rule, *words])
    return hashlib.sha256(content.encode()).hexdigest()


def title_of(source: Source, reading: Reading) -> str:
    """Return a title for a report: its own, else its first words, else the file's name."""
    own = normalise(reading.title)
    if own:
        return own[:300]
    first = next((line for line in source.text.splitlines() if line.strip()), "")
    return excerpt(first, 120) if first else source.name[:300]


def severities(findings: Sequence[Finding]) -> dict[str, int]:
    """Count findings by severity: error, warning, note."""
    counts = {"error": 0, "warning": 0, "note": 0}
    for finding in findings:
        counts[finding.severity] += 1
    return counts
