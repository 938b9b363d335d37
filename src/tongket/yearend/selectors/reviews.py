"""Reading reviews: their content, suggestions, comparison with what was published, the document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Max
from django.utils.crypto import salted_hmac

from tongket.core.dates import format_day
from tongket.core.numbers import format_number
from tongket.figures.models import Evidence
from tongket.indicators.selectors import definitions
from tongket.org.models import Ancestry, Reorganisation, Succession
from tongket.org.selectors import (
    ancestors_of,
    children_with_names,
    name_of,
    tree,
)
from tongket.periods.domain import PeriodCode
from tongket.yearend.compiler import (
    Compiled,
    Content,
    Figures,
    Known,
    Particulars,
    Request,
    RowUnit,
    compile_document,
    requests_of,
)
from tongket.yearend.document import ReviewDocument
from tongket.yearend.domain.highlights import (
    Result,
    Suggestion,
    first_choice,
    ordered,
    prepared,
    suggest,
    suggest_limits,
)
from tongket.yearend.domain.marks import marks_in
from tongket.yearend.domain.outline import CHILDREN, Outline, TaskPlan, applies
from tongket.yearend.domain.published import Comparison, PublishedValue, SumNote, check_sum, compare
from tongket.yearend.domain.wording import lower_first
from tongket.yearend.freezing import thaw
from tongket.yearend.models import HighlightKind, Review
from tongket.yearend.selectors.figures import fetch
from tongket.yearend.selectors.outlines import outline_of, published_reports, published_value

HANOI_OFFSET = timezone(timedelta(hours=7))
_REMEDIED = "shortcomings_remedied_rate"


@dataclass(frozen=True)
class Suggestions:
    """What the figures suggest to tell: outstanding results and limits, strongest first."""

    results: tuple[Suggestion, ...]
    limits: tuple[Suggestion, ...]


@dataclass(frozen=True)
class PublishedReport:
    """A published report beside the computed figures."""

    source: str
    comparisons: tuple[Comparison, ...]
    sums: tuple[SumNote, ...]
    labels: Mapping[str, str]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What does not simply agree, each a sentence."""
        parts = [
            f"{self.labels.get(one.published.indicator, one.published.indicator)}: {one.sentence}"
            for one in self.comparisons
            if one.agreement in ("rounded", "differs")
        ]
        sums = [
            f"{self.labels.get(one.total.indicator, one.total.indicator)}: {one.sentence}"
            for one in self.sums
        ]
        return (*sums, *parts)


@dataclass(frozen=True)
class ReviewView:
    """A compiled review with all that its page tells."""

    compiled: Compiled
    suggestions: Suggestions
    published: tuple[PublishedReport, ...]
    chosen: bool
    """Whether a person has chosen the outstanding results."""

    @property
    def document(self) -> ReviewDocument:
        """The document."""
        return self.compiled.document


@dataclass(frozen=True)
class _Frame:
    """Where the review stands in the tree on its period's last day."""

    day: date
    name: str
    superior: str
    children: tuple[RowUnit, ...]


def compile_review(review: Review) -> ReviewDocument:
    """Return a review as a document: sealed ones as sealed, others from the figures of now.

    A fixed number of queries per period compared, whatever the number of figures. Raises
    ``CompileFault`` naming the section when a text holds a mark that cannot be set.
    """
    if review.sealed_content is not None:
        return thaw(review.sealed_content["document"])
    return view_review(review).document


def view_review(review: Review) -> ReviewView:
    """Compile a review from the figures of now, with suggestions and comparisons."""
    outline = outline_of(review.outline)
    frame = _frame(review)
    reports = [
        report
        for report in published_reports()
        if report["unit"] == review.unit.code and report["period"] == str(review.year)
    ]
    known = _first_figures(review, outline, frame, reports)
    suggestions = _suggestions(review, outline, frame, known)
    compared = tuple(_compared(report, review, known) for report in reports)
    content = _content(review, outline, frame, suggestions, compared)
    rest = [one for one in requests_of(content) if one not in known]
    known |= fetch(rest, review.unit.code, str(review.year))
    compiled = compile_document(content, Figures(known))
    chosen = review.highlights.filter(kind=HighlightKind.RESULT).exists()
    return ReviewView(compiled, suggestions, compared, chosen)


def suggest_highlights(review: Review) -> tuple[Suggestion, ...]:
    """Return suggested outstanding results with their reasons, the strongest first."""
    return suggestions_for(review).results


def suggestions_for(review: Review) -> Suggestions:
    """Return suggested results and limits with their reasons, the strongest first."""
    outline, frame = outline_of(review.outline), _frame(review)
    known = _first_figures(review, outline, frame, [])
    return _suggestions(review, outline, frame, known)


