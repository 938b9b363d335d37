"""Dropping a report in, saying whom it is about, reading it again, removing it."""

import hashlib
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from tongket.access.domain import Action, Actor
from tongket.access.gate import require
from tongket.core.text import normalise
from tongket.narratives.domain import LARGEST_FILE, LONGEST_PASTED
from tongket.narratives.models import MatchState, NarrativeContent, NarrativeReport, ReadingState
from tongket.narratives.policy import can_receive, can_work_on
from tongket.narratives.services.faults import NarrativeFault, note
from tongket.narratives.services.matching import suggest_all
from tongket.org.selectors import unit_on
from tongket.periods.domain import PeriodCode, PeriodError
from tongket.periods.services import ensure_period

_PASTED = "pasted.txt"


def receive(
    *, actor: Actor, now: datetime, unit_id: int | None, file_name: str, content: bytes
) -> NarrativeReport:
    """Keep a file that was dropped in; it waits to be read.

    The same file dropped in twice by one office is the same report. Raises ``NarrativeFault`` for
    an empty file and one that is too large.
    """
    require(can_receive(actor, unit_id))
    if unit_id is None:
        raise NarrativeFault(_("Chưa chọn đơn vị."))
    name = normalise(PurePath(file_name.replace("\\", "/")).name)[-200:] or _("văn bản")
    if not content:
        raise NarrativeFault(_("Tệp “%(file)s” rỗng, không có gì để đọc.") % {"file": name})
    if len(content) > LARGEST_FILE:
        raise NarrativeFault(
            _("Tệp “%(file)s” lớn hơn %(size)d MB. Chia nhỏ văn bản rồi đưa vào lại.")
            % {"file": name, "size": LARGEST_FILE // 2**20}
        )
    return _keep(actor, now, unit_id, name, content)


def paste(*, actor: Actor, now: datetime, unit_id: int | None, text: str) -> NarrativeReport:
    """Keep a text that was pasted. Raises ``NarrativeFault`` when there is none or too much."""
    require(can_receive(actor, unit_id))
    if unit_id is None:
        raise NarrativeFault(_("Chưa chọn đơn vị."))
    if not text.strip():
        raise NarrativeFault(_("Chưa có gì để đọc: chọn tệp hoặc dán văn bản vào ô."))
    if len(text) > LONGEST_PASTED:
        raise NarrativeFault(_("Văn bản dán vào dài quá hai triệu chữ. Đưa vào bằng tệp."))
    return _keep(actor, now, unit_id, _PASTED, text.encode())


def _keep(actor: Actor, now: datetime, unit_id: int, name: str, content: bytes) -> NarrativeReport:
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        known = NarrativeReport.objects.filter(unit=unit_id, digest=digest).first()
        if known is not None:
            return known
        report = NarrativeReport.objects.create(
            unit_id=unit_id,
            about_id=unit_id,
            title=name[:300],
            file_name=name,
            kind="pasted" if name == _PASTED else "",
            digest=digest,
            size=len(content),
            received_at=now,
            received_by=actor.name[:200],
        )
        NarrativeContent.objects.create(report=report, content=content)
        note(actor, "receive", report, now, {"bytes": len(content)})
    return report


def describe(
    *, actor: Actor, now: datetime, report: NarrativeReport, title: str, about: str, period: str
) -> None:
    """Say what a report is called, which unit it reports on and for which period.

    Suggestions are made anew; what was confirmed stays. Raises ``NarrativeFault`` for a unit or
    period that is not known.
    """
    require(can_work_on(actor, report))
    try:
        code = PeriodCode.parse(period) if period.strip() else None
    except PeriodError as fault:
        raise NarrativeFault(str(fault)) from None
    node = unit_on(about, (code or PeriodCode(now.year)).last_day) or unit_on(about, now.date())
    if node is None or not actor.may(Action.SEE_FIGURES, node.id):
        raise NarrativeFault(
            _("Không có đơn vị nào mang mã “%(code)s” trong phạm vi của bạn.") % {"code": about}
        )
    with transaction.atomic():
        report.title = normalise(title)[:300] or report.title
        report.about_id = node.id
        report.period = ensure_period(code) if code else None
        report.save(update_fields=["title", "about", "period"])
        suggest_all(report)
        note(actor, "describe", report, now, {"about": node.code, "period": str(code or "")})


def read_again(*, actor: Actor, now: datetime, report: NarrativeReport) -> None:
    """Put a report back to be read again, with the reader as it is now."""
    require(can_receive(actor, report.unit_id))
    with transaction.atomic():
        report.state, report.stage, report.fault = ReadingState.WAITING, "", ""
        report.claimed_at = None
        report.save(update_fields=["state", "stage", "fault", "claimed_at"])
        note(actor, "read_again", report, now)


def remove(*, actor: Actor, now: datetime, report: NarrativeReport) -> None:
    """Remove a report. Refused while confirmed figures rest on it: they would lose their source."""
    require(can_receive(actor, report.unit_id))
    if report.stated.filter(state=MatchState.CONFIRMED).exists():
        raise NarrativeFault(
            _("Văn bản này là căn cứ của số liệu đã xác nhận. Bỏ xác nhận các số ấy trước.")
        )
    with transaction.atomic():
        note(actor, "remove", report, now)
        report.delete()
