"""Charts: true to their data, safe to put in a page, readable to everybody."""

import itertools
import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from tests.yearend.sample import charts
from tongket.yearend.charts import PALETTE, alternative_text, chart_png, chart_spec, chart_svg
from tongket.yearend.document import ChartDescription, ChartKind, ChartSeries

KINDS = list(ChartKind)


def texts(svg: str) -> list[str]:
    tree = etree.fromstring(svg.encode())
    return ["".join(node.itertext()) for node in tree.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("kind", KINDS)
def test_svg_is_safe_under_a_strict_policy(kind: ChartKind) -> None:
    svg = chart_svg(charts()[kind])
    tree = etree.fromstring(svg.encode())
    for element in tree.iter():
        assert etree.QName(element).localname not in {"script", "style", "foreignObject", "image"}
        assert not any(name == "style" or name.startswith("on") for name in element.attrib)
    assert not re.search(r'href="(?!#)', svg)


def test_values_are_real_text_in_the_vietnamese_form() -> None:
    assert {"1.579", "8.464"} <= set(texts(chart_svg(charts()[ChartKind.BAR])))
    assert "141,5" in texts(chart_svg(charts()[ChartKind.GROUPED_BAR]))
    assert "Đơn vị tính: đảng viên" in texts(chart_svg(charts()[ChartKind.LINE]))
    assert "40 %" in texts(chart_svg(charts()[ChartKind.SHARE]))


def test_a_long_name_is_broken_not_cut() -> None:
    svg = chart_svg(charts()[ChartKind.GROUPED_BAR])
    shown = re.sub(r"\s+", "", "".join(texts(svg)))
    assert "Đảngbộcơquan,đơnvịsựnghiệpvàlựclượngvũtrangquận" in shown


def test_unreported_is_not_drawn_as_zero() -> None:
    rows = chart_spec(charts()[ChartKind.GROUPED_BAR])["data"]["values"]
    assert [row["series"] for row in rows if row["category"] == "Doanh nghiệp"] == ["Chỉ tiêu"]


@pytest.mark.parametrize("kind", KINDS)
def test_png_has_twice_the_points(kind: ChartKind) -> None:
    small, large = chart_png(charts()[kind], 1), chart_png(charts()[kind], 2)
    assert small.startswith(b"\x89PNG")
    assert int.from_bytes(large[16:20]) == pytest.approx(2 * int.from_bytes(small[16:20]), abs=2)


def test_words_of_people_cannot_become_expressions_or_markup() -> None:
    nasty = "'); alert(1) //<script>\" \\u0022 datum.label"
    description = ChartDescription(
        ChartKind.BAR, nasty, (nasty,), (ChartSeries(nasty, (Decimal(3),)),), unit=nasty
    )
    svg = chart_svg(description)
    assert "<script>" not in svg
    assert re.sub(r"\s+", "", nasty) in re.sub(r"\s+", "", "".join(texts(svg)))
    assert not re.search(
        r"alert|datum\.value \+", json.dumps(chart_spec(description)["encoding"]["y"]["axis"])
    )


def test_alternative_text_tells_every_value() -> None:
    told = alternative_text(charts()[ChartKind.GROUPED_BAR])
    assert told.startswith("Biểu đồ cột nhóm: Kết nạp đảng viên so với chỉ tiêu")
    assert "Đảng bộ phường 215 đảng viên" in told
    assert "Doanh nghiệp chưa có số liệu" in told
    given = replace(charts()[ChartKind.BAR], alternative_text="Do người viết đặt.")
    assert alternative_text(given) == "Do người viết đặt."


def test_alternative_text_of_many_points_tells_the_extremes() -> None:
    categories = tuple(f"Phường {number}" for number in range(1, 21))
    values = tuple(Decimal(number * 1000) for number in range(1, 21))
    description = ChartDescription(
        ChartKind.BAR, "Thử", categories, (ChartSeries("Hộ", values),), unit="hộ"
    )
    assert alternative_text(description).endswith(
        "Hộ: 20 giá trị, cao nhất Phường 20 20.000 hộ, thấp nhất Phường 1 1.000 hộ."
    )


def test_neighbouring_colours_differ_on_a_black_and_white_print() -> None:
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for first, second in itertools.pairwise(PALETTE):
        assert abs(lightness(first) - lightness(second)) > 25
