"""``tongket demo`` as a person runs it: one build, looked at from all sides."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from tongket.demo.home import BUILDING, HomeFault, Ready, finish, found_in, home_of, start_building

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("demo"),
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the demo is always on SQLite"),
]


def _tongket(*words: str) -> subprocess.CompletedProcess[str]:
    own = {"DATABASE_URL", "TONGKET_HOME", "TONGKET_TODAY", "TONGKET_ADDRESS", "TONGKET_FAST_TESTS"}
    variables = {name: value for name, value in os.environ.items() if name not in own}
    return subprocess.run(
        [sys.executable, "-m", "tongket.project.cli", *words],
        env={**variables, "LANG": "vi_VN.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    home = tmp_path_factory.mktemp("demo") / "home"
    done = _tongket("demo", "--home", str(home), "--no-serve")
    assert done.returncode == 0, done.stderr
    return home, done.stdout


def test_it_says_what_it_made_and_how_long_it_took(small_demo: tuple[Path, str]) -> None:
    home, said = small_demo
    assert "Đơn vị hành chính cả nước" in said
    assert "giây" in said
    assert "12/12/2025" in said
    assert "tongket-demo-2025" in said
    assert "KHÁC" not in said
    for line in (
        "members_total                           255.576   255.576  khớp",
        "contest_entries_unassigned                   52        52  khớp",
        "members_admitted_vs_target                101,5     101,5  khớp",
    ):
        assert line in said
    assert not (home / BUILDING).exists()


def test_the_calendar_is_held_and_the_sign_ins_are_written(small_demo: tuple[Path, str]) -> None:
    home, _ = small_demo
    assert "TONGKET_TODAY=2025-12-12" in (home / "tongket.env").read_text(encoding="utf-8")
    accounts = json.loads((home / "demo_accounts.json").read_text(encoding="utf-8"))
    assert len(accounts) == 10
    assert all(
        set(row) == {"username", "password", "name", "role", "unit", "say", "unit_name"}
        for row in accounts
    )
    assert accounts[2]["unit_name"] == "Đảng bộ phường Bình Thạnh"
    assert len({row["name"] for row in accounts}) == 10


def test_three_reviews_hold_their_figures(small_demo: tuple[Path, str]) -> None:
    home, said = small_demo
    wanted = {
        "tong-ket-quan-binh-thanh-2024.docx": ["1.508", "271", "16", "1.579", "462", "143"],
        "tong-ket-khoi-dan-chinh-dang-2022.docx": ["406", "400", "101,5", "112", "68"],
        "tong-ket-tp-hcm-2023.docx": ["7.995", "255.576", "7.860", "5.639", "2.169", "52"],
    }
    for name, numbers in wanted.items():
        path = home / "bao-cao" / name
        assert str(path) in said
        assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
        text = "".join(Document(str(path)).element.body.itertext())
        assert [number for number in numbers if number not in text] == []


def test_the_reviews_agree_with_themselves(small_demo: tuple[Path, str]) -> None:
    """The proofreader finds nothing in them: tables add up, the committee's own part included."""
    from tongket.reader.checks import proofread
    from tongket.reader.inputs import open_file
    from tongket.reader.reading import read

    home, _said = small_demo
    files = sorted((home / "bao-cao").glob("*.docx"))
    texts = {path.name: open_file(path).text for path in files}
    found = {name: [each.message for each in proofread(read(text))] for name, text in texts.items()}
    assert found == {name: [] for name in texts}
    assert "trực tiếp báo cáo | 0 | 0 | 0 | 151" in texts["tong-ket-tp-hcm-2023.docx"]


