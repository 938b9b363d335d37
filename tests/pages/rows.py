"""Every address with a place in the city: what to ask for, and with what to post.

An address may stand more than once, for different targets. ``world`` is the cast: ``address``
builds the arguments, ``body`` a post that would succeed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tests.pages.cast import DRAFTED, GOOD, MERGER, Cast

Body = Callable[[Cast], Mapping[str, Any]]
Arguments = Callable[[Cast], list[Any]]


def _no_arguments(_city: Cast) -> list[Any]:
    return []


def _empty(_city: Cast) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """One target of one address."""

    name: str
    about: str = ""
    arguments: Arguments = _no_arguments
    body: Body = _empty
    query: str = ""
    secret: str = ""
    """What must not be read by people outside the scope."""

    @property
    def key(self) -> str:
        return f"{self.name} {self.about}".strip()

    @property
    def has_body(self) -> bool:
        return self.body is not _empty

    def address(self, city: Cast) -> str:
        return reverse(self.name, args=self.arguments(city)) + self.query


def fields(city: Cast, **changes: str) -> dict[str, str]:
    """The fields of a whole form as the page posts them."""
    return {f"m{city.measures[code]}": text for code, text in (GOOD | changes).items()}


def _of(unit: str, year: str = "2024", *more: Any) -> Arguments:
    return lambda city: [city.submission(unit, year).pk, *more]


def _round(city: Cast) -> list[Any]:
    return [city.rounds["2024"].code]


def _review(unit: str, *more: str) -> Arguments:
    return lambda _city: [unit, 2023, *more]


def _code(code: str) -> Arguments:
    return lambda _city: [code]


def _figure(unit: str) -> Arguments:
    return lambda city: [city.figure("members_total", unit)]


def _returns(city: Cast) -> dict[str, str]:
    return {"act": "return", "whole": "Sai số"}


def _accepts(_city: Cast) -> dict[str, str]:
    return {"act": "accept", "seen": "1"}


def _plan(_city: Cast) -> dict[str, str]:
    return {
        "tree": "party",
        "title": "Phương án thử",
        "instrument": "Tờ trình 5",
        "effective_on": "01/02/2025",
        "steps": "đổi tên: chi-bo-ben-ba → Chi bộ Ba",
    }


def _amends(city: Cast) -> dict[str, str]:
    changed = fields(city, members_admitted="5", members_total="44")
    return changed | {"reason": "Sót", "act": "propose"}


CELL, WARD, CITY = "Chi bộ khu phố Bến Một", "Đảng bộ phường Bến Mẫu", "Đảng bộ Thành phố Mẫu Hình"

DRAFT = "15 đảng viên mới"


def _report(city: Cast, *more: int) -> list[Any]:
    assert city.report is not None
    return [city.report.pk, *more]


def _stated(city: Cast) -> list[Any]:
    assert city.report is not None
    return _report(city, city.report.stated.earliest("start").pk)


def _match(_city: Cast) -> dict[str, str]:
    return {"indicator": "members_admitted", "unit": "phuong-ben-mau", "period": "2023"}


ROWS = (
    # signing in and the choosers of the frame
    Row("sign_in", body=lambda _city: {"username": "own", "password": "sai-mat-khau"}),
    Row("sign_out"),
    Row("set_language", body=lambda _city: {"language": "en"}),
    Row("set_unit", body=lambda city: {"unit": str(city.units["chi-bo-ben-mot"].pk)}),
    Row("set_period", body=lambda _city: {"period": "2023"}),
    # rules and indicators
    Row("rulebook:rule_list"),
    Row("rulebook:rule", arguments=_code("reporting_window.party")),
    Row("indicators:list"),
    Row("indicators:detail", arguments=_code("members_total")),
    # units
    Row("org:tree"),
    Row("org:tree", "of the ward", query="?duoi=phuong-ben-mau", secret=WARD),
    Row("org:search", query="?q=ben"),
    Row("org:disagreements"),
    Row("org:unit", "cell", _code("chi-bo-ben-mot"), secret=CELL),
    Row("org:unit", "ended cell", _code("chi-bo-xom-cu"), secret="Chi bộ Xóm Cũ"),
    Row("org:unit", "ward", _code("phuong-ben-mau"), secret=WARD),
    Row("org:unit", "city", _code("thanh-uy"), secret=CITY),
    Row("org:unit", "public division", _code("phuong-mau")),
    Row("org:reorganisation_list"),
    Row("org:reorganisation_new", body=_plan),
    Row("org:reorganisation", "applied", _code(MERGER), secret="Sắp xếp Chi bộ Xóm Cũ"),
    Row("org:reorganisation", "drafted", _code(DRAFTED), secret="Sắp xếp các chi bộ"),
    Row("org:reorganisation_edit", "", _code(DRAFTED), _plan, secret="Sắp xếp các chi bộ"),
    Row("org:reorganisation_apply", "", _code(DRAFTED), secret="Sắp xếp các chi bộ"),
    Row("org:reorganisation_revert", "", _code(MERGER), secret="Sắp xếp Chi bộ Xóm Cũ"),
    # figures
    Row("rollup:overview"),
    Row("rollup:overview", "of the ward", query="?tai=phuong-ben-mau&ky=2023", secret=WARD),
    Row("rollup:export", query="?ky=2023"),
    Row("rollup:export", "of the ward", query="?tai=phuong-ben-mau&ky=2023", secret=WARD),
    Row("rollup:figure", "cell", _figure("chi-bo-ben-mot"), secret=CELL),
    Row("rollup:figure", "ended cell", _figure("chi-bo-xom-cu"), secret="Chi bộ Xóm Cũ"),
    Row("rollup:figure", "ward", _figure("phuong-ben-mau"), secret=WARD),
    Row("rollup:figure", "city", _figure("thanh-uy"), secret=CITY),
    Row("rollup:branch", "ward", _figure("phuong-ben-mau"), secret=WARD),
    Row("rollup:recompute", "ward", _figure("phuong-ben-mau"), secret=WARD),
    # what units send up
    Row("submissions:round_list"),
    Row(
        "submissions:open_round",
        body=lambda city: {
            "form": str(city.form.pk),
            "period": "2022",
            "opens_on": "01/12/2022",
            "due_all": "31/12/2022",
        },
    ),
    Row("submissions:form", "cell", _of("chi-bo-ben-mot"), secret=CELL),
    Row(
        "submissions:form", "returned cell", _of("chi-bo-ben-hai"), secret="Chi bộ khu phố Bến Hai"
    ),
    Row("submissions:form", "ward", _of("phuong-ben-mau"), secret=WARD),
    Row("submissions:form", "city", _of("thanh-uy"), secret=CITY),
    Row("submissions:cell", "cell", _of("chi-bo-ben-mot"), fields, secret=CELL),
    Row("submissions:cell", "ward", _of("phuong-ben-mau"), fields, secret=WARD),
    Row("submissions:submit", "cell", _of("chi-bo-ben-mot"), secret=CELL),
    Row("submissions:review", "waiting cell", _of("chi-bo-ben-ba"), _accepts, secret="Bến Ba"),
    Row("submissions:review", "giving back", _of("chi-bo-ben-ba"), _returns, secret="Bến Ba"),
    Row("submissions:version", "cell", _of("chi-bo-ben-mot", "2023", 1), secret=CELL),
    Row("submissions:version", "ward", _of("phuong-ben-mau", "2023", 1), secret=WARD),
    Row(
        "submissions:version", "ended cell", _of("chi-bo-xom-cu", "2023", 1), secret="Chi bộ Xóm Cũ"
    ),
    Row("submissions:amend", "cell", _of("chi-bo-ben-mot", "2023"), _amends, secret=CELL),
    Row(
        "submissions:amendment",
        "confirming",
        lambda city: [city.amendment.pk],
        lambda _city: {"act": "confirm"},
        secret="Bến Hai",
    ),
    Row(
        "submissions:amendment",
        "withdrawing",
        lambda city: [city.amendment.pk],
        lambda _city: {"act": "withdraw"},
        secret="Bến Hai",
    ),
    Row("submissions:excel", "cell", _of("chi-bo-ben-mot"), secret=CELL),
    Row("submissions:excel_upload", "cell", _of("chi-bo-ben-mot"), secret=CELL),
    Row("submissions:board", "", _round),
    Row("submissions:board", "of the year before", lambda city: [city.rounds["2023"].code]),
    Row("submissions:board_export", "", _round),
    Row("submissions:accept_waiting", "", _round),
    Row("submissions:seal", "", lambda city: [city.rounds["2023"].code]),
    # the desk
    Row("home"),
    Row("desk:leader"),
    Row("desk:search", query="?q=ben"),
    Row("desk:audit"),
    Row("desk:help"),
    # reports people wrote
    Row("narratives:report_list"),
    Row("narratives:receive", body=lambda _city: {"text": "Năm 2024 kết nạp 5 đảng viên."}),
    Row("narratives:figures"),
    Row("narratives:report", "", _report, secret=DRAFT),
    Row("narratives:report", "figures", _report, query="?xem=so-lieu", secret=DRAFT),
    Row("narratives:progress", "", _report),
    Row("narratives:stated", "", _stated, _match, secret=DRAFT),
    Row(
        "narratives:describe",
        "",
        _report,
        lambda _city: {"title": "Báo cáo", "about": "phuong-ben-mau", "period": "2023"},
    ),
    Row("narratives:confirm_suggested", "", _report),
    Row("narratives:set_aside", "", _report, lambda _city: {"key": "k", "reason": "Đúng rồi"}),
    Row("narratives:read_again", "", _report),
    Row("narratives:remove", "", _report),
    Row("narratives:word", "", _report),
    Row("narratives:original", "", _report),
    # the review
    Row("yearend:review_list"),
    Row("yearend:create", body=lambda _city: {"year": "2022"}),
    Row("yearend:review", "ward", _review("phuong-ben-mau"), secret=WARD),
    Row("yearend:word", "ward", _review("phuong-ben-mau"), secret=WARD),
    Row("yearend:pdf", "ward", _review("phuong-ben-mau"), secret=WARD),
    Row(
        "yearend:edit_text",
        "ward",
        _review("phuong-ben-mau", "opening"),
        lambda _city: {"text": "Xong."},
        secret=WARD,
    ),
    Row("yearend:highlights", "ward", _review("phuong-ben-mau"), secret=WARD),
    Row("yearend:limits", "ward", _review("phuong-ben-mau"), secret=WARD),
    Row("yearend:tasks", "ward", _review("phuong-ben-mau"), secret=WARD),
    Row("yearend:particulars", "ward", _review("phuong-ben-mau"), secret=WARD),
    Row("yearend:explain", "ward", _review("phuong-ben-mau"), secret=WARD),
    Row("yearend:seal", "ward", _review("phuong-ben-mau"), secret=WARD),
    Row("yearend:seal", "city", _review("thanh-uy"), secret=CITY),
)
