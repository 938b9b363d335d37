"""Instruments and rule versions as the data files state them, and the rules for whole sets. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from tongket.core.dates import format_day
from tongket.core.ranges import DateRange
from tongket.rulebook.datafile import DataFileFault, Entry, digest_of

VERIFIED, UNVERIFIED = "verified", "unverified"
_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class RulebookFault(DataFileFault):
    """A rulebook that may not be loaded: one Vietnamese sentence naming file and place."""


@dataclass(frozen=True)
class InstrumentEntry:
    """One document of ``instruments.yaml``; ``replaces`` is the slug of an earlier one."""

    place: str
    slug: str
    number: str
    kind: str
    title: str
    issuer: str
    issued_on: date | None
    in_force_from: date | None
    in_force_to: date | None
    replaces: str
    status: str


@dataclass(frozen=True)
class RuleEntry:
    """One version of a rule as its file states it.

    ``gap_allowed`` lets days pass without the rule between this version and the next.
    ``corrects`` says why an already loaded version of the same first day is put right.
    """

    place: str
    key: str
    name: str
    summary: str
    valid_from: date
    valid_to: date | None
    instrument: str
    article: str
    status: str
    note: str
    payload: Mapping[str, Any]
    gap_allowed: bool
    corrects: str
    digest: str

    @property
    def span(self) -> DateRange:
        """The days on which the version holds."""
        return DateRange(self.valid_from, self.valid_to)


def instrument_entry(place: str, content: Any) -> InstrumentEntry:
    """Read one document; raises DataFileFault."""
    entry = Entry.of(place, content)
    found = InstrumentEntry(
        place=place,
        slug=entry.text("slug"),
        number=entry.text("number", ""),
        kind=entry.text("kind"),
        title=entry.text("title"),
        issuer=entry.text("issuer"),
        issued_on=entry.day("issued_on"),
        in_force_from=entry.day("in_force_from"),
        in_force_to=entry.day("in_force_to"),
        replaces=entry.text("replaces", ""),
        status=entry.choice("status", (VERIFIED, UNVERIFIED)),
    )
    entry.close()
    if not _SLUG.fullmatch(found.slug):
        raise entry.fault(f"“slug: {found.slug}” chỉ gồm chữ thường không dấu, số và gạch nối.")
    if found.in_force_from and found.in_force_to and found.in_force_to <= found.in_force_from:
        raise entry.fault("“in_force_to” phải sau “in_force_from”.")
    return found


def rule_entry(place: str, folder: str, content: Any) -> RuleEntry:
    """Read one rule file; its folder must bear the instrument's slug. Raises DataFileFault."""
    entry = Entry.of(place, content)
    start, end = entry.span()
    payload = entry.mapping("payload", required=True)
    instrument, article = entry.text("instrument"), entry.text("article", "")
    try:
        digest = digest_of([instrument, article, payload])
    except TypeError:
        raise entry.fault(
            "“payload” có giá trị không lưu được; viết ngày trong dấu nháy."
        ) from None
    found = RuleEntry(
        place=place,
        key=entry.text("key"),
        name=entry.text("name"),
        summary=entry.text("summary"),
        valid_from=start,
        valid_to=end,
        instrument=instrument,
        article=article,
        status=entry.choice("status", (VERIFIED, UNVERIFIED)),
        note=entry.text("note", ""),
        payload=payload,
        gap_allowed=entry.flag("gap_allowed", default=False),
        corrects=entry.text("corrects", ""),
        digest=digest,
    )
    entry.close()
    if not _KEY.fullmatch(found.key):
        raise entry.fault(f"“key: {found.key}” chỉ gồm chữ thường không dấu, số, “_” và “.”.")
    if found.status == UNVERIFIED and not found.note:
        raise entry.fault("quy tắc chưa đối chiếu văn bản phải ghi “note”: còn ngờ điều gì.")
    if found.instrument != folder:
        raise entry.fault(
            f"tệp nằm trong thư mục {folder} nhưng ghi instrument: {found.instrument}."
        )
    return found


def check_set(instruments: Sequence[InstrumentEntry], rules: Sequence[RuleEntry]) -> None:
    """Refuse a set that does not hold together, with RulebookFault; say nothing when it does.

    Documents named twice or missing, documents replacing each other in a circle, versions of a
    key that overlap, and days without the rule between two versions unless that is allowed.
    """
    known = _check_instruments(instruments)
    by_key: dict[str, list[RuleEntry]] = {}
    for one in rules:
        if one.instrument not in known:
            raise RulebookFault(
                f"{one.place}: văn bản “{one.instrument}” chưa có trong instruments.yaml."
            )
        by_key.setdefault(one.key, []).append(one)
    for versions in by_key.values():
        _check_versions(sorted(versions, key=lambda version: version.valid_from))


def _check_instruments(instruments: Iterable[InstrumentEntry]) -> dict[str, InstrumentEntry]:
    known: dict[str, InstrumentEntry] = {}
    for one in instruments:
        if one.slug in known:
            raise RulebookFault(f"{one.place}: văn bản “{one.slug}” ghi hai lần.")
        known[one.slug] = one
    for one in known.values():
        _check_replaced(one, known)
    return known


def _check_replaced(one: InstrumentEntry, known: Mapping[str, InstrumentEntry]) -> None:
    seen, slug = {one.slug}, one.replaces
    while slug:
        if slug not in known:
            raise RulebookFault(f"{one.place}: văn bản bị thay thế “{slug}” chưa có trong tệp.")
        if slug in seen:
            raise RulebookFault(f"{one.place}: các văn bản thay thế lẫn nhau thành vòng.")
        seen.add(slug)
        slug = known[slug].replaces


def _check_versions(versions: Sequence[RuleEntry]) -> None:
    for earlier, later in pairwise(versions):
        if earlier.span.overlaps(later.span):
            raise RulebookFault(
                f"{later.place}: quy tắc “{later.key}” từ {format_day(later.valid_from)} chồng lên "
                f"bản trong {earlier.place}; ghi valid_to của bản trước."
            )
        if earlier.valid_to != later.valid_from and not earlier.gap_allowed:
            assert earlier.valid_to is not None  # noqa: S101 - else the two would overlap
            raise RulebookFault(
                f"{later.place}: quy tắc “{later.key}” bị trống từ {format_day(earlier.valid_to)} "
                f"đến trước {format_day(later.valid_from)}; nối liền hai bản hoặc ghi "
                "gap_allowed: true ở bản trước."
            )
