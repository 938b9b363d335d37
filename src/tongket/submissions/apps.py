"""Hangs this room onto the tree: open rounds follow it, a dry run tells what it touches."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """The room as an app."""

    name = "tongket.submissions"

    def ready(self) -> None:
        """Ask to be told of changes of the tree."""
        from tongket.org.domain import TOUCHES, TREE_CHANGED  # noqa: PLC0415 - rooms load after apps
        from tongket.submissions.services.following import (  # noqa: PLC0415 - as above
            follow_tree,
            touched_returns,
        )

        if follow_tree not in TREE_CHANGED:
            TREE_CHANGED.append(follow_tree)
        if touched_returns not in TOUCHES:
            TOUCHES.append(touched_returns)
