"""Tasks in numbered lists, and lists that are of something else."""

import pytest

from tongket.reader.draft import Draft
from tongket.reader.facts import Day, Task
from tongket.reader.grammar import tasks


def tasks_of(text: str, period: str | None = None) -> list[Task]:
    """Return the tasks the pass finds in a text, in a report of a period."""
    draft = Draft(text)
    draft.heading.period = period
    tasks.find(draft)
    return [fact for fact in draft.facts if isinstance(fact, Task)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "III. Yêu cầu\nMột là, công khai kết quả.\nHai là, làm đúng quy định.\n",
            ["Một là, công khai kết quả.", "Hai là, làm đúng quy định."],
        ),
        (
            "Hội nghị thống nhất ba việc cho năm 2024:\n1. Mỗi xã chọn 1 mô hình.\n2. Đối thoại.\n",
            ["1. Mỗi xã chọn 1 mô hình.", "2. Đối thoại."],
        ),
        (
            "3. Công việc tiếp theo\nThứ nhất, rà soát.\nThứ hai, tỉnh phải giảm 10%.\n",
            ["Thứ nhất, rà soát.", "Thứ hai, tỉnh phải giảm 10%."],
        ),
        (
            "Đồng chí yêu cầu: Một là, rà soát hộ nghèo. Hai là, xây 12 căn nhà.\n",
            ["Một là, rà soát hộ nghèo.", "Hai là, xây 12 căn nhà."],
        ),
        (
            "Năm 2018, hội tập trung 3 nhiệm vụ: (1) tăng hội viên; (2) xây quỹ.\n",
            ["(1) tăng hội viên", "(2) xây quỹ."],
        ),
        (
            "I. Kết quả\n1. Kết nạp 5 người.\n2. Mở 2 lớp.\nII. Kiến nghị\na) Cấp vốn.\nb) Mở lớp.\n",
            ["a) Cấp vốn.", "b) Mở lớp."],
        ),
        (
            "phuong huong nam 2010\n1/ Ket nap 30 hoi vien.\n2/ Mo 2 lop.\n",
            ["1/ Ket nap 30 hoi vien.", "2/ Mo 2 lop."],
        ),
        (
            "Giải pháp\n- Thứ nhất, xử lý nghiêm,\nkể cả cấp trưởng.\n- Thứ hai, công khai.\n",
            ["Thứ nhất, xử lý nghiêm,\nkể cả cấp trưởng.", "Thứ hai, công khai."],
        ),
    ],
)
def test_tasks(text: str, surfaces: list[str]) -> None:
    found = tasks_of(text)
    assert [text[each.start : each.end] for each in found] == surfaces
    assert [each.ordinal for each in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    "text",
    [
        "Bài học kinh nghiệm: Một là, giữ đoàn kết. Hai là, phát huy dân chủ.\n",
        "Nguyên nhân: Thứ nhất, thiếu vốn; thứ hai, thiếu người.\n",
        "Hội đã hoàn thành 3 nhiệm vụ: (1) kết nạp 20 người; (2) cho vay vốn.\n",
        "I. Văn bản chỉ đạo\n1. Kế hoạch của Tỉnh ủy.\n2. Nghị quyết của HĐND.\n",
        "10 kết quả nổi bật năm 2019\n1. Kết nạp 30 đảng viên.\n2. Xây 5 cầu.\n",
        "Tổng kết năm, phương hướng mới\n1. Kết quả\nTốt.\n2. Nhiệm vụ trọng tâm\nTiếp tục.\n",
        "Nội dung làm việc\n1. Thông qua báo cáo.\n2. Bầu ban chấp hành.\n",
        "Phương hướng\nTiếp tục đẩy mạnh; thu phí đạt 98%; mở 2 lớp.\n",
        "Thứ ba, ngày 5/3, hội nghị khai mạc. Thứ tư, ngày 6/3, bế mạc.\n",
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO\n1. Ban hành 5 kế hoạch.\n2. Mở 3 hội nghị.\n",
    ],
)
def test_other_lists(text: str) -> None:
    assert tasks_of(text) == []


def test_a_heading_that_points_ahead_of_the_report() -> None:
    text = "C- Tháng 12\n1. Thăm gia đình chính sách.\n2. Kiểm điểm cuối năm.\n"
    assert len(tasks_of(text, "2024-11")) == 2
    assert tasks_of(text, "2024-12") == []


def test_who_and_by_when() -> None:
    text = "Nhiệm vụ\n1. Ban Tổ chức Huyện ủy mở 03 lớp trước ngày 30/6.\n2. Tăng quỹ.\n"
    draft = Draft(text)
    place = text.index("30/6")
    draft.add(Day(start=place, end=place + 4, value="2021-06-30", year_stated=False))
    tasks.find(draft)
    first, second = (fact for fact in draft.facts if isinstance(fact, Task))
    assert first.who == "Ban Tổ chức Huyện ủy"
    assert first.gist == "mở 03 lớp"
    assert first.due == "2021-06-30"
    assert (second.who, second.gist, second.due) == (None, "Tăng quỹ", None)


def test_headings_over_tasks_are_no_tasks() -> None:
    text = "NHIỆM VỤ\n1. Về xây dựng Đảng:\na) Mở lớp.\nb) Kết nạp.\n2. Về kinh tế:\na) Làm đường.\nb) Xây chợ.\n"
    assert [text[each.start : each.end] for each in tasks_of(text)] == [
        "a) Mở lớp.", "b) Kết nạp.", "a) Làm đường.", "b) Xây chợ.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "3. Kiến nghị, phản ánh\na) Tiếp nhận 12 đơn.\nb) Giải quyết 10 đơn.\n",
        "Nhiệm vụ năm 2020\n1. Xã đã mở 2 lớp.\n2. Xã đã xây 5 cầu.\n",
    ],
)
def test_lists_that_look_back(text: str) -> None:
    assert tasks_of(text) == []
