"""The public divisions of Vietnam before and after 1 July 2025, read from files kept beside the code.

Until 30 June 2025 there were three levels (province, district, commune); since 1 July 2025 there
are two (province, commune), districts having ended without a successor. The files are made by
``scripts/build_gazetteer.py`` and described in ``data/divisions/README.md`` and
``docs/divisions.md``. Pure Python: no Django, no database, no clock.

What is exact and what is assumed: which unit went into which is the source's; *how much* of a
divided unit went where is not published in it, so such shares are equal parts and carry the basis
``equal``. Whatever in the sources does not agree is listed in ``Gazetteer.contradictions``.
"""

import gzip
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import yaml

from tongket.core.text import slug
from tongket.core.words import marked

WHOLE = 1_000_000
"""A whole unit, in parts per million."""

TWO_LEVELS_ON = date(2025, 7, 1)
"""First day of the two-level system; the last day of every district is the day before."""

Level = Literal["province", "district", "ward"]
Form = Literal[
    "tinh", "thanh_pho", "quan", "huyen", "thi_xa", "phuong", "xa", "thi_tran", "dac_khu"
]
ShareBasis = Literal["whole", "stated", "equal"]
Extent = Literal["whole", "part", "ceded", "remainder"]

FORM_PREFIXES: dict[str, Form] = {
    marked("Tỉnh"): "tinh",
    marked("Thành phố"): "thanh_pho",
    marked("Quận"): "quan",
    marked("Huyện"): "huyen",
    marked("Thị xã"): "thi_xa",
    marked("Phường"): "phuong",
    marked("Xã"): "xa",
    marked("Thị trấn"): "thi_tran",
    marked("Đặc khu"): "dac_khu",
}


