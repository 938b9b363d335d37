"""Whatever is typed into an address or a form, the answer is a page, and nothing breaks."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.pages.cast import Cast
from tests.pages.people import People, words
from tests.pages.rows import ROWS, Row
from tests.pages.test_access_matrix import TABLE, expected

KIND = {200, 302, 303, 400, 403, 404, 405, 422}
HUGE = "9" * 40
LONG = "ấ" * 4000
BREAKING = (
    "",
    "x\x00y",
    HUGE,
    "-1",
    "0",
    "1.5",
    "٣",
    LONG,
    "' OR 1=1 --",
    "<script>",
    "%s{0}",
    "../..",
)
ODD_VALUES = {
    # day, period, unit, page, structure, section: each with what belongs there but is wrong
    "ngay": ("31/06/2025", "2025-13-45", "00/00/0000", "01/01/9999", "1/1/0001", "99/99/99999"),
    "ky": ("2024-Q9", "2024-13", "0000", "1900", "2099-12", "nam nay"),
    "don-vi": ("999999999", "-3", "chi-bo"),
    "trang": ("-1", "0", "999999999", "abc", "1e9"),
    "hang": ("-1", "999999999"),
    "co-cau": ("31/06/2025", "01/01/9999", "01/01/0001", "hom qua"),
    "tai": ("khong-co", "CHI-BO", "a b"),
    "bieu": ("khong-co",),
    "xem": ("khong-co",),
    "phan": ("-1", "999", "²", "tat-ca-ca"),
    "cap": ("999999999", "²", "-1"),
    "duoi": ("khong-co", "a/b"),
    "cay": ("khong-co",),
    "q": ("%", "_", "\\", "a" * 3000),
    "tim": ("%", "\\"),
    "tu": ("31/02/2024", "x"),
    "den": ("31/02/2024", "01/01/0001"),
    "next": ("//evil.example", "javascript:alert(1)", "/\\evil.example"),
}  # fmt: skip
ODD_PARTS = {
    "int": ("0", "999999999", HUGE, "2147483648", "9223372036854775808"),
    "slug": ("khong-co", "a" * 2000, "m0u0p0", "m1u1p999999999", f"m{HUGE}u1p1", "m1u1p1s20250231",
             "m1u1p1s99999999", "m1u1p1s00010101", "-", "_"),
    "str": ("khong-co", "%00", "a%00b", "%F0%9F%98%80", "a" * 2000, "..", "%2e%2e%2f", "%ff"),
}  # fmt: skip


def reader(row: Row) -> str:
    """A person who gets the page, else one who can post to it."""
    reading = expected(TABLE[row.key][0])
    for who, status in reading.items():
        if status in {200, 302}:
            return who
    return next(who for who, status in reading.items() if status == 405)


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern)


PARAMETERS = {
    "sign_in": ("next",),
    "home": ("ky", "don-vi"),
    "desk:search": ("q", "ky", "don-vi"),
    "desk:audit": ("q", "phan", "tu", "den", "trang"),
    "desk:leader": ("ky", "don-vi"),
    "indicators:list": ("tim",),
    "org:tree": ("cay", "ngay", "duoi"),
    "org:search": ("q", "ngay"),
    "org:unit": ("ngay",),
    "org:reorganisation_list": ("trang",),
    "rollup:overview": ("tai", "ky", "bieu", "xem", "phan", "co-cau", "don-vi"),
    "rollup:export": ("tai", "ky", "bieu", "co-cau"),
    "rollup:figure": ("co-cau",),
    "rollup:branch": ("co-cau",),
    "submissions:form": ("phan",),
    "submissions:board": ("cap", "trang", "hang"),
    "yearend:review_list": ("ky", "trang"),
}
FIRST_OF_EACH = {row.name: row for row in reversed(ROWS)}


@pytest.mark.parametrize("name", PARAMETERS)
def test_odd_parameters(name: str, city: Cast, people: People):
    row = FIRST_OF_EACH[name]
    address, browser = row.address(city).partition("?")[0], people.browser(reader(row))
    for parameter in PARAMETERS[name]:
        for value in (*ODD_VALUES[parameter], "x\x00y", HUGE):
            answer = browser.get(address, {parameter: value})
            assert answer.status_code in KIND, (parameter, value)


@pytest.mark.parametrize("route", sorted(r for r in routes(get_resolver()) if "<" in r))
def test_odd_parts_of_an_address(route: str, city: Cast, people: People):
    browser = people.browser("parent" if "<slug:unit>" in route else "city")
    kinds = re.findall(r"<(\w+):(\w+)>", route)
    known = {"unit": "phuong-ben-mau", "year": "2023", "section": "opening"}
    for place, (kind, _name) in enumerate(kinds):
        for odd in ODD_PARTS[kind]:
            parts = [known.get(name, "1") for _kind, name in kinds]
            parts[place] = odd
            filled = iter(parts)
            address = "/" + re.sub(r"<[^>]+>", lambda _found: next(filled), route)  # noqa: B023
            for answer in (browser.get(address), browser.post(address, {})):
                assert answer.status_code in KIND, address
                if answer.status_code == 404:
                    assert words(answer).startswith(
                        ("Không có trang này", "Không tính được số này")
                    ), address


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.has_body], ids=lambda row: row.key.replace(" ", "-")
)
def test_odd_forms(row: Row, city: Cast, people: People):
    statuses = expected(TABLE[row.key][1])
    who = next(who for who, status in statuses.items() if status in {200, 302, 303, 422})
    body = dict(row.body(city))
    everywhere = [dict.fromkeys(body, odd) for odd in BREAKING]
    one_by_one = [body | {name: odd} for name in body for odd in ("x\x00y", HUGE)]
    strangers = [body | {name: "x\x00y"} for name in ("m1", "n1", "r1", "go", "phan", "seen", "x")]
    for tried in (*everywhere, *one_by_one, *strangers, {}):
        answer = people.try_post(who, row.address(city), tried)
        assert answer.status_code in KIND, tried


FORMS_OF_THE_REVIEW = {
    "noi-bat": ("chosen-0", "text-0", "order-0", "key-0"),
    "nhiem-vu": ("what-0", "who-0", "due-0", "order-0"),
    "the-thuc": ("number", "place", "day", "signer", "signed_on"),
    "soan/opening": ("text",),
    "ly-do": ("reason-m1u1p1", "m1u1p1"),
}


@pytest.mark.parametrize(("part", "names"), FORMS_OF_THE_REVIEW.items())
def test_odd_texts_in_a_review(part: str, names: tuple[str, ...], city: Cast, people: People):
    address = f"/tong-ket/phuong-ben-mau/2023/{part}/"
    marks = ("{{", "}}", "{{x}}", "{{members_total|period=9999}}", "{{members_total|unit=\x00}}", "{{a/b/c}}",
             "{{members_total|about=0}}", "{{members_total|about=-1}}", "{{" * 300)  # fmt: skip
    for odd in BREAKING:
        answer = people.try_post("parent", address, dict.fromkeys(names, odd))
        assert answer.status_code in KIND, odd
    for name in names[:2]:
        for odd in marks:
            answer = people.try_post("parent", address, {name: odd})
            assert answer.status_code in KIND, (name, odd)


def test_no_one_is_sent_to_another_site(city: Cast, people: People):
    for away in (
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
    ):
        for address in ("/chon-ngon-ngu/", "/chon-ky/", "/chon-don-vi/"):
            body = {"next": away, "language": "vi", "period": "2023", "unit": "1"}
            answer = people.try_post("own", address, body)
            assert "evil" not in answer["Location"]
            assert "javascript" not in answer["Location"]
