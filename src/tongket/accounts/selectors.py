"""Building the actor; finding who may do what where."""

from collections import defaultdict
from datetime import date

from tongket.access.domain import Action, Actor, Reach
from tongket.accounts.domain import ROLES
from tongket.accounts.models import Appointment, User
from tongket.org.selectors import children_of, ended_below, subtrees_of, with_predecessors


def actor_for(user: User, day: date) -> Actor:
    """Expand the user's appointments in force on ``day`` over the tree of that day.

    Queries: one for appointments, at most one per reach used, one for predecessors.
    """
    appointments = list(
        Appointment.objects.on(day)
        .filter(user=user, user__is_active=True)
        .values_list("unit_id", "role")
    )
    wanted: dict[Reach, set[int]] = defaultdict(set)
    for unit_id, role in appointments:
        for reach in set(ROLES[role].actions.values()):
            wanted[reach].add(unit_id)
    subtrees = subtrees_of(wanted[Reach.SUBTREE], day)
    children = children_of(wanted[Reach.CHILDREN], day)
    grants: dict[Action, set[int]] = defaultdict(set)
    everywhere: set[Action] = set()
    for unit_id, role in appointments:
        for action, reach in ROLES[role].actions.items():
            if reach is Reach.EVERYWHERE:
                everywhere.add(action)
            elif reach is Reach.SUBTREE:
                grants[action] |= subtrees.get(unit_id, {unit_id})
            elif reach is Reach.CHILDREN:
                grants[action] |= children.get(unit_id, set())
            else:
                grants[action].add(unit_id)
    return Actor(
        user_id=user.pk,
        username=user.username,
        name=str(user),
        grants=_reading_history(grants, wanted[Reach.SUBTREE], day),
        everywhere=frozenset(everywhere),
        appointments={unit_id: ROLES[role].label for unit_id, role in appointments},
    )


READING = frozenset({Action.SEE_FIGURES, Action.SEE_UNITS})
"""What people may do with rows of units that are no more: read."""


def _reading_history(
    grants: dict[Action, set[int]], seats: set[int], day: date
) -> dict[Action, frozenset[int]]:
    """Add what is no more: predecessors of every unit that may be read, and units that ended below.

    A successor's people see what their predecessors reported; whoever stood above a unit to its end
    goes on seeing what it reported. ``seats``: units of appointments that read a subtree.
    """
    read: set[int] = set().union(*(grants[action] for action in READING if action in grants))
    predecessors = with_predecessors(read, day) if read else {}
    of_seats = seats.union(*(predecessors.get(seat, set()) for seat in seats))
    ended = ended_below(of_seats, day) if of_seats else set()
    result = {}
    for action, units in grants.items():
        if action in READING:
            old = {before for unit in units for before in predecessors.get(unit, ())}
            units = units | old | ended
        result[action] = frozenset(units)
    return result


def holders(action: Action, unit_id: int, day: date) -> list[User]:
    """Return the users who may do ``action`` at the unit on ``day``: whom to notify or to name."""
    roles = [key for key, role in ROLES.items() if action in role.actions]
    candidates = User.objects.filter(
        pk__in=Appointment.objects.on(day).filter(role__in=roles).values("user")
    ).order_by("username")
    return [user for user in candidates if actor_for(user, day).may(action, unit_id)]
