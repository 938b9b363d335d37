"""Telling, while the demo is built, what is being done and how long it took."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from time import perf_counter

from tongket.core.numbers import format_number


@dataclass(frozen=True)
class Progress:
    """Says lines through ``say``; a phase is told when it ends, with its seconds."""

    say: Callable[[str], None]

    @contextmanager
    def phase(self, what: str) -> Iterator[None]:
        """Tell ``what`` and the seconds that the block took."""
        began = perf_counter()
        yield
        took = format_number(Decimal(f"{perf_counter() - began:.1f}"), 1)
        self.say(f"  {what}: {took} giây")
