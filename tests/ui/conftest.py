"""Fixtures of the frame's tests."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.ui.people import Cast, cast

__all__ = ["Cast", "cast"]


@pytest.fixture(autouse=True, scope="session")
def _static_folder() -> None:
    """WhiteNoise warns when the folder for collected files is absent; a warning fails a test."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