@dataclass(frozen=True, slots=True)
class Division:
    """One province, district or commune-level unit in one of the two systems.

    ``code`` is ours and lasting (``phuong-ben-nghe-26740``); ``official_code`` is the statistical
    office's, with its leading zeros (2 digits for a province, 3 for a district, 5 for a ward).
    ``parent`` is the code of the unit above, None for a province. ``area_km2`` is known for wards
    after 1 July 2025 only. ``continues`` marks a unit of the new system that is the very same unit
    as before: it has the same code in both lists.
    """

    code: str
    official_code: str
    name: str
    form: Form
    parent: str | None
    area_km2: Decimal | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class DivisionSuccession:
    """On 1 July 2025 ``share`` (parts per million) of ``predecessor`` became part of ``successor``.

    ``whole`` says that all of it did. ``share_basis`` is ``whole``, ``stated`` (a source gives the
    share) or ``equal`` (an assumption: the source names the successors without shares).
    ``is_default`` marks the successor that the source proposes for a place in the predecessor of
    which nothing more is known; exactly one per predecessor. ``continues``: both are one unit.
    """

    predecessor: str
    successor: str
    whole: bool
    share: int
    share_basis: ShareBasis
    is_default: bool
    continues: bool


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something in the sources that does not agree, with the units it concerns.

    ``message_vi`` is one Vietnamese sentence that says what was found and what was done about it.
    """

    kind: str
    codes: tuple[str, ...]
    message_vi: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything the files hold; all tuples are in the order of official codes.

    ``wards_before`` holds the real communes, wards and townships. Five island districts had none:
    ``lowest_before`` gives the 10,040 units that the special zones and wards of today come from,
    wards and those districts together.
    """

    provinces_before: tuple[Division, ...]
    districts_before: tuple[Division, ...]
    wards_before: tuple[Division, ...]
    provinces_after: tuple[Division, ...]
    wards_after: tuple[Division, ...]
    province_successions: tuple[DivisionSuccession, ...]
    ward_successions: tuple[DivisionSuccession, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def successions(self) -> tuple[DivisionSuccession, ...]:
        """All successions of 1 July 2025: provinces first, then wards."""
        return self.province_successions + self.ward_successions

    @property
    def districts_without_wards(self) -> tuple[Division, ...]:
        """Districts that were themselves the lowest level (islands), in order."""
        parents = {ward.parent for ward in self.wards_before}
        return tuple(unit for unit in self.districts_before if unit.code not in parents)

    @property
    def lowest_before(self) -> tuple[Division, ...]:
        """The 10,040 lowest units before 1 July 2025: wards, then districts without any."""
        return self.wards_before + self.districts_without_wards


@dataclass(frozen=True, slots=True)
class RearrangedFrom:
    """A ward of 31 December 2024 that went into a result, and how much of it did.

    ``extent``: ``whole`` (all of it), ``part`` (it ended, divided among several results), ``ceded``
    (it went on and gave up a part) or ``remainder`` (what stayed of a ward that ceded a part).
    ``share`` is in parts per million: a whole, equal parts of a divided ward (an assumption), or
    None where a border moved and no page seen says how much.
    """

    ward: Division
    extent: Extent
    share: int | None


@dataclass(frozen=True, slots=True)
class RearrangedWard:
    """A ward of 1 January 2025 and what it was made of.

    ``created`` says that no ward of that name was there before. ``verified`` says that a public
    page says so (``pages``); otherwise the entry is from memory and ``note`` tells what is open.
    ``point`` is the clause and point of article 1 of the resolution.
    """

    result: Division
    sources: tuple[RearrangedFrom, ...]
    created: bool
    verified: bool
    point: str
    pages: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Rearrangement:
    """The rearrangement of wards within districts of one city by one resolution.

    ``instrument`` is its number, ``issued_on`` and ``effective_on`` its days. The results that are
    no ``created`` ones go on under the code they have in ``Gazetteer.wards_before``.
    """

    instrument: str
    title: str
    issued_on: date
    effective_on: date
    results: tuple[RearrangedWard, ...]

    @property
    def abolished(self) -> tuple[Division, ...]:
        """Wards that ended on the eve, by code; they are in no list of ``Gazetteer``."""
        lasting = {row.result.code for row in self.results}
        ended = {
            source.ward.code: source.ward
            for row in self.results
            for source in row.sources
            if source.ward.code not in lasting
        }
        return tuple(ended[code] for code in sorted(ended))

    @property
    def created(self) -> tuple[Division, ...]:
        """Wards that did not exist on the eve."""
        return tuple(row.result for row in self.results if row.created)

    def wards_on_eve(self, district: str) -> tuple[Division, ...]:
        """Return the wards of a district (by code) on 31 December 2024, by code.

        A ward that went on is given with the official code it had then.
        """
        created = {unit.code for unit in self.created}
        known = {unit.code: unit for unit in load_gazetteer().wards_before}
        known |= {source.ward.code: source.ward for row in self.results for source in row.sources}
        found = [unit for unit in known.values() if unit.parent == district]
        kept = (unit for unit in found if unit.code not in created)
        return tuple(sorted(kept, key=lambda unit: unit.code))

    def wards_on_day(self, district: str) -> tuple[Division, ...]:
        """Return the wards of a district (by code) from 1 January to 30 June 2025, by code."""
        found = [unit for unit in load_gazetteer().wards_before if unit.parent == district]
        return tuple(sorted(found, key=lambda unit: unit.code))


def normalise_name(name: str) -> str:
    """Return the name in NFC, with single spaces and the kind written as in a sentence.

    The sources write both ``Thị Trấn Ái Tử`` and ``Thị trấn Ái Tử``.
    """
    clean = " ".join(unicodedata.normalize("NFC", name).split())
    for prefix in FORM_PREFIXES:
        if clean.lower().startswith(f"{prefix.lower()} "):
            return prefix + clean[len(prefix) :]
    return clean


def form_of(name: str) -> Form:
    """Return the form that the first words of a full name state; ValueError where there is none."""
    for prefix, form in FORM_PREFIXES.items():
        if name.startswith(f"{prefix} "):
            return form
    raise ValueError(f"the name does not begin with a kind of division: {name!r}")


def equal_shares(count: int) -> tuple[int, ...]:
    """Divide a whole into ``count`` equal parts per million whose sum is exactly a whole.

    The first parts take what is left over, one each: 3 gives 333334, 333333, 333333. Raises
    ValueError unless ``count`` is between 1 and a million.
    """
    if not 1 <= count <= WHOLE:
        raise ValueError(f"cannot divide a unit into {count} parts")
    part, left = divmod(WHOLE, count)
    return tuple(part + (1 if index < left else 0) for index in range(count))


def _rows(name: str) -> Iterable[list[str]]:
    """Yield the rows of a packed table without its heading, each as a list of texts."""
    packed = files("tongket.org").joinpath("data", "divisions", name).read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return (line.split("\t") for line in lines[1:])


def _divisions(name: str) -> dict[str, tuple[Division, ...]]:
    """Read a table of divisions: level -> divisions in the table's order."""
    found: dict[str, list[Division]] = {"province": [], "district": [], "ward": []}
    for level, code, official_code, label, form, parent, area, continues in _rows(name):
        found[level].append(
            Division(
                code=code,
                official_code=official_code,
                name=label,
                form=cast("Form", form),
                parent=parent or None,
                area_km2=Decimal(area) if area else None,
                continues=continues == "1",
            )
        )
    return {level: tuple(divisions) for level, divisions in found.items()}


def _successions() -> dict[str, tuple[DivisionSuccession, ...]]:
    """Read the table of successions: level (province or ward) -> successions."""
    found: dict[str, list[DivisionSuccession]] = {"province": [], "ward": []}
    for row in _rows("successions.tsv.gz"):
        level, predecessor, successor, share, basis, default, continues = row
        found[level].append(
            DivisionSuccession(
                predecessor=predecessor,
                successor=successor,
                whole=int(share) == WHOLE,
                share=int(share),
                share_basis=cast("ShareBasis", basis),
                is_default=default == "1",
                continues=continues == "1",
            )
        )
    return {level: tuple(successions) for level, successions in found.items()}


@cache
def load_gazetteer() -> Gazetteer:
    """Read the divisions of both systems and what became of them; read once, then kept."""
    before, after = _divisions("before.tsv.gz"), _divisions("after.tsv.gz")
    successions = _successions()
    return Gazetteer(
        provinces_before=before["province"],
        districts_before=before["district"],
        wards_before=before["ward"],
        provinces_after=after["province"],
        wards_after=after["ward"],
        province_successions=successions["province"],
        ward_successions=successions["ward"],
        contradictions=tuple(
            Contradiction(kind, tuple(codes.split()), message)
            for kind, codes, message in _rows("contradictions.tsv.gz")
        ),
    )


@cache
def rearrangements_2025_01_01() -> Rearrangement:
    """Return the rearrangement of 1 January 2025 in Ho Chi Minh City: 80 wards became 41.

    Resolution 1278/NQ-UBTVQH15 of 14 November 2024; 312 commune-level units became 273, in quận
    Bình Thạnh 20 wards became 15. Wards that ended have codes with their district's name, such as
    ``phuong-3-quan-binh-thanh-26947``.
    """
    packed = files("tongket.org").joinpath("data", "divisions", "hcmc_2025_01_01.yaml")
    content = yaml.safe_load(packed.read_text(encoding="utf-8"))
    return Rearrangement(
        instrument=content["instrument"],
        title=content["title"],
        issued_on=content["issued_on"],
        effective_on=content["effective_on"],
        results=tuple(
            row for entry in content["districts"] for row in _rearranged(entry, content["pages"])
        ),
    )


def _rearranged(entry: dict[str, Any], pages: dict[str, str]) -> list[RearrangedWard]:
    """Read the results of one district."""
    gazetteer = load_gazetteer()
    district = next(unit for unit in gazetteer.districts_before if unit.code == entry["district"])
    after = {unit.name: unit for unit in gazetteer.wards_before if unit.parent == district.code}
    then = {
        name: _ward_on_eve(name, official_code, district, after.get(name))
        for name, official_code in entry["official_codes"].items()
    }
    shares = _shares_of_divided(entry["results"])
    return [
        RearrangedWard(
            result=after[row["result"]],
            sources=tuple(
                RearrangedFrom(
                    then[source["ward"]],
                    source["extent"],
                    shares.get((source["ward"], row["result"])),
                )
                for source in row["sources"]
            ),
            created=row["result"] not in then,
            verified=row["verified"],
            point=row["point"],
            pages=tuple(pages[key] for key in row["seen_in"]),
            note=row.get("note", ""),
        )
        for row in entry["results"]
    ]


def _ward_on_eve(
    name: str, official_code: str, district: Division, lasting: Division | None
) -> Division:
    """Return a ward of 31 December 2024: the lasting one with its number of then, or an ended one."""
    code = (
        f"{slug(name)}-{slug(district.name)}-{official_code}" if lasting is None else lasting.code
    )
    return Division(code, official_code, name, form_of(name), district.code)


def _shares_of_divided(results: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
    """Return (ward, result) -> parts per million, for wards taken whole or ended and divided."""
    shares: dict[tuple[str, str], int] = {}
    parts: dict[str, list[str]] = {}
    for row in results:
        for source in row["sources"]:
            if source["extent"] == "whole":
                shares[(source["ward"], row["result"])] = WHOLE
            elif source["extent"] == "part":
                parts.setdefault(source["ward"], []).append(row["result"])
    for ward, taking in parts.items():
        for result, share in zip(taking, equal_shares(len(taking)), strict=True):
            shares[(ward, result)] = share
    return shares
