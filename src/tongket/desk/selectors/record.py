"""The record of acts, filtered; acts in words."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from tongket.audit.models import AuditEvent
from tongket.core.clock import HANOI

ACTS = {
    "accounts.create_user": "tạo người dùng",
    "accounts.set_password": "đặt mật khẩu",
    "accounts.appoint": "giao vai trò",
    "accounts.end_appointment": "thôi vai trò",
    "rulebook.load": "nạp sổ quy định",
    "indicators.load": "nạp chỉ tiêu và biểu mẫu",
    "org.create_unit": "thành lập đơn vị",
    "org.rename_unit": "đổi tên đơn vị",
    "org.move_unit": "chuyển đơn vị",
    "org.close_unit": "kết thúc đơn vị",
    "org.bulk_create_units": "nạp nhiều đơn vị",
    "org.load_divisions": "nạp đơn vị hành chính",
    "org.draft_reorganisation": "soạn phương án sắp xếp",
    "org.redraft_reorganisation": "sửa phương án sắp xếp",
    "org.apply_reorganisation": "thực hiện sắp xếp",
    "org.revert_reorganisation": "hủy bỏ sắp xếp",
    "submissions.open_round": "mở kỳ báo cáo",
    "submissions.import_accepted": "nhập phiếu đã duyệt",
    "submissions.submit": "gửi phiếu lên",
    "submissions.return": "trả lại phiếu",
    "submissions.accept": "duyệt phiếu",
    "submissions.confirm": "xác nhận tổng hợp",
    "submissions.consolidate": "tổng hợp phiếu",
    "submissions.seal": "chốt kỳ báo cáo",
    "submissions.propose_amendment": "đề nghị điều chỉnh",
    "submissions.confirm_amendment": "xác nhận điều chỉnh",
    "submissions.withdraw_amendment": "rút đề nghị điều chỉnh",
    "yearend.create_review": "bắt đầu báo cáo tổng kết",
    "yearend.edit_text": "sửa lời báo cáo tổng kết",
    "yearend.choose_highlights": "chọn kết quả nổi bật",
    "yearend.set_tasks": "ghi nhiệm vụ năm sau",
    "yearend.set_particulars": "ghi thể thức",
    "yearend.explain_gaps": "ghi lý do thiếu số liệu",
    "yearend.seal": "chốt báo cáo tổng kết",
}
"""Act -> words. An act without words is shown by its name."""

ROOMS = {
    "accounts": "Người dùng",
    "org": "Tổ chức",
    "rulebook": "Quy định",
    "indicators": "Chỉ tiêu",
    "submissions": "Báo cáo",
    "rollup": "Số liệu",
    "yearend": "Tổng kết",
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
        acts = [act for act, words in ACTS.items() if word.lower() in words]
        rows = rows.filter(
            Q(actor_label__icontains=word) | Q(subject_label__icontains=word) | Q(action__in=acts)
        )
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HANOI)


def act_in_words(action: str) -> str:
    """Return an act in words."""
    return ACTS.get(action, action)
