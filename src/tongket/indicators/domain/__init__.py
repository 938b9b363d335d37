"""Pure values and rules of indicators: definitions, forms, checks, derived values.

Values are integers in thousandths of the unit of measure (``SCALE``); ``None`` is *not
applicable*; a measure that is absent from a mapping was not reported. A measure is named by its
key: ``members_total`` or, with a breakdown cell, ``members_total.women``.
"""

from tongket.indicators.domain.checks import CHECKS, CheckFinding, CheckSpec, Values, run_checks
from tongket.indicators.domain.definitions import (
    SCALE,
    Definition,
    measure_key,
    shown,
    split_key,
)
from tongket.indicators.domain.derived import difference, ratio, sum_over_kind
from tongket.indicators.domain.forms import FormView, LineView, SectionView

__all__ = [
    "CHECKS",
    "SCALE",
    "CheckFinding",
    "CheckSpec",
    "Definition",
    "FormView",
    "LineView",
    "SectionView",
    "Values",
    "difference",
    "measure_key",
    "ratio",
    "run_checks",
    "shown",
    "split_key",
    "sum_over_kind",
]
