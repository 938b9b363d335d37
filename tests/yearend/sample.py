"""A review of the Bình Thạnh 2024 kind: published figures, invented people."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from tongket.yearend.document import (
    Alignment,
    Annex,
    Block,
    Cell,
    Chart,
    ChartDescription,
    ChartKind,
    ChartSeries,
    CitationSpan,
    Column,
    FigureSpan,
    Heading,
    ListBlock,
    Meta,
    Paragraph,
    PartyHeader,
    ReviewDocument,
    Row,
    Signature,
    Span,
    Table,
    TextSpan,
)

ADDRESS = "https://tongket.example.vn/so-lieu/"
_LABELS = {
    "F7K2M9Q4": ("Tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ", "Đếm từ sổ xếp loại năm 2024."),
    "F3H8T1VA": ("Tổ chức cơ sở đảng được đánh giá", "Đếm từ cây tổ chức ngày 31/12/2024."),
    "F5B6N2XD": ("Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ", "Đếm từ sổ xếp loại năm 2024."),
    "F9P4R7LE": ("Đảng viên hoàn thành xuất sắc nhiệm vụ", "Cộng từ 76 tổ chức, đủ 76/76."),
    "F2J5W8SC": ("Đảng viên hoàn thành tốt nhiệm vụ", "Cộng từ 76 tổ chức, đủ 76/76."),
    "F6Y3Z1GH": ("Chi bộ hoàn thành xuất sắc nhiệm vụ", "Đếm từ sổ xếp loại năm 2024."),
    "F8D7U4KB": ("Chi bộ được đánh giá", "Đếm từ cây tổ chức ngày 31/12/2024."),
    "F1C9E5TN": ("Đảng viên mới kết nạp", "Đếm từ sổ kết nạp đảng viên năm 2024."),
    "F4M2A8PX": ("Chỉ tiêu kết nạp đảng viên mới", "Nghị quyết năm 2024 của Đảng bộ quận."),
    "F0Q6S3VJ": ("Tỷ lệ kết nạp so với chỉ tiêu", "406 chia 400, làm tròn một chữ số."),
    "F7N1L5RW": ("Đảng viên xuất sắc 5 năm liền", "Đếm từ sổ khen thưởng năm 2024."),
    "F3X8B2YD": ("Khu phố", "Đếm từ cây tổ chức ngày 31/12/2024."),
}


def figure(identifier: str, text: str, *, bold: bool = False) -> FigureSpan:
    """A figure of the sample by its id."""
    label, basis = _LABELS[identifier]
    return FigureSpan(identifier, text, ADDRESS + identifier, label, basis, bold)


def words(text: str) -> TextSpan:
    """Plain words."""
    return TextSpan(text)


def cells(*contents: str | Span) -> Row:
    """A row of cells from words and spans."""
    return tuple(
        Cell((TextSpan(content),) if isinstance(content, str) else (content,))
        for content in contents
    )


def grading_table() -> Table:
    """A table with two header rows, spans over columns and rows, and a total."""
    return Table(
        caption="Kết quả đánh giá, xếp loại chất lượng năm 2024",
        columns=(
            Column(Alignment.CENTER, 0.6),
            Column(Alignment.LEFT, 3.4),
            Column(Alignment.RIGHT, 1.3),
            Column(Alignment.RIGHT, 1.3),
            Column(Alignment.RIGHT, 1.3),
            Column(Alignment.RIGHT, 1.3),
        ),
        header=(
            (
                Cell((words("TT"),), row_span=2),
                Cell((words("Đối tượng đánh giá"),), row_span=2),
                Cell((words("Được đánh giá"),), row_span=2),
                Cell((words("Trong đó"),), column_span=3),
            ),
            cells("Xuất sắc", "Tốt", "Hoàn thành"),
        ),
        rows=(
            cells("1", "Tổ chức cơ sở đảng", figure("F3H8T1VA", "76"), figure("F7K2M9Q4", "16"),
                  figure("F5B6N2XD", "60"), "0"),
            cells("2", "Chi bộ trực thuộc đảng ủy cơ sở", figure("F8D7U4KB", "462"),
                  figure("F6Y3Z1GH", "72"), "chưa báo cáo", "chưa báo cáo"),
            cells("3", "Đảng viên", words("10.043"), figure("F9P4R7LE", "1.579"),
                  figure("F2J5W8SC", "8.464"), "0"),
        ),
        total=None,
        note="Nguồn: sổ xếp loại của 76 tổ chức cơ sở đảng, cơ cấu tổ chức ngày 31/12/2024.",
    )  # fmt: skip


def admission_table(rows: int = 4) -> Table:
    """A table with a total row: four quarters, or so many organisations that it reaches over pages."""
    name, target = ("Quý", 400) if rows == 4 else ("Tổ chức cơ sở đảng số", 400 // rows)
    admitted = [406 // rows + (1 if number < 406 % rows else 0) for number in range(rows)]
    return Table(
        caption="Kết nạp đảng viên mới theo quý"
        if rows == 4
        else "Kết nạp theo tổ chức cơ sở đảng",
        columns=(
            Column(Alignment.CENTER, 0.6),
            Column(Alignment.LEFT, 3),
            Column(Alignment.RIGHT, 1.5),
            Column(Alignment.RIGHT, 1.5),
        ),
        header=(cells("TT", "Thời gian" if rows == 4 else "Đơn vị", "Kết nạp", "Chỉ tiêu năm"),),
        rows=tuple(
            cells(
                str(number),
                f"{name} {number}",
                str(count),
                figure("F4M2A8PX", "400") if rows == 4 else str(target),
            )
            for number, count in enumerate(admitted, start=1)
        ),
        total=(
            Cell((words("Cộng"),), column_span=2),
            Cell((figure("F1C9E5TN", "406"),)),
            Cell((figure("F4M2A8PX", "400"),)),
        ),
    )


def charts() -> dict[ChartKind, ChartDescription]:
    """One chart of each kind."""
    grades = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ")
    return {
        ChartKind.BAR: ChartDescription(
            ChartKind.BAR,
            "Đảng viên được đánh giá, xếp loại năm 2024",
            grades,
            (
                ChartSeries(
                    "Đảng viên",
                    (Decimal(1579), Decimal(8464)),
                    (figure("F9P4R7LE", "1.579"), figure("F2J5W8SC", "8.464")),
                ),
            ),
            unit="đảng viên",
        ),
        ChartKind.GROUPED_BAR: ChartDescription(
            ChartKind.GROUPED_BAR,
            "Kết nạp đảng viên so với chỉ tiêu năm 2024",
            ("Đảng bộ phường", "Đảng bộ cơ quan, đơn vị sự nghiệp và lực lượng vũ trang quận", "Doanh nghiệp"),
            (
                ChartSeries("Chỉ tiêu", (Decimal(210), Decimal(140), Decimal(50))),
                ChartSeries("Kết nạp", (Decimal(215), Decimal("141.5"), None)),
            ),
            unit="đảng viên",
            note="Doanh nghiệp: số kết nạp chưa báo cáo.",
        ),
        ChartKind.LINE: ChartDescription(
            ChartKind.LINE,
            "Đảng viên mới kết nạp qua các năm",
            ("2020", "2021", "2022", "2023", "2024"),
            (
                ChartSeries("Kết nạp", tuple(map(Decimal, (352, 298, 371, 389, 406)))),
                ChartSeries("Chỉ tiêu", tuple(map(Decimal, (340, 340, 360, 380, 400)))),
            ),
            unit="đảng viên",
        ),
        ChartKind.SHARE: ChartDescription(
            ChartKind.SHARE,
            "Cơ cấu xếp loại chất lượng năm 2024",
            ("Tổ chức cơ sở đảng", "Đảng viên"),
            (
                ChartSeries("Xuất sắc", (Decimal(16), Decimal(1579))),
                ChartSeries("Tốt", (Decimal(60), Decimal(8464))),
            ),
        ),
    }  # fmt: skip


def _opening() -> tuple[Block, ...]:
    return (
        Paragraph(
            (
                words("Thực hiện "),
                CitationSpan("Chỉ thị số 35-CT/TW", "https://tongket.example.vn/van-ban/35-ct-tw"),
                words(
                    " của Bộ Chính trị và nghị quyết năm 2024 của Đảng bộ quận, Ban Chấp hành Đảng bộ quận "
                    "Bình Thạnh báo cáo kết quả công tác xây dựng Đảng, xây dựng chính quyền và công tác dân "
                    "vận năm 2024, phương hướng, nhiệm vụ năm 2025 như sau:"
                ),
            )
        ),
        Heading(1, "Kết quả nổi bật năm 2024", "I."),
        Heading(2, "Công tác tổ chức xây dựng Đảng", "1."),
        Heading(3, "Đánh giá, xếp loại chất lượng", "1.1."),
        Paragraph(
            (
                words("Kết quả đánh giá, xếp loại: "),
                figure("F7K2M9Q4", "16"),
                words("/"),
                figure("F3H8T1VA", "76"),
                words(" tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ, "),
                figure("F5B6N2XD", "60"),
                words("/"),
                figure("F3H8T1VA", "76"),
                words(" tổ chức hoàn thành tốt nhiệm vụ; "),
                figure("F9P4R7LE", "1.579"),
                words(" đảng viên hoàn thành xuất sắc, "),
                figure("F2J5W8SC", "8.464"),
                words(" đảng viên hoàn thành tốt nhiệm vụ; "),
                figure("F6Y3Z1GH", "72"),
                words("/"),
                figure("F8D7U4KB", "462"),
                words(" chi bộ trực thuộc hoàn thành xuất sắc nhiệm vụ (Bảng 1)."),
            )
        ),
        grading_table(),
        Chart(charts()[ChartKind.SHARE]),
    )


def _middle() -> tuple[Block, ...]:
    return (
        Heading(3, "Phát triển đảng viên", "1.2."),
        Paragraph(
            (
                words("Toàn Đảng bộ kết nạp "),
                figure("F1C9E5TN", "406"),
                words(" đảng viên mới trên chỉ tiêu "),
                figure("F4M2A8PX", "400"),
                words(", đạt "),
                figure("F0Q6S3VJ", "101,5\u00a0%"),
                words("; chất lượng nguồn phát triển được các cấp ủy quan tâm từ khâu tạo nguồn, bồi "
                      "dưỡng đến thẩm tra, xác minh."),
            )
        ),
        admission_table(),
        Chart(charts()[ChartKind.LINE]),
        Heading(2, "Sắp xếp đơn vị hành chính", "2."),
        ListBlock(
            (
                (words("Quận còn 15 phường, trong đó 12 phường thuộc diện sắp xếp;"),),
                (words("Tổ chức lại thành "), figure("F3X8B2YD", "271"), words(" khu phố;")),
                (words("Dấu và ký hiệu đặc biệt giữ nguyên: <b> & \"ngoặc\" 'đơn' ằẳẵặ ƯỚC Ỹ."),),
            )
        ),
        Heading(1, "Hạn chế, nguyên nhân", "II."),
        Paragraph((words("Một số chi bộ sinh hoạt chuyên đề chưa đều; việc cập nhật hồ sơ còn chậm. "),
                   TextSpan("Nguyên nhân chủ yếu là chủ quan.", italic=True))),
        Heading(1, "Nhiệm vụ trọng tâm năm 2025", "III."),
        ListBlock(
            (
                (words("Tổ chức thành công đại hội đảng bộ các cấp nhiệm kỳ 2025 - 2030;"),),
                (words("Kết nạp từ "), figure("F4M2A8PX", "400"), words(" đảng viên mới trở lên;")),
                (words("Hoàn thành sắp xếp tổ chức bộ máy tinh, gọn, mạnh, hiệu năng, hiệu lực, hiệu quả."),),
            ),
            ordered=True,
        ),
        Heading(4, "Tổ chức thực hiện", "a)"),
        Paragraph((words("Văn phòng Quận ủy theo dõi, đôn đốc và báo cáo Ban Thường vụ Quận ủy."),)),
    )  # fmt: skip


def _annexes() -> tuple[Block, ...]:
    return (
        Annex(
            "Danh sách tập thể, cá nhân được khen thưởng",
            (
                Paragraph((
                    figure("F7N1L5RW", "143"),
                    words(" đảng viên và 3 tập thể được tặng giấy khen 5 năm liền (2020 - 2024)."),
                )),
                Chart(charts()[ChartKind.GROUPED_BAR]),
            ),
            "Phụ lục 1",
        ),
        Annex("Kết nạp đảng viên theo tổ chức cơ sở đảng", (admission_table(40),), "Phụ lục 2", landscape=True),
    )  # fmt: skip


def sample_document(*blocks: Block) -> ReviewDocument:
    """The whole sample, or the same frame around other blocks."""
    return ReviewDocument(
        header=PartyHeader(
            superior="Đảng bộ Thành phố\nHồ Chí Minh",
            issuer="Quận ủy Bình Thạnh",
            number="15-BC/QU",
            place_and_date="Bình Thạnh, ngày 15 tháng 01 năm 2025",
        ),
        title="Báo cáo",
        abstract="tổng kết công tác xây dựng Đảng, xây dựng chính quyền, công tác dân vận "
        "năm 2024 và phương hướng, nhiệm vụ năm 2025",
        blocks=blocks or (*_opening(), *_middle(), *_annexes()),
        signature=Signature("T/M BAN THƯỜNG VỤ", "Phó Bí thư", "Trần Văn Mẫu"),
        recipients=(
            "Thường trực Thành ủy (để báo cáo)",
            "Văn phòng Thành ủy",
            "Các đồng chí Quận ủy viên",
            "Các tổ chức cơ sở đảng trực thuộc",
            "Lưu Văn phòng Quận ủy",
        ),
        meta=Meta(
            installation_id="3f6c1d2e-thu-nghiem",
            unit_code="quan-binh-thanh",
            year=2024,
            compiled_at=datetime(2025, 1, 14, 10, 42, tzinfo=timezone(timedelta(hours=7))),
        ),
    )
