"""What ``build_gazetteer.py`` finds odd: namesakes mixed up, names, kinds, a second library."""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from math import cos, hypot, radians
from pathlib import Path

from gazetteer_source import Findings, Link, Unit, place_of

from tongket.core.text import slug
from tongket.org.gazetteer import normalise_name

KM_PER_DEGREE = 111.0
# Two wards of one name 10 km and more from where they should be, and thrice as far as their
# namesake, are a mix-up; real divided wards lie beside the rest of their successor.
FAR_KM, FAR_TIMES = 10.0, 3.0


def distance_km(one: Unit, other: Unit) -> float:
    """Return the distance of two old wards in km; 0 where a place is unknown."""
    if one.place is None or other.place is None:
        return 0.0
    north = (one.place[0] - other.place[0]) * KM_PER_DEGREE
    east = (one.place[1] - other.place[1]) * KM_PER_DEGREE * cos(radians(one.place[0]))
    return hypot(north, east)


class Untangler:
    """Takes apart divided wards that the source mixed up with a namesake in the merged province.

    The source matched resolutions to wards by bare names. Where a merged province had two wards of
    one name, both were given the successors of both: Phường 4 of Tân An would be half in Tây Ninh,
    90 km away. A successor is taken from a ward when its namesake has it too and belongs there by
    district, or lies far nearer to the rest of that successor.
    """

    def __init__(self, links: Sequence[Link], new_province_of: dict[str, str]) -> None:
        """Index links by successor and by (new province, bare name)."""
        self.links = links
        self.sources: dict[int, list[Unit]] = defaultdict(list)
        self.whole: dict[int, list[Unit]] = defaultdict(list)
        self.namesakes: dict[tuple[str, str], list[Link]] = defaultdict(list)
        self.new_province_of = new_province_of
        for link in links:
            for successor in link.successors:
                self.sources[id(successor)].append(link.old)
                if len(link.successors) == 1:
                    self.whole[id(successor)].append(link.old)
            self.namesakes[self.name_key(link.old)].append(link)

    def name_key(self, old: Unit) -> tuple[str, str]:
        """Return the province of today and the bare name, what the source matched by."""
        province, name = old.twin_key
        return (self.new_province_of.get(province, old.key), name)

    def at_home(self, old: Unit, new: Unit) -> bool:
        """Say whether another ward of the same district went wholly into the successor."""
        return any(other is not old and other.parent is old.parent for other in self.whole[id(new)])

    def nearest(self, old: Unit, new: Unit) -> float:
        """Return the distance in km to the nearest other source of the successor."""
        others = [other for other in self.sources[id(new)] if other is not old]
        return min((distance_km(old, other) for other in others), default=0.0)

    def belongs_to(self, rival: Unit, old: Unit, new: Unit) -> bool:
        """Say whether the successor is the rival's rather than the old ward's."""
        at_home = self.at_home(old, new), self.at_home(rival, new)
        if at_home[0] != at_home[1]:
            return at_home[1]
        far, near = self.nearest(old, new), self.nearest(rival, new)
        return far > FAR_KM and far > FAR_TIMES * near

    def rightful(self, owners: Sequence[Unit], new: Unit) -> Unit:
        """Return the namesake that the successor belongs to most plainly."""
        return min(
            owners,
            key=lambda old: (
                not self.at_home(old, new),
                old not in self.whole[id(new)],
                self.nearest(old, new),
                old.official_code,
            ),
        )

    def run(self, findings: Findings) -> None:
        """Take the mistaken successors out of the links and note each."""
        mistaken = []
        for link in (link for link in self.links if len(link.successors) > 1):
            rivals = [
                other for other in self.namesakes[self.name_key(link.old)] if other is not link
            ]
            for new in link.successors:
                owners = [
                    other.old
                    for other in rivals
                    if new in other.successors and self.belongs_to(other.old, link.old, new)
                ]
                if owners:
                    mistaken.append((link, new, self.rightful(owners, new)))
        for link, new, rival in mistaken:
            link.successors = [unit for unit in link.successors if unit is not new]
            if not link.successors:
                sys.exit(f"nothing is left of {link.old.key}")
            findings.add(
                "namesake_confused",
                [link.old, new, rival],
                f"Nguồn chia {place_of(link.old)} cho cả {new.name}, nhưng nơi ấy nhận"
                f" {place_of(rival)} cùng tên; đã bỏ phần chia này.",
            )


def check_rows(
    lowest: Sequence[Unit], wards: Sequence[Unit], links: Sequence[Link], findings: Findings
) -> None:
    """Note what the source's rows and links leave open or say twice."""
    linked = {id(link.old) for link in links}
    for unit in lowest:
        if unit.level == "district":
            message = f"{place_of(unit)}: nguồn tính là một xã; thực tế là huyện không có cấp xã."
            findings.add("row_is_district", [unit], message)
        if id(unit) not in linked:
            findings.add("without_successor", [unit], f"{place_of(unit)}: không rõ nhập vào đâu.")
    fed = {id(successor) for link in links for successor in link.successors}
    for unit in wards:
        if id(unit) not in fed:
            findings.add("without_predecessor", [unit], f"{place_of(unit)}: không rõ từ đâu mà có.")
        if unit.area is None:
            findings.add("area_missing", [unit], f"{place_of(unit)}: nguồn không ghi diện tích.")
    for unit in [*lowest, *wards]:
        check_name(unit, findings)
    check_links(links, findings)


