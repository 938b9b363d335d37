"""The review as a part of a web page: the text as on paper, every figure a link to how it came about.

The markup is semantic (headings, lists, tables with captions and scopes), everything said by people is
escaped, and there is no style attribute and no script, so that a strict content security policy holds.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tongket.core.numbers import format_number
from tongket.yearend.charts import alternative_text, chart_svg
from tongket.yearend.document import (
    Alignment,
    Annex,
    Block,
    ChartDescription,
    ChartSeries,
    CitationSpan,
    FigureSpan,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    PartyHeader,
    Placed,
    ReviewDocument,
    Signature,
    Span,
    Table,
)
from tongket.yearend.renderers.walk import (
    CaptionNumbers,
    HeadingDepths,
    Occurrences,
    balanced,
)

_NAME_LIMIT, _ABSTRACT_LIMIT = 25, 64
"""Names longer than this stand in two lines, as in the Word file."""
_MANY_COLUMNS = 6
"""A table of more columns is shown on a phone row by row."""


def render_page(document: ReviewDocument) -> SafeString:
    """Return the review as one `<article class="review">`.

    Headings begin at `h2`: the page around it has the `h1`. A figure's place has the same name as in
    Word (`fig_<id>_<n>`), so that a finding can point at it.
    """
    writer = _PageWriter()
    return format_html(
        '<article class="review" lang="{}">{}{}{}{}{}</article>',
        document.meta.language,
        _head(document.header),
        _title(document),
        writer.blocks(document.body),
        _foot(document.signature, document.recipients),
        writer.blocks(document.annexes),
    )


def _joined(parts: "list[SafeString]") -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _lines(text: str) -> SafeString:
    """Return escaped text whose line breaks are kept."""
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))


def _head(header: PartyHeader) -> SafeString:
    mark = format_html('<p class="review-mark">{}</p>', header.mark) if header.mark else ""
    return format_html(
        '<header class="review-head"><div class="review-issuer"><p>{}</p><p><strong>{}</strong></p>'
        '<p aria-hidden="true">*</p><p>Số {}</p>{}</div><div class="review-party">'
        '<p class="review-nation"><strong>ĐẢNG CỘNG SẢN VIỆT NAM</strong></p>'
        '<p class="review-place"><em>{}</em></p></div></header>',
        _lines(balanced(header.superior, _NAME_LIMIT)),
        _lines(balanced(header.issuer, _NAME_LIMIT)),
        header.number,
        mark,
        header.place_and_date,
    )


def _title(document: ReviewDocument) -> SafeString:
    return format_html(
        '<div class="review-title"><p class="review-kind"><strong>{}</strong></p>'
        '<p class="review-abstract"><strong>{}</strong></p></div>',
        document.title,
        _lines(balanced(document.abstract, _ABSTRACT_LIMIT)),
    )


def _foot(signature: Signature, recipients: tuple[str, ...]) -> SafeString:
    return format_html(
        '<footer class="review-foot"><div class="review-recipients"><p>Nơi nhận:</p><ul>{}</ul></div>'
        '<div class="review-signature"><p><strong>{}</strong></p><p>{}</p>'
        '<p class="review-signer"><strong>{}</strong></p></div></footer>',
        format_html_join("", "<li>{}</li>", ((recipient,) for recipient in recipients)),
        signature.authority,
        signature.office,
        signature.name,
    )


class _PageWriter:
    """Writes blocks one after the other; counts places of figures and captions."""

    def __init__(self) -> None:
        self.occurrences = Occurrences()
        self.captions = CaptionNumbers()
        self.depths = HeadingDepths()

    def blocks(self, blocks: tuple[Block, ...]) -> SafeString:
        return _joined([self.block(block) for block in blocks])

    def block(self, block: Block) -> SafeString:
        match block:
            case Heading(level):
                tag = f"h{self.depths.next(level) + 1}"
                return format_html('<{} class="level-{}">{}</{}>', tag, level, block.full_text, tag)
            case Paragraph(spans):
                return format_html("<p>{}</p>", self.spans(spans))
            case ListBlock():
                return self._list(block)
            case Table():
                return self._table(block)
            case PageBreak():
                return mark_safe('<hr class="review-page-break">')
            case Annex():
                return self._annex(block)
            case _:
                return self._chart(block.description)

    # -- spans ---------------------------------------------------------------------------------

    def spans(self, spans: tuple[Span, ...]) -> SafeString:
        return _joined([self._span(span) for span in spans])

    def _span(self, span: Span) -> SafeString:
        if isinstance(span, FigureSpan):
            return self._figure(span)
        if isinstance(span, CitationSpan):
            if not span.address:
                return format_html("<cite>{}</cite>", span.text)
            return format_html('<cite><a href="{}">{}</a></cite>', _web(span.address), span.text)
        shown = _lines(span.text)
        if span.italic:
            shown = format_html("<em>{}</em>", shown)
        return format_html("<strong>{}</strong>", shown) if span.bold else shown

    def _figure(self, span: FigureSpan) -> SafeString:
        text = format_html("<strong>{}</strong>", span.text) if span.bold else span.text
        return format_html(
            '<a class="figure" id="{}" data-figure="{}" href="{}" title="{}">{}</a>',
            self.occurrences.name(span),
            span.figure_id,
            span.address,
            f"{span.label}. {span.basis}" if span.basis else span.label,
            text,
        )

    def _list(self, block: ListBlock) -> SafeString:
        items = format_html_join("", "<li>{}</li>", ((self.spans(item),) for item in block.items))
        if block.ordered:
            return format_html("<ol>{}</ol>", items)
        return format_html("<ul>{}</ul>", items)

    # -- tables --------------------------------------------------------------------------------

    def _table(self, table: Table) -> SafeString:
        grid = table.grid()
        heads = _heads(table, grid[: len(table.header)])
        header_end = len(table.header)
        body_end = header_end + len(table.rows)
        rows = [
            self._row(table, placed, () if number < header_end else heads)
            for number, placed in enumerate(grid)
        ]
        foot = format_html("<tfoot>{}</tfoot>", rows[body_end]) if table.total is not None else ""
        note = (
            format_html('<p class="review-note">{}</p>', _lines(table.note)) if table.note else ""
        )
        return format_html(
            '<div class="review-table{}"><table><caption>Bảng {}. {}</caption>{}<thead>{}</thead>'
            "<tbody>{}</tbody>{}</table></div>{}",
            " review-table-many" if len(table.columns) > _MANY_COLUMNS else "",
            self.captions.next_table(),
            table.caption,
            _widths(table),
            _joined(rows[:header_end]),
            _joined(rows[header_end:body_end]),
            foot,
            note,
        )

    def _row(self, table: Table, placed: list[Placed], heads: tuple[str, ...]) -> SafeString:
        """Write a row; a body row's cells carry their columns' ``heads``, a header row has none."""
        cells = [self._cell(table, place, heads) for place in placed if not place.continued]
        return format_html("<tr>{}</tr>", _joined(cells))

    def _cell(self, table: Table, place: Placed, heads: tuple[str, ...]) -> SafeString:
        cell = place.cell
        attributes = _attributes(table, place, heads)
        if cell.column_span > 1:
            attributes.append(("colspan", str(cell.column_span)))
        if cell.row_span > 1:
            attributes.append(("rowspan", str(cell.row_span)))
        tag = "td" if heads else "th"
        opening = format_html_join("", ' {}="{}"', attributes)
        return format_html("<{}{}>{}</{}>", tag, opening, self.spans(cell.spans), tag)

    # -- charts and annexes --------------------------------------------------------------------

    def _chart(self, description: ChartDescription) -> SafeString:
        # Our own drawing of escaped data: real text, no scripts (checked by a test).
        svg = mark_safe(chart_svg(description))  # noqa: S308
        note = (
            format_html('<p class="review-note">{}</p>', _lines(description.note))
            if description.note
            else ""
        )
        return format_html(
            '<figure class="chart"><div class="chart-picture" role="img" aria-label="{}">{}</div>'
            "<figcaption>Biểu đồ {}. {}</figcaption>{}<details><summary>{}</summary>{}</details>"
            "</figure>",
            alternative_text(description),
            svg,
            self.captions.next_chart(),
            description.title,
            note,
            _("Xem bảng số liệu của biểu đồ"),
            _chart_table(description),
        )

    def _annex(self, annex: Annex) -> SafeString:
        self.depths.begin_annex()
        number = format_html("{}<br>", annex.number) if annex.number else ""
        return format_html(
            '<section class="review-annex"><h2>{}{}</h2>{}</section>',
            number,
            annex.title,
            self.blocks(annex.blocks),
        )


def _attributes(table: Table, place: Placed, heads: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what a cell says of itself: a head its scope, a body cell how it stands and its head."""
    wide = place.cell.column_span > 1
    if not heads:
        return [("scope", "colgroup" if wide else "col")]
    if wide:
        return []
    alignment = table.columns[place.column].alignment
    stands = {Alignment.RIGHT: "number", Alignment.CENTER: "center"}.get(alignment, "")
    named = [("class", stands)] if stands else []
    return [*named, ("data-label", heads[place.column])]


