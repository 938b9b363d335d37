"""What each mark of a labelled report becomes."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.reader.marks import NUMBER, Mark, agrees, fold, number, plain, share

Json = dict[str, Any]

KINDS = {
    "f": "figure",
    "%": "percent",
    "r": "ratio",
    "c": "change",
    "d": "document",
    "D": "date",
    "p": "period",
    "P": "person_role",
    "o": "organisation",
    "t": "theme",
    "T": "task",
}
BOUNDS = {"ab": "about", "ne": "nearly", "ov": "over", "al": "at_least", "am": "at_most"}
ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}


class Builder:
    """Writes the text of one report and gathers its labels."""

    def __init__(self, flags: set[str], organisation: str | None, period: str | None) -> None:
        self.flags = flags
        self.text = ""
        self.organisation, self.period = organisation, period
        self.facts: list[Json] = []
        self.neutral: list[Json] = []
        self.distractors: list[Json] = []
        self.checks: list[Json] = []
        self.entities: dict[tuple[str, str], Json] = {}

    def write(self, inside: list[str | Mark]) -> None:
        """Write text and marks."""
        for each in inside:
            if isinstance(each, str):
                self._letters(each)
            elif each.kind == "@":
                self._subject(each.named)
            else:
                self._marked(each)

    def _letters(self, text: str) -> None:
        text = text.replace("¦", "|")  # within a mark | parts the fields
        if "fold" in self.flags:
            text = fold(text)
        if "crlf" in self.flags:
            text = text.replace("\n", "\r\n")
        self.text += unicodedata.normalize("NFD" if "nfd" in self.flags else "NFC", text)

    def _subject(self, named: dict[str, str]) -> None:
        if "o" in named:
            self.organisation = named["o"] or None
        if "p" in named:
            self.period = named["p"] or None

    def _marked(self, mark: Mark) -> None:
        start, before = len(self.text), len(self.facts)
        self.write(mark.inside)
        span: Json = {"start": start, "end": len(self.text), "surface": self.text[start:]}
        if mark.kind in "123n":
            mark.named["start"], mark.named["end"] = str(start), str(len(self.text))
            return
        if mark.kind == "x":
            self._no_result(span, mark.place(0) or "number")
        elif mark.kind == "~":
            self._neutral(span, mark.place(0) or "", mark.place(1) or "")
        else:
            made = MAKERS[mark.kind](self, mark, span)
            if made is not None:
                self.facts.insert(before, {"kind": KINDS[mark.kind], **span, **made})

    def _no_result(self, span: Json, why: str) -> None:
        self.distractors.append({**span, "reason": "duration" if why == "dur" else why})
        if why in {
            "dur",
            "recurring",
            "badge years",
            "anniversary",
            "years in a row",
            "years of membership",
        }:
            self._neutral(span, "Dp", why)

    def _neutral(self, span: Json, letters: str, why: str) -> None:
        kinds = [KINDS[letter] for letter in letters]
        place = {"start": span["start"], "end": span["end"]}
        self.neutral.append({**place, "kinds": kinds, "reason": why})

    def counted(self, mark: Mark, unit: str | None, what: str | None) -> Json:
        """Return the fields every count has."""
        if unit and "fold" in self.flags:
            unit = fold(unit)
        return {
            "unit": unit,
            "what": what,
            "organisation": mark.named.get("o", self.organisation) or None,
            "period": mark.named.get("p", self.period) or None,
        }

    def entity(self, kind: str, name: str, span: Json) -> bool:
        """Return whether the name is new; one met before gets a mention more."""
        known = self.entities.get((kind, name))
        if known is not None:
            known["mentions"].append([span["start"], span["end"]])
        return known is None


def _source(mark: Mark) -> str:
    return "".join(each if isinstance(each, str) else _source(each) for each in mark.inside)


def _value(mark: Mark) -> Json:
    text = _source(mark)
    first = Decimal(mark.named["v"]) if "v" in mark.named else number(text)
    last = Decimal(mark.named["vmax"]) if "vmax" in mark.named else None
    ends = re.fullmatch(r"(\d[\d.,]*)%?(?: |\b)(?:-|–|đến)(?: |\b)(\d.*)", text)
    if last is None and ends and "v" not in mark.named:
        last = number(ends[2])
        first = number(ends[1] + re.sub(r"[\d.,%]", "", ends[2]))
    bound = next((BOUNDS[each] for each in mark.places if each in BOUNDS), "exact")
    return {"value": plain(first), "value_max": plain(last), "qualifier": bound}


def _figure(builder: Builder, mark: Mark, _: Json) -> Json:
    assert mark.place(1), f"a figure without slug: {_source(mark)}"
    return {**_value(mark), **builder.counted(mark, mark.place(0), mark.place(1))}


def _percent(builder: Builder, mark: Mark, span: Json) -> Json:
    made = {**_value(mark), **builder.counted(mark, None, mark.place(0))}
    del made["unit"]
    if "of" in mark.named:
        part, whole = (Decimal(each) for each in mark.named["of"].split("/"))
        percent = number(_source(mark))
        made["share_of"] = {"numerator": plain(part), "denominator": plain(whole)}
        made["percent_computed"] = share(part, whole)
        made["consistent"] = agrees(part, whole, percent, made["qualifier"])
        builder.checks.append(_share_check(mark.place(0), part, whole, percent, made))
    return made


def _share_check(
    what: str | None, part: Decimal, whole: Decimal, percent: Decimal, made: Json
) -> Json:
    return {
        "what": what,
        "numerator": plain(part),
        "denominator": plain(whole),
        "percent": plain(percent),
        "percent_computed": share(part, whole),
        "consistent": made["consistent"],
    }


def _ratio(builder: Builder, mark: Mark, span: Json) -> Json:
    found = list(NUMBER.finditer(span["surface"]))
    assert len(found) in {2, 3}, span["surface"]
    names = ["numerator", "denominator", "percent"]
    given = [mark.named.get(name) for name in ("n", "d", "pc")]
    values = [
        Decimal(said) if said else number(each[0]) for each, said in zip(found, given, strict=False)
    ]
    made: Json = dict.fromkeys(names)
    made.update(zip(names, map(plain, values), strict=False))
    made["percent_computed"] = share(values[0], values[1])
    made["consistent"] = agrees(*values) if len(values) == 3 else None
    if len(values) == 3:
        builder.checks.append(_share_check(mark.place(1), *values, made))
    made["parts"] = [
        {
            "role": name,
            "value": plain(value),
            "start": span["start"] + each.start(),
            "end": span["start"] + each.end(),
        }
        for name, value, each in zip(names, values, found, strict=False)
    ]
    return {**made, **builder.counted(mark, mark.place(0), mark.place(1))}


def _change(builder: Builder, mark: Mark, span: Json) -> Json:
    ends = {each.kind: each for each in mark.inside if isinstance(each, Mark)}
    values = {
        kind: Decimal(each.named["v"]) if "v" in each.named else number(_source(each))
        for kind, each in ends.items()
        if kind in "123"
    }
    before, after, stated = (values.get(kind) for kind in "123")
    up = _upwards(mark, before, after)
    delta = stated if stated is not None else abs((after or Decimal(0)) - (before or Decimal(0)))
    delta = delta if up else -delta
    made: Json = {"from": plain(before), "to": plain(after), "delta": plain(delta)}
    made["delta_kind"] = {"pts": "points", "pct": "percent"}.get(mark.place(2) or "", "absolute")
    made |= {"direction": "up" if up else "down", "basis": _basis(mark)}
    made["qualifier"] = next((BOUNDS[each] for each in mark.places if each in BOUNDS), "exact")
    if len(values) == 3 and made["delta_kind"] != "percent":
        assert before is not None
        assert after is not None
        made["consistent"] = after - before == delta
        difference: Json = {"difference": plain(after - before), "consistent": made["consistent"]}
        levels = {name: made[name] for name in ("from", "to", "delta")}
        builder.checks.append({"what": mark.place(1), **levels, **difference})
    roles = {"1": "from", "2": "to", "3": "delta"}
    made["parts"] = [
        {
            "role": roles[kind],
            "value": plain(delta if kind == "3" else value),
            "start": int(ends[kind].named["start"]),
            "end": int(ends[kind].named["end"]),
        }
        for kind, value in values.items()
    ]
    return {**made, **builder.counted(mark, mark.place(0), mark.place(1))}


def _basis(mark: Mark) -> str | None:
    said = re.search(r"so với .*", _source(mark))
    return mark.named.get("basis", said[0] if said else None)


def _upwards(mark: Mark, before: Decimal | None, after: Decimal | None) -> bool:
    if {"up", "down"} & set(mark.places):
        return "up" in mark.places
    if before is not None and after is not None:
        return after > before
    return not re.search(r"giảm|hạ|bớt|cắt|thấp", _source(mark), re.IGNORECASE)


def _document(builder: Builder, mark: Mark, span: Json) -> Json:
    text = _source(mark)
    numbered = next((each for each in mark.inside if isinstance(each, Mark)), None)
    kind = mark.named.get("t") or re.split(r" (?:số\b|Trung ương|Đại hội|của|\d)", text)[0].strip()
    kind = kind[:1].upper() + kind[1:]
    made: Json = {"type": kind, "number": None, "citation": mark.named.get("cit", text)}
    if numbered:
        start, end = int(numbered.named["start"]), int(numbered.named["end"])
        written = re.sub(r"\s", "", numbered.named.get("is", _source(numbered)))
        made |= {"number": builder.text[start:end], "citation": f"{kind} số {written}"}
        made |= {"number_start": start, "number_end": end}
    day = re.search(r"(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]| năm )(\d{4})$", text)
    made["date"] = mark.named.get("date")
    if day and not made["date"]:
        made["date"] = f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    made |= {"issuer": mark.place(0), "subject": mark.named.get("subject")}
    made["relation"] = {"type": mark.place(1)} if mark.place(1) else None
    return made | ({"resolved": mark.named["res"]} if "res" in mark.named else {})


def _day(_: Builder, mark: Mark, span: Json) -> Json:
    value = mark.place(0)
    assert value
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return {"value": value, "year_stated": value[:4] in span["surface"]}


def _period(_: Builder, mark: Mark, span: Json) -> Json:
    text = _source(mark).lower()
    years = re.findall(r"\d{4}", text)
    value = mark.place(0) or _part_of_year(text, years) or "/".join(years)
    assert re.fullmatch(r"\d{4}(/\d{4}|-H[12]|-Q[1-4]|-\d\d)?", value), text
    kinds = {"-H": "half", "-Q": "quarter", "-": "month", "/": "range", "": "year"}
    mark_of = re.sub(r"\d", "", value)
    kind = "term" if "nhiệm kỳ" in text else "stage" if "giai đoạn" in text else kinds[mark_of]
    return {"value": value, "period_type": kind}


def _part_of_year(text: str, years: list[str]) -> str | None:
    half = re.match(r"(?:6|sáu) tháng (đầu|cuối)", text)
    if half:
        return f"{years[0]}-H{1 if half[1] == 'đầu' else 2}"
    quarter = re.match(r"quý (iv|i{1,3}|[1-4])\b", text)
    if quarter:
        return f"{years[0]}-Q{ {'i': 1, 'ii': 2, 'iii': 3, 'iv': 4}.get(quarter[1], quarter[1]) }"
    month = re.match(r"tháng (\d{1,2})", text)
    return f"{years[0]}-{int(month[1]):02}" if month else None


def _person(builder: Builder, mark: Mark, span: Json) -> Json | None:
    name = mark.named.get("name", _source(mark))
    if not builder.entity("P", name, span):
        return None
    made: Json = {"name": name, "role": mark.place(0), "organisation": mark.place(1)}
    made["mentions"] = []
    builder.entities["P", name] = made
    return made


def _organisation(builder: Builder, mark: Mark, span: Json) -> Json | None:
    name = mark.place(0) or _source(mark)
    if not builder.entity("o", name, span):
        return None
    made: Json = {"name": name, "mentions": []}
    builder.entities["o", name] = made
    return made


def _theme(_: Builder, mark: Mark, span: Json) -> Json:
    slug = re.sub(r"\W+", "-", fold(_source(mark)).lower()).strip("-")
    return {"text": span["surface"], "slug": slug, "year": mark.place(0)}


def _task(_: Builder, mark: Mark, span: Json) -> Json:
    text = _source(mark).lower()
    found = re.match(r"\W*(\d+|một(?= là)|(?:thứ )?(\w+)(?= là|,|:))", text)
    assert found, text
    ordinal = ORDINALS.get(found[2] or "", 1) if not found[1].isdigit() else int(found[1])
    return {"ordinal": ordinal, "gist": mark.place(0) or "", "ordinal_stated": True}


Maker = Callable[[Builder, Mark, Json], Json | None]
MAKERS: dict[str, Maker] = {
    "f": _figure,
    "%": _percent,
    "r": _ratio,
    "c": _change,
    "d": _document,
    "D": _day,
    "p": _period,
    "P": _person,
    "o": _organisation,
    "t": _theme,
    "T": _task,
}
