"""States as a person sees them: a word, a shape and a tone, never colour alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Look:
    """How a state is shown. ``tone`` names a colour pair of the tokens."""

    word: str | Promise
    icon: str
    tone: str


LOOKS: dict[str, Look] = {
    # a return
    "draft": Look(_("đang soạn"), "pencil", "quiet"),
    "not_started": Look(_("chưa nhập"), "empty", "quiet"),
    "submitted": Look(_("đã gửi, chờ duyệt"), "clock", "waiting"),
    "returned": Look(_("bị trả lại"), "back", "late"),
    "accepted": Look(_("đã duyệt"), "check", "done"),
    "consolidated": Look(_("đã tổng hợp"), "double_check", "done"),
    "sealed": Look(_("đã chốt"), "lock", "sealed"),
    "amended": Look(_("đã điều chỉnh"), "pencil", "waiting"),
    "proposed": Look(_("chờ xác nhận điều chỉnh"), "clock", "waiting"),
    "confirmed": Look(_("đã xác nhận"), "check", "done"),
    "withdrawn": Look(_("đã rút lại"), "back", "quiet"),
    # time
    "due": Look(_("đến hạn"), "clock", "waiting"),
    "late": Look(_("quá hạn"), "late", "late"),
    "done": Look(_("xong"), "check", "done"),
    "open": Look(_("đang mở"), "clock", "waiting"),
    "closed": Look(_("đã đóng"), "lock", "sealed"),
    # figures
    "not_reported": Look(_("chưa báo cáo"), "empty", "waiting"),
    "not_applicable": Look(_("không áp dụng"), "dash", "quiet"),
    "complete": Look(_("đủ đơn vị"), "check", "done"),
    "incomplete": Look(_("còn thiếu đơn vị"), "warning", "waiting"),
    "same": Look(_("giống"), "equal", "done"),
    "changed": Look(_("đã thay đổi"), "differs", "late"),
    "differs": Look(_("lệch"), "differs", "late"),
    "within": Look(_("khớp trong khoảng"), "about", "done"),
    "apportioned": Look(_("có phần phân bổ"), "split", "waiting"),
    "exact": Look(_("chính xác"), "check", "done"),
    # narrative reports
    "waiting": Look(_("chờ đọc"), "clock", "waiting"),
    "reading": Look(_("đang đọc"), "clock", "waiting"),
    "unreadable": Look(_("không đọc được"), "late", "late"),
    # checks
    "error": Look(_("sai"), "late", "late"),
    "warning": Look(_("cần giải trình"), "warning", "waiting"),
    "info": Look(_("lưu ý"), "info", "quiet"),
    # rules and reorganisations
    "verified": Look(_("đã đối chiếu văn bản"), "check", "done"),
    "unverified": Look(_("chưa đối chiếu văn bản"), "warning", "waiting"),
    "applied": Look(_("đã thực hiện"), "check", "done"),
    "reverted": Look(_("đã hủy bỏ"), "back", "quiet"),
    "in_force": Look(_("còn hiệu lực"), "check", "done"),
    "ended": Look(_("hết hiệu lực"), "lock", "sealed"),
}
"""Database code of a state -> its look. Rooms pass their codes as they store them."""

UNKNOWN = Look("", "info", "quiet")


def look_of(code: str) -> Look:
    """Return the look of a state; a code nobody gave a look is shown as its own word."""
    return LOOKS.get(code) or Look(code.replace("_", " "), UNKNOWN.icon, UNKNOWN.tone)
