"""``tongket report UNIT YEAR -o FILE.docx``: compile the year-end review of a unit."""

import argparse
import os
import tempfile
from pathlib import Path

from tongket.core.words import said
from tongket.project.cli.faults import InputFault


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("unit", metavar="UNIT", help="mã đơn vị, ví dụ quan-binh-thanh")
    parser.add_argument("year", metavar="YEAR", help="năm, ví dụ 2024")
    parser.add_argument("-o", "--output", metavar="FILE.docx", required=True, help="tệp Word")
    parser.add_argument("--pdf", action="store_true", help="lập thêm tệp PDF cùng tên")
    parser.add_argument(
        "--outline", metavar="KEY", default="", help="đề cương, khi chưa có báo cáo"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the Word file (and PDF); the review is begun from its outline when there is none."""
    if not (arguments.year.isascii() and arguments.year.isdigit() and len(arguments.year) == 4):
        raise InputFault(
            said("Năm “%(year)s” không đọc được; viết bốn chữ số, ví dụ 2024.", year=arguments.year)
        )
    target = Path(arguments.output)
    if target.suffix.lower() != ".docx":
        raise InputFault(said("Tệp “%(file)s” phải có đuôi .docx.", file=target.name))
    if not target.parent.is_dir():
        raise InputFault(said("Không có thư mục “%(folder)s”.", folder=target.parent))
    word, pdf = _compiled(arguments)
    _write(target, word)
    print(target)
    if pdf is not None:
        _write(target.with_suffix(".pdf"), pdf)
        print(target.with_suffix(".pdf"))
    return 0


def _compiled(arguments: argparse.Namespace) -> tuple[bytes, bytes | None]:
    from tongket.access.domain import SYSTEM  # noqa: PLC0415 - after django.setup
    from tongket.core import clock  # noqa: PLC0415 - after django.setup
    from tongket.project import installation  # noqa: PLC0415 - after django.setup
    from tongket.yearend.compiler import CompileFault  # noqa: PLC0415 - after django.setup
    from tongket.yearend.models import Review  # noqa: PLC0415 - after django.setup
    from tongket.yearend.renderers.pdf import render_pdf  # noqa: PLC0415 - after django.setup
    from tongket.yearend.renderers.word import render_word  # noqa: PLC0415 - after django.setup
    from tongket.yearend.selectors import compile_review  # noqa: PLC0415 - after django.setup
    from tongket.yearend.services import ReviewFault, create_review  # noqa: PLC0415 - as above

    unready = installation.not_ready()
    if unready:
        raise InputFault(unready)
    unit, year = arguments.unit, int(arguments.year)
    review = Review.objects.filter(unit__code=unit, year=year).select_related("unit").first()
    try:
        if review is None:
            review = create_review(
                actor=SYSTEM,
                now=clock.now(),
                unit_code=unit,
                year=year,
                outline=arguments.outline,
            )
        document = compile_review(review)
    except (ReviewFault, CompileFault) as fault:
        raise InputFault(str(fault)) from None
    return render_word(document), render_pdf(document) if arguments.pdf else None


def _write(target: Path, content: bytes) -> None:
    """Write beside the target and rename: a half-written file never carries its name."""
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            file.write(content)
        os.chmod(file.name, 0o644)
        os.replace(file.name, target)
    except OSError as fault:
        raise InputFault(
            said("Không ghi được tệp “%(file)s”: %(why)s.", file=target, why=fault.strerror)
        ) from None
