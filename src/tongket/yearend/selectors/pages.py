"""What the pages of a review ask: reading it, its section's text, marks one may use, open points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from tongket.access.domain import UnitScope
from tongket.core.text import label_sort_key
from tongket.indicators.selectors import definitions
from tongket.org.selectors import name_of
from tongket.periods.domain import PeriodCode
from tongket.yearend.compiler import CompileFault, Request
from tongket.yearend.compiler.content import Content
from tongket.yearend.compiler.lookup import Figures, Recorder
from tongket.yearend.compiler.spans import SpanWriter
from tongket.yearend.document import ReviewDocument
from tongket.yearend.domain.highlights import Suggestion
from tongket.yearend.domain.outline import applies
from tongket.yearend.domain.proofreading import ReviewFinding, proofread_document
from tongket.yearend.domain.wording import number_text
from tongket.yearend.freezing import thaw
from tongket.yearend.models import HighlightKind, Review
from tongket.yearend.selectors.figures import fetch
from tongket.yearend.selectors.outlines import outline_of
from tongket.yearend.selectors.reviews import ReviewView, suggestions_for, view_review


@dataclass(frozen=True)
class Reading:
    """A review with the notes beside it.

    ``gaps`` and ``changes`` pair words with a figure's id: figures without a value, and figures
    that changed since the review was sealed. ``arithmetic`` are sentences on published figures.
    """

    document: ReviewDocument
    headings: Mapping[str, str]
    """Section key -> its heading as printed; empty once sealed."""
    chosen: bool
    gaps: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    arithmetic: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    findings: tuple[ReviewFinding, ...] = ()
    """What the proofreader says of the text; nothing once it is sealed."""


def read_review(review: Review) -> Reading:
    """Return a review with its notes; a sealed one as sealed. Raises ``CompileFault``."""
    try:
        view = view_review(review)
    except CompileFault:
        if review.sealed_content is None:
            raise
        return Reading(thaw(review.sealed_content["document"]), {}, True, (), (), (), ())
    arithmetic = tuple(sentence for report in view.published for sentence in report.sentences)
    if review.sealed_content is not None:
        now = {one.figure_id: number_text(one.shown) for one in view.compiled.figures}
        document = thaw(review.sealed_content["document"])
        return Reading(document, {}, True, (), (), arithmetic, _changes(review, now))
    gaps = tuple((f"{gap.label} ({gap.section})", gap.figure_id) for gap in view.compiled.gaps)
    compiled = view.compiled
    return Reading(
        view.document,
        compiled.headings,
        view.chosen,
        gaps,
        compiled.missing,
        arithmetic,
        (),
        proofread_document(view.document),
    )


def _changes(review: Review, now: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what would be printed otherwise today, as words and figure id."""
    sealed = (review.sealed_content or {}).get("figures", [])
    return tuple(
        (f"{one['label']}: {one['text']} → {now[one['id']]}", one["id"])
        for one in sealed
        if one["id"] in now and now[one["id"]] != one["text"]
    )


def reviews_within(scope: UnitScope) -> list[tuple[Review, str]]:
    """Return the reviews of units in a scope with the units' names, the newest year first."""
    rows = list(Review.objects.within(scope).select_related("unit").defer("sealed_content"))
    names: dict[tuple[int, int], str] = {}
    for year in {row.year for row in rows}:
        units = {row.unit_id for row in rows if row.year == year}
        found = name_of(units, PeriodCode(year).last_day)
        names.update({(unit, year): name for unit, name in found.items()})
    named = [(row, names.get((row.unit_id, row.year), row.unit.code)) for row in rows]
    return sorted(named, key=lambda one: (-one[0].year, label_sort_key(one[1])))


@dataclass(frozen=True)
class SectionText:
    """A section's words as they are edited: paragraphs parted by an empty line."""

    title: str
    text: str


def section_text(review: Review, key: str) -> SectionText | None:
    """Return a section's words, rewritten or as the outline proposes; None for no such section."""
    section = outline_of(review.outline).section(key)
    if section is None:
        return None
    paragraphs = list(review.texts.filter(section=key).values_list("text", flat=True))
    if not paragraphs:
        paragraphs = [
            one.text for one in section.paragraphs if applies(one, review.unit.code, review.year)
        ]
    title = section.title.replace("{year}", str(review.year))
    title = title.replace("{next_year}", str(review.year + 1))
    return SectionText(title, "\n\n".join(paragraphs))


