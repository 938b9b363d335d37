"""Correct reports, and one known error planted in each copy.

A report comes with the places where an error would be provable from its text: the numbers of a sum,
of a percent, of a difference, a day, a citation. Synthetic reports are written here; labelled ones
bring their ``checks``.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

Span = tuple[int, int]
ROOT = Path(__file__).resolve().parents[1]
LABELLED = (ROOT / "tests" / "reader" / "corpus", ROOT.parent / "shared" / "corpus" / "dev")


@dataclass
class Site:
    """A place where an error can be planted: what it breaks, what replaces it, what it is bound to."""

    kind: str
    span: Span
    bound: list[Span]
    texts: list[str]
    """What may be put in its place; any of them is wrong."""


@dataclass
class Report:
    """A correct report with the places errors can be planted in."""

    name: str
    text: str
    sites: list[Site] = field(default_factory=list)


@dataclass
class Planted:
    """A report with one error."""

    report: Report
    site: Site
    text: str
    bound: list[Span]
    """Where a finding counts: the planted place and its partners, in the new text."""


def plant(report: Report, site: Site, chance: random.Random) -> Planted:
    """Return the report with an error at a site."""
    text = chance.choice(site.texts)
    start, end = site.span
    shift = len(text) - (end - start)
    bound = [
        (a + shift, b + shift) if a >= end else (a, b) for a, b in site.bound if (a, b) != site.span
    ]
    return Planted(
        report,
        site,
        report.text[:start] + text + report.text[end:],
        [(start, start + len(text)), *bound],
    )


def shown(value: int | Decimal) -> str:
    """Write a number as reports do: 1.204 and 84,5."""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    return f"{value:,d}".replace(",", ".")


def other_digits(text: str) -> list[str]:
    """Return the texts that differ from a written number in one digit, no leading zero made.

    >>> other_digits("12")[:3]
    ['22', '32', '42']
    """
    found = []
    for place, letter in enumerate(text):
        if not letter.isdigit():
            continue
        for digit in "0123456789":
            if digit != letter and not (digit == "0" and place == 0):
                found.append(text[:place] + digit + text[place + 1 :])
    return found


# --- labelled reports --------------------------------------------------------------------------


def labelled() -> Iterator[Report]:
    """Yield the labelled reports in which nothing is wrong."""
    for folder in LABELLED:
        for file in sorted(folder.glob("[0-9]*.json")):
            labels = json.loads(file.read_text("utf-8"), parse_float=Decimal)
            if labels.get("inconsistencies"):
                continue
            text = file.with_suffix(".txt").read_bytes().decode("utf-8")
            report = Report(f"{folder.name}/{file.stem}", text)
            report.sites.extend(_labelled_sites(text, labels))
            yield report


def _labelled_sites(text: str, labels: dict[str, Any]) -> Iterator[Site]:
    numbers = sorted(_numbers(labels["facts"]))
    for check in labels.get("checks", []):
        if check.get("consistent") is not True:
            continue
        if "parts" in check:
            yield from _sum_sites(text, numbers, check)
        elif "percent" in check:
            yield from _percent_sites(text, numbers, labels["facts"], check)
        elif check.get("delta") is not None:
            yield from _change_sites(text, labels["facts"], check)
    for fact in labels["facts"]:
        if fact["kind"] == "date" and re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", fact["surface"]):
            span = (fact["start"], fact["end"])
            wrong = "31/6" + fact["surface"][-5:]
            yield Site("day", span, [span], [wrong])


def _numbers(facts: list[dict[str, Any]]) -> Iterator[tuple[int, int, Any]]:
    for fact in facts:
        if fact["kind"] == "figure":
            yield fact["start"], fact["end"], fact["value"]
        for part in fact.get("parts", []):
            yield part["start"], part["end"], part["value"]


def _sum_sites(
    text: str, numbers: list[tuple[int, int, Any]], check: dict[str, Any]
) -> Iterator[Site]:
    """Yield the places of a sum: total and parts, found as a row of those values in the text."""
    wholes = [each for each in numbers if each[2] == check["total"]]
    for whole in reversed(wholes):
        parts = _row(
            [each for each in numbers if each[0] > whole[0] - 12 and each is not whole],
            check["parts"],
        )
        if parts is None:
            continue
        spans = [(a, b) for a, b, _ in [whole, *parts]]
        if not _whole_numbers(text, spans):
            return
        for a, b in spans:
            yield Site("sum", (a, b), spans, other_digits(text[a:b]))
        return


def _whole_numbers(text: str, spans: list[Span]) -> bool:
    """Whether all are written out in digits; a total rounded to thousands proves no single digit."""
    return all(text[a:b].replace(".", "").isdigit() for a, b in spans)


def _row(
    numbers: list[tuple[int, int, Any]], values: list[Any]
) -> list[tuple[int, int, Any]] | None:
    """Return the numbers with these values, in any order, nearest behind the total."""
    waiting, found = list(values), []
    for number in numbers:
        if number[2] in waiting:
            waiting.remove(number[2])
            found.append(number)
        if not waiting:
            return found
    return None


def _percent_sites(
    text: str,
    numbers: list[tuple[int, int, Any]],
    facts: list[dict[str, Any]],
    check: dict[str, Any],
) -> Iterator[Site]:
    """Yield the place of a percent whose two numbers the text gives as well."""
    if not {check["numerator"], check["denominator"]} <= {value for _, _, value in numbers}:
        return
    exact = Decimal(check["numerator"]) * 100 / Decimal(check["denominator"])
    for fact in facts:
        if fact["kind"] != "percent" or fact["value"] != check["percent"]:
            continue
        span = (fact["start"], fact["end"])
        yield Site("percent", span, [span], wrong_percents(text[slice(*span)], exact))
        return


def wrong_percents(written: str, exact: Decimal) -> list[str]:
    """Return the texts one digit away that no rounding explains."""
    found = []
    for text in other_digits(written):
        value = Decimal(re.sub(r"[^\d,]", "", text).replace(",", "."))
        place = Decimal(1).scaleb(int(value.as_tuple().exponent))
        if abs(value - exact) >= place * Decimal("1.2"):
            found.append(text)
    return found


def _change_sites(text: str, facts: list[dict[str, Any]], check: dict[str, Any]) -> Iterator[Site]:
    for fact in facts:
        if fact["kind"] != "change" or (fact.get("from"), fact.get("to")) != (
            check["from"],
            check["to"],
        ):
            continue
        spans = [(part["start"], part["end"]) for part in fact["parts"]]
        if len(spans) < 3:
            return
        for a, b in spans:
            if text[a:b].replace(".", "").isdigit():
                yield Site("change", (a, b), spans, other_digits(text[a:b]))
        return
