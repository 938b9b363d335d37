"""Tells the figures' pages in which reviews a figure stands."""

from django.apps import AppConfig


class YearendConfig(AppConfig):
    """Year-end reviews: answer the question where a figure is used (a plain list of callables)."""

    name = "tongket.yearend"

    def ready(self) -> None:
        """Hang the answer onto figures, which know nothing of reviews."""
        from tongket.rollup.domain.hooks import USES  # noqa: PLC0415 - rooms load after apps
        from tongket.yearend.selectors.citations import uses_of  # noqa: PLC0415 - as above

        if uses_of not in USES:
            USES.append(uses_of)
