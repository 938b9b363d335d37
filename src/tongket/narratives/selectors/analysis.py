"""A report's text, read and checked; kept in memory for the next page that asks."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock

from django.db.models import Q
from django.utils.translation import get_language

from tongket.core import clock
from tongket.core.text import fold
from tongket.narratives.models import NarrativeReport
from tongket.narratives.selectors.quotas import ceilings, with_source
from tongket.org.models import UnitVersion
from tongket.periods.domain import PeriodCode, PeriodError
from tongket.reader.checks import proofread
from tongket.reader.checks.findings import Finding
from tongket.reader.draft import Reading
from tongket.reader.portions import MOST_AT_ONCE, portions, shift, shifted
from tongket.reader.reading import read

_KEPT = 16
_LONGEST_KEPT = 500_000
"""Characters: longer texts are read again instead of being kept."""

_cache: "OrderedDict[tuple[str, str], Analysis]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Analysis:
    """What was read out of a text, and what does not agree in it."""

    reading: Reading
    findings: tuple[Finding, ...]


def analyse(text: str, digest: str) -> Analysis:
    """Return facts and findings of a text; the findings' sentences in the language in force."""
    key = (digest, get_language() or "vi")
    with _lock:
        known = _cache.get(key)
        if known is not None:
            _cache.move_to_end(key)
            return known
    reading, findings = _read(text) if len(text) <= MOST_AT_ONCE else _read_long(text)
    found = Analysis(reading, tuple(findings))
    if len(text) <= _LONGEST_KEPT:
        with _lock:
            _cache[key] = found
            while len(_cache) > _KEPT:
                _cache.popitem(last=False)
    return found


def _read(text: str) -> tuple[Reading, list[Finding]]:
    reading = read(text)
    quotas, rules = ceilings(reading, clock.today())
    return reading, with_source(proofread(reading, rules=tuple(quotas)), rules)


def _read_long(text: str) -> tuple[Reading, list[Finding]]:
    """Read a very long text a portion at a time; nothing is compared across portions."""
    whole: Reading | None = None
    found: list[Finding] = []
    for start, end in portions(text):
        reading, findings = _read(text[start:end])
        found += [shifted(finding, start) for finding in findings]
        if whole is None:
            whole = reading
            continue
        for fact in reading.facts:
            shift(fact, start, len(whole.sentence_spans))
        whole.facts += reading.facts
        whole.sentence_spans += [
            (first + start, last + start) for first, last in reading.sentence_spans
        ]
        whole.distractors += [
            (first + start, last + start, why) for first, last, why in reading.distractors
        ]
    assert whole is not None  # noqa: S101 - a text longer than a portion has one
    whole.text = text
    return whole, found


def own_unit(reading: Reading, report: NarrativeReport) -> int:
    """Return the unit a report is about: the one its text names, else the office itself."""
    words = reading.organisation
    if words:
        try:
            day = PeriodCode.parse(reading.period).last_day if reading.period else None
        except PeriodError:
            day = None
        unit = unit_named(words, day or report.received_at.date())
        if unit is not None:
            return unit
    return report.unit_id


_BODIES = (
    "ban thuong vu", "ban chap hanh", "dang bo", "dang uy", "chi bo", "chi uy", "tinh uy",
    "thanh uy", "quan uy", "huyen uy", "thi uy", "van phong",
)  # fmt: skip
"""Words for the body of a place: Quận ủy quận X, Đảng bộ quận X and quận X are one unit."""


def unit_named(words: str, day: date) -> int | None:
    """Return the unit of the party's tree that goes by a name, None when none or several do.

    The city's name may be left out at the end or added, as people do. One query.
    """
    place = place_of(words)
    if not place:
        return None
    places = {place, *(_without_city(place))}
    wanted = Q()
    for body in ("", *_BODIES):
        for each in places:
            name = f"{body} {each}".strip()
            wanted |= Q(folded__startswith=name)
            wanted |= Q(folded__startswith=name.replace(" - ", " \u2013 "))
    versions = UnitVersion.objects.on(day).filter(wanted, unit__tree="party")
    named = {unit: place_of(name) for unit, name in versions.values_list("unit_id", "name")}
    same = [unit for unit, name in named.items() if places & {name, *_without_city(name)}]
    return same[0] if len(same) == 1 else None


def _without_city(place: str) -> list[str]:
    """Return a place without the city's name at its end, which people leave out or add."""
    shorter = [place.removesuffix(f" {city}") for city in _CITY]
    return [each for each in shorter if each != place and each]


_CITY = ("thanh pho ho chi minh", "tp ho chi minh", "tphcm", "tp.hcm", "thanh pho", "tp")
"""How the city's own name stands at the end of the names of its bodies."""


def _dashes(folded: str) -> str:
    return folded.replace("\u2013", "-").replace("\u2014", "-")


def place_of(name: str) -> str:
    """Return the folded name without the words for its body.

    >>> place_of("Quận ủy quận Bình Thạnh"), place_of("Đảng bộ quận Bình Thạnh")
    ('quan binh thanh', 'quan binh thanh')
    """
    folded = _dashes(fold(name))
    while True:
        head = next((each for each in _BODIES if folded.startswith(f"{each} ")), None)
        if head is None:
            return folded
        folded = folded.removeprefix(head).strip()
