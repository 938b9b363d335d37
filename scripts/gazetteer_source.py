"""What ``build_gazetteer.py`` reads: units and links of the source, and what is found odd in them."""

import sqlite3
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tongket.org.gazetteer import Contradiction, normalise_name

OLD_COLUMNS = (
    "provinceCode, province, provinceKey, districtCode, district, districtKey, wardCode, ward,"
    " wardKey, wardType, wardLat, wardLon"
)
NEW_COLUMNS = "provinceCode, province, provinceKey, wardCode, ward, wardKey, wardType, wardAreaKm2"


@dataclass
class Unit:
    """A division on its way into the tables; ``key`` is how the source's converter names it."""

    level: str
    official_code: str
    raw_name: str
    key: str
    parent: "Unit | None" = None
    kind_column: str | None = None
    place: tuple[float, float] | None = None
    area: float | None = None
    code: str = ""
    continues: bool = False
    twin_key: tuple[str, str] = ("", "")
    name: str = field(init=False)

    def __post_init__(self) -> None:
        """Settle the name once."""
        self.name = normalise_name(self.raw_name)


@dataclass
class Link:
    """A predecessor (old key) and its successors (new keys), the default first."""

    old: Unit
    successors: list[Unit]
    continues: bool = False


class Findings:
    """Collects contradictions in the order they were met."""

    def __init__(self) -> None:
        """Start empty."""
        self.rows: list[tuple[str, tuple[Unit, ...], str]] = []

    def add(self, kind: str, units: Iterable[Unit], message: str) -> None:
        """Note one contradiction about the units, in a Vietnamese sentence."""
        self.rows.append((kind, tuple(units), message))

    def contradictions(self) -> list[Contradiction]:
        """Return them with the units' final codes, sorted by kind and codes."""
        found = [
            Contradiction(kind, tuple(unit.code for unit in units), message)
            for kind, units, message in self.rows
        ]
        return sorted(found, key=lambda row: (row.kind, row.codes, row.message_vi))


def place_of(unit: Unit) -> str:
    """Return a name a reader can find: with district and province."""
    names = [unit.name]
    while unit.parent is not None:
        unit = unit.parent
        names.append(unit.name)
    return ", ".join(names)


def folder_of(path: Path, marker: str, scratch: Path) -> Path:
    """Return the folder that holds ``marker``, unpacking a wheel into ``scratch`` first."""
    if path.is_file():
        target = scratch / path.stem
        with zipfile.ZipFile(path) as wheel:
            wheel.extractall(target)
        path = target
    found = next(iter(sorted(path.rglob(marker))), None)
    if found is None:
        sys.exit(f"{path} does not hold {marker}")
    return found.parent


def read_old(database: sqlite3.Connection) -> tuple[list[Unit], list[Unit], list[Unit]]:
    """Return provinces, districts and lowest rows before 1 July 2025 (a row may be a district)."""
    provinces: dict[str, Unit] = {}
    districts: dict[str, Unit] = {}
    lowest: list[Unit] = []
    query = f"select {OLD_COLUMNS} from admin_units_legacy order by 1, 4, 7"
    for row in database.execute(query):
        p_code, p_name, p_key, d_code, d_name, d_key, code, name, key, kind, *place = row
        province = provinces.setdefault(p_code, Unit("province", p_code, p_name, p_key))
        district = districts.setdefault(
            d_code, Unit("district", d_code, d_name, f"{p_key}_{d_key}_", province)
        )
        if code is None:
            lowest.append(district)
            continue
        ward = Unit("ward", code, name, f"{p_key}_{d_key}_{key}", district, kind)
        ward.place = (place[0], place[1]) if place[0] is not None else None
        ward.twin_key = (p_key, key)
        lowest.append(ward)
    return list(provinces.values()), list(districts.values()), lowest


def read_new(database: sqlite3.Connection) -> tuple[list[Unit], list[Unit]]:
    """Return provinces and wards since 1 July 2025."""
    provinces: dict[str, Unit] = {}
    wards: list[Unit] = []
    query = f"select {NEW_COLUMNS} from admin_units order by 1, 4"
    for p_code, p_name, p_key, code, name, key, kind, area in database.execute(query):
        province = provinces.setdefault(p_code, Unit("province", p_code, p_name, p_key))
        wards.append(Unit("ward", code, name, f"{p_key}_{key}", province, kind, area=area))
    return list(provinces.values()), wards


def targets_by_key(converter: dict[str, Any]) -> tuple[dict[str, list[str]], list[str]]:
    """Return old key -> new keys (the default first) and the old keys both whole and divided."""
    targets: dict[str, list[str]] = defaultdict(list)
    for province, entries in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new_key, old_keys in entries.items():
            for old_key in old_keys:
                targets[old_key].append(f"{province}_{new_key}")
    both = []
    for province, entries in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, parts in entries.items():
            both += [old_key] if old_key in targets else []
            ordered = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            targets[old_key] += [f"{province}_{part['newWardKey']}" for part in ordered]
    return targets, both


def read_links(
    converter: dict[str, Any], lowest: Sequence[Unit], wards: Sequence[Unit], findings: Findings
) -> list[Link]:
    """Join the converter's keys to rows: one link for each old unit, its default successor first."""
    old_by_key = unique_by_key(lowest, findings)
    new_by_key = unique_by_key(wards, findings)
    targets, both = targets_by_key(converter)
    for key in both:
        message = f"Nguồn vừa ghi {key} nhập trọn, vừa ghi bị chia; coi là bị chia."
        findings.add("whole_and_divided", [], message)
    links = []
    for old_key, new_keys in targets.items():
        if old_key in old_by_key and set(new_keys) <= set(new_by_key):
            successors = [new_by_key[key] for key in dict.fromkeys(new_keys)]
            links.append(Link(old_by_key[old_key], successors))
        else:
            message = f"Khóa {old_key} -> {', '.join(new_keys)} không khớp dòng nào; bỏ qua."
            findings.add("key_unmatched", [], message)
    return sorted(links, key=lambda link: (link.old.level, link.old.official_code))


def unique_by_key(units: Sequence[Unit], findings: Findings) -> dict[str, Unit]:
    """Index units by the source's key, noting keys that several rows share."""
    counts = Counter(unit.key for unit in units)
    for unit in units:
        if counts[unit.key] > 1:
            findings.add("key_ambiguous", [unit], f"Khóa {unit.key} khớp nhiều dòng của nguồn.")
    return {unit.key: unit for unit in units}
