"""Reading what was dropped in: at once, or by any number of workers."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from tongket.core import clock
from tongket.narratives.domain import Stated, stated_in, title_of
from tongket.narratives.models import (
    MatchState,
    NarrativeContent,
    NarrativeReport,
    ReadingState,
    StatedFigure,
)
from tongket.narratives.selectors.analysis import Analysis, analyse, own_unit
from tongket.narratives.services.matching import suggest_all, withdraw
from tongket.narratives.services.recounting import recount
from tongket.periods.domain import PeriodCode, PeriodError
from tongket.periods.models import Period
from tongket.periods.services import ensure_period
from tongket.reader.inputs import open_bytes, pasted
from tongket.reader.portions import MOST_AT_ONCE
from tongket.reader.source import Source, UnreadableError

_log = logging.getLogger(__name__)

_CLAIM_LASTS = timedelta(minutes=5)
"""A claim older than this belongs to a process that died: reading one file takes seconds."""


def read_waiting(*, limit: int = 10) -> int:
    """Read up to ``limit`` reports that wait; return how many were read. For workers."""
    done = 0
    for pk in list(_waiting(clock.now()).values_list("pk", flat=True)[:limit]):
        done += read_report(pk)
    return done


def read_report(pk: int) -> bool:
    """Read one report; return False when another process has it or nothing waits.

    Whatever the file holds, it ends as read or as unreadable with the reason. What is kept of it
    (remarks, reasons) is Vietnamese, whoever dropped it in.
    """
    with translation.override("vi"):
        return _read(pk)


def _read(pk: int) -> bool:
    report = _claimed(pk)
    if report is None:
        return False
    content = bytes(NarrativeContent.objects.values_list("content", flat=True).get(report=pk))
    try:
        source = (
            pasted(content.decode())
            if report.kind == "pasted"
            else open_bytes(content, report.file_name)
        )
        _stage(pk, "reading")
        analysis = analyse(source.text, report.digest)
    except UnreadableError as fault:
        _give_up(pk, str(fault))
        return True
    except (MemoryError, RecursionError, OSError):
        _give_up(pk, _("Tệp vượt quá sức đọc của máy. Chia nhỏ văn bản rồi đưa vào lại."))
        return True
    except Exception:  # noqa: BLE001 - as said below
        # One odd text must not stop a worker or show a person a traceback; the fault is logged.
        _log.exception("narrative report %d could not be read", pk)
        _give_up(pk, _("Có lỗi khi đọc văn bản này; quản trị viên xem được trong nhật ký lỗi."))
        return True
    _stage(pk, "checking")
    _store(report, source, analysis)
    return True


def _waiting(now: datetime) -> QuerySet[NarrativeReport]:
    stale = Q(state=ReadingState.READING, claimed_at__lt=now - _CLAIM_LASTS)
    return NarrativeReport.objects.filter(Q(state=ReadingState.WAITING) | stale).order_by("pk")


def _claimed(pk: int) -> NarrativeReport | None:
    """Take a report to read: one conditional update, so that two workers never take the same."""
    now = clock.now()
    taken = (
        _waiting(now)
        .filter(pk=pk)
        .order_by()
        .update(state=ReadingState.READING, stage="opening", claimed_at=now)
    )
    return NarrativeReport.objects.get(pk=pk) if taken else None


def _stage(pk: int, stage: str) -> None:
    NarrativeReport.objects.filter(pk=pk).update(stage=stage)


def _give_up(pk: int, fault: str) -> None:
    NarrativeReport.objects.filter(pk=pk).update(
        state=ReadingState.UNREADABLE, stage="", fault=fault
    )


def _store(report: NarrativeReport, source: Source, analysis: Analysis) -> None:
    first_time = report.read_at is None
    with transaction.atomic():
        if first_time:
            report.title = title_of(source, analysis.reading)
            report.about_id = own_unit(analysis.reading, report)
            report.period = _period(analysis.reading.period)
        report.kind, report.text, report.remarks = source.kind, source.text, _remarks(source)
        report.blocks = [[each.start, each.end, each.kind, each.page] for each in source.blocks]
        report.state, report.stage, report.fault = ReadingState.READ, "", ""
        report.read_at = clock.now()
        report.save()
        _renew_stated(report, stated_in(analysis.reading))
        suggest_all(report)
        recount(report)


def _remarks(source: Source) -> list[str]:
    """Return what a reader should know of a file; that a very long one was read by portions too."""
    if len(source.text) <= MOST_AT_ONCE:
        return source.remarks
    by_portions = _("Báo cáo rất dài nên được đọc từng phần; không so số liệu giữa hai phần.")
    return [*source.remarks, by_portions]


def _period(text: str | None) -> Period | None:
    try:
        return ensure_period(PeriodCode.parse(text)) if text else None
    except PeriodError:
        return None


def _renew_stated(report: NarrativeReport, stated: list[Stated]) -> None:
    """Write what the text states; what a person decided stays where the same figure stands."""
    standing = {(row.kind, row.start, row.end): row for row in report.stated.all()}
    fresh, same = [], []
    for each in stated:
        old = standing.get((each.kind, each.start, each.end))
        if old is not None and (old.value, old.bound) == (each.value, each.bound):
            for name in _WORDS:
                setattr(old, name, getattr(each, name))
            same.append(standing.pop((each.kind, each.start, each.end)))
        else:
            fresh.append(each)
    for row in standing.values():
        if row.state == MatchState.CONFIRMED:
            withdraw(row)
    StatedFigure.objects.filter(pk__in=[row.pk for row in standing.values()]).delete()
    StatedFigure.objects.bulk_update(same, _WORDS, batch_size=200)
    StatedFigure.objects.bulk_create(
        StatedFigure(report=report, **{name: getattr(each, name) for name in _FIELDS})
        for each in fresh
    )


_WORDS = ("sentence", "unit_words", "what", "organisation_words", "period_words")
_FIELDS = tuple(Stated.__dataclass_fields__)
