"""Proving that the published figures come out of the returns by adding up."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongket.core.numbers import format_number
from tongket.demo.published import Published, published
from tongket.figures.domain import FigureKey
from tongket.indicators.models import Measure
from tongket.org.models import Unit
from tongket.periods.models import Period
from tongket.rollup.selectors import figure

_BY_KIND = {
    frozenset({"district_committee"}): "contest_entries_districts",
    frozenset({"bloc_committee", "upper_committee"}): "contest_entries_upper_committees",
    frozenset({"grassroots_committee"}): "contest_entries_unassigned",
}
"""Kinds below which something was published -> the indicator that computes just that."""

_TOTALS = (("tp-hcm", 2023, "contest_entries", Decimal(7860)),)
_RATIOS = (
    ("khoi-dan-chinh-dang", 2022, "members_admitted_vs_target", Decimal("101.5")),
    ("tp-hcm", 2023, "shortcomings_remedied_rate", Decimal("92.2")),
)


class DemoFault(Exception):  # noqa: N818 - said to a person
    """The demo cannot be built; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A published figure beside the computed one."""

    unit: str
    year: int
    indicator: str
    published: Decimal
    computed: Decimal | None
    said: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.computed == self.published

    def __str__(self) -> str:
        """Return the row as it is printed."""
        computed = "chưa có" if self.computed is None else format_number(self.computed)
        said = f" (công bố: {self.said})" if self.said else ""
        mark = "khớp" if self.agrees else "KHÁC"
        return (
            f"{self.unit + ' ' + str(self.year):<25} {self.indicator:<38}"
            f"{format_number(self.published):>9} {computed:>9}  {mark}{said}"
        )


def compare() -> list[Compared]:
    """Compute every published figure from the returns in the database."""
    wanted = [
        (one.unit, one.year, _indicator(one), Decimal(one.value), one.said) for one in published()
    ]
    wanted += [(*row, "") for row in (*_TOTALS, *_RATIOS)]
    units = dict(Unit.objects.filter(code__in={row[0] for row in wanted}).values_list("code", "id"))
    periods = dict(Period.objects.values_list("code", "id"))
    measures = dict(Measure.objects.filter(cell="").values_list("indicator__code", "id"))
    return [
        Compared(
            unit,
            year,
            indicator,
            value,
            figure(FigureKey(measures[indicator], units[unit], periods[str(year)])).value,
            said,
        )
        for unit, year, indicator, value, said in wanted
    ]


def _indicator(one: Published) -> str:
    return _BY_KIND[one.below] if one.below else one.key


HEADLINES = (
    *("neighbourhoods_total", "wards_total", "organisations_excellent", "members_excellent"),
    *("cells_excellent", "members_commended_five_years", "members_admitted_vs_target"),
    *("members_admitted", "members_total", "programmes_inspected", "training_attendance"),
    *("contest_entries", "contest_entries_districts", "contest_entries_upper_committees"),
    *("contest_entries_unassigned", "skillful_mobilisation_models"),
)
"""Indicators shown in the short table."""


def headlines(rows: Sequence[Compared]) -> list[str]:
    """Return the short table of published and computed figures, line by line."""
    head = f"{'đơn vị, năm, chỉ tiêu':<64}{'công bố':>9} {'tính được':>9}"
    return [head, *(str(row) for row in rows if row.indicator in HEADLINES)]


def demand_agreement(rows: Sequence[Compared]) -> None:
    """Raise DemoFault naming the first figure that does not come out."""
    for row in rows:
        if not row.agrees:
            raise DemoFault(
                f"Số công bố không cộng ra được: {row.indicator} của {row.unit} năm {row.year} "
                f"phải là {format_number(row.published)}, tính được {row.computed}."
            )
