"""Plain text in any encoding, kept as it came."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.reader.inputs import legacy, open_bytes, open_file, pasted
from tongket.reader.source import UnreadableError

REPORT = (
    "Đảng ủy xã Tân Lập tổng kết công tác xây dựng Đảng năm 2008.\r\n"
    "Trong năm, toàn đảng bộ kết nạp 25 đảng viên mới; giải quyết 12 đơn thư của công dân."
)


def tcvn3(text: str) -> str:
    letters = {letter: chr(code) for code, letter in legacy._tcvn3().items()}
    return "".join(letters.get(letter, letter) for letter in text)


def vni(text: str) -> str:
    letters: dict[str, str] = {}
    for code, letter in legacy._vni()[1].items():
        letters.setdefault(letter, code)
    return "".join(letters.get(letter, letter) for letter in text)


def cp1258(text: str) -> bytes:
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        out.append((base + tones).encode("cp1258"))
    return b"".join(out)


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nb\rc\nd",
        "\ufeffBáo cáo",
        unicodedata.normalize("NFD", REPORT),
        "Dang bo xa ket nap 25 dang vien",
        "một\u00a0hai\u200b ba\u00ad",
        "| a | b |\n\n",
    ],
)
def test_utf8_comes_through_exactly(text):
    source = open_bytes(text.encode(), "a.txt")
    assert source.text == text
    assert source.kind == "text"
    assert source.remarks == []


@given(st.text(min_size=1))
def test_pasted_text_is_unchanged_or_refused(text):
    try:
        source = pasted(text)
    except UnreadableError:
        return
    if not source.remarks:
        assert source.text == text
    for block in source.blocks:
        assert source.text[block.start : block.end].strip()
        assert source.block_at(block.start) is block


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings(encoding):
    text = open_bytes(REPORT.encode(encoding), "a.txt").text
    assert text.lstrip("\ufeff") == REPORT


@pytest.mark.parametrize(
    "content",
    [
        tcvn3(REPORT).encode("latin-1"),
        vni(REPORT).encode("cp1252"),
        tcvn3(REPORT).encode(),
        vni(REPORT).encode(),
    ],
)
def test_old_fonts_become_unicode(content):
    source = open_bytes(content, "a.txt")
    assert source.text == REPORT
    assert len(source.remarks) == 1


def test_windows_1258():
    source = open_bytes(cp1258(REPORT), "a.txt")
    assert unicodedata.normalize("NFC", source.text) == REPORT


def test_capitals_of_the_old_font():
    assert legacy.turn(tcvn3("BáO CáO CủA ĐảNG ủY"), "tcvn3") == "BÁO CÁO CỦA ĐẢNG ỦY"
    assert legacy.turn(tcvn3("Mỹ Đức"), "tcvn3") == "Mỹ Đức"


@pytest.mark.parametrize(
    "text", [REPORT, "Résumé de la séance à Genève, été, fête, agréable, côté", "Dang bo xa"]
)
def test_other_text_is_not_taken_for_an_old_font(text):
    assert legacy.recognise(text) is None


def test_a_few_broken_bytes_are_replaced_and_told():
    content = REPORT.encode() * 40
    source = open_bytes(content[:-1] + b"\xff", "a.txt")
    assert source.text.startswith(REPORT)
    assert source.remarks


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\0" * 50, b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_to_read(content):
    with pytest.raises(UnreadableError, match="“a"):
        open_bytes(content, "a.txt")


def test_binary_content_is_no_text():
    with pytest.raises(UnreadableError):
        open_bytes(bytes(range(256)) * 40, "a.txt")


def test_folders_and_missing_files_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "không có.txt"):
        with pytest.raises(UnreadableError, match=path.name):
            open_file(path)


def test_rows_are_told_from_paragraphs():
    source = pasted("Xã | Kết nạp\nXã A | 12\n\nHết.")
    assert [block.kind for block in source.blocks] == ["row", "row", "paragraph"]
    assert source.kind == "pasted"
