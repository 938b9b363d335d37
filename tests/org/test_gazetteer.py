"""The public divisions: counts known from the state's own figures, shares, codes, real cases."""

import subprocess
import sys
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.core.text import slug
from tongket.org.gazetteer import (
    FORM_PREFIXES,
    WHOLE,
    Division,
    DivisionSuccession,
    equal_shares,
    form_of,
    load_gazetteer,
    normalise_name,
    rearrangements_2025_01_01,
)

GAZETTEER = load_gazetteer()
CITY = "thanh-pho-ho-chi-minh-79"


def named(divisions: tuple[Division, ...], name: str, parent: str) -> Division:
    """Find the one division of that name under that parent."""
    (found,) = [unit for unit in divisions if unit.name == name and unit.parent == parent]
    return found


def sources_of(successor: str) -> list[DivisionSuccession]:
    """Return what went into a unit of the new system."""
    return [row for row in GAZETTEER.ward_successions if row.successor == successor]


def test_counts_are_those_the_state_published() -> None:
    assert len(GAZETTEER.provinces_before) == 63
    assert len(GAZETTEER.districts_before) == 696
    assert len(GAZETTEER.provinces_after) == 34
    assert Counter(unit.form for unit in GAZETTEER.provinces_after) == {"tinh": 28, "thanh_pho": 6}
    assert Counter(unit.form for unit in GAZETTEER.wards_after) == {
        "phuong": 687,
        "xa": 2621,
        "dac_khu": 13,
    }


def test_ten_thousand_and_forty_lowest_units_are_wards_and_five_island_districts() -> None:
    assert len(GAZETTEER.lowest_before) == 10_040
    assert len(GAZETTEER.wards_before) == 10_035
    assert [unit.name for unit in GAZETTEER.districts_without_wards] == [
        "Huyện Bạch Long Vĩ",
        "Huyện Cồn Cỏ",
        "Huyện Hoàng Sa",
        "Huyện Lý Sơn",
        "Huyện Côn Đảo",
    ]


def test_the_merged_city_has_168_units() -> None:
    of_city = [unit for unit in GAZETTEER.wards_after if unit.parent == CITY]
    assert Counter(unit.form for unit in of_city) == {"phuong": 113, "xa": 54, "dac_khu": 1}
    area = sum(unit.area_km2 for unit in of_city if unit.area_km2 is not None)
    assert 6_700 < area < 6_850, "the city's published area is 6,772 km²"


def test_every_parent_exists_at_the_level_above() -> None:
    provinces = {unit.code for unit in GAZETTEER.provinces_before}
    districts = {unit.code for unit in GAZETTEER.districts_before}
    assert {unit.parent for unit in GAZETTEER.districts_before} == provinces
    assert {unit.parent for unit in GAZETTEER.wards_before} <= districts
    assert {unit.parent for unit in GAZETTEER.wards_after} == {
        unit.code for unit in GAZETTEER.provinces_after
    }
    assert all(unit.parent is None for unit in GAZETTEER.provinces_before)


def test_a_code_belongs_to_one_unit_only() -> None:
    before = [
        *GAZETTEER.provinces_before,
        *GAZETTEER.districts_before,
        *GAZETTEER.wards_before,
    ]
    after = [*GAZETTEER.provinces_after, *GAZETTEER.wards_after]
    lasting = [*before, *(unit for unit in after if not unit.continues)]
    assert len({unit.code for unit in lasting}) == len(lasting)
    old_codes = {unit.code: unit for unit in before}
    for unit in after:
        assert unit.continues == (unit.code in old_codes)
        if unit.continues:
            assert old_codes[unit.code].name == unit.name


def test_codes_are_readable_lower_case_ascii() -> None:
    for unit in [*GAZETTEER.lowest_before, *GAZETTEER.wards_after, *GAZETTEER.provinces_after]:
        assert unit.code == unit.code.lower()
        assert unit.code.isascii()
        assert unit.code.replace("-", "").isalnum()
        assert unit.code.startswith(slug(unit.name))
        assert form_of(unit.name) == unit.form


