"""What the frame of every page shows: where I am, when, and the main sections."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the base template."""
    return {"frame": {"sections": []}}