def test_past_reviews_are_sealed_with_ten_results(
    small_demo: tuple[Path, str], tmp_path: Path
) -> None:
    home, _ = small_demo
    database = sqlite3.connect(home / "tongket.sqlite3")
    sealed = database.execute(
        "SELECT r.year, count(h.id) FROM yearend_review r JOIN yearend_highlight h"
        " ON h.review_id = r.id WHERE r.state = 'sealed' GROUP BY r.id ORDER BY r.year"
    ).fetchall()
    assert sealed == [(2022, 10), (2023, 10), (2024, 10)]
    (by_whom,) = database.execute(
        "SELECT actor_label FROM audit_auditevent"
        " WHERE action = 'yearend.seal' AND subject_label LIKE 'quan-binh-thanh%'"
    ).fetchone()
    database.close()
    accounts = json.loads((home / "demo_accounts.json").read_text(encoding="utf-8"))
    assert by_whom == next(row["name"] for row in accounts if row["username"] == "bithuquan")
    target = tmp_path / "tong-ket.docx"
    done = _tongket("report", "quan-binh-thanh", "2024", "-o", str(target), "--home", str(home))
    assert done.returncode == 0, done.stderr
    text = "".join(Document(str(target)).element.body.itertext())
    assert "Mười kết quả nổi bật năm 2024" in text
    assert "1.508" in text


def test_every_state_of_a_return_is_there_to_see(small_demo: tuple[Path, str]) -> None:
    home, _ = small_demo
    database = sqlite3.connect(home / "tongket.sqlite3")
    states = dict(
        database.execute(
            "SELECT s.state, count(*) FROM submissions_submission s"
            " JOIN submissions_round r ON r.id = s.round_id"
            " JOIN periods_period p ON p.id = r.period_id WHERE p.code = '2025' GROUP BY 1"
        )
    )
    assert states["submitted"] > 10
    assert states["returned"] >= 3
    assert states["draft"] > 20
    assert states["accepted"] + states["consolidated"] > 800
    (proposed,) = database.execute(
        "SELECT count(*) FROM submissions_amendment WHERE state = 'proposed'"
    ).fetchone()
    assert proposed == 1
    database.close()


def test_nothing_is_wrong_with_it(small_demo: tuple[Path, str]) -> None:
    home, _ = small_demo
    done = _tongket("check", "--home", str(home))
    assert (done.returncode, done.stdout.strip()) == (0, "Cài đặt đầy đủ, không có gì sai.")


def test_a_figure_of_a_past_year_is_the_published_one(small_demo: tuple[Path, str]) -> None:
    home, _ = small_demo
    done = _tongket(
        *("figure", "members_good", "--unit", "quan-binh-thanh", "--period", "2024", "--json"),
        *("--home", str(home)),
    )
    figure = json.loads(done.stdout)
    assert figure["value"] == 8464
    assert figure["reported"] == figure["expected"]


def test_the_second_time_it_only_says_that_it_is_there(small_demo: tuple[Path, str]) -> None:
    home, _ = small_demo
    done = _tongket("demo", "--home", str(home), "--no-serve")
    assert done.returncode == 0
    assert "đã có sẵn" in done.stdout
    assert "tong-ket-tp-hcm-2023.docx" in done.stdout
    other = _tongket("demo", "--home", str(home), "--no-serve", "--scale", "city")
    assert other.returncode == 1
    assert "đã có bản mẫu cỡ small" in other.stderr
    assert "Traceback" not in other.stderr


def test_a_real_installation_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "tongket.sqlite3").write_bytes(b"")
    done = _tongket("demo", "--home", str(tmp_path), "--no-serve")
    assert done.returncode == 1
    assert "không phải bản mẫu" in done.stderr
    assert (tmp_path / "tongket.sqlite3").read_bytes() == b""


def test_what_broke_off_looks_like_nothing(tmp_path: Path) -> None:
    building = start_building(tmp_path)
    (building / "tongket.sqlite3").write_bytes(b"half")
    assert found_in(tmp_path) is None
    again = start_building(tmp_path)
    assert list(again.iterdir()) == []
    (again / "tongket.sqlite3").write_bytes(b"whole")
    finish(tmp_path, Ready("small", ("bao-cao/a.docx",)))
    assert found_in(tmp_path) == Ready("small", ("bao-cao/a.docx",))
    assert not again.exists()


def test_a_broken_marker_is_said(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text("{", encoding="utf-8")
    with pytest.raises(HomeFault, match="hỏng"):
        found_in(tmp_path)


def test_the_home_is_the_given_one_then_the_variable_then_its_own(tmp_path: Path) -> None:
    assert home_of(str(tmp_path), {"TONGKET_HOME": "/elsewhere"}) == tmp_path.resolve()
    assert home_of("", {"TONGKET_HOME": str(tmp_path)}) == tmp_path.resolve()
    assert home_of("", {}).name == ".tongket-demo"
