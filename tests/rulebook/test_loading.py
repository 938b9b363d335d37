"""The shipped rulebook loads once; slips are said with their place; a past year keeps its rules."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.access.domain import NOBODY, SYSTEM
from tongket.access.refusals import Refused
from tongket.audit.models import AuditEvent
from tongket.core.guards import missing
from tongket.rulebook.domain import InstrumentEntry, RulebookFault, RuleEntry, check_set
from tongket.rulebook.models import GUARDS, Instrument, RuleVersion
from tongket.rulebook.selectors import NoRule, rule, versions
from tongket.rulebook.services import load_rulebook, read_rulebook

NOW = datetime(2026, 1, 5, tzinfo=UTC)
INSTRUMENTS = """
- slug: first-2019
  number: 1-HD/TW
  kind: Hướng dẫn
  title: Hướng dẫn thứ nhất
  issuer: Ban Tổ chức
  issued_on: 2019-01-01
  status: verified
- slug: second-2023
  number: 1-HD/TW
  kind: Hướng dẫn
  title: Hướng dẫn thứ hai
  issuer: Ban Tổ chức
  issued_on: 2023-01-01
  replaces: first-2019
  status: verified
"""
FIRST = """
key: ceiling
name: Tỷ lệ tối đa
summary: Không quá 20 %.
valid_from: 2019-01-01
valid_to: 2023-01-01
instrument: first-2019
article: Điều 4
status: verified
payload: {rate: 20}
"""
SECOND = """
key: ceiling
name: Tỷ lệ tối đa
summary: Không quá 25 %.
valid_from: 2023-01-01
instrument: second-2023
status: unverified
note: Ghi theo trí nhớ.
payload: {rate: 25}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "instruments.yaml", INSTRUMENTS)
    write(tmp_path, "first-2019/ceiling.yaml", FIRST)
    write(tmp_path, "second-2023/ceiling.yaml", SECOND)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def load(folder: Path) -> tuple[int, int]:
    result = load_rulebook(actor=SYSTEM, now=NOW, folder=folder)
    return result.created, result.changed


@pytest.mark.django_db
def test_the_shipped_rulebook_loads_and_doing_it_again_changes_nothing() -> None:
    assert missing(GUARDS) == []
    first = load_rulebook(actor=SYSTEM, now=NOW)
    second = load_rulebook(actor=SYSTEM, now=NOW)
    assert first.created == Instrument.objects.count() + RuleVersion.objects.count()
    assert (second.created, second.changed) == (0, 0)
    assert AuditEvent.objects.filter(action="rulebook.load").count() == 1


@pytest.mark.django_db
def test_each_year_is_judged_by_its_own_rules() -> None:
    load_rulebook(actor=SYSTEM, now=NOW)
    by_year = {
        year: rule("classification.yearly", on=date(year, 12, 31)).instrument_slug
        for year in (2018, 2019, 2022, 2023, 2024, 2025)
    }
    assert by_year == {
        2018: "16-hd-btctw-2018",
        2019: "21-hd-btctw-2019",
        2022: "21-hd-btctw-2019",
        2023: "25-hd-btctw-2023",
        2024: "25-hd-btctw-2023",
        2025: "43-hd-btctw-2025",
    }
    points = rule("classification.yearly", on=date(2025, 12, 31)).payload["grades"]
    assert [grade["from"] for grade in points] == [90, 70, 50, 0]


@pytest.mark.django_db
def test_what_rests_on_memory_says_so() -> None:
    load_rulebook(actor=SYSTEM, now=NOW)
    assert rule("text_format.party", on=NOW.date()).verified
    doubtful = rule("text_margins.party", on=NOW.date())
    assert not doubtful.verified
    assert "trí nhớ" in doubtful.note


@pytest.mark.django_db
def test_one_number_names_two_documents_told_apart_by_their_day() -> None:
    load_rulebook(actor=SYSTEM, now=NOW)
    cited = {str(row) for row in Instrument.objects.filter(number="21-KL/TW")}
    assert cited == {
        "Kết luận số 21-KL/TW ngày 24/10/2017",
        "Kết luận số 21-KL/TW ngày 25/10/2021",
    }


