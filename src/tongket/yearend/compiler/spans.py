"""From a text with marks to spans: each mark becomes a figure that opens."""

from dataclasses import dataclass, field

from tongket.core.numbers import format_number
from tongket.periods.domain import PeriodCode
from tongket.yearend.compiler.content import CompileFault, Content, Gap, Known, Request
from tongket.yearend.compiler.lookup import Lookup
from tongket.yearend.document import FigureSpan, Span, TextSpan
from tongket.yearend.domain.filling import fill
from tongket.yearend.domain.marks import Mark, MarkFault, MeasureName, Words, parse_text
from tongket.yearend.domain.wording import GAP, about_text, change_text, number_text


@dataclass
class SpanWriter:
    """Writes spans; remembers gaps, who is missing and which figures were printed.

    ``seen`` collects the figures of the section being written, for its sentence on completeness.
    """

    content: Content
    lookup: Lookup
    gaps: list[Gap] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)
    figures: dict[str, Known] = field(default_factory=dict)
    seen: list[Known] = field(default_factory=list)
    section: str = ""

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the spans of a text; raise ``CompileFault`` naming the section and the mark."""
        try:
            pieces = parse_text(fill(text, self.content.words))
        except MarkFault as fault:
            raise CompileFault(f"Mục “{self.section}”: {fault}") from None
        spans: list[Span] = []
        for piece in pieces:
            if isinstance(piece, Words):
                spans.append(TextSpan(piece.text))
            else:
                spans.extend(self._mark(piece))
        return tuple(spans)

    def request(self, measure: MeasureName | str, mark: Mark | None = None) -> Request:
        """Return which figure a measure of a mark means in this review."""
        unit = (mark.unit if mark else "") or self.content.unit_code
        period = (mark.period if mark else "") or self.content.period
        if mark is not None and mark.last:
            period = before(period)
        return Request(str(measure), unit, period)

    def known(self, request: Request, *, printed: bool = True) -> Known:
        """Return a figure; remember it as printed in this section unless told otherwise."""
        found = self.lookup.get(request, f"Mục “{self.section}”")
        if not printed:
            return found
        self.figures.setdefault(found.figure_id, found)
        self.seen.append(found)
        self.missing.update(dict.fromkeys(found.missing))
        if found.value is None:
            self.gaps.append(Gap(self.section, request, found.figure_id, found.label))
        return found

    def figure(self, request: Request, *, bold: bool = False) -> FigureSpan:
        """Return the span of a figure as its number."""
        known = self.known(request)
        return self._span(known, number_text(known.shown), known.basis, bold=bold)

    def figure_of_unit(self, request: Request, blank: str) -> FigureSpan:
        """Return the span of one unit's figure in a table; ``blank`` stands for none, and no gap.

        A unit that has not reported is told by the section's sentence on completeness and by the
        annex; many have nothing to report of what their neighbours do.
        """
        known = self.known(request, printed=False)
        if known.value is not None:
            return self.figure(request)
        return self._span(known, blank, known.basis)

    def _mark(self, mark: Mark) -> list[Span]:
        spans: list[Span] = []
        for measure in mark.measures:
            request = self.request(measure, mark)
            if spans:
                spans.append(TextSpan("/"))
            spans.append(self._change(request) if mark.change else self._about(request, mark.about))
        return spans

    def _about(self, request: Request, step: int | None) -> FigureSpan:
        known = self.known(request)
        text = number_text(known.shown)
        if step is None or known.value is None:
            return self._span(known, text, known.basis)
        rounded = about_text(known.shown, step)
        return self._span(known, rounded, f"Giá trị đúng: {text}. {known.basis}".strip())

    def _change(self, request: Request) -> FigureSpan:
        now = self.known(request)
        earlier = Request(request.measure, request.unit, before(request.period))
        last = self.known(earlier, printed=False)
        if last.value is None and now.value is not None:
            self.gaps.append(Gap(self.section, earlier, last.figure_id, last.label))
        basis = ""
        if now.value is not None and last.value is not None:
            basis = f"{format_number(now.value)} so với {format_number(last.value)} năm trước. "
        return self._span(now, change_text(now.shown, last.shown), basis + now.basis)

    def _span(self, known: Known, text: str, basis: str, *, bold: bool = False) -> FigureSpan:
        shown = f"[{GAP}]" if text == GAP else text
        address = f"{self.content.address}/so-lieu/{known.figure_id}"
        return FigureSpan(known.figure_id, shown, address, known.label, basis, bold)


def before(period: str) -> str:
    """Return the same period a year earlier."""
    return PeriodCode.parse(period).same_last_year().code
