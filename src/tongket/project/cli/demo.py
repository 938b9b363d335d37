"""``tongket demo``: builds the demo organisation, runs its years to the review, and serves it."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tongket.project.cli.faults import InputFault

if TYPE_CHECKING:
    from tongket.demo.home import Ready


DEFAULT_HOME = "~/.tongket-demo"
"""Where the demo stands when neither ``--home`` nor ``TONGKET_HOME`` says otherwise."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--scale",
        choices=["small", "city", "country"],
        default="small",
        help="small: một quận, một khối tới từng chi bộ (dưới một phút); city: cả thành phố tới "
        "từng chi bộ, khoảng 20.000 tổ chức; country: thêm cây tổ chức cả nước, khoảng 300.000 "
        "tổ chức (nhiều phút)",
    )
    parser.add_argument("--no-serve", action="store_true", help="chỉ dựng, không mở trang")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--build-in-place", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Build the demo where none is, say what there is, and serve."""
    from tongket.demo.home import HomeFault, found_in, home_of  # noqa: PLC0415 - after django.setup

    if not 0 < arguments.port < 65536:
        raise InputFault(f"Cổng {arguments.port} không hợp lệ; chọn số từ 1 đến 65535.")
    if arguments.build_in_place:
        return _build_in_place(arguments.scale)
    home = home_of(arguments.home or "", os.environ)
    try:
        ready = found_in(home)
        if ready is None:
            ready = _build(home, arguments.scale, arguments.port)
        elif ready.scale != arguments.scale:
            raise HomeFault(
                f"Thư mục {home} đã có bản mẫu cỡ {ready.scale}. Chọn thư mục khác bằng --home, "
                f"hoặc chạy với --scale {ready.scale}."
            )
        else:
            print(f"Bản mẫu cỡ {ready.scale} đã có sẵn tại {home}.")
    except HomeFault as fault:
        raise InputFault(str(fault)) from None
    _tell(home, ready)
    if arguments.no_serve:
        print(f"Mở trang bằng: tongket serve --home {home}")
    else:
        print(f"Địa chỉ: http://127.0.0.1:{arguments.port}  (dừng bằng Ctrl+C)", flush=True)
        command, variables = _child(home, "serve", "--port", str(arguments.port))
        os.execve(command[0], command, variables)  # noqa: S606 - ourselves, in the demo's home
    return 0


def _child(home: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    """Return command and environment of ``tongket`` acting on another home, on SQLite."""
    own = {"DATABASE_URL", "TONGKET_HOME", "TONGKET_TODAY", "TONGKET_ADDRESS"}
    variables = {name: value for name, value in os.environ.items() if name not in own}
    variables["TONGKET_HOME"] = str(home)
    return [sys.executable, "-m", "tongket.project.cli", *words], variables


def _build(home: Path, scale: str, port: int) -> "Ready":
    """Build in a folder of its own inside the home, then move it into place."""
    from tongket.demo import home as homes  # noqa: PLC0415 - after django.setup
    from tongket.demo.reviews import FOLDER  # noqa: PLC0415 - as above
    from tongket.demo.standings import TODAY  # noqa: PLC0415 - as above

    building = homes.start_building(home)
    homes.write_settings(building, TODAY.isoformat(), f"http://127.0.0.1:{port}")
    print(f"Dựng bản mẫu cỡ {scale} tại {home}:", flush=True)
    command, variables = _child(building, "demo", "--build-in-place", "--scale", scale)
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            command, env=variables, check=False, stderr=subprocess.PIPE, text=True
        )
        if done.returncode != 0:
            raise InputFault(_why_it_broke(home, building, done.stderr))
        files = sorted((building / FOLDER).glob("*.docx"))
        ready = homes.Ready(scale, tuple(str(path.relative_to(building)) for path in files))
        homes.finish(home, ready)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return ready


def _why_it_broke(home: Path, building: Path, said: str) -> str:
    """Return one sentence; what is no sentence for a person is kept in a file beside."""
    lines = said.strip().splitlines()
    if lines and lines[-1].startswith("tongket: "):
        return _with_details_kept(home, building, lines[-1].removeprefix("tongket: "))
    kept = home / "demo-error.txt"
    kept.write_text(said, encoding="utf-8")
    return f"Chưa dựng được bản mẫu, không có gì được giữ lại; chi tiết ghi ở {kept}."


def _with_details_kept(home: Path, building: Path, sentence: str) -> str:
    """Keep the details of a fault beside the folder they were written in, which is taken away."""
    details, kept = building / "fault.log", home / "fault.log"
    if not details.exists():
        return sentence
    shutil.move(details, kept)
    return sentence.replace(str(details), str(kept))


def _build_in_place(scale: str) -> int:
    """Build in the installation of this very process, which is empty."""
    from django.conf import settings  # noqa: PLC0415 - after django.setup

    from tongket.demo.building import build  # noqa: PLC0415 - as above
    from tongket.demo.city import Scale  # noqa: PLC0415 - as above
    from tongket.demo.progress import Progress  # noqa: PLC0415 - as above
    from tongket.demo.verifying import DemoFault, headlines  # noqa: PLC0415 - as above
    from tongket.project import installation  # noqa: PLC0415 - as above

    progress = Progress(lambda line: print(line, flush=True))
    with progress.phase("Cơ sở dữ liệu, quy định, chỉ tiêu, biểu mẫu"):
        installation.prepare()
    try:
        built = build(Scale(scale), settings.HOME, progress)
    except DemoFault as fault:
        raise InputFault(str(fault)) from None
    for line in headlines(built.compared):
        print(line)
    with progress.phase("Kiểm tra toàn bộ cài đặt"):
        faults = installation.faults()
    if faults:
        raise InputFault("Bản mẫu dựng xong nhưng chưa đúng: " + " ".join(faults[:3]))
    return 0


def _tell(home: Path, ready: "Ready") -> None:
    """Print where the reports are and whom to sign in as."""
    from tongket.core.dates import format_day  # noqa: PLC0415 - after django.setup
    from tongket.demo.people import read_accounts_file  # noqa: PLC0415 - as above
    from tongket.demo.standings import TODAY  # noqa: PLC0415 - as above

    print("Báo cáo tổng kết (Word, kèm PDF cùng tên):")
    for name in ready.files:
        print(f"  {home / name}")
    accounts = read_accounts_file(home)
    if accounts:
        print(f"Đăng nhập, mật khẩu chung {accounts[0].password}:")
    for account in accounts:
        print(f"  {account.username:<12} {account.name}, {account.role}. {account.say}")
    print(f"Lịch của bản mẫu giữ ở ngày {format_day(TODAY)}. Người trong bản mẫu đều là hư cấu.")
