"""Where values go when they are shown in the structure of another day.

Forwards a value follows its unit's successions by share, backwards by back share. What is divided
is divided in whole steps of the measure (largest remainders), so nothing is lost or made; what came
through a division is *apportioned*, all else *exact*. A unit that ended without succession passes
its value to the unit that stood above it: an ancestor holds it whole, so it stays exact, and the
fall is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tongket.core.rounding import share_out

_ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Link:
    """On ``day`` what ``source`` holds goes to ``target``, in proportion to ``weight``.

    Backwards in time the source is the successor and the weight its back share.
    """

    day: date
    source: int
    target: int
    weight: int


@dataclass(frozen=True, slots=True)
class Step:
    """All that happens on one day: divisions and mergers, and who inherits from what just ends."""

    day: date
    links: Mapping[int, Sequence[tuple[int, int]]]
    """Source -> (target, weight) in a fixed order."""
    heirs: Mapping[int, int | None]
    """Unit that is not there on the other side and has no link -> the unit above it."""


@dataclass(frozen=True, slots=True)
class Source:
    """``share`` of what ``unit_id`` reported came here."""

    unit_id: int
    share: Fraction


@dataclass(frozen=True)
class Flow:
    """What a unit of the asked structure holds: thousandths, and from whom."""

    exact: int = 0
    apportioned: int = 0
    sources: tuple[Source, ...] = ()

    @property
    def total(self) -> int:
        """Exact and apportioned together."""
        return self.exact + self.apportioned

    def joined(self, other: "Flow") -> "Flow":
        """Return both together; what came by two ways from one unit is one source."""
        sources = (*self.sources, *other.sources)
        if len({source.unit_id for source in sources}) < len(sources):
            sources = _merged(sources)
        return Flow(self.exact + other.exact, self.apportioned + other.apportioned, sources)

    def part(self, amount: int, share: Fraction) -> "Flow":
        """Return what is left of it after a division that gave ``amount``."""
        passed = tuple(Source(item.unit_id, item.share * share) for item in self.sources)
        return Flow(0, amount, passed)


def _merged(sources: Iterable[Source]) -> tuple[Source, ...]:
    shares: dict[int, Fraction] = {}
    for source in sources:
        known = shares.get(source.unit_id)
        shares[source.unit_id] = source.share if known is None else known + source.share
    return tuple(Source(unit, share) for unit, share in sorted(shares.items()))


@dataclass(frozen=True)
class Landing:
    """Where everything came to rest.

    ``fallen``: unit that ended without succession -> unit that holds its value now. ``lost``:
    units whose value found no unit at all (a root that ended without succession).
    """

    flows: Mapping[int, Flow]
    fallen: Mapping[int, int] = field(default_factory=dict)
    lost: tuple[int, ...] = ()


@dataclass(frozen=True)
class Restating:
    """The steps between two structures, in the order in which values pass them."""

    steps: tuple[Step, ...] = ()

    @classmethod
    def build(
        cls,
        links: Iterable[Link],
        ended: Mapping[int, tuple[date, int | None]],
        *,
        backwards: bool = False,
    ) -> "Restating":
        """Order links and ends by day (``ended``: unit -> day it changes sides, unit above it)."""
        joined: dict[date, dict[int, dict[int, int]]] = {}
        for link in links:
            targets = joined.setdefault(link.day, {}).setdefault(link.source, {})
            targets[link.target] = max(targets.get(link.target, 0), link.weight)
        heirs: dict[date, dict[int, int | None]] = {}
        for unit, (day, above) in ended.items():
            if unit not in joined.get(day, {}):
                heirs.setdefault(day, {})[unit] = above
        days = sorted(joined.keys() | heirs.keys(), reverse=backwards)
        return cls(
            tuple(
                Step(
                    day,
                    {
                        source: tuple(sorted(targets.items()))
                        for source, targets in joined.get(day, {}).items()
                    },
                    heirs.get(day, {}),
                )
                for day in days
            )
        )

    @property
    def touched(self) -> frozenset[int]:
        """Units whose value does not simply stay where it is."""
        return frozenset(
            unit for step in self.steps for unit in (*step.links.keys(), *step.heirs.keys())
        )

    def carry(self, values: Mapping[int, int], quantum: int = 1) -> Landing:
        """Carry values (unit -> thousandths) through all steps; ``quantum`` is the smallest part.

        Conserves the sum: what the flows hold, together with what is ``lost``, is what was given.
        """
        flows = {
            unit: Flow(exact=value, sources=(Source(unit, _ALL),)) for unit, value in values.items()
        }
        fallen: dict[int, int] = {}
        lost: list[int] = []
        for step in self.steps if flows else ():
            _inherit(step, flows, fallen, lost)
            _pass_on(step, flows, quantum)
        return Landing(flows, fallen, tuple(lost))


def _inherit(step: Step, flows: dict[int, Flow], fallen: dict[int, int], lost: list[int]) -> None:
    for unit in sorted(flows.keys() & step.heirs.keys()):
        flow = flows.pop(unit)
        heir = _standing_heir(step, unit)
        if heir is None:
            lost.append(unit)
        else:
            flows[heir] = flows.get(heir, Flow()).joined(flow)
            fallen[unit] = heir


def _standing_heir(step: Step, unit: int) -> int | None:
    heir = step.heirs[unit]
    passed = {unit}
    while heir is not None and heir in step.heirs and heir not in passed:
        passed.add(heir)
        heir = step.heirs[heir]
    return None if heir in passed else heir


def _pass_on(step: Step, flows: dict[int, Flow], quantum: int) -> None:
    """Divide what every source held before the day; sources of one day do not feed each other."""
    leaving = {source: flows.pop(source) for source in flows.keys() & step.links.keys()}
    for source in sorted(leaving):
        for target, part in _divided(leaving[source], step.links[source], quantum):
            flows[target] = flows[target].joined(part) if target in flows else part


def _divided(
    flow: Flow, targets: Sequence[tuple[int, int]], quantum: int
) -> list[tuple[int, Flow]]:
    if len(targets) == 1:
        return [(targets[0][0], flow)]
    given = [(target, weight) for target, weight in targets if weight] or [
        (target, 1) for target, _ in targets
    ]
    if len(given) == 1:
        return [(given[0][0], flow)]
    weights = [weight for _, weight in given]
    step = quantum if flow.total % quantum == 0 else 1
    amounts = share_out(flow.total // step, weights)
    whole = sum(weights)
    return [
        (target, flow.part(amount * step, Fraction(weight, whole)))
        for (target, weight), amount in zip(given, amounts, strict=True)
    ]
