"""Themes of years and campaigns."""

import pytest

from tongket.reader.draft import Draft
from tongket.reader.facts import Theme
from tongket.reader.grammar import themes


def themes_of(text: str, year: int | None = None) -> list[Theme]:
    """Return the themes the pass finds in a text, in a report of a year."""
    draft = Draft(text)
    draft.heading.year = year
    themes.find(draft)
    return [fact for fact in draft.facts if isinstance(fact, Theme)]


@pytest.mark.parametrize(
    ("text", "theme", "year"),
    [
        ("chủ đề năm 2021: “Đẩy mạnh cải cách”.", "Đẩy mạnh cải cách", "2021"),
        ('Chủ đề công tác năm 2023 của tỉnh là "Kỷ cương".', "Kỷ cương", "2023"),
        ('chuyên đề năm 2022 "Ý chí tự lực, tự cường"; thi đua', "Ý chí tự lực, tự cường", "2022"),
        ('Huyen mo dot sinh hoat chinh tri "tu soi, tu sua" theo', "tu soi, tu sua", None),
        (
            "Chủ đề năm 2019: Nâng cao chất lượng sinh hoạt.",
            "Nâng cao chất lượng sinh hoạt",
            "2019",
        ),
        ("Năm 2024, chủ đề về Chính quyền vì dân”; tiếp", "Chính quyền vì dân", "2024"),
        ("chủ đề năm của tỉnh “Tinh - gọn - mạnh” do đó", "Tinh - gọn - mạnh", None),
        ("Tháng Thanh niên năm 2020 với chủ đề «Tự hào»", "Tự hào", "2020"),
        ("chủ đề “Học “tự soi, tự sửa” hằng ngày”, xã", "Học “tự soi, tự sửa” hằng ngày", None),
    ],
)
def test_theme(text: str, theme: str, year: str | None) -> None:
    found = themes_of(text)
    assert [each.text for each in found] == [theme]
    assert text[found[0].start : found[0].end] == theme
    assert found[0].year == year


@pytest.mark.parametrize(
    "text",
    [
        "phong trào “Dân vận khéo”; cuộc thi “Tìm hiểu Đảng”; với phương châm “An toàn”",
        "giám sát chuyên đề “công tác cán bộ”; hội thảo chuyên đề “Đảng”",
        "thực hiện chủ đề năm 2022 của Đảng bộ. Đọc sách “Một số vấn đề”",
        "các chủ đề được thảo luận; xây dựng chuyên đề",
        "chủ đề năm 2020 và phong trào “Dân vận khéo”",
    ],
)
def test_no_theme(text: str) -> None:
    assert themes_of(text) == []


def test_the_year_of_the_report_is_the_last_resort() -> None:
    assert themes_of('Chủ đề: "Khát vọng".', 2021)[0].year == "2021"
    assert themes_of('Năm 2020 đã qua. Chủ đề: "Khát vọng".')[0].year == "2020"
