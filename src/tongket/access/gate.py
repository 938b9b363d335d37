"""The gate: page marks, row fetching, and the one way to require a decision."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tongket.access.domain import NOBODY, Action, Actor, Decision, UnitScope
from tongket.access.refusals import OutOfScope, Refused

Parameters = ParamSpec("Parameters")
ModelType = TypeVar("ModelType", bound=models.Model, covariant=True)
RowType = TypeVar("RowType", bound=models.Model)
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]


class Scoped(Protocol[ModelType]):
    """A queryset of unit-owned rows that can be limited to a scope of units."""

    def within(self, scope: UnitScope) -> models.QuerySet[ModelType]:
        """Keep the rows owned by units in ``scope``."""


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor that the middleware put on the request."""
    return cast(Actor, getattr(request, "actor", NOBODY))


def page(
    action: Action | None, *, public: bool = False
) -> Callable[[View[Parameters]], View[Parameters]]:
    """Mark a view with the action it needs; an unmarked view is refused by the middleware.

    ``public`` opens the address to everyone (sign-in, static help). ``action=None`` with
    ``public=False`` needs a sign-in only.
    """

    def mark(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponse:
            if action is not None and not actor_of(request).may(action):
                raise Refused(no_role_for(action))
            return view(request, *args, **kwargs)

        guarded.access_action = action  # type: ignore[attr-defined]  # read by the middleware and the address test
        guarded.access_public = public  # type: ignore[attr-defined]  # as above
        return cast(View[Parameters], guarded)

    return mark


def no_role_for(action: Action) -> str:
    """Return the sentence that says which role an action needs."""
    needed = {
        Action.REVIEW_RETURN: _(
            "Chỉ Bí thư hoặc cán bộ tổng hợp của cấp ủy cấp trên trực tiếp mới duyệt được."
        ),
        Action.SUBMIT_RETURN: _(
            "Chỉ Bí thư hoặc người được ủy quyền của đơn vị mới gửi báo cáo được."
        ),
        Action.FILL_RETURN: _(
            "Chỉ người được phân công nhập liệu của đơn vị mới sửa được phiếu này."
        ),
        Action.AMEND_RETURN: _(
            "Chỉ Bí thư hoặc người được ủy quyền của đơn vị mới đề nghị điều chỉnh được."
        ),
        Action.OPEN_ROUND: _("Chỉ văn phòng cấp ủy mới mở được kỳ báo cáo."),
        Action.WRITE_REVIEW: _("Chỉ văn phòng cấp ủy mới soạn được báo cáo tổng kết."),
        Action.SEAL_REVIEW: _("Chỉ Bí thư cấp ủy mới chốt được báo cáo tổng kết."),
        Action.SEE_NARRATIVES: _("Chỉ người của đơn vị đã đưa văn bản vào mới xem được."),
        Action.PROOFREAD: _("Chỉ người soạn hoặc tổng hợp của đơn vị mới soát được văn bản."),
        Action.SEE_LEADER_PAGE: _("Trang này dành cho lãnh đạo cấp ủy."),
        Action.REORGANISE: _("Chỉ ban tổ chức được phân công mới sắp xếp được tổ chức."),
        Action.SEE_AUDIT: _("Chỉ quản trị viên mới xem được nhật ký."),
        Action.ADMINISTER: _("Chỉ quản trị viên mới làm được việc này."),
    }
    return needed.get(action, _("Tài khoản của bạn chưa được giao quyền này."))


def require(decision: Decision) -> None:
    """Raise ``Refused`` with the decision's reason unless it allows."""
    if not decision:
        raise Refused(decision.reason)


def fetch(
    queryset: Scoped[RowType],
    actor: Actor,
    action: Action,
    **lookup: Any,
) -> RowType:
    """Return one row within the actor's scope for ``action``; raise ``OutOfScope`` (404) else."""
    row = queryset.within(actor.units(action)).filter(**lookup).first()
    if row is None:
        raise OutOfScope
    return row
