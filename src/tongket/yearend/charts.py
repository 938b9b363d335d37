"""Charts drawn on the server from one description: the same picture in page, Word and PDF.

A description becomes a Vega-Lite specification, that becomes SVG (real text, no style attributes, no
scripts: safe under a strict content security policy) or PNG. Values are labelled beside their marks, so
that nothing has to be read off an axis; colours differ in lightness too, so that a black-and-white print
keeps the series apart.
"""

import functools
import textwrap
from decimal import Decimal
from typing import Any, Final

import vl_convert

from tongket.core.numbers import format_number
from tongket.yearend.document import ChartDescription, ChartKind, ChartSeries
from tongket.yearend.fonts import CHART_FONT, register_chart_fonts

__all__ = [
    "ChartDescription",
    "ChartKind",
    "ChartSeries",
    "alternative_text",
    "chart_png",
    "chart_spec",
    "chart_svg",
]

Spec = dict[str, Any]

# Okabe and Ito's colours, safe for colour-blind readers, ordered so that neighbours differ in lightness.
PALETTE: Final = ("#0b57a4", "#e69f00", "#007a5a", "#56b4e9", "#8a3b00", "#cc79a7", "#5b5f66")
_DARK: Final = frozenset({"#0b57a4", "#007a5a", "#8a3b00", "#5b5f66"})
_INK: Final = "#1d232b"
_GRID: Final = "#d9d7d0"
_WIDTH: Final = 560
_LABEL_LINE: Final = 26
# More points than this are told by their extremes; a listener loses count.
_TOLD_IN_FULL: Final = 12
_LINE_LABELS: Final[dict[str, Spec]] = {
    "above": {"type": "text", "dy": -14},
    "below": {"type": "text", "dy": 16},
    "beside": {"type": "text", "dx": 8, "align": "left"},
}
_NUMBER_LOCALE: Final = {
    "decimal": ",",
    "thousands": ".",
    "grouping": [3],
    "currency": ["", " ₫"],
}


# A page is read many times between two changes of its figures; a drawing costs a tenth of a second.
@functools.lru_cache(maxsize=256)
def chart_svg(description: ChartDescription) -> str:
    """Return the chart as an SVG element whose words are text."""
    register_chart_fonts()
    svg: str = vl_convert.vegalite_to_svg(chart_spec(description), format_locale=_NUMBER_LOCALE)
    return svg


@functools.lru_cache(maxsize=128)
def chart_png(description: ChartDescription, scale: float = 2) -> bytes:
    """Return the chart as PNG, `scale` picture points to each of its 560 points of width."""
    register_chart_fonts()
    png: bytes = vl_convert.vegalite_to_png(
        chart_spec(description), scale=scale, format_locale=_NUMBER_LOCALE
    )
    return png


# ---------------------------------------------------------------------------------- specification


def chart_spec(description: ChartDescription) -> Spec:
    """Return the Vega-Lite specification of a chart; pure data, nothing is fetched or run."""
    build = {
        ChartKind.BAR: _bars,
        ChartKind.GROUPED_BAR: _bars,
        ChartKind.LINE: _lines,
        ChartKind.SHARE: _shares,
    }[description.kind]
    unit: Spec = {"title": f"Đơn vị tính: {description.unit}"} if description.unit else {}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": _WIDTH,
        "data": {"values": _rows(description)},
        "config": _config(),
        **unit,
        **build(description),
    }


def _rows(description: ChartDescription) -> list[Spec]:
    rows: list[Spec] = []
    for place, category in enumerate(description.categories):
        shares = _share_texts(description, place)
        for order, series in enumerate(description.series):
            value = series.values[place]
            if value is None:
                continue
            rows.append(
                {
                    "category": _wrapped(category),
                    "series": series.name,
                    "order": order,
                    "value": float(value),
                    "label": format_number(value),
                    "share": shares[order],
                    "rank": _rank(description, order, place),
                }
            )
    return rows


