"""The proofreader over labelled reports: what is known to be wrong, and nothing else."""

from pathlib import Path

import pytest

from tests.reader.gold import SHARED, gold_reading
from tongket.reader.checks import Finding, proofread

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the labelled reports are not here")


def source(number: str) -> list[Finding]:
    """Return the findings of one of the three articles."""
    (file,) = (SHARED / "sources").glob(f"{number}_*.json")
    return proofread(gold_reading(file))


def test_entries_left_over_are_named() -> None:
    (found,) = source("000")
    assert (found.rule, found.severity) == ("parts_total", "warning")
    assert "52" in found.message
    assert found.arithmetic == "5.639 + 2.169 = 7.808; 7.860 − 7.808 = 52"


def test_a_percent_rounded_up_is_a_note() -> None:
    (found,) = source("002")
    assert (found.rule, found.severity) == ("ratio_percent", "note")
    assert "101,5" in found.message


AGREEING = ("01", "03", "04", "07", "08", "12", "13", "14", "20", "23", "24")


@pytest.mark.parametrize("number", AGREEING)
def test_what_agrees_is_left_alone(number: str) -> None:
    file = Path(SHARED / "corpus" / "dev" / f"{number}.json")
    assert proofread(gold_reading(file)) == []
