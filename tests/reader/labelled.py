"""Reports with their labels written into the text, turned into a text and a file of labels.

``python -m tests.reader.labelled FOLDER`` makes ``NN.txt`` and ``NN.json`` out of every
``NN.marked`` of the folder. A mark is ``{KIND surface|field|field|name=value}``; marks may stand
in one another. Before the text stand the lines ``#org``, ``#period``, ``#flags`` (crlf, nfd, fold);
after a line ``---`` the sums (``what: total = part + part``) and, each after ``!``, what does not
agree. ``{@o=…}`` and ``{@p=…}`` set organisation and period from there on. The kinds:

=========  ====================================================================
f  %       figure and percent: unit (figures only), slug, qualifier, v= vmax= of=part/whole
r          ratio: unit, slug, n= d= pc=
c 1 2 3    change (unit, slug, pts or pct, up or down, basis=); in it from, to and difference
d n        document (issuer, relation, res= t= date= cit=); in it the number
D  p       day (ISO) and period
P  o       person (role, organisation) and organisation (name); said again it is a mention
t  T       theme (year) and task (gist)
x          a number that is no result (why); with dur also no period
~          neutral: the letters of the kinds (none: all), why
=========  ====================================================================
"""

import json
import re
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path

from tests.reader.labels import Builder, Json
from tests.reader.lines import LIST_NUMBER, sentences
from tests.reader.marks import fold, parse, plain

GENERIC = re.compile(
    r"(?<!\w)(?:ban thường vụ|ban chấp hành|đảng bộ bộ phận|đảng ủy|đảng bộ|chi bộ|cấp ủy|tỉnh ủy|"
    r"huyện ủy|thành ủy|quận ủy|thị ủy|tổ chức (?:cơ sở )?đảng|trung ương|đoàn thể|chính quyền|"
    r"ủy ban kiểm tra|ủy ban|ubnd|hđnd|ubkt|mttq|thường trực|ban chỉ đạo|cơ quan|đơn vị|tòa án|"
    r"viện kiểm sát|chi hội|hội|chi đoàn|công đoàn|doanh nghiệp|nhà nước|chính phủ|đảng|tỉnh|huyện|"
    r"quận|thị xã|thành phố|thị trấn|phường|xã|thôn|bản|ấp|tổ dân phố|khu phố|hợp tác xã|địa phương)(?!\w)",
    re.IGNORECASE,
)
RAISED = re.compile(r"(?<!\w)(?:nâng|đưa) [^.;\n]{0,40}?lên [^.;\n]{0,30}")
"""Admissions and the total after them are two figures, no change."""
RELATIVE = re.compile(
    r"(?<!\w)(?:trong năm|hằng năm|hàng năm|cuối năm|đầu năm|năm trước|năm nay|năm qua|năm tới|"
    r"cùng kỳ|nhiệm kỳ qua|hiện nay|đến nay|cùng ngày)(?!\w)",
    re.IGNORECASE,
)


def _finish(builder: Builder) -> None:
    """Add what goes without saying: sentence numbers, list numbers, generic bodies."""
    text = builder.text
    spans = list(sentences(text))
    for fact in builder.facts:
        fact["sentence"] = next(
            (place for place, (_, end) in enumerate(spans, 1) if fact["start"] < end), None
        )
    for line in re.finditer(r"[^\r\n]+", text):
        found = LIST_NUMBER.match(line[0])
        if found:
            place = {"start": line.start(), "end": line.start() + found.end()}
            shown = {**place, "surface": found[0], "reason": "list number"}
            builder.distractors.append(shown)
    bare = [
        (GENERIC, ["organisation"], "generic body"),
        (RELATIVE, ["period", "date"], "relative time"),
        (RAISED, ["change"], "the total after what was added, read as a figure"),
    ]
    composed = "nfd" not in builder.flags
    for pattern, kinds, why in bare:
        written = pattern.pattern
        if "fold" in builder.flags:
            written = fold(written)
        elif not composed:
            written = unicodedata.normalize("NFD", written)
        for each in re.finditer(written, text, re.IGNORECASE):
            span = {"start": each.start(), "end": each.end()}
            builder.neutral.append({**span, "kinds": kinds, "reason": why})
    builder.neutral.sort(key=lambda each: (each["start"], each["end"]))
    builder.distractors.sort(key=lambda each: each["start"])


def _sum(line: str) -> Json:
    what, _, rest = line.rpartition(": ")
    total, _, parts = rest.partition(" = ")
    values = [Decimal(each) for each in parts.split(" + ")]
    return {
        "what": what,
        "total": plain(Decimal(total)),
        "parts": [plain(each) for each in values],
        "sum": plain(sum(values, Decimal(0))),
        "consistent": sum(values) == Decimal(total),
    }


def build(marked: str, name: str) -> tuple[str, Json]:
    """Return the text of a marked report and its labels."""
    head: dict[str, str] = {}
    while marked.startswith("#"):
        line, _, marked = marked.partition("\n")
        key, _, value = line[1:].partition(" ")
        head[key] = value.strip()
    body, _, tail = marked.partition("\n---\n")
    flags = set(head.get("flags", "").split())
    builder = Builder(flags, head.get("org") or None, head.get("period") or None)
    builder.write(parse(body.strip("\n") + "\n"))
    _finish(builder)
    facts = sorted(builder.facts, key=lambda each: (each["start"], -each["end"]))
    lines = [each for each in tail.splitlines() if each.strip()]
    sums = [_sum(each) for each in lines if not each.startswith("!")]
    labels = {
        "file": f"{name}.txt",
        "organisation": head.get("org") or None,
        "period": head.get("period") or None,
        "facts": [{"id": f"{name}-{place:02}", **each} for place, each in enumerate(facts, 1)],
        "neutral": builder.neutral,
        "distractors": builder.distractors,
        "checks": builder.checks + sums,
        "inconsistencies": [each[1:].strip() for each in lines if each.startswith("!")],
    }
    for fact in facts:
        assert builder.text[fact["start"] : fact["end"]] == fact["surface"]
    return builder.text, labels


def main(folder: Path) -> None:
    """Write text and labels beside every marked report."""
    for path in sorted(folder.glob("*.marked")):
        try:
            text, labels = build(path.read_text(encoding="utf-8"), path.stem)
        except (AssertionError, IndexError, ArithmeticError, KeyError, ValueError) as error:
            print(f"{path.name}: {error!r}")
            continue
        path.with_suffix(".txt").write_text(text, encoding="utf-8", newline="")
        written = json.dumps(labels, ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