def _rank(description: ChartDescription, order: int, place: int) -> str:
    """Return where a line's label stands: the highest above, the lowest below, others beside."""
    values = [value for series in description.series if (value := series.values[place]) is not None]
    value = description.series[order].values[place]
    if value == max(values):
        return "above"
    return "below" if value == min(values) else "beside"


def _share_texts(description: ChartDescription, place: int) -> list[str]:
    values = [series.values[place] or Decimal(0) for series in description.series]
    whole = sum(values, Decimal(0))
    if not whole:
        return [""] * len(values)
    # A piece under a twentieth of the bar has no room for its label; the table beside it tells it.
    return [format_number(value) if value / whole >= Decimal("0.05") else "" for value in values]


def _config() -> Spec:
    words = {"font": CHART_FONT, "color": _INK}
    labels = {
        "labelFont": CHART_FONT,
        "titleFont": CHART_FONT,
        "labelColor": _INK,
        "titleColor": _INK,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 500,
    }
    return {
        "background": "#ffffff",
        "aria": False,
        "font": CHART_FONT,
        "padding": 8,
        "view": {"stroke": None},
        "axis": {**labels, "domainColor": _INK, "gridColor": _GRID, "ticks": False, "labelPadding": 8},
        "legend": {
            **labels,
            "orient": "top",
            "title": None,
            "direction": "horizontal",
            "symbolType": "square",
            "symbolSize": 150,
            "labelLimit": 300,
            "columns": 3,
        },
        "title": {**words, "anchor": "end", "fontSize": 12, "fontWeight": 400, "fontStyle": "italic"},
        "scale": {"bandPaddingInner": 0.25, "bandPaddingOuter": 0.12},
        "text": {**words, "fontSize": 13, "fontWeight": 500},
    }  # fmt: skip


