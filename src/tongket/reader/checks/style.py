"""How numbers are written, and statements their own list does not bear out."""

import re
from collections import Counter
from collections.abc import Iterator

from tongket.core.words import said
from tongket.reader.checks.amounts import Amount
from tongket.reader.checks.findings import Finding
from tongket.reader.checks.page import Page
from tongket.reader.checks.wording import finding, number
from tongket.reader.facts import Figure, Percent

_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+")
_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL = re.compile(r"\d+,\d{1,2}")


def separators(page: Page) -> Iterator[Finding]:
    """Note numbers whose thousands are parted by a comma where others have a point."""
    kinds: dict[str, list[Amount]] = {"comma": [], "point": [], "decimal": []}
    for amount in page.amounts:
        kind = _written(page, amount)
        if kind:
            kinds[kind].append(amount)
    if not kinds["comma"] or not (kinds["point"] or kinds["decimal"]):
        return
    counts = Counter({name: len(kinds[name]) for name in ("comma", "point")})
    rare = "comma" if counts["comma"] <= counts["point"] or kinds["decimal"] else "point"
    yield finding(
        "separators",
        "note",
        kinds[rare],
        said(
            "Dấu phân cách hàng nghìn không thống nhất: chỗ viết %(one)s, chỗ viết %(two)s.",
            one=_shown(page, kinds["comma"][0]),
            two=_shown(page, (kinds["point"] or kinds["decimal"])[0]),
        ),
    )


def _shown(page: Page, amount: Amount) -> str:
    return page.text[amount.start : amount.end]


def _written(page: Page, amount: Amount) -> str | None:
    match = re.match(r"[\d.,]+\d", page.text[amount.start : amount.end])
    if match is None:
        return None
    if _COMMA.fullmatch(match[0]):
        if page.text[amount.start + match.end() : amount.end].strip(" %"):
            return None  # 1,351 tỷ may be a decimal or not
        return "comma" if amount.value >= 1000 and amount.value == int(amount.value) else "decimal"
    if _POINT.fullmatch(match[0]):
        return "point"
    return "decimal" if _DECIMAL.fullmatch(match[0]) else None


def ranges(page: Page) -> Iterator[Finding]:
    """Say where a range runs from the larger to the smaller number."""
    for amount in page.amounts:
        if not isinstance(amount.fact, Figure | Percent) or amount.value_max is None:
            continue
        if amount.value_max < amount.value:
            yield finding(
                "range",
                "error",
                [amount],
                said(
                    "Khoảng viết ngược: %(first)s lớn hơn %(last)s.",
                    first=number(amount.value),
                    last=number(amount.value_max),
                ),
            )


def thresholds(page: Page) -> Iterator[Finding]:
    """Say where a list of those above a line holds one that is on it or below."""
    lines = page.lines
    for place, line in enumerate(lines[:-1]):
        bar = line.amounts[-1] if line.amounts else None
        if bar is None or not bar.percent or bar.bound not in ("over", "at_least", "at_most"):
            continue
        marker = lines[place + 1].marker
        if not marker or not page.lower[line.start : line.end].rstrip().endswith(":"):
            continue
        for item in lines[place + 1 :]:
            if item.marker != marker:
                break
            yield from _against(bar, [each for each in item.amounts if each.percent])


def _against(bar: Amount, shares: list[Amount]) -> Iterator[Finding]:
    if len(shares) != 1 or not shares[0].exact:
        return
    share = shares[0]
    below = share.value < bar.value if bar.bound != "at_most" else share.value > bar.value
    on_it = share.value == bar.value and bar.bound == "over"
    if not (below or on_it):
        return
    values = {"share": f"{number(share.value)}%", "bar": f"{number(bar.value)}%"}
    if on_it:
        message = said("Được nêu là trên %(bar)s, nhưng mục này đúng bằng %(share)s.", **values)
    else:
        message = said("Không đúng với mức %(bar)s nêu ở trên: mục này là %(share)s.", **values)
    yield finding(
        "threshold",
        "error" if below else "warning",
        [bar, share],
        message,
        expected=bar.value,
        found=share.value,
    )
