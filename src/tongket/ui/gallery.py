"""What the gallery shows: invented units and numbers, every component in every state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator

from tongket.ui.components import (
    Action,
    Crumb,
    Flow,
    FlowEdge,
    FlowNode,
    MissingUnit,
    Tab,
    TimelineEntry,
    TreeItem,
)
from tongket.ui.icons import ICONS
from tongket.ui.states import LOOKS

HERE = "#content"


@dataclass(frozen=True)
class SampleRow:
    """A line of the sample table."""

    name: str
    admitted: int | None
    target: int
    share: Decimal | None
    state: str


@dataclass(frozen=True)
class GalleryPage:
    """Everything the gallery draws."""

    crumbs: Sequence[Crumb]
    tabs: Sequence[Tab]
    states: Sequence[str]
    icons: Sequence[str]
    missing: Sequence[MissingUnit]
    rows: Page[Any]
    table: Sequence[SampleRow]
    tree: Sequence[TreeItem]
    timeline: Sequence[TimelineEntry]
    merge: Flow
    split: Flow
    acts: Sequence[Action]
    day: date
    today: date
    moment: datetime
    decimal: Decimal
    structure_day: date
    structure_back: str


def sample() -> GalleryPage:
    """Return the page; the same every time, so that pictures of it can be compared."""
    return GalleryPage(
        crumbs=[
            Crumb("Đảng bộ Thành phố", HERE),
            Crumb("Đảng bộ phường Bến Mẫu", HERE),
            Crumb("Thư viện thành phần"),
        ],
        tabs=[
            Tab("Đến hạn", HERE, is_current=True, count=3),
            Tab("Chờ tôi duyệt", HERE, count=12),
            Tab("Bị trả lại", HERE, count=0),
            Tab("Đã xong", HERE),
        ],
        states=list(LOOKS),
        icons=list(ICONS),
        missing=[MissingUnit(f"Chi bộ khu phố {number}", HERE) for number in (4, 7, 15)],
        rows=Paginator(range(1, 1235), 50).page(3),
        table=_rows(),
        tree=_tree(),
        timeline=_timeline(),
        merge=_merge(),
        split=_split(),
        acts=_acts(),
        day=date(2026, 11, 21),
        today=date(2026, 11, 18),
        moment=datetime(2026, 11, 21, 3, 42, tzinfo=UTC),
        decimal=Decimal("1234.5"),
        structure_day=date(2025, 7, 1),
        structure_back=HERE,
    )


def _rows() -> list[SampleRow]:
    return [
        SampleRow("Đảng bộ phường Bến Mẫu", 406, 400, Decimal("101.5"), "accepted"),
        SampleRow("Đảng bộ phường Cầu Thử", 1118, 1200, Decimal("93.2"), "submitted"),
        SampleRow("Đảng bộ xã Đồng Ví Dụ", None, 75, None, "not_reported"),
        SampleRow("Đảng bộ khối Cơ quan Mẫu", 71, 80, Decimal("88.8"), "returned"),
    ]


def _tree() -> list[TreeItem]:
    cells = [
        TreeItem(
            f"Chi bộ khu phố {number}",
            HERE,
            value=str(20 + number),
            value_address=HERE,
            status="not_reported" if number == 2 else "",
        )
        for number in (1, 2, 3)
    ]
    ward = TreeItem(
        "Đảng bộ phường Bến Mẫu",
        HERE,
        note="đảng bộ cơ sở",
        value="1.508",
        value_address=HERE,
        children=cells,
        is_open=True,
    )
    later = TreeItem("Đảng bộ phường Cầu Thử", HERE, note="mở khi cần", more_address=HERE)
    city = TreeItem(
        "Đảng bộ Thành phố",
        HERE,
        value="255.576",
        value_address=HERE,
        children=[ward, later],
        is_open=True,
    )
    return [city]


def _timeline() -> list[TimelineEntry]:
    return [
        TimelineEntry(
            "01/07/2025 – nay",
            "Phường Bến Mẫu",
            "Thành lập trên cơ sở ba phường, theo nghị quyết sắp xếp năm 2025.",
            HERE,
            is_current=True,
        ),
        TimelineEntry("01/01/2012 – 30/06/2025", "Phường 12", "Thuộc quận Cầu Thử."),
        TimelineEntry("trước 01/01/2012", "Thị trấn Bến Mẫu"),
    ]


def _merge() -> Flow:
    olds = [
        FlowNode("p11", "Phường 11", HERE, "toàn bộ"),
        FlowNode("p12", "Phường 12", HERE, "toàn bộ"),
        FlowNode("p26", "Phường 26", HERE, "40 % (theo dân số)"),
    ]
    here = FlowNode("ben-mau", "Phường Bến Mẫu", note="từ 01/07/2025", is_current=True)
    edges = [
        FlowEdge("p11", "ben-mau", "100 %"),
        FlowEdge("p12", "ben-mau", "100 %"),
        FlowEdge("p26", "ben-mau", "40 %", is_part=True),
    ]
    return Flow([olds, [here]], edges, ("Đơn vị trước", "Đơn vị này"))


def _split() -> Flow:
    edges = [
        FlowEdge("old", "east", "60 %", is_part=True),
        FlowEdge("old", "west", "40 %", is_part=True),
        FlowEdge("west", "new", "100 %"),
    ]
    return Flow(
        [
            [FlowNode("old", "Xã Đồng Ví Dụ", HERE, "đến 31/12/2023")],
            [
                FlowNode("east", "Xã Đồng Đông", HERE, "60 % dân số"),
                FlowNode("west", "Xã Đồng Tây", HERE, "40 % dân số", is_current=True),
            ],
            [FlowNode("new", "Xã Đồng Tây Mở Rộng", HERE, "từ 01/07/2025")],
        ],
        edges,
        ("Trước", "Từ 01/01/2024", "Từ 01/07/2025"),
    )


def _acts() -> list[Action]:
    refusal = "Chưa gửi được: còn 2 dòng sai ở mục Đảng viên."
    return [
        Action("Gửi lên", HERE, refusal=refusal, icon="send"),
        Action("Duyệt", HERE, icon="check"),
        Action("Xuất Word", HERE, icon="word"),
    ]
