"""What higher rooms hang onto figures, so that figures need not know them."""

from collections.abc import Callable
from dataclasses import dataclass

from tongket.figures.domain import FigureKey


@dataclass(frozen=True)
class Use:
    """A place where a figure is used: a review, a report."""

    label: str
    address: str


USES: list[Callable[[FigureKey], list[Use]]] = []
"""Asked by the figure's page: where is this figure used?"""
