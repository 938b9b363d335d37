"""Putting a review together: header, sections, annexes, signature; one walk, done twice.

The first walk records which figures the review asks for, so that they are fetched at once; the
second writes the document with them. Both run the same code and so cannot disagree.
"""

from collections.abc import Iterable

from tongket.core.dates import format_day_long
from tongket.core.numbers import format_number
from tongket.yearend.compiler.content import Compiled, Content, Known, Request
from tongket.yearend.compiler.lookup import Figures, Lookup, Recorder
from tongket.yearend.compiler.spans import SpanWriter
from tongket.yearend.compiler.tables import chart, results_table, unit_table
from tongket.yearend.document import (
    MAX_HEADING_LEVEL,
    Annex,
    Block,
    Heading,
    ListBlock,
    Meta,
    Paragraph,
    PartyHeader,
    ReviewDocument,
    Signature,
    Span,
    TextSpan,
)
from tongket.yearend.domain.filling import fill
from tongket.yearend.domain.outline import ParagraphPlan, SectionPlan, TaskPlan, applies

_ITEM = "- "
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def requests_of(content: Content) -> tuple[Request, ...]:
    """Return every figure the review asks for, each once; raise ``CompileFault`` for bad marks."""
    recorder = Recorder()
    _Assembly(content, recorder).blocks()
    return tuple(recorder.asked)


def compile_document(content: Content, figures: Figures) -> Compiled:
    """Return the review as a document with its gaps, missing units and printed figures.

    Raises ``CompileFault`` naming the section when a mark cannot be read or its figure is unknown.
    """
    assembly = _Assembly(content, figures)
    blocks = assembly.blocks()
    writer = assembly.writer
    document = ReviewDocument(
        header=_header(content),
        title=content.outline.kind,
        abstract=fill(content.outline.abstract, content.words),
        blocks=blocks,
        signature=_signature(content),
        recipients=tuple(fill(one, content.words) for one in content.outline.recipients),
        meta=Meta(content.installation_id, content.unit_code, content.year, content.compiled_at),
    )
    return Compiled(
        document,
        tuple({gap.figure_id: gap for gap in reversed(writer.gaps)}.values())[::-1],
        tuple(writer.missing),
        tuple(writer.figures.values()),
        assembly.headings,
    )


def _header(content: Content) -> PartyHeader:
    office, place = content.outline.office_of(content.unit_name)
    given = content.particulars
    seat = content.superior.removeprefix("Đảng bộ ") if office.seat == "superior" else place
    where = given.place or seat
    day = given.signed_on
    blank = " " * 6
    written = format_day_long(day) if day else f"ngày{blank}tháng{blank}năm{blank}".rstrip()
    return PartyHeader(
        superior=content.superior,
        issuer=content.words["issuer"],
        number=given.number or f"      -{office.symbol}",
        place_and_date=f"{where}, {written}",
        mark="" if given.number and day is not None else "Dự thảo",
    )


def _signature(content: Content) -> Signature:
    office, _ = content.outline.office_of(content.unit_name)
    given = content.particulars
    return Signature(
        content.outline.authority, given.signer_office or office.signer_office, given.signer
    )


