"""Acts on the tree. All are atomic, ask ``access`` and write ``audit``."""

from tongket.org.services.ancestry import rebuild_ancestry, refresh_ancestry
from tongket.org.services.bulk import NewUnit, bulk_create_units
from tongket.org.services.checks import check_tree
from tongket.org.services.divisions import load_divisions
from tongket.org.services.faults import OrgFault
from tongket.org.services.reorganising import (
    Effect,
    apply,
    concerned_units,
    draft_reorganisation,
    dry_run,
    redraft_reorganisation,
    revert,
)
from tongket.org.services.units import close_unit, create_unit, move_unit, rename_unit

__all__ = [
    "Effect",
    "NewUnit",
    "OrgFault",
    "apply",
    "bulk_create_units",
    "check_tree",
    "close_unit",
    "concerned_units",
    "create_unit",
    "draft_reorganisation",
    "dry_run",
    "load_divisions",
    "move_unit",
    "rebuild_ancestry",
    "redraft_reorganisation",
    "refresh_ancestry",
    "rename_unit",
    "revert",
]