@pytest.mark.django_db
def test_no_rule_is_said_with_key_and_day(folder: Path) -> None:
    load(folder)
    assert rule("ceiling", on=date(2022, 12, 31)).payload == {"rate": 20}
    assert rule("ceiling", on=date(2023, 1, 1)).payload == {"rate": 25}
    with pytest.raises(NoRule, match=r"“ceiling” cho ngày 31/12/2018"):
        rule("ceiling", on=date(2018, 12, 31))


@pytest.mark.django_db
def test_who_may_not_administer_loads_nothing(folder: Path) -> None:
    with pytest.raises(Refused, match="quản trị viên"):
        load_rulebook(actor=NOBODY, now=NOW, folder=folder)
    assert not Instrument.objects.exists()


@pytest.mark.django_db
def test_a_loaded_version_is_superseded_never_edited(folder: Path) -> None:
    assert missing(GUARDS) == []
    load(folder)
    used = rule("ceiling", on=date(2024, 1, 1)).id
    write(folder, "second-2023/ceiling.yaml", SECOND.replace("rate: 25", "rate: 30"))
    with pytest.raises(RulebookFault, match=r"second-2023/ceiling\.yaml.*corrects"):
        load(folder)
    shortened = SECOND.replace("instrument:", "valid_to: 2026-01-01\ninstrument:")
    write(folder, "second-2023/ceiling.yaml", shortened)
    third = SECOND.replace("valid_from: 2023", "valid_from: 2026").replace("rate: 25", "rate: 30")
    write(folder, "second-2023/ceiling-2026.yaml", third)
    assert load(folder) == (1, 1)
    assert rule("ceiling", on=date(2024, 1, 1)).id == used
    assert [found.payload["rate"] for found in versions("ceiling")] == [30, 25, 20]


@pytest.mark.django_db
def test_a_correction_says_why_and_the_record_keeps_what_was(folder: Path) -> None:
    load(folder)
    used = rule("ceiling", on=date(2024, 1, 1)).id
    corrected = SECOND.replace("rate: 25", "rate: 30") + "corrects: gõ nhầm số\n"
    write(folder, "second-2023/ceiling.yaml", corrected)
    assert load(folder) == (0, 1)
    assert load(folder) == (0, 0)
    found = rule("ceiling", on=date(2024, 1, 1))
    assert (found.id, found.payload) == (used, {"rate": 30})
    kept = AuditEvent.objects.order_by("-id")[0].details["corrected"]["second-2023/ceiling.yaml"]
    assert kept == {"reason": "gõ nhầm số", "article": "", "payload": {"rate": 25}}


@pytest.mark.django_db
def test_becoming_verified_needs_no_new_version(folder: Path) -> None:
    load(folder)
    write(
        folder, "second-2023/ceiling.yaml", SECOND.replace("status: unverified", "status: verified")
    )
    assert load(folder) == (0, 1)
    assert rule("ceiling", on=date(2024, 1, 1)).verified