def installation_id() -> str:
    """Return what tells this installation from others in a Word file; says nothing else."""
    return salted_hmac("tongket.installation", "id", secret=settings.SECRET_KEY).hexdigest()[:16]


def _frame(review: Review) -> _Frame:
    day = PeriodCode(review.year).last_day
    above = ancestors_of(review.unit_id, day)[:1]
    names = name_of([review.unit_id, *above], day)
    name = names.get(review.unit_id, review.unit.code)
    children = children_with_names(review.unit_id, day)
    return _Frame(
        day,
        name,
        names[above[0]] if above else name,
        tuple(RowUnit(child.code, child.name) for child in children),
    )


def _first_figures(
    review: Review, outline: Outline, frame: _Frame, reports: list[dict[str, object]]
) -> dict[Request, Known]:
    """Fetch what suggestions and comparisons rest on: results, targets, last year, children."""
    day, unit, year = frame.day, review.unit.code, str(review.year)
    measures = {*outline.results, _REMEDIED, *_prepared_measures(review, outline)}
    defined = definitions({one.partition(".")[0] for one in measures}, day)
    targets = {one.target for one in defined.values() if one.target}
    stated = {row["indicator"] for report in reports for row in report["values"]}  # type: ignore[attr-defined]  # plain data of the file
    wanted = {Request(one, unit, year) for one in measures | targets | stated}
    wanted |= {Request(one, unit, str(review.year - 1)) for one in measures}
    added = {one for one in outline.results if _adds_up(one, defined)}
    wanted |= {Request(one, child.code, year) for one in added for child in frame.children}
    return fetch(wanted, unit, year)


def _adds_up(measure: str, defined: Mapping[str, object]) -> bool:
    found = defined.get(measure.partition(".")[0])
    return getattr(found, "method", "") == "base" and getattr(found, "over_units", "") == "sum"


def _prepared_measures(review: Review, outline: Outline) -> set[str]:
    return {
        str(measure)
        for plan in outline.highlights
        if applies(plan, review.unit.code, review.year)
        for mark in marks_in(plan.text)
        for measure in mark.measures
    }


def _result(measure: str, review: Review, frame: _Frame, known: Mapping[Request, Known]) -> Result:
    unit, year = review.unit.code, str(review.year)
    now = known.get(Request(measure, unit, year))
    if now is None:
        return Result(measure, measure, "", None)
    aim = known.get(Request(now.target, unit, year)) if now.target else None
    last = known.get(Request(measure, unit, str(review.year - 1)))
    shares = [
        (found.value, child)
        for child in frame.children
        if (found := known.get(Request(measure, child.code, year))) and found.value
    ]
    best = max(shares, key=lambda one: (one[0] or Decimal(0), one[1].code), default=None)
    return Result(
        measure=measure,
        name=lower_first(now.label),
        unit=now.shown.unit,
        value=now.value,
        target_measure=now.target if aim else "",
        target=aim.value if aim else None,
        last=last.value if last else None,
        last_as_now=bool(last and last.restated_on),
        share_unit=best[1].code if best else "",
        share_name=best[1].name if best else "",
        share_value=best[0] if best else None,
    )


def _suggestions(
    review: Review, outline: Outline, frame: _Frame, known: Mapping[Request, Known]
) -> Suggestions:
    results = {
        one: _result(one, review, frame, known)
        for one in (*outline.results, *_prepared_measures(review, outline))
    }
    ready = []
    for plan in outline.highlights:
        if not applies(plan, review.unit.code, review.year):
            continue
        named = [str(measure) for mark in marks_in(plan.text) for measure in mark.measures]
        behind = [results[one] for one in dict.fromkeys(named)]
        if behind and all(one.value for one in behind):
            ready.append(prepared(f"prepared:{plan.key}", plan.text, plan.weight, behind))
    told = [results[one] for one in outline.results]
    late = max((one for one in known.values()), key=lambda one: one.expected, default=None)
    remedied = known.get(Request(_REMEDIED, review.unit.code, str(review.year)))
    limits = suggest_limits(
        told,
        late.expected - late.reported if late else 0,
        late.expected if late else 0,
        remedied.value if remedied else None,
    )
    return Suggestions(tuple(ordered([*ready, *suggest(told)])), tuple(limits))