@dataclass(frozen=True)
class HelpRow:
    """A mark one may write, what it counts and what it says today."""

    mark: str
    name: str
    text: str
    figure_id: str


def help_rows(review: Review) -> tuple[HelpRow, ...]:
    """Return every indicator's mark with its value in this review, by name."""
    day = PeriodCode(review.year).last_day
    defined = definitions(None, day)
    unit, year = review.unit.code, str(review.year)
    known = fetch([Request(code, unit, year) for code in defined], unit, year)
    rows = [
        HelpRow(f"{{{{{one.measure}}}}}", figure.label, number_text(figure.shown), figure.figure_id)
        for one, figure in known.items()
    ]
    return tuple(sorted(rows, key=lambda row: label_sort_key(row.name)))


def suggestions_of(review: Review, kind: HighlightKind) -> tuple[Suggestion, ...]:
    """Return the suggested results or limits, the strongest first."""
    found = suggestions_for(review)
    return found.results if kind == HighlightKind.RESULT else found.limits


def as_printed(review: Review, texts: Sequence[str]) -> tuple[str, ...]:
    """Return sentences with their figures set, as they would be printed today.

    A sentence whose marks cannot be set comes back empty. A fixed number of queries.
    """
    day = PeriodCode(review.year).last_day
    name = name_of([review.unit_id], day).get(review.unit_id, review.unit.code)
    content = Content(
        outline=outline_of(review.outline),
        unit_code=review.unit.code,
        unit_name=name,
        superior="",
        year=review.year,
        installation_id="",
        compiled_at=review.changed_at,
        address=settings.SITE_ADDRESS,
    )
    recorder = Recorder()
    for text in texts:
        _printed(SpanWriter(content, recorder), text)
    known = fetch(list(recorder.asked), review.unit.code, str(review.year))
    return tuple(_printed(SpanWriter(content, Figures(known)), text) for text in texts)


def _printed(writer: SpanWriter, text: str) -> str:
    try:
        return "".join(span.text for span in writer.spans(text))
    except CompileFault:
        return ""


@dataclass(frozen=True)
class OpenPoints:
    """What stands against sealing, in sentences; the gaps as figure id, label, section."""

    sentences: tuple[str, ...]
    gaps: tuple[tuple[str, str, str], ...]
    findings: tuple[ReviewFinding, ...] = ()
    """What the proofreader found, the notes too, which stand against nothing."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Finding key -> why it may stand."""


def open_points(review: Review) -> OpenPoints:
    """Return what stands against sealing a review; nothing when it may be sealed."""
    try:
        view = view_review(review)
    except CompileFault as fault:
        return OpenPoints((str(fault),), ())
    return points_against_sealing(review, view)


def points_against_sealing(review: Review, view: ReviewView) -> OpenPoints:
    """Return what stands against sealing a review that has been compiled."""
    gaps = tuple((gap.figure_id, gap.label, gap.section) for gap in view.compiled.gaps)
    explained = set(review.explained_gaps.values_list("figure", flat=True))
    sentences = []
    if not view.chosen:
        sentences.append(_("Chưa ai chọn kết quả nổi bật; hãy chọn rồi chốt."))
    if not (review.number and review.signed_on and review.signer):
        sentences.append(_("Chưa đủ số, ngày ký và người ký; hãy điền ở mục Thể thức rồi chốt."))
    unsaid = [label for figure, label, _section in gaps if figure not in explained]
    if unsaid:
        sentences.append(
            _("Còn %(count)s số liệu chưa có và chưa nói lý do, trước hết: %(first)s.")
            % {"count": len(unsaid), "first": unsaid[0]}
        )
    findings = proofread_document(view.document)
    reasons = dict(review.explained_findings.values_list("key", "reason"))
    open_findings = [
        found for found in findings if found.severity != "note" and found.key not in reasons
    ]
    if open_findings:
        sentences.append(
            _("Còn %(count)s chỗ số liệu chưa khớp và chưa nói lý do, trước hết: %(first)s")
            % {"count": len(open_findings), "first": open_findings[0].message}
        )
    return OpenPoints(tuple(sentences), gaps, findings, reasons)
