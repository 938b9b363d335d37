"""Roles: which actions an office brings, and how far each reaches over the tree."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tongket.access.domain import Action, Reach
from tongket.core.words import marked


@dataclass(frozen=True)
class Role:
    """An office as the system knows it: a label and its actions with their reach.

    The label is Vietnamese, as records keep it; pages translate it.
    """

    key: str
    label: str
    actions: Mapping[Action, Reach]


def _role(key: str, label: str, *parts: Mapping[Action, Reach]) -> Role:
    actions: dict[Action, Reach] = {}
    for part in parts:
        actions |= part
    return Role(key, label, MappingProxyType(actions))


_NARRATIVES = {Action.SEE_NARRATIVES: Reach.OWN, Action.PROOFREAD: Reach.OWN}
_READ_OWN = {
    Action.SEE_HOME: Reach.OWN,
    Action.SEE_UNITS: Reach.SUBTREE,
    Action.SEE_FIGURES: Reach.SUBTREE,
    Action.SEE_RULES: Reach.OWN,
}
_FILL = {Action.FILL_RETURN: Reach.OWN}
_SEND = {Action.SUBMIT_RETURN: Reach.OWN, Action.AMEND_RETURN: Reach.OWN}
_REVIEW = {Action.REVIEW_RETURN: Reach.CHILDREN, Action.SEE_LEADER_PAGE: Reach.OWN}
_WRITE = {Action.WRITE_REVIEW: Reach.OWN, Action.OPEN_ROUND: Reach.OWN}

ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.key: role
        for role in (
            _role("cell_secretary", marked("Bí thư chi bộ"), _READ_OWN, _FILL, _SEND, _NARRATIVES),
            _role("reporter", marked("Cán bộ nhập liệu"), _READ_OWN, _FILL, _NARRATIVES),
            _role(
                "committee_secretary",
                marked("Bí thư cấp ủy"),
                _READ_OWN,
                _FILL,
                _SEND,
                _REVIEW,
                _WRITE,
                _NARRATIVES,
                {Action.SEAL_REVIEW: Reach.OWN},
            ),
            _role(
                "committee_office",
                marked("Văn phòng cấp ủy"),
                _READ_OWN,
                _FILL,
                _SEND,
                _REVIEW,
                _WRITE,
                _NARRATIVES,
            ),
            _role(
                "organisation_board",
                marked("Ban Tổ chức"),
                _READ_OWN,
                _NARRATIVES,
                {Action.REORGANISE: Reach.SUBTREE, Action.SEE_LEADER_PAGE: Reach.OWN},
            ),
            _role(
                "leader",
                marked("Thường trực cấp ủy"),
                _READ_OWN,
                {Action.SEE_NARRATIVES: Reach.OWN},
                {Action.SEE_LEADER_PAGE: Reach.OWN},
            ),
            _role(
                "administrator",
                marked("Quản trị hệ thống"),
                {
                    Action.SEE_HOME: Reach.OWN,
                    Action.SEE_UNITS: Reach.EVERYWHERE,
                    Action.SEE_RULES: Reach.EVERYWHERE,
                    Action.SEE_AUDIT: Reach.EVERYWHERE,
                    Action.ADMINISTER: Reach.EVERYWHERE,
                },
            ),
        )
    }
)
"""Role key -> role. An appointment names a key; an unknown key is a fault of the data."""