class _Assembly:
    """Writes the blocks of one review with one lookup."""

    def __init__(self, content: Content, lookup: Lookup) -> None:
        self.content = content
        self.writer = SpanWriter(content, lookup)
        self.headings: dict[str, str] = {}

    def blocks(self) -> tuple[Block, ...]:
        plans = self.content.outline.sections
        body = self._body([plan for plan in plans if not plan.annex])
        annexes = [annex for plan in plans if plan.annex for annex in self._annex(plan)]
        closing = self._closing_annexes()
        numbered = [
            Annex(one.title, one.blocks, f"Phụ lục {number}", landscape=one.landscape)
            for number, one in enumerate([*annexes, *closing], start=1)
        ]
        return (*body, *numbered)

    def _body(self, plans: list[SectionPlan]) -> list[Block]:
        """Return the numbered sections that have something to say, or one below them that has."""
        written = [(plan, self._inside(plan)) for plan in plans]
        blocks: list[Block] = []
        counters = [0] * (MAX_HEADING_LEVEL + 1)
        for place, (plan, inner) in enumerate(written):
            if not inner and not _has_below(written, place):
                continue
            if plan.title:
                counters[plan.level] += 1
                counters[plan.level + 1 :] = [0] * (MAX_HEADING_LEVEL - plan.level)
                title = fill(plan.title, self.content.words)
                heading = Heading(plan.level, title, _number(plan.level, counters[plan.level]))
                self.headings[plan.key] = heading.full_text
                blocks.append(heading)
            blocks += inner
        return blocks

    def _annex(self, plan: SectionPlan) -> list[Annex]:
        inner = self._inside(plan)
        title = fill(plan.title, self.content.words)
        wide = any(len(table.columns) > 5 for table in plan.tables)
        return [Annex(title, tuple(inner), landscape=wide)] if inner else []

    def _inside(self, plan: SectionPlan) -> list[Block]:
        self.writer.section = fill(plan.title, self.content.words) or plan.key
        self.writer.seen = []
        blocks = self._texts(plan)
        blocks += self._place(plan.place)
        made = [
            *(unit_table(table, self.content, self.writer) for table in plan.tables),
            *(chart(one, self.content, self.writer) for one in plan.charts),
        ]
        blocks += [block for block in made if block is not None]
        return blocks + self._completeness() if blocks else []

    def _texts(self, plan: SectionPlan) -> list[Block]:
        rewritten = self.content.texts.get(plan.key)
        if rewritten is not None:
            return self._paragraphs(rewritten)
        return self._paragraphs(one.text for one in plan.paragraphs if self._makes_sense(one))

    def _makes_sense(self, paragraph: ParagraphPlan) -> bool:
        if not applies(paragraph, self.content.unit_code, self.content.year):
            return False
        has = [self._has(measure) for measure in paragraph.when]
        spoils = [self._has(measure) for measure in paragraph.unless]
        # While recording every branch is walked, so that no figure is missed.
        return self.writer.lookup.recording or (all(has) and not any(spoils))

    def _has(self, measure: str) -> bool:
        return bool(self.writer.known(self.writer.request(measure), printed=False).value)

    def _paragraphs(self, texts: Iterable[str]) -> list[Block]:
        blocks: list[Block] = []
        items: list[tuple[Span, ...]] = []
        for text in texts:
            if text.startswith(_ITEM):
                items.append(self.writer.spans(text.removeprefix(_ITEM)))
                continue
            blocks += _listed(items)
            items = []
            blocks.append(Paragraph(self.writer.spans(text)))
        return blocks + _listed(items)

    def _place(self, place: str) -> list[Block]:
        if place == "results":
            table = results_table(self.content, self.writer)
            return [] if table is None else [table]
        texts = {
            "highlights": self.content.highlights,
            "limits": self.content.limits,
            "tasks": tuple(_task_text(task) for task in self.content.tasks),
        }.get(place, ())
        items = tuple(self.writer.spans(text) for text in texts)
        return _listed(list(items), ordered=True)

    def _completeness(self) -> list[Block]:
        """Say how many units stand behind a section's figures when some are missing."""
        partial = [one for one in self.writer.seen if one.reported < one.expected]
        if not partial:
            return []
        worst = min(partial, key=_covered)
        text = (
            f"(Số liệu mục này tổng hợp từ {format_number(worst.reported)}/"
            f"{format_number(worst.expected)} đơn vị đã báo cáo.)"
        )
        return [Paragraph((TextSpan(text, italic=True),))]

    def _closing_annexes(self) -> list[Annex]:
        found = []
        missing = tuple(self.writer.missing)
        if missing:
            items = tuple((TextSpan(name),) for name in missing)
            figures = self.writer.figures.values()
            count = max((one.expected - one.reported for one in figures), default=0)
            lead = f"Tính đến khi lập báo cáo, {format_number(count)} đơn vị chưa báo cáo:"
            blocks: tuple[Block, ...] = (Paragraph((TextSpan(lead),)), ListBlock(items))
            found.append(Annex("Danh sách đơn vị chưa báo cáo", blocks))
        for title, sentences in (
            ("Ghi chú về cơ cấu tổ chức của số liệu", self.content.lineage),
            ("Đối chiếu với số liệu đã công bố", self.content.arithmetic),
        ):
            if sentences:
                written = tuple((TextSpan(sentence),) for sentence in sentences)
                found.append(Annex(title, (ListBlock(written),)))
        return found


def _has_below(written: list[tuple[SectionPlan, list[Block]]], place: int) -> bool:
    level = written[place][0].level
    for plan, inner in written[place + 1 :]:
        if plan.level <= level:
            return False
        if inner:
            return True
    return False


def _number(level: int, count: int) -> str:
    """Return a heading's number: I. of parts, 1. below them, a) below those.

    >>> _number(1, 4), _number(2, 4), _number(3, 4)
    ('IV.', '4.', 'd)')
    """
    if level == 1:
        tens, ones = divmod(count, 10)
        return "X" * tens + _ROMAN[ones] + "."
    return f"{count}." if level == 2 else f"{'abcdđeghiklmnopqrstuvxy'[count - 1]})"


def _listed(items: list[tuple[Span, ...]], *, ordered: bool = False) -> list[Block]:
    return [ListBlock(tuple(items), ordered=ordered)] if items else []


def _covered(known: Known) -> tuple[float, str]:
    return known.reported / known.expected, known.figure_id


def _task_text(task: TaskPlan) -> str:
    tail = "; ".join(
        part
        for part in (
            f"chủ trì: {task.who}" if task.who else "",
            task.due and f"thời hạn: {task.due}",
        )
        if part
    )
    what = task.what.rstrip(".; ")
    return f"{what} ({tail})." if tail else f"{what}."
