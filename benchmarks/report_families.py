"""More ways a right report tells its sums, shares and changes, each with the places of its errors."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.correct_reports import PLACES, Writer, percent
from benchmarks.planter import other_digits, shown, wrong_percents

ASSESSED = [
    ("Trong tổng số {t} tổ chức cơ sở đảng được đánh giá, ", "tổ chức"),
    ("Trong {t} tổ hòa giải được xếp loại, ", "tổ"),
    ("Qua đánh giá {t} hội viên, ", "hội viên"),
]
GRADES = [
    " hoàn thành xuất sắc nhiệm vụ",
    " hoàn thành tốt nhiệm vụ",
    " hoàn thành nhiệm vụ",
    " không hoàn thành nhiệm vụ",
]
LEFT = [
    "{t} nhà văn hóa dôi dư: đã thanh lý {a}, cho thuê {b}, còn {c} chưa có phương án.",
    "Có {t} hồ sơ trễ hẹn: đã trả {a}, đang thẩm định {b}, chưa xem xét {c}.",
    "Trụ sở sau sắp xếp: {t} cơ sở; tiếp tục sử dụng {a}, chuyển cho trường học {b}, chưa bố trí {c}.",
    "Rà soát {t} dự án chậm tiến độ: gia hạn {a}, thu hồi {b}, còn lại {c} đang xem xét.",
    "Thẩm tra {t} hồ sơ người có công: công nhận {a}, trả lại {b}, đang bổ sung {c}.",
]  # fmt: skip
OPPOSED = [
    "Lấy phiếu {t} đại biểu, kết quả: tán thành {a}, không tán thành {b}.",
    "Tiếp nhận {t} đơn, trong đó đủ điều kiện xử lý {a} đơn; không đủ điều kiện {b} đơn.",
    "Tiếp nhận {t} hồ sơ: trực tuyến {a}, trực tiếp {b}.",
    "Kết quả giải quyết {t} hồ sơ: đúng hạn {a}, quá hạn {b}.",
    "Khiếu nại kỷ luật {t}, giữ nguyên {a}, thay đổi hình thức {b}.",
    "Triển khai {t} cuộc thanh tra, gồm {a} cuộc kỳ trước chuyển sang và {b} cuộc mới; ban hành kết luận theo quy định.",
    "Toàn xã có {t} lao động qua đào tạo: nam {a}, nữ {b}.",
    "Sản lượng {t} tấn, trong đó tiêu thụ trong nước {a} tấn, xuất khẩu {b} tấn.",
    "Hỗ trợ {t} hộ về nhà ở, gồm {a} hộ xây mới và {b} hộ sửa chữa.",
]  # fmt: skip
NAMED = [
    "Hội xác nhận {n} hồ sơ trong {d} hồ sơ đề nghị, đạt {p}.",
    "Kết nạp {n} đồng chí, chỉ tiêu là {d} đồng chí, như vậy đạt {p}.",
    "Có {n} trong tổng số {d} chi hội đăng ký mô hình, chiếm {p}.",
    "Trả lời {n}/{d} ý kiến cử tri ({p}).",
    "Năm 2024 tỉnh thụ lý {d} việc, thi hành xong {n} việc, đạt {p}.",
    "Xảy ra {d} vụ phạm pháp hình sự; điều tra làm rõ {n} vụ, đạt tỷ lệ {p}.",
    "Toàn ngành có {d} đoàn viên (nữ {n}, chiếm {p}).",
    "Sát hạch {d} người, đỗ {n} người, đạt {p}.",
    "Kế hoạch {d} lớp, thực hiện {n} lớp, đạt {p}.",
]
AMOUNTING = [
    "Hộ nghèo vùng dự án giảm từ {a} xuống {b}, tức {c} hộ.",
    "Số đầu mối từ {a} còn {b} (giảm {c} đầu mối).",
    "Số chi bộ trước sắp xếp là {a}, sau sắp xếp là {b}, giảm {c} chi bộ.",
    "Biên chế giảm {c} người, từ {a} người xuống còn {b} người.",
    "Năm 2023 có {a} hộ cận nghèo, năm 2024 còn {b} hộ, giảm {c} hộ.",
]
LEDGERS = [
    "Đầu kỳ có {o} đơn, tiếp nhận mới {i} đơn, đã giải quyết {s} đơn, còn lại {c} đơn.",
    "Đầu năm có {o} đảng viên, kết nạp {i} đảng viên, chuyển đi {s} đảng viên, cuối năm có {c} đảng viên.",
    "Tồn đầu kỳ {o} triệu đồng, thu {i} triệu đồng, đã chi {s} triệu đồng, tồn cuối kỳ {c} triệu đồng.",
]
MONEY = [
    ("Tổng kinh phí {t} triệu đồng, trong đó ", ["ngân sách tỉnh {n} triệu đồng", "ngân sách huyện {n} triệu đồng", "nhân dân đóng góp {n} triệu đồng"]),
    ("Huy động {t} triệu đồng, gồm: ", ["vốn nhà nước {n} triệu đồng", "vốn doanh nghiệp {n} triệu đồng", "vốn nhân dân {n} triệu đồng"]),
    ("Dư nợ ủy thác {t} triệu đồng (", ["Hội Nông dân {n} triệu đồng", "Hội Phụ nữ {n} triệu đồng", "Đoàn Thanh niên {n} triệu đồng", "Hội Cựu chiến binh {n} triệu đồng"]),
]  # fmt: skip


def split(writer: Writer, count: int, low: int = 3) -> list[int]:
    """Return so many numbers of one size, in falling order."""
    top = low + writer.chance.choice([25, 80, 300, 1500])
    return sorted((writer.chance.randint(low, top) for _ in range(count)), reverse=True)


def assessed(writer: Writer) -> None:
    """Trong tổng số … được đánh giá, … xuất sắc (…%), … tốt …"""
    head, noun = writer.pick(ASSESSED)
    values = split(writer, len(GRADES))
    spans = [writer.fill(head, {"t": shown(sum(values))})["t"]]
    for place, (grade, value) in enumerate(zip(GRADES, values, strict=True)):
        writer.plain(", " if 0 < place < len(GRADES) - 1 else " và " if place else "")
        spans.append(writer.put(shown(value)))
        writer.plain((f" {noun}" if not place else "") + grade)
        if not place:
            writer.plain(f" (chiếm {percent(value, sum(values), 2)})")
    writer.plain(".")
    writer.digits("sum of grades", spans)


def _threes(writer: Writer, patterns: list[str], kind: str) -> None:
    values = split(writer, 3)
    spans = writer.fill(
        writer.pick(patterns),
        {"t": shown(sum(values)), **dict(zip("abc", map(shown, values), strict=True))},
    )
    writer.digits(kind, list(spans.values()))


def left(writer: Writer) -> None:
    """19 nhà văn hóa: bán 4, thuê 6, còn 9."""
    _threes(writer, LEFT, "sum with a rest")


def opposed(writer: Writer) -> None:
    """Tán thành 22, không tán thành 1."""
    one, two = split(writer, 2)
    spans = writer.fill(
        writer.pick(OPPOSED), {"t": shown(one + two), "a": shown(one), "b": shown(two)}
    )
    writer.digits("sum of opposites", list(spans.values()))


def named_share(writer: Writer) -> None:
    """684 hồ sơ trong 731 hồ sơ, đạt 93,6%; sometimes in whole percents."""
    whole = writer.chance.randint(40, 2400)
    part = writer.chance.randint(whole // 2, whole - 1)
    text = percent(part, whole, writer.chance.choice([0, 1, 1, 2]))
    spans = writer.fill(writer.pick(NAMED), {"n": shown(part), "d": shown(whole), "p": text})
    exact = Decimal(part) * 100 / whole
    writer.site("percent named", spans["p"], list(spans.values()), wrong_percents(text, exact))


def amounting(writer: Writer) -> None:
    """Giảm từ 5.120 xuống 4.366, tức 754 hộ."""
    after = writer.chance.randint(30, 5000)
    moved = writer.chance.randint(11, after)
    spans = writer.fill(
        writer.pick(AMOUNTING),
        {"a": shown(after + moved), "b": shown(after), "c": shown(moved)},
    )
    writer.digits("change told", list(spans.values()))


def ledger(writer: Writer) -> None:
    """Opening, in, out, closing."""
    opening, came, gone = (writer.chance.randint(40, 900) for _ in range(3))
    gone = min(gone, opening + came - 5)
    spans = writer.fill(
        writer.pick(LEDGERS),
        {
            "o": shown(opening),
            "i": shown(came),
            "s": shown(gone),
            "c": shown(opening + came - gone),
        },
    )
    writer.digits("ledger", list(spans.values()))


def money(writer: Writer) -> None:
    """Where money came from."""
    head, labels = writer.pick(MONEY)
    values = split(writer, len(labels), 40)
    spans = [writer.fill(head, {"t": shown(sum(values))})["t"]]
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        writer.plain(", " if place else "")
        spans.append(writer.fill(label, {"n": shown(value)})["n"])
    writer.plain(")." if head.endswith("(") else ".")
    for span, value in zip(spans, [sum(values), *values], strict=True):
        texts = other_digits(writer.text[slice(*span)])
        wrong = [text for text in texts if abs(int(text.replace(".", "")) - value) > len(spans)]
        writer.site("sum of money", span, spans, wrong)


def by_places(writer: Writer) -> None:
    """A total, then the same by places in the next sentence."""
    names = writer.chance.sample(PLACES, 4)
    values = [writer.chance.randint(900, 4000) for _ in names]
    spans = [writer.fill("Đã vận động {t} hộ bàn giao mặt bằng. ", {"t": shown(sum(values))})["t"]]
    writer.plain("Kết quả theo địa bàn: ")
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        writer.plain(("; " if place else "") + f"xã {name} ")
        spans.append(writer.put(shown(value)))
        writer.plain(" hộ")
    writer.plain(".")
    writer.digits("sum by places", spans)


def average(writer: Writer) -> None:
    """Thu 3.600 triệu đồng từ 120 hộ, bình quân 30 triệu đồng/hộ."""
    count, each = writer.chance.randint(20, 400), writer.chance.randint(11, 60)
    spans = writer.fill(
        "Đã cho {n} hộ vay {t} triệu đồng, bình quân {m} triệu đồng/hộ.",
        {"n": shown(count), "t": shown(count * each), "m": shown(each)},
    )
    bound = list(spans.values())
    for name, fits in (
        ("n", lambda value: count * each / value),
        ("t", lambda value: value / count),
    ):
        texts = other_digits(writer.text[slice(*spans[name])])
        wrong = [text for text in texts if abs(fits(int(text.replace(".", ""))) - each) > 1.5]
        writer.site("average", spans[name], bound, wrong)


def growth(writer: Writer) -> None:
    """Tăng 12,5% so với cùng kỳ (1.600 lượt)."""
    before = writer.chance.randint(200, 4000)
    after = before + writer.chance.randint(before // 20 + 1, before // 2)
    exact = Decimal(after - before) * 100 / before
    text = shown(exact.quantize(Decimal("0.01"), ROUND_HALF_UP)) + "%"
    spans = writer.fill(
        "Đã khám bệnh {b} lượt người, tăng {p} so với cùng kỳ năm trước ({a} lượt).",
        {"b": shown(after), "p": text, "a": shown(before)},
    )
    writer.site("growth", spans["p"], list(spans.values()), wrong_percents(text, exact))


def grade_list(writer: Writer) -> None:
    """Grades one below the other, each with its share."""
    values = split(writer, 4)
    whole = sum(values)
    spans = [writer.fill("Kết quả xếp loại {t} hội cơ sở:", {"t": shown(whole)})["t"]]
    for grade, value in zip(GRADES, values, strict=True):
        text = percent(value, whole, 2)
        got = writer.fill(
            "\n- " + grade.strip().capitalize() + ": {n} hội ({p});", {"n": shown(value), "p": text}
        )
        spans.append(got["n"])
        exact = Decimal(value) * 100 / whole
        writer.site("share in a list", got["p"], list(got.values()), wrong_percents(text, exact))
    writer.plain("\n")
    writer.digits("grades listed", spans)


def tabbed(writer: Writer) -> None:
    """A table with tabs: two years and their difference, a row of totals."""
    names = writer.chance.sample(PLACES, writer.chance.randint(3, 6))
    before = [writer.chance.randint(60, 900) for _ in names]
    after = [each + writer.chance.randint(1, 90) for each in before]
    writer.plain("\nĐịa bàn\tNăm 2023\tNăm 2024\tTăng\n")
    columns: list[list[tuple[int, int]]] = [[], [], []]
    rows = zip([*names, "Cộng"], [*before, sum(before)], [*after, sum(after)], strict=True)
    for name, one, two in rows:
        spans = writer.fill(
            f"{name}\t{{a}}\t{{b}}\t{{c}}\n",
            {"a": shown(one), "b": shown(two), "c": shown(two - one)},
        )
        for column, span in zip(columns, spans.values(), strict=True):
            column.append(span)
    for column in columns:
        writer.digits("tabbed table", column)


def noted(writer: Writer) -> None:
    """A table whose last column breaks its numbers down in words."""
    writer.plain("\nNội dung | Số lượng | Ghi chú\n")
    for pattern in (
        "Kháng nghị | {t} bản | chấp nhận {a}, không chấp nhận {b}, chưa xét {c}\n",
        "Kiến nghị | {t} kiến nghị | đã trả lời {a}, đang xem xét {b}, còn {c}\n",
        "Chương trình phối hợp | {t} chương trình | mới ký {a}, duy trì {b}, chưa thực hiện {c}\n",
    ):
        _threes(writer, [pattern], "sum in a note")


def merged(writer: Writer) -> None:
    """Trước 77 đơn vị, sau 30 đơn vị (giảm 47), gồm 12 xã, 17 phường và 1 đặc khu."""
    one, two, three = writer.chance.randint(12, 60), writer.chance.randint(11, 30), 1
    whole, moved = one + two + three, writer.chance.randint(20, 90)
    spans = writer.fill(
        "Cấp xã: trước sắp xếp {a} đơn vị, sau sắp xếp {t} đơn vị (giảm {c} đơn vị), "
        "gồm {x} xã, {y} phường và {z} đặc khu.",
        {"a": shown(whole + moved), "t": shown(whole), "c": shown(moved), "x": shown(one),
         "y": shown(two), "z": shown(three)},
    )  # fmt: skip
    writer.digits("sum after a change", [spans[name] for name in "xyz"] + [spans["t"]])


FAMILIES: tuple[Callable[[Writer], None], ...] = (
    assessed, left, opposed, opposed, named_share, named_share, amounting, ledger, money, by_places,
    average, growth, grade_list, tabbed, noted, merged,
)  # fmt: skip
