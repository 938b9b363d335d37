"""Fixtures of the frame's tests."""

from tests.ui.people import Cast, cast

__all__ = ["Cast", "cast"]
