"""A small set of line icons, drawn for this project on a grid of 24 units, stroke 2.

Each is the inside of an ``<svg>``; the stroke takes the colour of the text around it.
"""

from collections.abc import Mapping
from types import MappingProxyType


def _path(*shapes: str) -> str:
    return "".join(f'<path d="{shape}"/>' for shape in shapes)


def _ring(radius: int = 9) -> str:
    return f'<circle cx="12" cy="12" r="{radius}"/>'


ICONS: Mapping[str, str] = MappingProxyType(
    {
        "home": _path("M4 11l8-7 8 7", "M6 9.5V20h12V9.5", "M10 20v-6h4v6"),
        "report": _path("M6 3h8l4 4v14H6z", "M14 3v4h4", "M9 12h6", "M9 16h6"),
        "figures": _path("M4 20h16", "M7 20v-7", "M12 20V5", "M17 20v-10"),
        "review": _path("M5 4h14v16H5z", "M9 8h6", "M9 12h6", "M9 16h3"),
        "proofread": _path(
            "M6 3h8l4 4v5", "M6 3v18h5", "M9 11h6", "M9 15h3", "M13 18l2.5 2.5L20 15"
        ),
        "tree": _path("M12 4v5", "M5 20v-6h14v6", "M12 9v11", "M9.5 4h5"),
        "rules": _path("M12 4v16", "M5 7h14", "M5 7l-2.5 6h5z", "M19 7l-2.5 6h5z", "M8 20h8"),
        "leader": _path("M4 19h16", "M5 15l5-5 4 3 5-7", "M19 10V6h-4"),
        "audit": _path("M5 4h11l3 3v13H5z", "M8.5 13l2.5 2.5 4.5-5"),
        "more": _path("M5 7h14", "M5 12h14", "M5 17h14"),
        "search": '<circle cx="11" cy="11" r="6"/>' + _path("M15.5 15.5L20 20"),
        "person": '<circle cx="12" cy="8" r="4"/>' + _path("M4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6"),
        "unit": _path("M4 20h16", "M6 20V8h12v12", "M6 8l6-4 6 4", "M10 12v4", "M14 12v4"),
        "period": _path("M4 6h16v14H4z", "M4 10.5h16", "M8 3.5V7", "M16 3.5V7"),
        "down": _path("M6 9.5l6 6 6-6"),
        "right": _path("M9.5 6l6 6-6 6"),
        "left": _path("M14.5 6l-6 6 6 6"),
        "arrow": _path("M4 12h15", "M14 7l5 5-5 5"),
        "check": _path("M5 12.5l4.5 4.5L19 7"),
        "double_check": _path("M2.5 12.5L7 17l9-10", "M12 16l1 1 8.5-10"),
        "clock": _ring() + _path("M12 7v5l3.5 2"),
        "warning": _path("M12 4L2.5 20h19z", "M12 10v4.5", "M12 17.3v.2"),
        "late": _ring() + _path("M12 7v6", "M12 16.3v.2"),
        "back": _path("M9 5L4 10l5 5", "M4 10h10a5.5 5.5 0 010 11h-3"),
        "lock": _path("M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 017 0v3"),
        "pencil": _path("M4 20l1-5L16 4l4 4L9 19z", "M13.5 6.5l4 4"),
        "empty": '<circle cx="12" cy="12" r="8.5" stroke-dasharray="3 3"/>',
        "dash": _path("M6 12h12"),
        "close": _path("M6 6l12 12", "M18 6L6 18"),
        "plus": _path("M12 5v14", "M5 12h14"),
        "equal": _path("M6 9.5h12", "M6 14.5h12"),
        "differs": _path("M6 9.5h12", "M6 14.5h12", "M16 5L8 19"),
        "about": _path("M5 10c3-3 5 2 7 1s4-3 7-1", "M5 15.5c3-3 5 2 7 1s4-3 7-1"),
        "split": _path("M4 12h6l6-6h4", "M10 12l6 6h4"),
        "info": _ring() + _path("M12 11v6", "M12 7.5v.2"),
        "print": _path("M7 9V4h10v5", "M7 17H4V9h16v8h-3", "M7 14h10v6H7z"),
        "download": _path("M12 4v11", "M7 10.5l5 5 5-5", "M5 20h14"),
        "upload": _path("M12 16V5", "M7 9.5l5-5 5 5", "M5 20h14"),
        "word": _path("M6 3h8l4 4v14H6z", "M14 3v4h4", "M9 12l1.5 6L12 13l1.5 5 1.5-6"),
        "table": _path("M4 5h16v14H4z", "M4 10h16", "M4 14.5h16", "M10 5v14"),
        "language": _ring() + _path("M3 12h18", "M12 3c-5 5-5 13 0 18", "M12 3c5 5 5 13 0 18"),
        "leave": _path("M10 4H5v16h5", "M10 12h10", "M16 8l4 4-4 4"),
        "keyboard": _path("M3 6h18v12H3z", "M7 10v.2", "M11 10v.2", "M15 10v.2", "M8 14.5h8"),
        "send": _path("M4 12L20 4l-5 16-4-6z", "M11 14l9-10"),
        "refresh": _path("M19.5 12a7.5 7.5 0 11-2.2-5.300L20 9", "M20 4v5h-5"),
        "external": _path("M10 5H5v14h14v-5", "M14 4h6v6", "M20 4l-9 9"),
    }
)
"""Name -> the shapes inside the svg."""
