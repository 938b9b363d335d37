"""Synthetic reports that are right: sums, percents, changes, days and citations in many wordings."""

import random
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from benchmarks.planter import Report, Site, other_digits, shown, wrong_percents

Pattern = TypeVar("Pattern")

PLACES = [
    "Bình Sơn",
    "Tân Hòa",
    "Đông Phú",
    "Kim Thành",
    "Vĩnh Lạc",
    "An Khê",
    "Hòa Tiến",
    "Mỹ Lộc",
]
UNITS = ["huyện", "thị xã", "quận", "thành phố"]
FILLERS = [
    "Các cấp ủy tiếp tục nâng cao chất lượng sinh hoạt chi bộ, gắn với học tập và làm theo Bác.",
    "Công tác tuyên truyền được triển khai đồng bộ, tạo sự thống nhất trong nội bộ và sự đồng thuận trong Nhân dân.",
    "Bên cạnh kết quả đạt được, một số nơi còn lúng túng trong triển khai, chất lượng chưa đều.",
    "Thời gian tới, các đơn vị tập trung khắc phục hạn chế, hoàn thành nhiệm vụ đề ra.",
    "Phong trào thi đua yêu nước được hưởng ứng rộng rãi trong cán bộ, đảng viên và các tầng lớp nhân dân.",
    "Việc sắp xếp tổ chức bộ máy được thực hiện đúng lộ trình, bảo đảm công khai, dân chủ.",
]
BREAKDOWNS = [
    ("thi hành kỷ luật {t} đảng viên", ["{n} khiển trách", "{n} cảnh cáo", "{n} cách chức", "{n} khai trừ"]),
    ("kỷ luật {t} cán bộ hội", ["khiển trách {n}", "cảnh cáo {n}", "khai trừ {n}"]),
    ("kết nạp {t} đảng viên", ["{n} nam", "{n} nữ"]),
    ("ban hành {t} văn bản", ["{n} nghị quyết", "{n} kế hoạch", "{n} báo cáo"]),
    ("khen thưởng {t} tập thể, cá nhân", ["{n} tập thể", "{n} cá nhân"]),
    ("kiểm tra {t} lượt tổ chức đảng", ["cấp tỉnh {n}", "cấp huyện {n}", "cấp cơ sở {n}"]),
    ("tiếp nhận {t} đơn", ["{n} đơn khiếu nại", "{n} đơn tố cáo", "{n} đơn kiến nghị, phản ánh"]),
    ("xếp loại {t} chi bộ", ["{n} chi bộ hoàn thành xuất sắc nhiệm vụ", "{n} chi bộ hoàn thành tốt nhiệm vụ",
                             "{n} chi bộ hoàn thành nhiệm vụ", "{n} chi bộ không hoàn thành nhiệm vụ"]),
    ("đánh giá {t} đảng viên", ["hoàn thành xuất sắc nhiệm vụ {n}", "hoàn thành tốt nhiệm vụ {n}",
                                "hoàn thành nhiệm vụ {n}", "không hoàn thành nhiệm vụ {n}"]),
    ("sáp nhập {t} thôn, tổ dân phố", ["{n} thôn", "{n} tổ dân phố"]),
    ("trao tặng Huy hiệu Đảng cho {t} đảng viên", ["60 năm tuổi Đảng {n} đồng chí", "50 năm tuổi Đảng {n} đồng chí",
                                                   "40 năm tuổi Đảng {n} đồng chí", "30 năm tuổi Đảng {n} đồng chí"]),
    ("có {t} tổ chức cơ sở đảng", ["{n} đảng bộ cơ sở", "{n} chi bộ cơ sở"]),
    ("mở {t} lớp bồi dưỡng", ["{n} lớp cho đảng viên mới", "{n} lớp cho cấp ủy viên", "{n} lớp nhận thức về Đảng"]),
    ("xây dựng {t} mô hình “Dân vận khéo”", ["lĩnh vực kinh tế {n} mô hình", "văn hóa - xã hội {n} mô hình", "quốc phòng - an ninh {n} mô hình"]),
    ("xác minh {t} người kê khai tài sản", ["{n} người khối đảng", "{n} người khối chính quyền"]),
]  # fmt: skip
OPENERS = [
    ", gồm ",
    ", bao gồm ",
    ", trong đó ",
    " (",
    ": ",
    ", chia ra ",
    ", cụ thể: ",
    ", gồm có ",
]
SHARES = [
    "Đã giải quyết {n}/{d} đơn thuộc thẩm quyền, đạt {p}.",
    "Có {n}/{d} chi bộ được xếp loại hoàn thành tốt nhiệm vụ ({p}).",
    "Toàn huyện có {n}/{d} xã đạt chuẩn nông thôn mới, chiếm {p}.",
    "Tiếp nhận {d} đơn, đã giải quyết {n} đơn, đạt {p}.",
    "Kết nạp được {n} đảng viên/{d} chỉ tiêu, đạt tỷ lệ {p}.",
    "Trong {d} hội viên được khảo sát có {n} hội viên hài lòng, chiếm {p}.",
]
CHANGES = [
    "Số hộ nghèo giảm từ {a} hộ xuống còn {b} hộ, giảm {c} hộ.",
    "Sau sắp xếp, số thôn từ {a} còn {b}, giảm {c} thôn.",
    "Số hội viên tăng từ {b} lên {a} người, tăng {c} người.",
    "Giảm từ {a} đầu mối xuống còn {b} đầu mối (giảm {c} đầu mối).",
    "Đã tiếp {b} lượt công dân, giảm {c} lượt so với cùng kỳ năm trước ({a} lượt).",
]


