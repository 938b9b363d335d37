"""Reading reviews: the list, the review as on paper with its notes, the files to take away."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongket.access.domain import Action
from tongket.access.gate import actor_of, no_role_for, page
from tongket.access.where import AS_CHOSEN, current_period, current_unit
from tongket.core import clock
from tongket.core.text import capitalise_first
from tongket.org.models import Unit
from tongket.org.selectors import name_of
from tongket.ui.components import Action as Act
from tongket.ui.components import Crumb, MissingUnit
from tongket.ui.rendering import render
from tongket.yearend.browser import anchors, paper
from tongket.yearend.compiler import CompileFault
from tongket.yearend.domain.filling import fill
from tongket.yearend.domain.proofreading import ReviewFinding
from tongket.yearend.forms import NewReviewForm
from tongket.yearend.models import Review
from tongket.yearend.policy import can_seal, can_write
from tongket.yearend.renderers.pdf import render_pdf
from tongket.yearend.renderers.word import render_word
from tongket.yearend.selectors import (
    Reading,
    compile_review,
    outline_of,
    read_review,
    reviews_within,
)
from tongket.yearend.services import ReviewFault, create_review
from tongket.yearend.views.common import (
    LOOKS_OF_FINDINGS,
    SeeOther,
    address,
    crumbs_of,
    reason_of,
    review_of,
    title_of,
    unit_name,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class ReviewRow:
    """A review in the list."""

    name: str
    year: int
    state: str
    address: str


@dataclass(frozen=True)
class ReviewListPage:
    """Reviews one may read, the newest first; beginning a new one."""

    rows: tuple[ReviewRow, ...]
    form: NewReviewForm
    unit_name: str
    refusal: str
    create: str


@dataclass(frozen=True)
class OutlineItem:
    """A section in the outline at the side: its words, where it stands, where it is rewritten."""

    text: str
    level: int
    anchor: str
    edit: str


@dataclass(frozen=True)
class Note:
    """A remark at the side, which may lead somewhere."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class FindingNote:
    """What the proofreader found, with its weight and its place on the sheet."""

    state: str
    text: str
    address: str


@dataclass(frozen=True)
class ReviewPage:
    """The review as on paper, its outline at the left and its notes at the right."""

    title: str
    lead: str
    state: str
    crumbs: tuple[Crumb, ...]
    paper: SafeString | str
    outline: tuple[OutlineItem, ...]
    word: Act
    pdf: str
    acts: tuple[Act, ...]
    refusal: str
    """Why nothing may be written here, said once in place of the acts."""
    fault: str
    unchosen: bool
    gaps: tuple[Note, ...]
    missing: tuple[MissingUnit, ...]
    arithmetic: tuple[Note, ...]
    changes: tuple[Note, ...]
    findings: tuple[FindingNote, ...]


@page(Action.SEE_FIGURES)
@require_GET
def review_list(request: HttpRequest) -> HttpResponse:
    """List the reviews of the units one may read."""
    actor = actor_of(request)
    rows = tuple(
        ReviewRow(name, row.year, row.state, address("review", row))
        for row, name in reviews_within(actor.units(Action.SEE_FIGURES))
    )
    unit = current_unit(request)
    names = name_of([unit], clock.today()) if unit else {}
    may = unit is not None and actor.may(Action.WRITE_REVIEW, unit)
    found = ReviewListPage(
        rows,
        NewReviewForm(initial={"year": current_period(request)[:4]}),
        names.get(unit or 0, ""),
        "" if may else no_role_for(Action.WRITE_REVIEW),
        reverse("yearend:create"),
    )
    return render(request, "yearend/review_list.html", found)


@page(Action.WRITE_REVIEW)
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Begin the review of the unit one acts for."""
    form = NewReviewForm(request.POST)
    unit = Unit.objects.filter(pk=current_unit(request) or 0).first()
    if not form.is_valid() or unit is None:
        messages.error(request, _("Hãy ghi năm bằng bốn chữ số, ví dụ 2024."))
        return SeeOther(reverse("yearend:review_list"))
    try:
        review = create_review(
            actor=actor_of(request),
            now=clock.now(),
            unit_code=unit.code,
            year=form.cleaned_data["year"],
        )
    except ReviewFault as fault:
        messages.error(request, str(fault))
        return SeeOther(reverse("yearend:review_list"))
    return SeeOther(address("review", review))


@page(Action.SEE_FIGURES)
@require_GET
def review(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show a review: outline, text as on paper, notes."""
    row = review_of(request, unit, year)
    if AS_CHOSEN in request.GET:
        return _of_chosen_year(request, row)
    try:
        read, fault = read_review(row), ""
    except CompileFault as broken:
        read, fault = None, str(broken)
    return render(request, "yearend/review.html", _review_page(request, row, read, fault))


