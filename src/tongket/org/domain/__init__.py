"""Pure values of the room: the tree of a day, plans of reorganisation, ancestry, shares."""

from tongket.org.domain.ancestry import AncestryRow, EdgeRow, TreeFault, ancestry_of
from tongket.org.domain.hooks import TOUCHES, TREE_CHANGED, Touch
from tongket.org.domain.outcome import (
    Outcome,
    PlanRefused,
    Situation,
    SuccessionDraft,
    UnitState,
    outcome_of,
)
from tongket.org.domain.plan import (
    Absorb,
    ChangeKind,
    Create,
    Dissolve,
    Merge,
    Move,
    Part,
    Plan,
    PlanFault,
    Rename,
    Split,
    Step,
    plan_from_json,
    plan_to_json,
)
from tongket.org.domain.plan_text import plan_from_text, plan_to_text
from tongket.org.domain.shares import WHOLE, back_shares, equal_shares
from tongket.org.domain.tree import Tree, TreeNode, build_tree
from tongket.org.domain.words import fault_of_words

__all__ = [
    "TOUCHES",
    "TREE_CHANGED",
    "WHOLE",
    "Absorb",
    "AncestryRow",
    "ChangeKind",
    "Create",
    "Dissolve",
    "EdgeRow",
    "Merge",
    "Move",
    "Outcome",
    "Part",
    "Plan",
    "PlanFault",
    "PlanRefused",
    "Rename",
    "Situation",
    "Split",
    "Step",
    "SuccessionDraft",
    "Touch",
    "Tree",
    "TreeFault",
    "TreeNode",
    "UnitState",
    "ancestry_of",
    "back_shares",
    "build_tree",
    "equal_shares",
    "fault_of_words",
    "outcome_of",
    "plan_from_json",
    "plan_from_text",
    "plan_to_json",
    "plan_to_text",
]
