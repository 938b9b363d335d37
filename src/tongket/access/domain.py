"""Pure values of access: actions, grants, the actor, decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Action(StrEnum):
    """What can be done in the system. A role grants actions with a reach over the tree."""

    SEE_HOME = "see_home"
    SEE_UNITS = "see_units"
    """The tree of units: names and structure only."""
    SEE_FIGURES = "see_figures"
    FILL_RETURN = "fill_return"
    SUBMIT_RETURN = "submit_return"
    REVIEW_RETURN = "review_return"
    """Return for correction and accept what the units directly below sent up."""
    OPEN_ROUND = "open_round"
    AMEND_RETURN = "amend_return"
    WRITE_REVIEW = "write_review"
    SEAL_REVIEW = "seal_review"
    SEE_NARRATIVES = "see_narratives"
    """Reports that one's own office dropped in."""
    PROOFREAD = "proofread"
    """Drop in a report, match its figures, confirm them, set findings aside."""
    SEE_LEADER_PAGE = "see_leader_page"
    REORGANISE = "reorganise"
    SEE_RULES = "see_rules"
    SEE_AUDIT = "see_audit"
    ADMINISTER = "administer"


class Reach(StrEnum):
    """How far a role's action reaches from the unit of the appointment."""

    OWN = "own"
    CHILDREN = "children"
    SUBTREE = "subtree"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Decision:
    """An answer to "may this be done?". ``reason`` is the Vietnamese sentence a person reads."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        """A decision is true when it allows."""
        return self.allowed


ALLOWED = Decision(allowed=True)


def refused(reason: str) -> Decision:
    """Return a refusal with its reason (a whole sentence that says who could, where known)."""
    return Decision(allowed=False, reason=reason)


@dataclass(frozen=True)
class Actor:
    """A person on one day: which actions at which units, each from an appointment.

    ``grants`` maps an action to unit ids; ``everywhere`` holds the actions without a limit of unit.
    ``appointments`` names, per unit id of an own appointment, the role label.
    """

    user_id: int
    username: str
    name: str
    grants: Mapping[Action, frozenset[int]] = field(default_factory=dict)
    everywhere: frozenset[Action] = frozenset()
    appointments: Mapping[int, str] = field(default_factory=dict)

    def may(self, action: Action, unit_id: int | None = None) -> bool:
        """Whether the actor holds ``action`` (at ``unit_id``, or at any unit when omitted)."""
        if action in self.everywhere:
            return True
        units = self.grants.get(action, frozenset())
        return bool(units) if unit_id is None else unit_id in units

    def units(self, action: Action) -> "UnitScope":
        """Return where the actor may do ``action``, for a queryset's ``within``."""
        return UnitScope(action in self.everywhere, self.grants.get(action, frozenset()))


@dataclass(frozen=True)
class UnitScope:
    """A set of units: ``everywhere``, or ``unit_ids``."""

    everywhere: bool
    unit_ids: frozenset[int]

    def __contains__(self, unit_id: object) -> bool:
        """Whether the unit lies in the scope."""
        return self.everywhere or unit_id in self.unit_ids


NOBODY = Actor(user_id=0, username="", name="")
SYSTEM = Actor(user_id=0, username="system", name="Hệ thống", everywhere=frozenset(Action))
"""The actor of the command line on the machine itself and of the demo's building."""