@pytest.mark.django_db
def test_a_version_may_not_vanish(folder: Path) -> None:
    load(folder)
    (folder / "first-2019/ceiling.yaml").unlink()
    with pytest.raises(RulebookFault, match="01/01/2019 đã nạp trước đây nhưng không còn"):
        load(folder)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("first-2019/ceiling.yaml", "article:", "artikel:", "khóa lạ “artikel”"),
        ("first-2019/ceiling.yaml", "status: verified", "status: sure", "chọn một trong"),
        ("first-2019/ceiling.yaml", "valid_from: 2019-01-01", "valid_from: 01/01/2019", "2025-07-01"),
        ("first-2019/ceiling.yaml", "valid_from: 2019-01-01", "valid_from: 2019-02-30", "không đọc được"),
        ("first-2019/ceiling.yaml", "valid_to: 2023-01-01", "valid_to: 2018-01-01", "phải sau"),
        ("first-2019/ceiling.yaml", "valid_to: 2023-01-01", "article: Điều 5", "ghi hai lần"),
        ("first-2019/ceiling.yaml", "instrument: first-2019", "instrument: second-2023", "thư mục"),
        ("first-2019/ceiling.yaml", "payload: {rate: 20}", "payload: 20", "khóa: giá trị"),
        ("first-2019/ceiling.yaml", "payload: {rate: 20}", "payload: {rate: [", "dòng"),
        ("first-2019/ceiling.yaml", "{rate: 20}", "{day: 2020-01-01 10:00:00}", "không lưu được"),
        ("first-2019/ceiling.yaml", "key: ceiling", "key: Ceiling", "chữ thường"),
        ("first-2019/ceiling.yaml", "summary: Không quá 20 %.", "summary: 20", "“summary” phải là chữ"),
        ("second-2023/ceiling.yaml", "valid_from: 2023-01-01", "valid_from: 2022-01-01", "chồng lên"),
        ("second-2023/ceiling.yaml", "valid_from: 2023-01-01", "valid_from: 2024-01-01", "bị trống từ 01/01/2023 đến trước 01/01/2024"),
        ("second-2023/ceiling.yaml", "note: Ghi theo trí nhớ.", "note: ''", "phải ghi “note”"),
        ("instruments.yaml", "slug: first-2019", "slug: second-2023", "ghi hai lần"),
        ("instruments.yaml", "replaces: first-2019", "replaces: nothing", "“nothing” chưa có"),
        ("instruments.yaml", "replaces: first-2019", "replaces: second-2023", "thành vòng"),
        ("instruments.yaml", "slug: first-2019", "slug: other", "chưa có"),
    ],
)  # fmt: skip
def test_a_slip_is_said_in_one_sentence_with_its_place_and_nothing_is_loaded(
    folder: Path, name: str, old: str, new: str, said: str
) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    write(folder, name, text.replace(old, new, 1))
    with pytest.raises(RulebookFault) as raised:
        load(folder)
    assert said in str(raised.value)
    assert name in str(raised.value) or said == "chưa có"
    assert "\n" not in str(raised.value)
    assert not Instrument.objects.exists()


@pytest.mark.django_db
def test_a_gap_may_be_allowed(folder: Path) -> None:
    write(folder, "second-2023/ceiling.yaml", SECOND.replace("2023-01-01", "2024-01-01"))
    write(folder, "first-2019/ceiling.yaml", FIRST + "gap_allowed: true\n")
    load(folder)
    with pytest.raises(NoRule):
        rule("ceiling", on=date(2023, 6, 1))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulebookFault, match=r"instruments\.yaml"):
        read_rulebook(tmp_path)


DOCUMENT = InstrumentEntry("t", "x", "", "k", "t", "i", None, None, None, "", "verified")


def entry(start: date, end: date | None) -> RuleEntry:
    return RuleEntry(
        "f.yaml", "key", "n", "s", start, end, "x", "", "verified", "", {}, False, "", str(start)
    )


@given(st.lists(st.integers(min_value=1, max_value=400), min_size=1, max_size=8), st.randoms())
def test_versions_end_to_end_always_hold_and_a_moved_border_never_does(
    lengths: list[int], chance: object
) -> None:
    days = [date(2020, 1, 1)]
    for length in lengths:
        days.append(days[-1] + timedelta(days=length + 1))
    chain = [entry(start, end) for start, end in zip(days, [*days[1:], None], strict=True)]
    chance.shuffle(chain)  # type: ignore[attr-defined]
    check_set([DOCUMENT], chain)
    chain.sort(key=lambda one: one.valid_from)
    for moved in (-1, 1):
        border = chain[0].valid_to
        assert border is not None
        broken = [entry(chain[0].valid_from, border + timedelta(days=moved)), *chain[1:]]
        with pytest.raises(RulebookFault):
            check_set([DOCUMENT], broken)
