"""Who may see and change units.

The tree of government bodies is public: everyone signed in may see it. The other trees are seen
within one's own scope; of the units above it only the names.
"""

from collections.abc import Iterable
from typing import Self

from django.db.models import Q, QuerySet

from tongket.access.domain import ALLOWED, Action, Actor, Decision, UnitScope, refused
from tongket.access.gate import no_role_for
from tongket.org.models import Reorganisation, TreeName, Unit

PUBLIC_TREES = frozenset({TreeName.GOVERNMENT.value})


class VisibleUnits(QuerySet[Unit]):
    """Units as pages may show them: public trees for everyone, the others within the scope."""

    def within(self, scope: UnitScope) -> Self:
        """Keep the units that may be seen."""
        if scope.everywhere:
            return self
        return self.filter(Q(tree__in=PUBLIC_TREES) | Q(pk__in=scope.unit_ids))


class VisibleReorganisations(QuerySet[Reorganisation]):
    """Reorganisations as pages may show them: of public trees, or that concern a unit in scope."""

    def within(self, scope: UnitScope) -> Self:
        """Keep the reorganisations that may be seen."""
        if scope.everywhere:
            return self
        concerned = Q(successions__predecessor__in=scope.unit_ids) | Q(
            successions__successor__in=scope.unit_ids
        )
        return self.filter(Q(tree__in=PUBLIC_TREES) | concerned).distinct()


def visible_units() -> VisibleUnits:
    """Return all units, to be limited by ``within``."""
    return VisibleUnits(Unit)


def visible_reorganisations(actor: Actor) -> QuerySet[Reorganisation]:
    """Return the reorganisations that the actor may see: drafts only for who may reorganise."""
    if actor.may(Action.REORGANISE):
        return Reorganisation.objects.all()
    found = VisibleReorganisations(Reorganisation).within(actor.units(Action.SEE_UNITS))
    return found.exclude(state=Reorganisation.State.DRAFT)


def can_see(actor: Actor, tree: str, unit_id: int) -> bool:
    """Whether the actor may open a unit's page."""
    return tree in PUBLIC_TREES or unit_id in actor.units(Action.SEE_UNITS)


def can_reorganise(actor: Actor, unit_ids: Iterable[int | None]) -> Decision:
    """Whether the actor may change the tree at all these units; None stands for a new root."""
    scope = actor.units(Action.REORGANISE)
    if all(scope.everywhere or (unit is not None and unit in scope) for unit in unit_ids):
        return ALLOWED
    return refused(no_role_for(Action.REORGANISE))
