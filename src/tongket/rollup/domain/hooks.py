"""What higher rooms hang onto figures, so that figures need not know them."""

from collections.abc import Callable
from dataclasses import dataclass

from tongket.access.domain import Actor
from tongket.figures.domain import FigureKey


@dataclass(frozen=True)
class Use:
    """A place where a figure is used: a review, a report."""

    label: str
    address: str


USES: list[Callable[[Actor, FigureKey], list[Use]]] = []
"""Asked by the figure's page: where is this figure used, as far as this person may see?"""
