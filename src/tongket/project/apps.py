"""Installs the databases' guards after every migration."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate  # noqa: TID251 - CONFIG: the one signal allowed
from django.utils.translation import gettext

from tongket.core.words import speak_with


class ProjectConfig(AppConfig):
    """The project itself, as an app: it has no models."""

    name = "tongket.project"
    label = "project"

    def ready(self) -> None:
        """Tie together what rooms may not know of each other.

        Guards are reinstalled whenever migrations ran; rooms without Django speak the reader's
        language; a dry run asks every room what it touches.
        SQLite drops triggers with rebuilt tables. Django sends the signal per app with models, after
        all migrations: one of them is enough.
        """
        from tongket.org.domain import TOUCHES  # noqa: PLC0415 - models load after apps
        from tongket.project import touches  # noqa: PLC0415 - as above

        speak_with(gettext)
        post_migrate.connect(install_guards, sender=apps.get_app_config("yearend"))
        TOUCHES.extend(
            ask
            for ask in (touches.appointments, touches.observations, touches.reviews)
            if ask not in TOUCHES
        )


def install_guards(*, using: str = "default", **_kwargs: Any) -> None:
    """Install every room's guards on ``using``."""
    from tongket.core.guards import install  # noqa: PLC0415 - as above
    from tongket.project.guards import ALL_GUARDS  # noqa: PLC0415 - models load after apps

    install(ALL_GUARDS, using)