def _wrapped(category: str) -> str:
    """Return a name broken into lines: names of units are long and are never cut."""
    lines = -(-len(category) // _LABEL_LINE)
    even = max(-(-len(category) // max(lines, 1)) + 3, 12)
    return "\n".join(textwrap.wrap(category, min(even, _LABEL_LINE))) or category


def _categories(description: ChartDescription) -> Spec:
    return {
        "field": "category",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": [_wrapped(category) for category in description.categories]},
        "axis": {
            "title": None,
            "grid": False,
            "labelLimit": 0,
            "labelAngle": 0,
            "labelExpr": "split(datum.label, '\\n')",
        },
    }


def _bar_categories(description: ChartDescription) -> Spec:
    """Return the names beside bars; Vega centres the first line of a name, we centre the whole."""
    category = _categories(description)
    category["axis"]["labelOffset"] = {"expr": "-8 * (length(split(datum.label, '\\n')) - 1)"}
    return category


def _colours(description: ChartDescription) -> Spec:
    names = [series.name for series in description.series]
    colours: Spec = {
        "field": "series",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": names, "range": [PALETTE[i % len(PALETTE)] for i in range(len(names))]},
    }
    if len(names) == 1:
        colours["legend"] = None
    return colours


def _value(description: ChartDescription, **more: object) -> Spec:
    return {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "axis": {"tickCount": 5, "format": ",~f"},
        **more,
    }


def _bars(description: ChartDescription) -> Spec:
    """Return horizontal bars: names of units are long and stay level, values stand at the ends."""
    grouped = len(description.series) > 1
    offset: Spec = (
        {"yOffset": {"field": "series", "sort": [series.name for series in description.series]}}
        if grouped
        else {}
    )
    value = _value(description, scale={"nice": True, "zero": True}, axis=None)
    encoding: Spec = {"y": _bar_categories(description), "x": value, **offset}
    colour = _colours(description)
    return {
        "height": _bar_height(description),
        "encoding": encoding,
        "layer": [
            {"mark": {"type": "bar", "cornerRadiusEnd": 2}, "encoding": {"color": colour}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }


def _bar_height(description: ChartDescription) -> int:
    """Return a height that gives every bar 20 points and every broken name its lines."""
    lines = max(_wrapped(name).count("\n") + 1 for name in description.categories)
    step = max(24 * len(description.series) + 14, 17 * lines + 14, 40)
    return step * len(description.categories)


def _lines(description: ChartDescription) -> Spec:
    """Return lines over the categories (years, months), every point labelled."""
    value = _value(description, scale={"zero": False, "padding": 24})
    colour = _colours(description)
    return {
        "height": 260,
        "encoding": {"x": _categories(description), "y": value},
        "layer": [
            {
                "mark": {"type": "line", "strokeWidth": 2.5, "point": {"size": 60, "filled": True}},
                "encoding": {"color": colour},
            },
            *(
                {
                    "transform": [{"filter": {"field": "rank", "equal": rank}}],
                    "mark": place,
                    "encoding": {"text": {"field": "label"}},
                }
                for rank, place in _LINE_LABELS.items()
            ),
        ],
    }


def _shares(description: ChartDescription) -> Spec:
    """Return one bar of full width a category, cut into its parts; the parts carry their values."""
    colour = _colours(description)
    pale = [
        series.name
        for index, series in enumerate(description.series)
        if PALETTE[index % len(PALETTE)] not in _DARK
    ]
    value = _value(description, stack="normalize")
    value["axis"] = {"labelExpr": "round(datum.value * 100) + ' %'", "tickCount": 5}
    order = {"field": "order", "type": "quantitative"}
    return {
        "height": {"step": 46},
        "encoding": {"y": _bar_categories(description), "order": order},
        "layer": [
            {
                "mark": {"type": "bar", "stroke": "#ffffff", "strokeWidth": 1},
                "encoding": {"x": value, "color": colour},
            },
            {
                "mark": {"type": "text"},
                "encoding": {
                    "x": {**value, "bandPosition": 0.5},
                    "detail": {"field": "series"},
                    "text": {"field": "share"},
                    "color": {
                        "condition": {
                            "test": {"field": "series", "oneOf": pale},
                            "value": _INK,
                        },
                        "value": "#ffffff",
                    },
                },
            },
        ],
    }


# ------------------------------------------------------------------------------ alternative text

_KIND_WORDS: Final = {
    ChartKind.BAR: "Biểu đồ cột",
    ChartKind.GROUPED_BAR: "Biểu đồ cột nhóm",
    ChartKind.LINE: "Biểu đồ đường",
    ChartKind.SHARE: "Biểu đồ cơ cấu",
}


def alternative_text(description: ChartDescription) -> str:
    """Return what the chart shows, in Vietnamese: the given text, or one told from the data."""
    if description.alternative_text:
        return description.alternative_text
    told = " ".join(_told(description, series) for series in description.series)
    return f"{_KIND_WORDS[description.kind]}: {description.title}. {told}"


def _told(description: ChartDescription, series: ChartSeries) -> str:
    points = list(zip(description.categories, series.values, strict=True))
    reported = [(category, value) for category, value in points if value is not None]
    if not reported:
        return f"{series.name}: chưa có số liệu."
    unit = f" {description.unit}" if description.unit else ""
    if len(points) <= _TOLD_IN_FULL:
        words = "; ".join(f"{category} {_value_text(value, unit)}" for category, value in points)
        return f"{series.name}: {words}."
    highest = max(reported, key=lambda point: point[1])
    lowest = min(reported, key=lambda point: point[1])
    return (
        f"{series.name}: {len(reported)} giá trị, cao nhất {highest[0]} "
        f"{_value_text(highest[1], unit)}, thấp nhất {lowest[0]} {_value_text(lowest[1], unit)}."
    )


def _value_text(value: Decimal | None, unit: str) -> str:
    return "chưa có số liệu" if value is None else f"{format_number(value)}{unit}"
