"""Whole reports: our own, and those of the development set and the sources where they lie near."""

import json
from pathlib import Path

import pytest
from benchmarks.reading_quality import SETS, labelled, measure, shortfalls
from benchmarks.score_facts import KINDS, score

from tests.reader.labelled import build
from tests.reader.lines import sentences

OWN = SETS["own"]
MARKED = sorted(OWN.glob("*.marked"))


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_text_and_labels_are_what_the_marks_make(path: Path) -> None:
    text, labels = build(path.read_text(encoding="utf-8"), path.stem)
    assert path.with_suffix(".txt").read_bytes().decode("utf-8") == text
    assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) == labels


def test_at_least_forty_reports_of_our_own() -> None:
    reports = list(labelled(OWN))
    assert len(reports) >= 40
    assert all(500 <= len(text) <= 4_500 for _, text, _ in reports)
    kinds = {fact["kind"] for _, _, labels in reports for fact in labels["facts"]}
    assert kinds == set(KINDS)


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_labels_scored_against_themselves_are_all_found(path: Path) -> None:
    labels = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    result = score(path.name, labels, labels["facts"])
    assert not result.misses
    assert not result.false_alarms
    assert not result.wrong


@pytest.mark.parametrize("name", sorted(SETS))
def test_sentences_are_counted_as_the_labels_count_them(name: str) -> None:
    if not SETS[name].is_dir():
        pytest.skip(f"{SETS[name]} is not there")
    for file, text, labels in labelled(SETS[name]):
        spans = list(sentences(text))
        for fact in labels["facts"]:
            if fact["sentence"] is not None:
                start, end = spans[fact["sentence"] - 1]
                assert start <= fact["start"] < end, (file, fact["surface"])


@pytest.mark.parametrize("name", sorted(SETS))
def test_reports_are_read_as_well_as_the_bars_ask(name: str) -> None:
    if not SETS[name].is_dir():
        pytest.skip(f"{SETS[name]} is not there")
    assert shortfalls(measure(SETS[name])) == []
