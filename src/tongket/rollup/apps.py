"""Hangs the recount of stored totals onto the tree."""

from django.apps import AppConfig


class RollupConfig(AppConfig):
    """The roll-up: listens for changes of the tree (a plain list of callables, no signal)."""

    name = "tongket.rollup"

    def ready(self) -> None:
        """Recount whenever a tree changes, inside the act that changes it."""
        from tongket.org.domain import TREE_CHANGED  # noqa: PLC0415 - rooms load after apps
        from tongket.rollup.services import tree_changed  # noqa: PLC0415 - as above

        if tree_changed not in TREE_CHANGED:
            TREE_CHANGED.append(tree_changed)
