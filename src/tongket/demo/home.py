"""The folder that a demo lives in: whether one is there, of which scale, or something else."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MARKER, BUILDING, SETTINGS, DATABASE = "demo.json", "building", "tongket.env", "tongket.sqlite3"
DEFAULT_HOME = "~/.tongket-demo"


class HomeFault(Exception):  # noqa: N818 - said to a person
    """A folder that cannot hold the demo; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A demo that is complete: its scale and the Word files it made, relative to the home."""

    scale: str
    files: tuple[str, ...]


def home_of(given: str, variables: Mapping[str, str]) -> Path:
    """Return the demo's folder: as given, else ``TONGKET_HOME``, else ``~/.tongket-demo``."""
    return Path(given or variables.get("TONGKET_HOME", "") or DEFAULT_HOME).expanduser().resolve()


def found_in(home: Path) -> Ready | None:
    """Return the complete demo in a folder, None where none is. Raises HomeFault.

    The marker is written last, so a demo whose building broke off is none.
    """
    marker = home / MARKER
    if marker.exists():
        try:
            content = json.loads(marker.read_text(encoding="utf-8"))
            return Ready(str(content["scale"]), tuple(map(str, content["files"])))
        except (ValueError, KeyError, TypeError):
            raise HomeFault(f"Tệp {marker} hỏng; xóa thư mục này rồi chạy lại.") from None
    if (home / DATABASE).exists():
        raise HomeFault(
            f"Thư mục {home} đã có một cài đặt không phải bản mẫu. Chọn thư mục khác bằng --home."
        )
    return None


def start_building(home: Path) -> Path:
    """Return an empty folder inside the home to build in; what a broken run left is taken away."""
    building = home / BUILDING
    try:
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
    except OSError as fault:
        raise HomeFault(f"Không tạo được thư mục {building}: {fault.strerror}.") from None
    return building


def write_settings(home: Path, today: str, address: str) -> None:
    """Write the installation's own settings: the day the calendar is held at, the address."""
    lines = (
        "# Bản mẫu: lịch được giữ ở ngày này, để các kỳ báo cáo đang dở luôn là đang dở.",
        f"TONGKET_TODAY={today}",
        f"TONGKET_ADDRESS={address}",
    )
    (home / SETTINGS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def finish(home: Path, ready: Ready) -> None:
    """Move what was built into place and write the marker, the last of all."""
    building = home / BUILDING
    for path in sorted(building.iterdir()):
        target = home / path.name
        if target.is_dir():
            shutil.rmtree(target)
        os.replace(path, target)
    building.rmdir()
    content = {"scale": ready.scale, "files": list(ready.files)}
    written = home / f"{MARKER}.new"
    written.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(written, home / MARKER)