def _compared(
    report: dict[str, object], review: Review, known: Mapping[Request, Known]
) -> PublishedReport:
    values: list[PublishedValue] = [published_value(row) for row in report["values"]]  # type: ignore[attr-defined]  # plain data of the file
    by_code = {one.indicator: one for one in values}
    found = {
        one.indicator: known.get(Request(one.indicator, review.unit.code, str(review.year)))
        for one in values
    }
    comparisons = []
    for one in values:
        computed = found[one.indicator]
        value, unit = (computed.value, computed.shown.unit) if computed else (None, "")
        comparisons.append(compare(one, value, unit))
    sums = []
    for row in report.get("sums", []):  # type: ignore[attr-defined]  # as above
        note = check_sum(by_code[row["total"]], [by_code[part] for part in row["parts"]])
        if note is not None:
            sums.append(note)
    labels = {code: one.label for code, one in found.items() if one is not None}
    return PublishedReport(str(report["source"]), tuple(comparisons), tuple(sums), labels)


def _content(
    review: Review,
    outline: Outline,
    frame: _Frame,
    suggestions: Suggestions,
    compared: tuple[PublishedReport, ...],
) -> Content:
    texts: dict[str, list[str]] = {}
    for section, text in review.texts.values_list("section", "text"):
        texts.setdefault(section, []).append(text)
    chosen = list(review.highlights.values_list("kind", "text"))
    return Content(
        outline=outline,
        unit_code=review.unit.code,
        unit_name=frame.name,
        superior=frame.superior,
        year=review.year,
        installation_id=installation_id(),
        compiled_at=_state_at(review),
        address=settings.SITE_ADDRESS,
        particulars=Particulars(
            review.number, review.place, review.signed_on, review.signer, review.signer_office
        ),
        texts={section: tuple(lines) for section, lines in texts.items()},
        highlights=_told(chosen, HighlightKind.RESULT, first_choice(suggestions.results)),
        limits=_told(chosen, HighlightKind.LIMIT, first_choice(suggestions.limits)),
        tasks=_tasks(review),
        rows=_rows(review, outline, frame),
        lineage=_lineage(review, frame),
        arithmetic=_arithmetic(compared) if review.arithmetic_annex else (),
    )


def _told(
    chosen: list[tuple[str, str]], kind: HighlightKind, suggested: Iterable[Suggestion]
) -> tuple[str, ...]:
    """Return the sentences a person chose, else the suggested ones."""
    texts = tuple(text for one, text in chosen if one == kind)
    return texts or tuple(one.text for one in suggested)


def _tasks(review: Review) -> tuple[TaskPlan, ...]:
    return tuple(TaskPlan(*row) for row in review.tasks.values_list("what", "who", "due"))


def _state_at(review: Review) -> datetime:
    """Return the moment of the newest thing the review rests on, so that the same state of the
    data always gives the same file.
    """
    newest = Evidence.objects.aggregate(newest=Max("recorded_at"))["newest"]
    moment = max(review.changed_at, newest) if newest else review.changed_at
    # A PDF keeps whole seconds and a fixed offset, no named zone.
    return moment.astimezone(HANOI_OFFSET).replace(microsecond=0)


def _rows(review: Review, outline: Outline, frame: _Frame) -> dict[str, tuple[RowUnit, ...]]:
    rows = {CHILDREN: frame.children}
    kinds = {
        table.rows.removeprefix("kind:")
        for section in outline.sections
        for table in section.tables
        if table.rows.startswith("kind:")
    }
    if kinds:
        nodes = tree(frame.day, root=review.unit_id).nodes
        for kind in sorted(kinds):
            rows[f"kind:{kind}"] = tuple(
                RowUnit(node.code, node.name) for node in nodes if node.kind == kind
            )
    return rows


def _lineage(review: Review, frame: _Frame) -> tuple[str, ...]:
    """Say on which structure the figures rest, and what was reorganised in the year."""
    day = format_day(frame.day)
    first = f"Số liệu được tổng hợp theo cơ cấu tổ chức ngày {day} ({len(frame.children)} đơn vị trực thuộc)."
    below = Ancestry.objects.on(frame.day).filter(ancestor=review.unit_id).values("descendant_id")
    moved = (
        Succession.objects.filter(
            effective_on__gt=date(review.year - 1, 12, 31),
            effective_on__lte=frame.day,
            reorganisation__state=Reorganisation.State.APPLIED,
            successor__in=below,
        )
        .order_by("effective_on", "reorganisation__instrument")
        .values_list("effective_on", "reorganisation__instrument")
        .annotate(units=Count("predecessor", distinct=True))
    )
    return (
        first,
        *(
            f"Ngày {format_day(on)}, {format_number(count)} đơn vị được sắp xếp lại theo {instrument}; "
            "số liệu của các đơn vị ấy đi theo đơn vị kế tiếp."
            for on, instrument, count in moved
        ),
    )


def _arithmetic(compared: tuple[PublishedReport, ...]) -> tuple[str, ...]:
    return tuple(sentence for report in compared for sentence in report.sentences)
