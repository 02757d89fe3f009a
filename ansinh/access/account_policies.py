"""Who may keep whose account: each ``check_…`` raises a Refusal that says why not."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from ansinh.access.actors import Actor
from ansinh.access.models import Grant, User
from ansinh.access.permissions import Permission
from ansinh.access.policies import check_permission
from ansinh.access.roles import ROLES, Role
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal


def accounts_of(actor: Actor) -> QuerySet[User]:
    """Accounts that hold, held or will hold a role in the actor's areas, and those that hold none."""
    if actor.wide:
        return User.objects.all()
    held = Grant.objects.filter(area_id__in=actor.area_ids).values("user_id")
    return User.objects.filter(Q(pk__in=held) | ~Q(pk__in=Grant.objects.values("user_id")))


def locked_account(actor: Actor, user_id: int, on: date) -> User:
    """The account, locked until the transaction ends. Raises Refusal without the right, for one's own and out of reach.

    An account that holds a role elsewhere too is kept by whoever keeps both places.
    """
    check_permission(actor, Permission.MANAGE_ACCESS)
    if user_id == actor.user_id:
        raise Refusal("Không ai tự sửa tài khoản, quyền của mình; cần một quản trị viên khác.", code="own_account")
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None or not accounts_of(actor).filter(pk=user_id).exists():
        raise Refusal("Không có tài khoản này trong địa bàn của bạn.", code="unknown_account")
    living = Grant.objects.filter(Q(valid__endswith__gt=on) | Q(valid__upper_inf=True), user=user)
    if not actor.wide and living.exclude(area_id__in=actor.area_ids).exists():
        raise Refusal("Tài khoản này còn quyền ở địa bàn khác; hãy liên hệ quản trị cấp tỉnh.", code="outside_scope")
    return user


def check_grant(actor: Actor, role_code: str, area: Unit, since: date, until: date | None) -> Role:
    """The role, when it may be given there and then. ``until``: the last day."""
    check_permission(actor, Permission.MANAGE_ACCESS)
    role = ROLES.get(role_code)
    if role is None:
        raise Refusal("Không có vai trò này.", code="unknown_role")
    if not actor.wide and area.pk not in actor.area_ids:
        raise Refusal("Địa bàn này không do bạn quản trị.", code="outside_scope", area=area.pk)
    if role.level and area.kind != role.level:
        raise Refusal(
            "Vai trò “%(role)s” chỉ cấp ở %(label)s.",
            code="wrong_level",
            role=role.label,
            label=Unit.Kind(role.level).label.lower(),
        )
    if until is not None and until < since:
        raise Refusal("Ngày kết thúc phải từ ngày bắt đầu trở đi.", code="bad_days")
    if role.must_end and until is None:
        raise Refusal("Vai trò “%(role)s” phải có ngày kết thúc.", code="must_end", role=role.label)
    if role.last_day is not None and (until is None or until > role.last_day):
        raise Refusal(
            "Vai trò “%(role)s” hết hạn ngày %(last_day)s.",
            code="role_over",
            role=role.label,
            last_day=f"{role.last_day:%d/%m/%Y}",
        )
    lasts = area.valid.upper is None or (until is not None and until < area.valid.upper)
    if since < area.valid.lower or not lasts:
        raise Refusal("%(name)s không tồn tại trong cả khoảng ngày này.", code="area_not_then", name=area.name)
    return role


def end_of(until: date | None) -> date | None:
    """The end of a half-open range whose last day is given."""
    return None if until is None else until + timedelta(days=1)
