"""`tongket migrate` brings an empty home to where people can be appointed; twice changes nothing."""

import os
import subprocess
import sys
from pathlib import Path


def tongket(home: Path, *words: str) -> str:
    """Run the command in an installation of its own, as a person would."""
    variables = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "tongket.project.cli", *words, "--home", str(home), "--lang", "vi"],
        capture_output=True,
        text=True,
        check=False,
        env=variables,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_empty_home_becomes_an_installation_with_the_countrys_divisions(tmp_path: Path) -> None:
    first = tongket(tmp_path, "migrate", "--divisions")
    assert "Cơ sở dữ liệu đã sẵn sàng." in first
    assert "Đơn vị hành chính cả nước: 14044 mới." in first
    again = tongket(tmp_path, "migrate", "--divisions")
    assert "Quy định: 0 mới, 0 đổi." in again
    assert "Đơn vị hành chính cả nước: 0 mới." in again
    assert tongket(tmp_path, "check").strip() == "Cài đặt đầy đủ, không có gì sai."
    assert "Phường Sài Gòn" in tongket(
        tmp_path, "units", "--under", "thanh-pho-ho-chi-minh-79", "--as-of", "2025-07-01"
    )
