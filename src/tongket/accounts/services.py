"""Acts on users and appointments."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongket.access.domain import Action, Actor, refused
from tongket.access.gate import no_role_for, require
from tongket.accounts.domain import ROLES
from tongket.accounts.models import Appointment, User
from tongket.audit.services import Subject, record
from tongket.org.models import Unit


class AccountFault(Exception):  # noqa: N818 - said to a person
    """The act on an account cannot be done; the message is the sentence a person reads."""


def _require_administrator(actor: Actor) -> None:
    if not actor.may(Action.ADMINISTER):
        require(refused(no_role_for(Action.ADMINISTER)))


@transaction.atomic
def create_user(
    *, actor: Actor, now: datetime, username: str, full_name: str, password: str
) -> User:
    """Create a user with a password that the validators accept."""
    _require_administrator(actor)
    if User.objects.filter(username=username).exists():
        raise AccountFault(_("Tên đăng nhập '%(name)s' đã có người dùng.") % {"name": username})
    user = User(username=username, full_name=full_name)
    _set(user, password)
    record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action="accounts.create_user",
        subject=Subject("user", str(user.pk), username),
        now=now,
    )
    return user


@transaction.atomic
def set_password(*, actor: Actor, now: datetime, username: str, password: str) -> None:
    """Set a user's password."""
    _require_administrator(actor)
    user = _user(username)
    _set(user, password)
    record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action="accounts.set_password",
        subject=Subject("user", str(user.pk), username),
        now=now,
    )


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    now: datetime,
    username: str,
    unit_code: str,
    role: str,
    first: date,
    decision: str,
) -> Appointment:
    """Give a user a role at a unit from ``first`` on."""
    _require_administrator(actor)
    if role not in ROLES:
        known = ", ".join(sorted(ROLES))
        raise AccountFault(
            _("Không có vai trò '%(role)s'. Các vai trò: %(known)s.")
            % {"role": role, "known": known}
        )
    user, unit = _user(username), _unit(unit_code)
    if Appointment.objects.on(first).filter(user=user, unit=unit, role=role).exists():
        raise AccountFault(
            _("'%(name)s' đã giữ vai trò này tại %(unit)s.") % {"name": username, "unit": unit_code}
        )
    appointment = Appointment.objects.create(
        user=user, unit=unit, role=role, valid_from=first, decision=decision
    )
    record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action="accounts.appoint",
        subject=Subject("appointment", str(appointment.pk), f"{username} – {role}", unit.pk),
        now=now,
        details={"from": first.isoformat(), "decision": decision},
    )
    return appointment


@transaction.atomic
def end_appointment(
    *, actor: Actor, now: datetime, username: str, unit_code: str, role: str, last: date
) -> None:
    """End a role: from ``last`` on it no longer holds."""
    _require_administrator(actor)
    user, unit = _user(username), _unit(unit_code)
    appointment = Appointment.objects.on(last).filter(user=user, unit=unit, role=role).first()
    if appointment is None:
        raise AccountFault(
            _("'%(name)s' không giữ vai trò này tại %(unit)s.")
            % {"name": username, "unit": unit_code}
        )
    if appointment.valid_from >= last:
        raise AccountFault(_("Ngày thôi phải sau ngày giao vai trò."))
    appointment.valid_to = last
    appointment.save(update_fields=["valid_to"])
    record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action="accounts.end_appointment",
        subject=Subject("appointment", str(appointment.pk), f"{username} – {role}", unit.pk),
        now=now,
        details={"to": last.isoformat()},
    )


def listing(day: date) -> list[str]:
    """Return one line per user: name, roles in force on ``day``."""
    rows = (
        Appointment.objects.on(day)
        .select_related("user", "unit")
        .order_by("user__username", "unit__code")
    )
    roles: dict[str, list[str]] = {}
    for row in rows:
        roles.setdefault(row.user.username, []).append(
            f"{_(ROLES[row.role].label)} ({row.unit.code})"
        )
    return [
        f"{user.username}\t{user}\t{'; '.join(roles.get(user.username, [_('chưa có vai trò')]))}"
        for user in User.objects.order_by("username")
    ]


def _set(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as fault:
        raise AccountFault(" ".join(fault.messages)) from None
    user.set_password(password)
    user.save()


def _user(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise AccountFault(_("Không có người dùng '%(name)s'.") % {"name": username})
    return user


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise AccountFault(_("Không có đơn vị '%(code)s'.") % {"code": code})
    return unit