def test_codes_do_not_move() -> None:
    for divisions, code, name in [
        (GAZETTEER.provinces_after, CITY, "Thành phố Hồ Chí Minh"),
        (GAZETTEER.districts_before, "quan-binh-thanh-765", "Quận Bình Thạnh"),
        (GAZETTEER.wards_before, "phuong-ben-nghe-26740", "Phường Bến Nghé"),
        (GAZETTEER.wards_after, "phuong-sai-gon-26740", "Phường Sài Gòn"),
        (GAZETTEER.provinces_before, "thanh-pho-ha-noi-01", "Thành phố Hà Nội"),
    ]:
        assert [unit.name for unit in divisions if unit.code == code] == [name]


def test_shares_of_every_old_unit_are_exactly_a_whole() -> None:
    sums: dict[str, int] = defaultdict(int)
    defaults: dict[str, int] = defaultdict(int)
    for row in GAZETTEER.ward_successions:
        sums[row.predecessor] += row.share
        defaults[row.predecessor] += row.is_default
        assert row.whole == (row.share == WHOLE)
        assert row.share_basis == ("whole" if row.whole else "equal")
    assert set(sums) == {unit.code for unit in GAZETTEER.lowest_before}
    assert set(sums.values()) == {WHOLE}
    assert set(defaults.values()) == {1}


def test_every_new_unit_comes_from_somewhere() -> None:
    assert {row.successor for row in GAZETTEER.ward_successions} == {
        unit.code for unit in GAZETTEER.wards_after
    }
    assert {row.successor for row in GAZETTEER.province_successions} == {
        unit.code for unit in GAZETTEER.provinces_after
    }


def test_no_ward_crosses_into_a_province_its_own_did_not_join() -> None:
    province_of_district = {unit.code: unit.parent for unit in GAZETTEER.districts_before}
    before = {
        unit.code: province_of_district.get(unit.parent or "", unit.parent)
        for unit in GAZETTEER.lowest_before
    }
    joined = {row.predecessor: row.successor for row in GAZETTEER.province_successions}
    after = {unit.code: unit.parent for unit in GAZETTEER.wards_after}
    for row in GAZETTEER.ward_successions:
        assert joined[before[row.predecessor] or ""] == after[row.successor]


def test_the_city_goes_on_and_takes_in_two_provinces() -> None:
    rows = [row for row in GAZETTEER.province_successions if row.successor == CITY]
    assert {(row.predecessor, row.whole, row.continues) for row in rows} == {
        (CITY, True, True),
        ("tinh-binh-duong-74", True, False),
        ("tinh-ba-ria-vung-tau-77", True, False),
    }


def test_a_province_under_the_number_of_another_is_a_new_one() -> None:
    rows = [row for row in GAZETTEER.province_successions if row.successor == "tinh-gia-lai-52"]
    assert {row.predecessor for row in rows} == {"tinh-gia-lai-64", "tinh-binh-dinh-52"}
    assert not any(row.continues for row in rows)