def _heads(table: Table, header: list[list[Placed]]) -> tuple[str, ...]:
    """Return each column's head in words, from the lowest header row that names it."""
    heads = [" "] * len(table.columns)
    for row in header:
        for place in row:
            words = "".join(span.text for span in place.cell.spans)
            for column in range(place.column, place.column + place.cell.column_span):
                heads[column] = words or heads[column]
    return tuple(heads)


def _widths(table: Table) -> SafeString:
    """Return the columns with their shares of the width in hundredths, as classes."""
    whole = sum(column.weight for column in table.columns)
    shares = ((max(1, round(column.weight * 100 / whole)),) for column in table.columns)
    return format_html(
        "<colgroup>{}</colgroup>", format_html_join("", '<col class="share-{}">', shares)
    )


def _chart_table(description: ChartDescription) -> SafeString:
    unit = f" ({description.unit})" if description.unit else ""
    head = format_html_join(
        "", '<th scope="col">{}</th>', ((f"{series.name}{unit}",) for series in description.series)
    )
    rows = [
        format_html(
            '<tr><th scope="row">{}</th>{}</tr>',
            category,
            format_html_join(
                "",
                '<td class="number">{}</td>',
                ((_chart_value(series, place),) for series in description.series),
            ),
        )
        for place, category in enumerate(description.categories)
    ]
    return format_html(
        "<table><caption>{}</caption><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>",
        description.title,
        head,
        _joined(rows),
    )


def _chart_value(series: ChartSeries, place: int) -> str | SafeString:
    value = series.values[place]
    if value is None:
        return _("chưa báo cáo")
    figure = series.figures[place] if series.figures else None
    if figure is None:
        return format_number(value)
    return format_html(
        '<a class="figure" data-figure="{}" href="{}">{}</a>',
        figure.figure_id,
        figure.address,
        figure.text,
    )


def _web(address: str) -> str:
    """Return the address when it leads to a web page or inside this one, else an empty one."""
    return address if address.startswith(("https://", "http://", "/")) else ""
