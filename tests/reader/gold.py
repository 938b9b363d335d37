"""Labelled reports as readings, so that the checks can be tested without the grammar."""

import json
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from tongket.reader.draft import Reading
from tongket.reader.facts import (
    Change,
    Day,
    Document,
    Fact,
    Figure,
    Organisation,
    Percent,
    Period,
    PersonRole,
    Ratio,
    Task,
    Theme,
)
from tongket.reader.tokens import SentenceIndex

SHARED = Path(__file__).parents[3] / "shared"
KINDS: dict[str, type[Fact]] = {
    each.kind: each
    for each in (
        Change, Day, Document, Figure, Organisation, Percent, Period, PersonRole, Ratio, Task, Theme,
    )
}  # fmt: skip


def gold_reading(file: Path) -> Reading:
    """Return the labels of a report as if they had been read out of it."""
    labels = json.loads(file.read_text("utf-8"), parse_float=Decimal)
    text = file.with_suffix(".txt").read_bytes().decode("utf-8")
    facts = [gold_fact(text, each) for each in labels["facts"] if each["kind"] in KINDS]
    facts.sort(key=lambda fact: (fact.start, -fact.end))
    return Reading(
        text=text,
        facts=facts,
        organisation=labels.get("organisation"),
        period=labels.get("period"),
        sentence_spans=SentenceIndex(text).spans,
    )


def gold_fact(text: str, label: dict[str, Any]) -> Fact:
    """Return one label as a fact."""
    kind = KINDS[label["kind"]]
    values: dict[str, Any] = {}
    for each in fields(kind):
        name = str(each.metadata.get("json", each.name))
        if name in label and each.init:
            values[each.name] = label[name]
    values["surface"] = text[label["start"] : label["end"]]
    if "parts" in label:
        values["parts"] = [(part["start"], part["end"]) for part in label["parts"]]
    if label["kind"] == "change":
        values["delta_stated"] = any(part.get("role") == "delta" for part in label["parts"])
    if values.get("share_of"):
        values["share_of"] = (values["share_of"]["numerator"], values["share_of"]["denominator"])
    if values.get("mentions"):
        values["mentions"] = [tuple(each) for each in values["mentions"]]
    return kind(**values)
