"""The values that components are drawn from. Views build them; template tags take them.

Plain frozen dataclasses: texts are already in the reader's language, addresses already reversed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page. Without an address it is not a link (no right, or here)."""

    label: str
    address: str = ""


@dataclass(frozen=True)
class Tab:
    """One of several views of the same thing; ``count`` is shown behind the label."""

    label: str
    address: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class TreeItem:
    """A line of a tree. ``more_address`` opens its branches on demand when ``children`` is empty."""

    label: str
    address: str = ""
    note: str = ""
    value: str = ""
    value_address: str = ""
    status: str = ""
    children: Sequence["TreeItem"] = ()
    more_address: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class TimelineEntry:
    """Something that held or happened: ``when`` is written out ("01/07/2025 – nay")."""

    when: str
    title: str
    note: str = ""
    address: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class MissingUnit:
    """A unit that has not sent its return."""

    label: str
    address: str = ""


@dataclass(frozen=True)
class FlowNode:
    """A unit in a flow picture. ``note`` says kind, days or what part went along."""

    key: str
    label: str
    address: str = ""
    note: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class FlowEdge:
    """``source`` went to ``target``. ``share`` is written out ("60 %"); ``is_part`` draws dashes."""

    source: str
    target: str
    share: str = ""
    is_part: bool = False


@dataclass(frozen=True)
class Flow:
    """Who became whom: columns of units in the order of time, edges between neighbouring columns.

    ``headings`` stand above the columns ("Trước 01/07/2025", "Từ 01/07/2025").
    """

    columns: Sequence[Sequence[FlowNode]]
    edges: Sequence[FlowEdge]
    headings: Sequence[str] = ()


@dataclass(frozen=True)
class Action:
    """An act a page offers. ``refusal`` is why it may not be done now: the button shows it."""

    label: str
    address: str
    refusal: str = ""
    icon: str = ""
    is_post: bool = False
    hidden: dict[str, str] = field(default_factory=dict)
