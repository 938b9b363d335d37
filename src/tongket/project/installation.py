"""Preparing an installation and saying what is wrong with it."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from tongket.access.domain import SYSTEM
from tongket.audit.services import broken_link
from tongket.core import clock
from tongket.core.guards import missing
from tongket.core.words import said
from tongket.indicators.services import load_indicators
from tongket.org.services import check_tree, load_divisions
from tongket.project.guards import ALL_GUARDS
from tongket.rollup.services import check_totals
from tongket.rulebook.services import load_rulebook


def prepare() -> list[str]:
    """Migrate and load rules, indicators and forms; return what was done, in words."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    now = clock.now()
    rules = load_rulebook(actor=SYSTEM, now=now)
    definitions = load_indicators(actor=SYSTEM, now=now)
    return [
        said("Cơ sở dữ liệu đã sẵn sàng."),
        said("Quy định: %(new)s mới, %(changed)s đổi.", new=rules.created, changed=rules.changed),
        said(
            "Chỉ tiêu và biểu mẫu: %(new)s mới, %(changed)s đổi.",
            new=definitions.created,
            changed=definitions.changed,
        ),
    ]


def prepare_divisions() -> list[str]:
    """Load the country's administrative divisions before and after 1 July 2025, once."""
    units = load_divisions(actor=SYSTEM, now=clock.now())
    return [said("Đơn vị hành chính cả nước: %(units)s mới.", units=units)]


def not_ready() -> str:
    """Return why the site cannot be served yet, or an empty text."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as fault:
        return said("Không mở được cơ sở dữ liệu: %(why)s", why=str(fault).splitlines()[0])
    if pending:
        return said(
            "Cơ sở dữ liệu chưa có hoặc chưa nâng cấp; chạy 'tongket migrate' (hoặc 'tongket demo') trước."
        )
    return ""


def faults() -> list[str]:
    """Return everything that is wrong, each a sentence; empty when all is well."""
    unready = not_ready()
    if unready:
        return [unready]
    checks: list[Callable[[], list[str]]] = [_guards, _audit, check_tree, check_totals]
    return [fault for check in checks for fault in check()]


def _guards() -> list[str]:
    return [
        said(
            "Thiếu chốt bảo vệ %(name)s trong cơ sở dữ liệu; chạy 'tongket migrate' để cài lại.",
            name=name,
        )
        for name in missing(ALL_GUARDS)
    ]


def _audit() -> list[str]:
    broken = broken_link()
    if broken is None:
        return []
    return [
        said(
            "Nhật ký bị đứt ở dòng %(row)s: có dòng đã bị sửa hoặc xóa ngoài hệ thống.", row=broken
        )
    ]
