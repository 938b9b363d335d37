"""A Word draft of ten pages as an office writes it, with five mistakes planted in it."""

import io

import docx

MISTAKES = (
    # words around the mistake, words a comment or mark must stand at
    ("Toàn Đảng bộ có 210 đảng viên, gồm 120 nam và 80 nữ.", "210"),
    ("Có 16/20 chi bộ hoàn thành xuất sắc nhiệm vụ (đạt 85%).", "85%"),
    ("Số khu phố tăng từ 89 lên 271 khu phố, tăng 172 khu phố.", "172"),
    ("Đảng ủy ban hành Kế hoạch số 15-KH/ĐU ngày 31/6/2023 để thực hiện.", "31/6/2023"),
)
TABLE = (("Loại lớp", "Số lớp"), ("Lớp mới", "12"), ("Lớp cũ", "30"), ("Tổng số", "45"))
"""12 + 30 is not 45: the fifth mistake."""
PLANTED = len(MISTAKES) + 1

ADMITTED = "Năm 2023, Đảng bộ phường Bến Mẫu kết nạp 15 đảng viên mới."
_TITLE = ("ĐẢNG BỘ PHƯỜNG BẾN MẪU", "BÁO CÁO KẾT QUẢ CÔNG TÁC NĂM 2023")
_SECTIONS = (
    "Công tác tuyên giáo, dân vận",
    "Công tác tổ chức, cán bộ",
    "Công tác kiểm tra, giám sát",
    "Công tác vận động quần chúng",
    "Phát triển kinh tế, xã hội",
    "Quốc phòng, an ninh",
    "Cải cách hành chính, chuyển đổi số",
    "Hạn chế, nguyên nhân",
    "Phương hướng, nhiệm vụ",
    "Đề xuất, kiến nghị",
)
_FILLING = (
    "Cấp ủy chỉ đạo các chi bộ đổi mới nội dung, hình thức sinh hoạt, gắn với việc tháo gỡ khó khăn "
    "ở từng khu phố; việc phân công đảng viên phụ trách hộ gia đình được duy trì đều, ý kiến của "
    "nhân dân được ghi nhận và trả lời kịp thời.",
    "Công tác phối hợp giữa chính quyền, Mặt trận và các đoàn thể ngày càng chặt chẽ, nhất là trong "
    "việc giữ gìn vệ sinh môi trường, bảo đảm trật tự đô thị, phòng cháy, chữa cháy và cứu nạn, cứu "
    "hộ tại các khu dân cư đông người.",
    "Phong trào thi đua được tổ chức thiết thực, tránh hình thức; gương người tốt, việc tốt được "
    "biểu dương ngay từ cơ sở, tạo không khí phấn khởi, đồng thuận trong cán bộ, đảng viên và các "
    "tầng lớp nhân dân trên địa bàn.",
    "Bên cạnh kết quả đạt được, có nơi việc nắm tình hình tư tưởng chưa thường xuyên, việc cập nhật "
    "hồ sơ còn chậm; cấp ủy đã nghiêm túc kiểm điểm, phân công người theo dõi và sẽ báo cáo kết quả "
    "khắc phục trong kỳ sinh hoạt tới.",
)


def ten_pages() -> bytes:
    """Return the draft: a title, ten sections of a page each, two tables, five mistakes."""
    document = docx.Document()
    for line in _TITLE:
        document.add_heading(line, level=1)
    document.add_paragraph(ADMITTED)
    for place, heading in enumerate(_SECTIONS):
        document.add_heading(f"{place + 1}. {heading}", level=2)
        for number in range(10):
            document.add_paragraph(_FILLING[(place + number) % len(_FILLING)])
        if place % 2 == 0 and place // 2 < len(MISTAKES):
            document.add_paragraph(MISTAKES[place // 2][0])
        if place == 4:
            _table(document, TABLE)
    _table(document, (("Nội dung", "Người phụ trách"), ("Tập huấn", "Ban Tuyên giáo")))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _table(document: docx.document.Document, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
