"""Acts on rounds and returns. Each is keyword-only, atomic, asks access and writes the audit."""

from tongket.submissions.services.amending import (
    AmendmentFault,
    confirm_amendment,
    effect_on_levels,
    propose_amendment,
    withdraw_amendment,
)
from tongket.submissions.services.filling import (
    SaveResult,
    Typed,
    read_typed,
    save_cell,
    save_cells,
)
from tongket.submissions.services.importing import ImportFault, import_accepted
from tongket.submissions.services.reviewing import (
    AcceptedMany,
    NoReason,
    accept,
    accept_many,
    return_for_correction,
)
from tongket.submissions.services.rounds import RoundFault, open_round, seal
from tongket.submissions.services.sending import (
    NotComplete,
    NotReady,
    Obstacle,
    consolidate,
    obstacles_of,
    submit,
)
from tongket.submissions.services.writing import Stale

__all__ = [
    "AcceptedMany",
    "AmendmentFault",
    "ImportFault",
    "NoReason",
    "NotComplete",
    "NotReady",
    "Obstacle",
    "RoundFault",
    "SaveResult",
    "Stale",
    "Typed",
    "accept",
    "accept_many",
    "confirm_amendment",
    "consolidate",
    "effect_on_levels",
    "import_accepted",
    "obstacles_of",
    "open_round",
    "propose_amendment",
    "read_typed",
    "return_for_correction",
    "save_cell",
    "save_cells",
    "seal",
    "submit",
    "withdraw_amendment",
]
