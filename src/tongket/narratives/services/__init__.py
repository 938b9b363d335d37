"""Acts on narrative reports. Each checks access, is atomic and recorded."""

from tongket.narratives.services.faults import NarrativeFault
from tongket.narratives.services.matching import (
    Match,
    confirm,
    confirm_suggested,
    dismiss,
    reconsider,
)
from tongket.narratives.services.reading import read_report, read_waiting
from tongket.narratives.services.receiving import describe, paste, read_again, receive, remove
from tongket.narratives.services.setting_aside import set_aside, take_up

__all__ = [
    "Match",
    "NarrativeFault",
    "confirm",
    "confirm_suggested",
    "describe",
    "dismiss",
    "paste",
    "read_again",
    "read_report",
    "read_waiting",
    "receive",
    "reconsider",
    "remove",
    "set_aside",
    "take_up",
]