def check_name(unit: Unit, findings: Findings) -> None:
    """Note a kind that the name contradicts, and a spelling that was put right."""
    if unit.kind_column and unit.kind_column.lower() != unit.name[: len(unit.kind_column)].lower():
        message = (
            f"{place_of(unit)}: nguồn ghi loại là «{unit.kind_column}»; lấy loại theo tên gọi."
        )
        findings.add("kind_differs", [unit], message)
    if unit.raw_name != unit.name:
        findings.add("spelling", [unit], f"«{unit.raw_name}» được viết lại thành «{unit.name}».")


def check_links(links: Sequence[Link], findings: Findings) -> None:
    """Note wards that went on under another official code."""
    for link in links:
        new = link.successors[0]
        if link.continues and link.old.official_code != new.official_code:
            findings.add(
                "official_code_changed",
                [link.old],
                f"{place_of(new)} giữ nguyên nhưng mã số đổi từ {link.old.official_code}"
                f" thành {new.official_code}.",
            )


def check_provinces(links: Sequence[Link], findings: Findings) -> None:
    """Note provinces whose name went on under the official code of another."""
    for link in links:
        new = link.successors[0]
        if link.old.name == new.name and not link.continues:
            findings.add(
                "province_code_moved",
                [link.old, new],
                f"{new.name} mới mang mã {new.official_code}, không phải mã {link.old.official_code}"
                " của tỉnh cũ cùng tên; coi là đơn vị mới.",
            )


class Comparison:
    """The second library's wards beside ours, matched by province and name."""

    def __init__(self, wards: Sequence[Unit]) -> None:
        """Index our wards by exact name and by name without marks (Ba Tơ and Ba Tô are two)."""
        self.left = list(wards)
        self.exact = {(self.province_of(unit), self.exact_key(unit.name)): unit for unit in wards}

    @staticmethod
    def province_of(unit: Unit) -> str:
        """Return the official code of the ward's province."""
        return unit.parent.official_code if unit.parent else ""

    @staticmethod
    def exact_key(name: str) -> str:
        """Return the name with marks, whichever apostrophe and capitals were used."""
        return normalise_name(name).replace("’", "'").replace("–", "-").lower()

    def match(self, province: str, name: str, official_code: str) -> Unit | None:
        """Take out and return our ward of that name; by name without marks where none is exact."""
        unit = self.exact.get((province, self.exact_key(name)))
        if unit is None or unit not in self.left:
            alike = [
                other
                for other in self.left
                if self.province_of(other) == province and slug(other.name) == slug(name)
            ]
            alike.sort(key=lambda other: other.official_code != official_code)
            unit = alike[0] if alike else None
        if unit is not None:
            self.left.remove(unit)
        return unit


def compare(path: Path, wards: Sequence[Unit], findings: Findings) -> None:
    """Note where the second library names or numbers a ward otherwise."""
    nested = json.loads((path / "nested-divisions.json").read_text(encoding="utf-8"))
    comparison = Comparison(wards)
    theirs = [(f"{p['code']:02}", p["name"], w) for p in nested for w in p["wards"]]
    # Exact names first, so that a ward spelt otherwise cannot take another one's place.
    theirs.sort(key=lambda t: (t[0], comparison.exact_key(t[2]["name"])) not in comparison.exact)
    for province, province_name, ward in theirs:
        code = f"{ward['code']:05}"
        unit = comparison.match(province, ward["name"], code)
        if unit is None:
            message = f"Thư viện đối chiếu có {ward['name']}, {province_name}; nguồn không có."
            findings.add("only_in_second", [], message)
        else:
            compare_ward(unit, ward["name"], code, findings)
    for unit in comparison.left:
        message = f"{place_of(unit)}: không có trong thư viện đối chiếu."
        findings.add("only_in_first", [unit], message)


def compare_ward(unit: Unit, name: str, official_code: str, findings: Findings) -> None:
    """Note differences in number, spaces and spelling of one ward."""
    if official_code != unit.official_code:
        message = (
            f"{place_of(unit)}: mã {unit.official_code}; thư viện đối chiếu ghi {official_code}"
            " theo bản dự thảo danh mục."
        )
        findings.add("official_code_differs", [unit], message)
    if normalise_name(name) != unit.name:
        message = f"{place_of(unit)}: thư viện đối chiếu viết «{normalise_name(name)}»."
        findings.add("name_differs", [unit], message)
    elif name != unit.name:
        message = f"{place_of(unit)}: thư viện đối chiếu viết thừa dấu cách trong tên."
        findings.add("double_space", [unit], message)