def _of_chosen_year(request: HttpRequest, row: Review) -> HttpResponse:
    """Go to the same unit's review of the year just chosen; to the list when there is none."""
    year = int(current_period(request)[:4])
    if Review.objects.filter(unit=row.unit_id, year=year).exists():
        return HttpResponseRedirect(reverse("yearend:review", args=[row.unit.code, year]))
    words = {"unit": unit_name(row), "year": year}
    messages.info(request, _("%(unit)s chưa có báo cáo tổng kết năm %(year)s.") % words)
    return HttpResponseRedirect(reverse("yearend:review_list"))


def _review_page(request: HttpRequest, row: Review, read: Reading | None, fault: str) -> ReviewPage:
    actor = actor_of(request)
    refusal = reason_of(can_write(actor, row))
    return ReviewPage(
        title=f"{title_of(row)}",
        lead=unit_name(row),
        state=row.state,
        crumbs=crumbs_of(row),
        paper=paper(read.document) if read else "",
        outline=_outline(row, read, may_write=not refusal),
        word=Act(_("Xuất Word"), address("word", row), fault, "download"),
        pdf=address("pdf", row),
        acts=(
            Act(_("Kết quả nổi bật"), address("highlights", row)),
            Act(_("Hạn chế"), address("limits", row)),
            Act(_("Nhiệm vụ năm sau"), address("tasks", row)),
            Act(_("Thể thức"), address("particulars", row)),
            Act(_("Chốt báo cáo"), address("seal", row), reason_of(can_seal(actor, row)), "lock"),
        )
        if not refusal
        else (),
        refusal=refusal,
        fault=fault,
        unchosen=read is not None and not read.chosen,
        gaps=_notes(read.gaps) if read else (),
        missing=tuple(MissingUnit(name) for name in read.missing) if read else (),
        arithmetic=tuple(Note(one) for one in read.arithmetic) if read else (),
        changes=_notes(read.changes) if read else (),
        findings=_finding_notes(read.findings) if read else (),
    )


def _finding_notes(findings: tuple[ReviewFinding, ...]) -> tuple[FindingNote, ...]:
    return tuple(
        FindingNote(
            LOOKS_OF_FINDINGS[found.severity],
            found.message,
            f"#{found.anchor}" if found.anchor else "",
        )
        for found in findings
    )


def _notes(pairs: tuple[tuple[str, str], ...]) -> tuple[Note, ...]:
    """Return notes that open a figure, from pairs of words and figure id."""
    return tuple(Note(words, f"/so-lieu/{figure}/") for words, figure in pairs)


def _outline(row: Review, read: Reading | None, *, may_write: bool) -> tuple[OutlineItem, ...]:
    """Return the headings of the text; for a writer all sections, with where they are rewritten."""
    standing = anchors(read.document) if read else ()
    if not may_write:
        return tuple(OutlineItem(one.text, one.level, f"#{one.name}", "") for one in standing)
    names = {one.text: one.name for one in standing}
    headings = read.headings if read else {}
    words = {"year": str(row.year), "next_year": str(row.year + 1), "highlight_count": ""}
    items = []
    for section in outline_of(row.outline).sections:
        text = headings.get(section.key, "")
        title = capitalise_first(fill(section.title, words).strip()) or _("Mở đầu")
        anchor = f"#{names[text]}" if text in names else ""
        if not section.annex:
            edit = address("edit_text", row, section.key)
            items.append(OutlineItem(text or title, section.level, anchor, edit))
    return tuple(items)


@page(Action.SEE_FIGURES)
@require_GET
def word(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Send the Word file."""
    return _file(request, unit, year, "docx")


@page(Action.SEE_FIGURES)
@require_GET
def pdf(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Send the PDF."""
    return _file(request, unit, year, "pdf")


def _file(request: HttpRequest, unit: str, year: int, kind: str) -> HttpResponse:
    row = review_of(request, unit, year)
    try:
        document = compile_review(row)
    except CompileFault as fault:
        messages.error(request, str(fault))
        return SeeOther(address("review", row))
    content = render_word(document) if kind == "docx" else render_pdf(document)
    response = HttpResponse(content, content_type=WORD if kind == "docx" else "application/pdf")
    name = f"tong-ket-{row.unit.code}-{row.year}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
