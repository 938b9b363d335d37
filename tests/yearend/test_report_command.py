"""``tongket report``: a Word file that opens, in one line when it cannot be."""

import importlib
import zipfile

import docx
import pytest

from tests.yearend import world
from tongket.project.cli import main
from tongket.yearend.models import Review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _installed(monkeypatch):
    """The test's own database stands for the installation's, which is made without migrations."""
    module = importlib.import_module("tongket.project.cli.main")
    monkeypatch.setattr(module, "COMMANDS", {"report": "lập báo cáo"})
    monkeypatch.setattr("tongket.project.installation.not_ready", lambda: "")


def test_the_review_is_begun_and_written_with_its_figures(tmp_path, capsys):
    world.build()
    target = tmp_path / "binh-thanh.docx"
    assert main(["report", "quan-binh-thanh", "2024", "-o", str(target), "--pdf"]) == 0
    assert capsys.readouterr().out.split() == [str(target), str(target.with_suffix(".pdf"))]
    words = "\n".join(
        p.text for p in docx.Document(str(target)).element.iter() if hasattr(p, "text") and p.text
    )
    for number in ("1.579", "8.464", "1.508", "271"):
        assert number in words
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
    assert Review.objects.get().outline == "tong-ket-quan-huyen"


def test_the_same_command_twice_gives_the_same_file(tmp_path):
    world.build()
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    assert main(["report", "tp-hcm", "2023", "-o", str(first)]) == 0
    assert main(["report", "tp-hcm", "2023", "-o", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert zipfile.ZipFile(first).testzip() is None
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["mat-tich", "2024", "-o", "x.docx"], "Không có đơn vị “mat-tich” vào cuối năm 2024"),
        (["tp-hcm", "hai", "-o", "x.docx"], "Năm “hai” không đọc được"),
        (["tp-hcm", "2024", "-o", "x.txt"], "phải có đuôi .docx"),
        (["tp-hcm", "2024", "-o", "khong/co/x.docx"], "Không có thư mục"),
        (["tp-hcm", "2024", "-o", "x.docx", "--outline", "la"], "Không có đề cương “la”"),
    ],
)
def test_a_wrong_input_is_answered_in_one_line_and_leaves_no_file(
    arguments, said, tmp_path, capsys, monkeypatch
):
    world.build()
    monkeypatch.chdir(tmp_path)
    assert main(["report", *arguments]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
    assert not Review.objects.exists()
