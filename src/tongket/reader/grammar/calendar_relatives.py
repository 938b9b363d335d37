"""Times in words alone: năm trước, sáu tháng cuối năm, quý III, hai tháng một lần, thứ Hai."""

from tongket.reader.grammar.calendar_days import length_role
from tongket.reader.grammar.calendar_scan import DASHES, Relation, Scan
from tongket.reader.grammar.calendar_words import PARTS, RELATIVE, UNITS

_PARTS_OF_YEAR = {
    (6, "first"): "H1",
    (6, "last"): "H2",
    (3, "first"): "Q1",
    (3, "last"): "Q4",
    (9, "first"): "9M",
}
_LONGEST = 30


def read_relatives(scan: Scan) -> None:
    """Find the relative times and the lengths of time written in words."""
    words, known = scan.words, scan.known
    relative = RELATIVE.table(scan.tokens)
    units = UNITS.table(scan.tokens)
    anchors = set(relative) | set(units) | {scan.tokens.key("thứ")} | known["quarter"]
    reached = 0
    for index in scan.tokens.places(anchors):
        word = words[index]
        if index < reached or scan.claims[index]:
            continue
        if word in relative:
            reached = max(reached, _relative(scan, index))
        if index >= reached and word in units:
            _length_in_words(scan, index)
        if word in known["quarter"]:
            _quarter(scan, index)
        elif not scan.claims[index] and scan.is_a(index + 1, "weekday"):
            _weekday(scan, index)


def _relative(scan: Scan, index: int) -> int:
    """Keep a relative phrase; return the index after it, 0 where none stands here."""
    found = RELATIVE.at(scan.tokens, index)
    if found is None:
        return 0
    after, meaning = found
    first, part = _months_before(scan, index, after)
    relation: Relation = meaning  # type: ignore[assignment]
    if scan.claims[after - 1] is None or part:
        scan.add_relative(first, after, relation, part)
    if relation == "elected":
        return after  # its words belong to a body
    for place in range(first, after):
        if scan.claims[place] is None or part:
            scan.claims[place] = "time"
    return after


def _months_before(scan: Scan, index: int, after: int) -> tuple[int, str]:
    """Take in 6 tháng of 6 tháng đầu năm; return where it begins and the part of the year."""
    part = PARTS.at(scan.tokens, index)
    name = part[1] if part else ""
    if scan.is_a(index - 1, "half") and name in {"first", "last"}:
        return index - 1, "H1" if name == "first" else "H2"
    if not scan.is_a(index - 1, "month") or name not in {"first", "last"}:
        return index, ""
    word = scan.word(index - 2)
    count = int(word) if word.isdecimal() and len(word) <= 2 else scan.known.numbers.get(word)
    if count is None:
        return index, ""
    return index - 2, _PARTS_OF_YEAR.get((count, name), f"{count}M" if name == "first" else "")


def _length_in_words(scan: Scan, index: int) -> None:
    """Claim hai năm, hai, ba năm, mười lăm ngày, hai tháng một lần."""
    found = UNITS.at(scan.tokens, index)
    if found is None or scan.claims[index]:
        return
    after, unit = found
    first = _number_words(scan, index)
    if first == index or (unit == "duration" and scan.is_a(after, "worked")):
        return
    if scan.word(first - 1) in {scan.tokens.key("thứ"), scan.tokens.key("lần")}:
        return
    role = "age" if unit == "age" else length_role(scan, first, after)
    for place in range(first, after):
        if scan.claims[place] is None:
            scan.claims[place] = role


def _number_words(scan: Scan, index: int) -> int:
    """Return where the run of number words that ends before an index begins."""
    known, first = scan.known, index
    while first > 0 and index - first < _LONGEST and scan.claims[first - 1] is None:
        word = scan.words[first - 1]
        if word in known.numbers or word in known.tens:
            first -= 1
        elif (
            first < index
            and (word == "," or word in known["to"] or word in DASHES)
            and scan.word(first - 2) in known.numbers
        ):
            first -= 2
        else:
            break
    return first


def _quarter(scan: Scan, index: int) -> None:
    """Keep quý III, quý đầu without a year."""
    if scan.claims[index] or scan.is_a(index - 1, "each"):
        return
    quarter = scan.known.romans.get(scan.word(index + 1))
    if quarter is None:
        return
    scan.draft.claim(index, index + 2, "quarter")
    scan.add_relative(index, index + 2, "own", f"Q{quarter}")


def _weekday(scan: Scan, index: int) -> None:
    if scan.tokens.capital(index + 1) or scan.is_a(index - 1, "day_strong"):
        scan.draft.claim(index, index + 2, "weekday")
