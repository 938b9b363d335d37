"""Build the tables of public divisions in ``src/tongket/org/data/divisions`` (maintainers only).

    python scripts/build_gazetteer.py VIETNAMADMINUNITS [--compare VIETNAM_PROVINCES]

Each argument is the wheel or the unpacked folder of the package: vietnamadminunits 1.0.4 (MIT) is
the source, vietnam-provinces (2025.10.1) is only compared with. Nothing here runs at run time.
The same input gives the same bytes. The build stops where a rule of the data is broken (shares
that are not a whole, a code used twice); what merely disagrees is written to the contradictions.
"""

import argparse
import gzip
import json
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from gazetteer_checks import Untangler, check_name, check_provinces, check_rows, compare
from gazetteer_source import Findings, Link, Unit, folder_of, read_links, read_new, read_old

from tongket.core.text import slug
from tongket.org.gazetteer import WHOLE, equal_shares, form_of

TARGET = Path(__file__).parent.parent / "src" / "tongket" / "org" / "data" / "divisions"


def same_wards(links: Sequence[Link]) -> list[Link]:
    """Return the links of wards that simply went on: one successor of the same name, fed by
    nothing else.
    """
    fed = Counter(id(successor) for link in links for successor in link.successors)
    return [
        link
        for link in links
        if len(link.successors) == 1
        and link.successors[0].name == link.old.name
        and fed[id(link.successors[0])] == 1
    ]


def give_codes(old: Sequence[Unit], new: Sequence[Unit], links: Sequence[Link]) -> None:
    """Set every unit's lasting code; a unit that went on takes over the code it had."""
    for unit in old:
        unit.code = f"{slug(unit.name)}-{unit.official_code}"
    taken = {unit.code for unit in old}
    for link in same_wards(links):
        link.continues = link.successors[0].continues = True
        link.successors[0].code = link.old.code
    for unit in new:
        if not unit.continues:
            unit.code = f"{slug(unit.name)}-{unit.official_code}"
            unit.code += "-2025" if unit.code in taken else ""
    twice = [
        code
        for code, count in Counter(
            unit.code for unit in [*old, *(unit for unit in new if not unit.continues)]
        ).items()
        if count > 1
    ]
    if twice:
        sys.exit(f"codes given twice: {', '.join(twice)}")


def link_provinces(
    converter: dict[str, Any], old: Sequence[Unit], new: Sequence[Unit]
) -> list[Link]:
    """Link provinces; one that keeps its name and its official code goes on, whatever it absorbed."""
    new_by_key = {unit.key: unit for unit in new}
    new_of = {o: n for n, sources in converter["DICT_PROVINCE"].items() for o in sources}
    links = []
    for unit in old:
        unit.code = f"{slug(unit.name)}-{unit.official_code}"
        links.append(Link(unit, [new_by_key[new_of[unit.key]]]))
    codes = {unit.code: unit for unit in old}
    for unit in new:
        unit.code = f"{slug(unit.name)}-{unit.official_code}"
        unit.continues = unit.code in codes
    for link in links:
        link.continues = link.old.code == link.successors[0].code
    return links


def succession_rows(level: str, links: Sequence[Link]) -> list[list[str]]:
    """Return the table's rows for the links, each unit's shares summing to a whole."""
    rows = []
    for link in links:
        shares = equal_shares(len(link.successors))
        basis = "whole" if len(shares) == 1 else "equal"
        for index, (new, share) in enumerate(zip(link.successors, shares, strict=True)):
            marks = [str(int(index == 0)), str(int(link.continues))]
            rows.append([level, link.old.code, new.code, str(share), basis, *marks])
        if sum(shares) != WHOLE:
            sys.exit(f"the shares of {link.old.code} are not a whole")
    return rows


def division_rows(units: Sequence[Unit]) -> list[list[str]]:
    """Return the table's rows for divisions."""
    return [
        [
            unit.level,
            unit.code,
            unit.official_code,
            unit.name,
            form_of(unit.name),
            unit.parent.code if unit.parent else "",
            "" if unit.area is None else str(unit.area),
            str(int(unit.continues)),
        ]
        for unit in units
    ]


def write(name: str, heading: str, rows: Iterable[Sequence[str]]) -> None:
    """Write a packed table whose bytes depend on its content only."""
    text = "\n".join([heading.replace(" ", "\t"), *("\t".join(row) for row in rows)]) + "\n"
    (TARGET / name).write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def build(source: Path, second: Path | None) -> None:
    """Read the source, settle links and codes, and write the four tables."""
    findings = Findings()
    converter = json.loads((source / "converter_2025.json").read_text(encoding="utf-8"))
    with sqlite3.connect(f"file:{source / 'dataset.db'}?mode=ro", uri=True) as database:
        old_provinces, districts, lowest = read_old(database)
        new_provinces, wards = read_new(database)
    links = read_links(converter, lowest, wards, findings)
    new_of = {o: n for n, sources in converter["DICT_PROVINCE"].items() for o in sources}
    Untangler(links, new_of).run(findings)
    province_links = link_provinces(converter, old_provinces, new_provinces)
    old = [*old_provinces, *districts, *(unit for unit in lowest if unit.level == "ward")]
    give_codes(old, wards, links)
    check_rows(lowest, wards, links, findings)
    check_provinces(province_links, findings)
    for district in districts:
        check_name(district, findings)
    if second is not None:
        compare(second, wards, findings)
    heading = "level code official_code name form parent area_km2 continues"
    write("before.tsv.gz", heading, division_rows(old))
    write("after.tsv.gz", heading, division_rows([*new_provinces, *wards]))
    rows = succession_rows("province", province_links) + succession_rows("ward", links)
    heading = "level predecessor successor share share_basis is_default continues"
    write("successions.tsv.gz", heading, rows)
    found = findings.contradictions()
    write(
        "contradictions.tsv.gz",
        "kind codes message_vi",
        ([row.kind, " ".join(row.codes), row.message_vi] for row in found),
    )
    for kind, count in sorted(Counter(row.kind for row in found).items()):
        print(f"{count:5} {kind}")


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--compare", type=Path, default=None)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        source = folder_of(arguments.source, "converter_2025.json", Path(name))
        second = arguments.compare
        if second is not None:
            second = folder_of(second, "nested-divisions.json", Path(name))
        build(source, second)


if __name__ == "__main__":
    main()
