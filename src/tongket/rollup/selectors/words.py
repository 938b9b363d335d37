"""A figure said in one sentence: how it came about, in which structure, how complete."""

from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.core.numbers import format_number
from tongket.core.words import marked
from tongket.rollup.domain import FigureView, MeasureView

_KINDS = {
    "province": marked("tỉnh, thành phố"),
    "district": marked("quận, huyện"),
    "ward": marked("phường, xã"),
    "neighbourhood": marked("khu phố, ấp"),
    "district_committee": marked("đảng bộ quận, huyện"),
    "bloc_committee": marked("đảng bộ khối"),
    "upper_committee": marked("đảng bộ cấp trên trực tiếp cơ sở"),
    "ward_committee": marked("đảng bộ phường, xã"),
    "grassroots_committee": marked("đảng bộ cơ sở"),
    "grassroots_cell": marked("chi bộ cơ sở"),
    "cell": marked("chi bộ"),
}
"""Kinds of unit as they stand after a number."""


def basis_sentence(view: FigureView) -> str:
    """Say on what the figure rests: ``Cộng từ 15 phường, xã, cơ cấu ngày 31/12/2024, đủ 15/15.``"""
    parts = [_origin(view)]
    if view.basis == "rolled_up":
        parts.append(_("cơ cấu ngày %(day)s") % {"day": format_day(view.structure)})
    told = view.completeness
    if told.expected:
        word = _("đủ %(done)s/%(all)s") if told.complete else _("mới có %(done)s/%(all)s")
        counts = {"done": format_number(told.reported), "all": format_number(told.expected)}
        parts.append(word % counts)
    if view.apportioned:
        parts.append(
            _("trong đó %(part)s là phần chia theo tỷ lệ")
            % {"part": format_number(view.apportioned)}
        )
    return ", ".join(parts) + "."


def _origin(view: FigureView) -> str:
    if not view.reported:
        return _("Chưa có đơn vị nào báo cáo")
    if view.measure.method == "ratio":
        return _("Tính lại từ tử số và mẫu số: %(arithmetic)s") % {
            "arithmetic": view.arithmetic or "—"
        }
    if view.measure.method == "difference":
        return _("Hiệu của %(count)s số") % {"count": len(view.inputs)}
    if view.measure.adds_up and any(item.role == "part" for item in view.inputs):
        return _("Cộng từ bốn quý")
    if view.basis == "rolled_up":
        return _("Cộng từ %(units)s") % {"units": _units(view)}
    said = {
        "counted": _("Đếm từ sổ"),
        "entered": _("Đơn vị báo cáo"),
        "imported": _("Nhập từ nguồn khác"),
        "stated": _("Nêu trong văn bản"),
        "adjusted": _("Điều chỉnh"),
    }
    return said[view.basis]


def _units(view: FigureView) -> str:
    below = [item for item in view.inputs if item.role in {"child", "part"}]
    kinds = {item.unit.kind for item in below}
    word = _KINDS.get(kinds.pop(), "") if len(kinds) == 1 else ""
    word = _(word) if word else _("đơn vị")
    text = f"{format_number(len(below))} {word}"
    if any(item.role == "own" for item in view.inputs):
        text += _(" và phần của chính đơn vị")
    return text


def additivity_sentence(measure: MeasureView) -> str:
    """Say how values of a measure combine over units."""
    if measure.method == "ratio":
        return _(
            "Tỷ lệ: tính lại ở mỗi cấp từ tử số và mẫu số, không cộng và không lấy trung bình."
        )
    if measure.method != "base":
        return _("Tính từ các chỉ tiêu khác, không nhập riêng.")
    sentences = {
        "sum": _("Cộng từ các đơn vị bên dưới và phần của chính đơn vị."),
        "max": _("Lấy số lớn nhất trong các đơn vị bên dưới."),
        "last": _("Lấy số của chính đơn vị."),
        "none": _("Không cộng giữa các đơn vị; mỗi đơn vị có số riêng."),
    }
    return sentences[measure.over_units]