class Writer:
    """A text in the making that knows where its numbers stand."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.text = ""
        self.sites: list[Site] = []
        self.told: list[object] = []
        self.heads: list[tuple[str, list[str]]] = []
        self.refill()

    def refill(self) -> None:
        """Take all breakdowns anew; one is told once until all were."""
        self.heads = list(BREAKDOWNS)
        self.chance.shuffle(self.heads)

    def pick(self, patterns: Sequence[Pattern]) -> Pattern:
        """Return a pattern that this report has not told yet, any once all are told."""
        fresh = [each for each in patterns if each not in self.told]
        chosen = self.chance.choice(fresh or list(patterns))
        self.told.append(chosen)
        return chosen

    def plain(self, text: str) -> None:
        """Write a text."""
        self.text += text

    def put(self, text: str) -> tuple[int, int]:
        """Write a text and return where it stands."""
        start = len(self.text)
        self.text += text
        return start, len(self.text)

    def fill(self, pattern: str, values: dict[str, str]) -> dict[str, tuple[int, int]]:
        """Write a pattern; return where each value came to stand."""
        spans = {}
        rest = pattern
        while "{" in rest:
            before, _, rest = rest.partition("{")
            name, _, rest = rest.partition("}")
            self.plain(before)
            spans[name] = self.put(values[name])
        self.plain(rest)
        return spans

    def site(
        self, kind: str, span: tuple[int, int], bound: list[tuple[int, int]], texts: list[str]
    ) -> None:
        """Note a place an error can be planted in, where there is a wrong text for it."""
        if texts:
            self.sites.append(Site(kind, span, bound, texts))

    def digits(self, kind: str, spans: list[tuple[int, int]]) -> None:
        """Note every number of some places, each bound to the others; any other digit is wrong."""
        for span in spans:
            self.site(kind, span, spans, other_digits(self.text[slice(*span)]))


def _values(chance: random.Random, count: int) -> list[int]:
    top = chance.choice([30, 90, 400, 2500])
    values = sorted((chance.randint(2, top) for _ in range(count)), reverse=True)
    return values if chance.random() < 0.7 else chance.sample(values, count)


def _breakdown(writer: Writer) -> None:
    chance = writer.chance
    head, labels = writer.heads.pop()
    opener = chance.choice(OPENERS)
    values = _values(chance, len(labels))
    kind = "sum within" if "trong đó" in opener else "sum"
    lead = chance.choice(
        ["Trong năm, đã ", "Năm qua, toàn Đảng bộ ", "Kết quả, đã ", "Các cấp ủy "]
    )
    spans = [writer.fill(lead + head, {"t": shown(sum(values))})["t"]]
    writer.plain(opener)
    mark = chance.choice([", ", "; "])
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        if place:
            writer.plain(" và " if place == len(labels) - 1 and chance.random() < 0.4 else mark)
        spans.append(writer.fill(label, {"n": shown(value)})["n"])
    writer.plain(")." if opener == " (" else ".")
    writer.digits(kind, spans)


def _bullets(writer: Writer) -> None:
    chance = writer.chance
    head, labels = writer.heads.pop()
    values = _values(chance, len(labels))
    spans = [
        writer.fill(
            "Trong kỳ, đã " + head + chance.choice([", gồm:", ", cụ thể:", ":"]),
            {"t": shown(sum(values))},
        )["t"]
    ]
    mark = chance.choice(["- ", "+ ", "• "])
    for label, value in zip(labels, values, strict=True):
        writer.plain("\n" + mark)
        spans.append(
            writer.fill(
                label[0].upper() + label[1:] if label[0] != "{" else label, {"n": shown(value)}
            )["n"]
        )
        writer.plain(";")
    writer.plain("\n")
    writer.digits("sum list", spans)


def _table(writer: Writer) -> None:
    chance = writer.chance
    rows = chance.sample(PLACES, chance.randint(3, 6))
    plan = [chance.randint(8, 60) for _ in rows]
    done = [chance.randint(5, each) for each in plan]
    writer.plain("\nĐơn vị | Chỉ tiêu | Kết nạp | Tỷ lệ\n")
    columns: list[list[tuple[int, int]]] = [[], []]
    for name, one, two in zip(
        [*rows, "Tổng cộng"], [*plan, sum(plan)], [*done, sum(done)], strict=True
    ):
        rate = percent(two, one, 1)
        spans = writer.fill(
            "Xã {x} | {a} | {b} | {p}\n" if name != "Tổng cộng" else "{x} | {a} | {b} | {p}\n",
            {"x": name, "a": shown(one), "b": shown(two), "p": rate},
        )
        columns[0].append(spans["a"])
        columns[1].append(spans["b"])
        writer.site(
            "table rate",
            spans["p"],
            [spans["a"], spans["b"], spans["p"]],
            wrong_percents(rate, Decimal(two) * 100 / one),
        )
    for column in columns:
        writer.digits("table sum", column)


def percent(part: int, whole: int, digits: int) -> str:
    value = (Decimal(part) * 100 / whole).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = shown(value)
    if "," in text:
        text = text.rstrip("0").rstrip(",")
    return text + "%"


def _share(writer: Writer) -> None:
    chance = writer.chance
    whole = chance.choice([chance.randint(20, 99), chance.randint(100, 2000)])
    part = chance.randint(whole // 2, whole - 1)
    text = percent(part, whole, chance.choice([1, 2, 2]))
    spans = writer.fill(writer.pick(SHARES), {"n": shown(part), "d": shown(whole), "p": text})
    bound = list(spans.values())
    writer.site("percent", spans["p"], bound, wrong_percents(text, Decimal(part) * 100 / whole))


def _change(writer: Writer) -> None:
    chance = writer.chance
    after = chance.randint(20, 3000)
    moved = chance.randint(3, after)
    spans = writer.fill(
        writer.pick(CHANGES), {"a": shown(after + moved), "b": shown(after), "c": shown(moved)}
    )
    writer.digits("change", list(spans.values()))


def _rest(writer: Writer) -> None:
    chance = writer.chance
    whole = chance.randint(60, 900)
    done = chance.randint(30, whole - 12)
    spans = writer.fill(
        "Tổng số {t} vụ việc phải giải quyết; đã giải quyết {n} vụ việc, còn lại {r} vụ việc.",
        {"t": shown(whole), "n": shown(done), "r": shown(whole - done)},
    )
    writer.digits("remainder", list(spans.values()))


def _product(writer: Writer) -> None:
    chance = writer.chance
    count, each = chance.randint(20, 300), chance.choice([200, 300, 500, 600]) * 1000
    spans = writer.fill(
        "Trao {n} suất quà, mỗi suất {e} đồng, tổng trị giá {t} đồng.",
        {"n": shown(count), "e": shown(each), "t": shown(count * each)},
    )
    bound = list(spans.values())
    for name in ("n", "t"):
        span = spans[name]
        writer.site("product", span, bound, other_digits(writer.text[slice(*span)]))


def _years(writer: Writer) -> None:
    chance = writer.chance
    first = chance.choice([1930, 1945, 1975, 1989])
    spans = writer.fill(
        "Chào mừng kỷ niệm {n} năm Ngày truyền thống (03/02/{a} - 03/02/{b}).",
        {"n": str(2025 - first), "a": str(first), "b": "2025"},
    )
    bound = list(spans.values())
    writer.site("years", spans["n"], bound, other_digits(str(2025 - first)))


def _day(writer: Writer) -> None:
    day, month = writer.chance.randint(1, 28), writer.chance.choice([6, 9, 11])
    spans = writer.fill("Hội nghị sơ kết được tổ chức ngày {d}.", {"d": f"{day:02d}/{month}/2024"})
    writer.site("day", spans["d"], [spans["d"]], [f"31/{month}/2024"])


def _citation(writer: Writer) -> None:
    chance = writer.chance
    number = chance.randint(11, 99)
    dated = f"{chance.randint(1, 28):02d}/{chance.randint(1, 12)}/2022"
    subject = chance.choice([
        "về tăng cường sự lãnh đạo của Đảng đối với công tác dân vận trong tình hình mới",
        "về tiếp tục đổi mới nội dung, nâng cao chất lượng sinh hoạt chi bộ",
        "về phát triển nông nghiệp, nông dân, nông thôn đến năm 2030",
    ])  # fmt: skip
    first = writer.fill(
        "Quán triệt Nghị quyết số {n}-NQ/TU ngày {d} của Ban Thường vụ Tỉnh ủy " + subject + ".",
        {"n": str(number), "d": dated},
    )
    writer.plain(" " + chance.choice(FILLERS) + " ")
    second = writer.fill(
        "Việc thực hiện Nghị quyết số {n}-NQ/TU ngày {d} của Ban Thường vụ Tỉnh ủy "
        + subject
        + " đạt kết quả bước đầu.",
        {"n": str(number), "d": dated},
    )
    bound = [*first.values(), *second.values()]
    writer.site("citation", second["n"], bound, other_digits(str(number)))
    day, _, rest = dated.partition("/")
    days = [each for each in range(1, 29) if each != int(day)]
    writer.site("citation day", second["d"], bound, [f"{each:02d}/{rest}" for each in days])


def _repeat(writer: Writer) -> None:
    chance = writer.chance
    value = chance.randint(110, 3000)
    unit = chance.choice(["hội viên phụ nữ", "đảng viên mới", "lượt cán bộ, đảng viên"])
    verb = chance.choice(["đã kết nạp được", "đã bồi dưỡng, kết nạp được"])
    one = writer.fill(f"Toàn Đảng bộ {verb} {{n}} {unit}.", {"n": shown(value)})
    writer.plain(" " + chance.choice(FILLERS) + " " + chance.choice(FILLERS) + " ")
    two = writer.fill(f"Tóm lại, toàn Đảng bộ {verb} {{n}} {unit}.", {"n": shown(value)})
    writer.digits("repeated", [one["n"], two["n"]])


MAKERS: tuple[Callable[[Writer], None], ...] = (
    _breakdown, _breakdown, _breakdown, _bullets, _table, _share, _share, _change, _change,
    _rest, _product, _years, _day, _citation, _repeat,
)  # fmt: skip


def synthetic(count: int, seed: int = 7) -> list[Report]:
    """Return so many correct reports, each of five to eight of the paragraphs above."""
    chance = random.Random(seed)
    reports = []
    for place in range(count):
        writer = Writer(chance)
        unit, name = chance.choice(UNITS), chance.choice(PLACES)
        writer.plain(f"BÁO CÁO TỔNG KẾT CÔNG TÁC NĂM 2024\nĐảng bộ {unit} {name}\n\n")
        makers = list(dict.fromkeys(chance.sample(MAKERS, chance.randint(5, 8))))
        for order, maker in enumerate(makers, 1):
            writer.plain(f"{order}. " if chance.random() < 0.3 else "")
            writer.plain(chance.choice(FILLERS) + " ")
            maker(writer)
            writer.plain(" " + chance.choice(FILLERS) + "\n\n" if writer.text[-1] != "\n" else "\n")
        reports.append(Report(f"synthetic/{place:03d}", writer.text, writer.sites))
    return reports
