"""Reading the tree: on a day, over time, by name."""

from tongket.org.selectors.history import (
    ChangeDay,
    SuccessionView,
    change_days,
    divisions_disagreements,
    successions_between,
    successions_of,
    versions_of,
    with_predecessors,
)
from tongket.org.selectors.reports import lineage_report, units_report
from tongket.org.selectors.trees import (
    ancestors_of,
    children_of,
    children_with_names,
    name_of,
    search,
    subtrees_of,
    tree,
    unit_on,
    units_by_code,
)

__all__ = [
    "ChangeDay",
    "SuccessionView",
    "ancestors_of",
    "change_days",
    "children_of",
    "children_with_names",
    "divisions_disagreements",
    "lineage_report",
    "name_of",
    "search",
    "subtrees_of",
    "successions_between",
    "successions_of",
    "tree",
    "unit_on",
    "units_by_code",
    "units_report",
    "versions_of",
    "with_predecessors",
]