def test_sai_gon_is_ben_nghe_whole_and_parts_of_two_others() -> None:
    sai_gon = named(GAZETTEER.wards_after, "Phường Sài Gòn", CITY)
    found = {row.predecessor: (row.whole, row.share) for row in sources_of(sai_gon.code)}
    assert found == {
        "phuong-ben-nghe-26740": (True, WHOLE),
        "phuong-da-kao-26737": (False, WHOLE // 2),
        "phuong-nguyen-thai-binh-26746": (False, WHOLE // 2),
    }


def test_binh_thanh_district_became_five_wards() -> None:
    wards = [unit for unit in GAZETTEER.wards_before if unit.parent == "quan-binh-thanh-765"]
    assert len(wards) == 15
    codes = {unit.code for unit in wards}
    names = {unit.code: unit.name for unit in GAZETTEER.wards_after}
    successors = {
        names[row.successor] for row in GAZETTEER.ward_successions if row.predecessor in codes
    }
    assert successors == {
        "Phường Gia Định",
        "Phường Bình Thạnh",
        "Phường Bình Lợi Trung",
        "Phường Thạnh Mỹ Tây",
        "Phường Bình Quới",
    }


def test_con_dao_district_became_the_special_zone() -> None:
    con_dao = named(GAZETTEER.wards_after, "Đặc khu Côn Đảo", CITY)
    (row,) = sources_of(con_dao.code)
    assert (row.predecessor, row.whole) == ("huyen-con-dao-755", True)


def test_a_ward_left_alone_is_the_same_unit() -> None:
    for name in ("Xã Thạnh An", "Xã Bình Châu", "Xã Long Sơn"):
        unit = named(GAZETTEER.wards_after, name, CITY)
        (row,) = sources_of(unit.code)
        assert unit.continues
        assert (row.predecessor, row.successor, row.continues) == (unit.code, unit.code, True)


def test_a_new_ward_never_takes_the_code_of_an_old_one_it_is_not() -> None:
    suffixed = [unit for unit in GAZETTEER.wards_after if unit.code.endswith("-2025")]
    assert suffixed
    old = {unit.code for unit in GAZETTEER.wards_before}
    for unit in suffixed:
        assert unit.code.removesuffix("-2025") in old
        assert not unit.continues


def test_namesakes_far_apart_were_taken_apart() -> None:
    """Tân An and Tây Ninh each had a Phường 4; the source gave both to both, 90 km apart."""
    successors = {
        row.predecessor: row.successor
        for row in GAZETTEER.ward_successions
        if row.predecessor in ("phuong-4-27691", "phuong-4-25462")
    }
    assert successors == {
        "phuong-4-27691": "phuong-long-an-27694",
        "phuong-4-25462": "phuong-tan-ninh-25459",
    }
    noted = {row.codes[0] for row in GAZETTEER.contradictions if row.kind == "namesake_confused"}
    assert {"phuong-4-27691", "phuong-4-25462"} <= noted


def test_contradictions_are_listed_with_units_and_a_sentence() -> None:
    counts = Counter(row.kind for row in GAZETTEER.contradictions)
    assert counts["row_is_district"] == 5
    assert counts["province_code_moved"] == 7
    assert counts["double_space"] == 10
    assert counts["area_missing"] == 2
    known = {
        unit.code
        for unit in [
            *GAZETTEER.provinces_before,
            *GAZETTEER.provinces_after,
            *GAZETTEER.districts_before,
            *GAZETTEER.wards_before,
            *GAZETTEER.wards_after,
        ]
    }
    for row in GAZETTEER.contradictions:
        assert row.codes
        assert set(row.codes) <= known
        assert row.message_vi.endswith(".")


def test_names_are_written_one_way() -> None:
    for unit in [*GAZETTEER.lowest_before, *GAZETTEER.wards_after, *GAZETTEER.districts_before]:
        assert normalise_name(unit.name) == unit.name


@given(st.integers(min_value=1, max_value=5_000))
def test_equal_shares_are_a_whole_and_differ_by_one_at_most(count: int) -> None:
    shares = equal_shares(count)
    assert len(shares) == count
    assert sum(shares) == WHOLE
    assert max(shares) - min(shares) <= 1
    assert list(shares) == sorted(shares, reverse=True)


@pytest.mark.parametrize("count", [0, -1, WHOLE + 1])
def test_a_unit_cannot_be_divided_into_nothing(count: int) -> None:
    with pytest.raises(ValueError, match="cannot divide"):
        equal_shares(count)


@given(st.sampled_from(sorted(FORM_PREFIXES)), st.sampled_from(["Đa Kao", "M'Drắk", "1"]))
def test_a_name_keeps_its_kind_whatever_the_capitals(prefix: str, rest: str) -> None:
    written = f" {prefix.title()}  {rest}"
    assert normalise_name(written) == f"{prefix} {rest}"
    assert form_of(normalise_name(written)) == FORM_PREFIXES[prefix]


def test_a_name_without_a_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind of division"):
        form_of("Bến Nghé")


def test_reading_everything_is_quick_and_needs_no_framework() -> None:
    code = (
        "import sys, time; started = time.process_time()\n"
        "from tongket.org.gazetteer import load_gazetteer\n"
        "load_gazetteer()\n"
        "assert 'django' not in sys.modules\n"
        "print(time.process_time() - started)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.3


BINH_THANH = "quan-binh-thanh-765"


def test_binh_thanh_had_twenty_wards_on_the_eve_and_fifteen_on_the_day() -> None:
    rearrangement = rearrangements_2025_01_01()
    eve = rearrangement.wards_on_eve(BINH_THANH)
    day = rearrangement.wards_on_day(BINH_THANH)
    assert (len(eve), len(day)) == (20, 15)
    assert {unit.name for unit in eve} - {unit.name for unit in day} == {
        "Phường 3",
        "Phường 6",
        "Phường 15",
        "Phường 21",
        "Phường 24",
    }
    assert {unit.code for unit in day} < {unit.code for unit in eve}


def test_the_city_went_from_312_to_273_by_eighty_wards_into_forty_one() -> None:
    rearrangement = rearrangements_2025_01_01()
    districts = [unit.code for unit in GAZETTEER.districts_before if unit.parent == CITY]
    assert sum(len(rearrangement.wards_on_eve(code)) for code in districts) == 312
    assert sum(len(rearrangement.wards_on_day(code)) for code in districts) == 273
    concerned = {source.ward.code for row in rearrangement.results for source in row.sources}
    assert (len(concerned), len(rearrangement.results)) == (80, 41)
    assert len(rearrangement.abolished) == 42
    assert {unit.name for unit in rearrangement.created} == {
        "Phường Rạch Ông",
        "Phường Hưng Phú",
        "Phường Xóm Củi",
    }


def test_abolished_wards_have_codes_of_their_own() -> None:
    abolished = {unit.code for unit in rearrangements_2025_01_01().abolished}
    assert "phuong-3-quan-binh-thanh-26947" in abolished
    known = {unit.code for unit in [*GAZETTEER.wards_before, *GAZETTEER.wards_after]}
    assert not abolished & known


def test_no_two_wards_of_the_eve_shared_an_official_code() -> None:
    rearrangement = rearrangements_2025_01_01()
    districts = [unit.code for unit in GAZETTEER.districts_before if unit.parent == CITY]
    counts = Counter(
        unit.official_code for code in districts for unit in rearrangement.wards_on_eve(code)
    )
    assert [code for code, count in counts.items() if count > 1] == []


def test_every_ward_is_used_up_exactly_once() -> None:
    """A ward goes whole into one result, or in parts that are a whole, or cedes and goes on."""
    taken: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for row in rearrangements_2025_01_01().results:
        for source in row.sources:
            taken[source.ward.code].append((source.extent, source.share))
    for uses in taken.values():
        extents = sorted(extent for extent, _ in uses)
        if extents == ["ceded", "remainder"]:
            assert all(share is None for _, share in uses)
        else:
            assert extents in (["whole"], ["part"] * len(extents))
            assert sum(share or 0 for _, share in uses) == WHOLE


def test_ward_6_was_divided_between_wards_5_and_7() -> None:
    rows = [
        row
        for row in rearrangements_2025_01_01().results
        if row.result.parent == BINH_THANH
        and any(source.ward.name == "Phường 6" for source in row.sources)
    ]
    assert [(row.result.name, row.verified) for row in rows] == [
        ("Phường 5", True),
        ("Phường 7", True),
    ]


def test_what_no_page_says_is_marked_so() -> None:
    for row in rearrangements_2025_01_01().results:
        assert row.verified == bool(row.pages)
        assert row.verified != bool(row.note)
    unverified = [
        (row.result.parent, row.result.name)
        for row in rearrangements_2025_01_01().results
        if not row.verified
    ]
    assert unverified == [(BINH_THANH, "Phường 11"), (BINH_THANH, "Phường 13")]
