"""Looking figures up while a review is written; recording which are asked for."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from tongket.yearend.compiler.content import CompileFault, Known, Request
from tongket.yearend.domain.wording import Shown


class Lookup(Protocol):
    """Where a writer gets its figures."""

    recording: bool
    """Whether values are only stand-ins, so that every branch must be walked."""

    def get(self, request: Request, where: str) -> Known:
        """Return a figure; raise ``CompileFault`` naming ``where`` when there is none such."""


class Recorder:
    """A first walk: remembers every figure asked for, so that all are fetched at once."""

    recording = True

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.asked: dict[Request, None] = {}

    def get(self, request: Request, where: str) -> Known:
        """Remember the request; the value is a stand-in that keeps every branch open."""
        self.asked.setdefault(request)
        return Known("x", Shown(Decimal(1)), request.measure)


class Figures:
    """The second walk: the figures as fetched; ``used`` remembers those printed."""

    recording = False

    def __init__(self, known: Mapping[Request, Known]) -> None:
        """Take the figures fetched."""
        self._known = known

    def get(self, request: Request, where: str) -> Known:
        """Return the figure of a request."""
        found = self._known.get(request)
        if found is None:
            raise CompileFault(
                f"{where}: không có chỉ tiêu “{request.measure}” hoặc đơn vị “{request.unit}”."
            )
        return found
