"""The record of acts, filtered; acts in words."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tongket.audit.models import AuditEvent
from tongket.core.clock import HANOI
from tongket.core.words import marked

ACTS = {
    "accounts.create_user": marked("tạo người dùng"),
    "accounts.set_password": marked("đặt mật khẩu"),
    "accounts.appoint": marked("giao vai trò"),
    "accounts.end_appointment": marked("thôi vai trò"),
    "rulebook.load": marked("nạp sổ quy định"),
    "indicators.load": marked("nạp chỉ tiêu và biểu mẫu"),
    "org.create_unit": marked("thành lập đơn vị"),
    "org.rename_unit": marked("đổi tên đơn vị"),
    "org.move_unit": marked("chuyển đơn vị"),
    "org.close_unit": marked("kết thúc đơn vị"),
    "org.bulk_create_units": marked("nạp nhiều đơn vị"),
    "org.load_divisions": marked("nạp đơn vị hành chính"),
    "org.draft_reorganisation": marked("soạn phương án sắp xếp"),
    "org.redraft_reorganisation": marked("sửa phương án sắp xếp"),
    "org.apply_reorganisation": marked("thực hiện sắp xếp"),
    "org.revert_reorganisation": marked("hủy bỏ sắp xếp"),
    "submissions.open_round": marked("mở kỳ báo cáo"),
    "submissions.import_accepted": marked("nhập phiếu đã duyệt"),
    "submissions.submit": marked("gửi phiếu lên"),
    "submissions.return": marked("trả lại phiếu"),
    "submissions.accept": marked("duyệt phiếu"),
    "submissions.confirm": marked("xác nhận tổng hợp"),
    "submissions.consolidate": marked("tổng hợp phiếu"),
    "submissions.seal": marked("chốt kỳ báo cáo"),
    "submissions.propose_amendment": marked("đề nghị điều chỉnh"),
    "submissions.confirm_amendment": marked("xác nhận điều chỉnh"),
    "submissions.withdraw_amendment": marked("rút đề nghị điều chỉnh"),
    "yearend.create_review": marked("bắt đầu báo cáo tổng kết"),
    "yearend.edit_text": marked("sửa lời báo cáo tổng kết"),
    "yearend.choose_highlights": marked("chọn kết quả nổi bật"),
    "yearend.set_tasks": marked("ghi nhiệm vụ năm sau"),
    "yearend.set_particulars": marked("ghi thể thức"),
    "yearend.explain_gaps": marked("ghi lý do thiếu số liệu"),
    "yearend.seal": marked("chốt báo cáo tổng kết"),
}
"""Act -> words. An act without words is shown by its name."""

ROOMS = {
    "accounts": marked("Người dùng"),
    "org": marked("Tổ chức"),
    "rulebook": marked("Quy định"),
    "indicators": marked("Chỉ tiêu"),
    "submissions": marked("Báo cáo"),
    "rollup": marked("Số liệu"),
    "yearend": marked("Tổng kết"),
}
"""Room -> words, for the filter."""


@dataclass(frozen=True)
class RecordFilter:
    """What of the record is looked at; empty: all."""

    text: str = ""
    room: str = ""
    first: date | None = None
    last: date | None = None


def events(wanted: RecordFilter) -> QuerySet[AuditEvent]:
    """Return the acts that a filter lets through, the newest first."""
    rows = AuditEvent.objects.order_by("-id")
    if wanted.room:
        rows = rows.filter(action__startswith=f"{wanted.room}.")
    if wanted.first is not None:
        rows = rows.filter(at__gte=_midnight(wanted.first))
    if wanted.last is not None:
        rows = rows.filter(at__lt=_midnight(date.fromordinal(wanted.last.toordinal() + 1)))
    for word in wanted.text.split():
        acts = [
            act
            for act, words in ACTS.items()
            if word.lower() in words or word.lower() in _(words).lower()
        ]
        rows = rows.filter(
            Q(actor_label__icontains=word) | Q(subject_label__icontains=word) | Q(action__in=acts)
        )
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HANOI)


def act_in_words(action: str) -> str:
    """Return an act in words."""
    return _(ACTS[action]) if action in ACTS else action
