"""``tongket read`` and ``tongket proofread`` at a terminal and for scripts."""

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from docx import Document

from tongket.project.cli import main

REPORT = (
    "BÁO CÁO\nTổng kết năm 2022\nKết nạp 406 đảng viên/400 chỉ tiêu (tỷ lệ đạt 102%).\n"
    "Ngày 31/6/2022, họp chi bộ.\n"
)


@pytest.fixture(autouse=True)
def no_colour(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8", newline="")
    return path


def test_read_as_json(report, capsys):
    assert main(["read", str(report), "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["file"] == "a.txt"
    ratio = next(fact for fact in answer["facts"] if fact["kind"] == "ratio")
    assert (ratio["numerator"], ratio["denominator"], ratio["percent"]) == (406, 400, 102)
    assert REPORT[ratio["start"] : ratio["end"]].startswith("406 đảng viên/400")


def test_read_in_words(report, capsys):
    assert main(["read", str(report)]) == 0
    out = capsys.readouterr().out
    assert "[dòng 3]" in out
    assert "\x1b" not in out


def test_proofread_as_json(report, capsys):
    assert main(["proofread", str(report), "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert {"rule", "severity", "spans", "message", "expected", "found", "figures"} <= set(
        answer["findings"][0]
    )
    assert any("31/6/2022" in REPORT[slice(*each["spans"][0])] for each in answer["findings"])


def test_proofread_in_words_marks_the_place(report, capsys):
    assert main(["proofread", str(report)]) == 0
    lines = capsys.readouterr().out.split("\n")
    line = next(index for index, text in enumerate(lines) if "Ngày 31/6/2022, họp" in text)
    marks = [index for index, sign in enumerate(lines[line + 1]) if sign == "^"]
    assert lines[line][marks[0] : marks[-1] + 1] == "31/6/2022"


def test_a_file_at_fault_does_not_stop_the_others(report, tmp_path, capsys):
    missing = tmp_path / "b.docx"
    for command, key in (("read", "facts"), ("proofread", "findings")):
        assert main([command, str(missing), str(report), "--json"]) == 1
        seen = capsys.readouterr()
        first, second = json.loads(seen.out)
        assert first["error"]
        assert first[key] == []
        assert second[key]
        assert seen.err.count("\n") == 1


def test_two_files_of_one_name_are_told_apart(report, tmp_path, capsys):
    other = tmp_path / "x" / "a.txt"
    other.parent.mkdir()
    other.write_text(REPORT, encoding="utf-8")
    main(["read", str(report), str(other), "--json"])
    assert [each["file"] for each in json.loads(capsys.readouterr().out)] == [
        str(report),
        str(other),
    ]


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(REPORT.encode())))
    assert main(["read", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["facts"]


def test_annotated_copies(report, tmp_path, capsys):
    word = tmp_path / "a.docx"
    document = Document()
    for line in REPORT.split("\n"):
        document.add_paragraph(line)
    document.save(word)
    for given in (word, report):
        out = tmp_path / f"{given.suffix[1:]}-out.docx"
        assert main(["proofread", str(given), "-o", str(out)]) == 0
        assert any("31/6" in each.text for each in Document(out).comments)
    assert main(["proofread", str(word), "-o", str(word)]) == 1
    assert main(["proofread", str(word), str(report), "-o", "x.docx"]) == 2
    assert "bản gốc" in capsys.readouterr().err


def test_neither_command_needs_django(report):
    code = (
        "import sys; from tongket.project.cli import main\n"
        f"code = main(['proofread', {str(report)!r}, '--json'])\n"
        "sys.exit(code or 'django' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode
        == 0
    )
