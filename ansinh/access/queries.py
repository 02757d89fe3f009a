"""Reading accounts, for whoever keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from ansinh.access.account_policies import accounts_of
from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import Factor, Grant, RecoveryCode, User
from ansinh.access.permissions import Permission
from ansinh.access.roles import ROLES
from ansinh.access.scope import acting_as
from ansinh.access.sessions import living_devices
from ansinh.areas.public import Unit
from ansinh.kernel.models import AuditEntry

PAGE = 50
ACTS_SHOWN = 30


COLLEAGUES = 200


def colleagues_of(actor: Actor, permission: Permission, on: date) -> list[User]:
    """The people with a permission in the offices that the actor belongs to on a day, by name."""
    roles = [role.code for role in ROLES.values() if permission in role.permissions]
    holding = Grant.objects.filter(user=OuterRef("pk"), role__in=roles, valid__contains=on, area__in=actor.home_ids)
    with acting_as(SYSTEM):
        return list(User.objects.filter(Exists(holding), is_active=True).order_by("display_name")[:COLLEAGUES])


@dataclass(frozen=True)
class AccountPage:
    """Some accounts by name, each with the grants that hold on the day."""

    accounts: Sequence[User]
    more_after: bool
    more_before: bool = False

    @property
    def last_id(self) -> str:
        """The sign-in name at the lower edge."""
        return self.accounts[-1].username if self.accounts else ""


def account_page(
    actor: Actor, on: date, *, words: str = "", role: str = "", area_id: int | None = None, state: str = "", after: str
) -> AccountPage:
    """Accounts in the actor's reach. ``state``: "locked", "empty" (no role that day), "bare" (no second factor)."""
    found = accounts_of(actor)
    holding = Grant.objects.filter(user=OuterRef("pk"), valid__contains=on)
    for word in words.split():
        found = found.filter(Q(username__icontains=word) | Q(display_name__icontains=word))
    if role or area_id:
        exact = ({"role": role} if role else {}) | ({"area_id": area_id} if area_id else {})
        found = found.filter(Exists(holding.filter(**exact)))
    if state == "locked":
        found = found.filter(is_active=False)
    if state == "empty":
        found = found.filter(~Exists(holding))
    now = Grant.objects.filter(valid__contains=on).select_related("area").order_by("id")
    with acting_as(SYSTEM):  # whether somebody has a second factor is asked, never which
        found = _with_factor(found)
        if state == "bare":
            found = found.filter(has_factor=False, factor_waived=False)
        rows = list(
            found.filter(username__gt=after)
            .prefetch_related(Prefetch("grants", queryset=now, to_attr="held"))
            .order_by("username")[: PAGE + 1]
        )
    return AccountPage(rows[:PAGE], len(rows) > PAGE)


def _with_factor(found: QuerySet[User]) -> QuerySet[User]:
    return found.annotate(has_factor=Exists(Factor.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)))


@dataclass(frozen=True)
class GrantLine:
    """A grant as a screen shows it: "now", "later" or "over", and whether the actor may end it."""

    grant: Grant
    label: str
    stands: str
    may_end: bool

    @property
    def last_day(self) -> date | None:
        """The last day that it holds."""
        upper = self.grant.valid.upper
        return None if upper is None else date.fromordinal(upper.toordinal() - 1)


@dataclass(frozen=True)
class AccountStanding:
    """An account as whoever keeps it sees it."""

    user: User
    grants: Sequence[GrantLine]
    factors: Sequence[str]
    devices: int
    acts: Sequence[AuditEntry]


def account_standing(actor: Actor, user_id: int, on: date, at: datetime) -> AccountStanding | None:
    """None when there is no such account in the actor's reach."""
    user = accounts_of(actor).filter(pk=user_id).first()
    if user is None:
        return None
    with acting_as(SYSTEM):  # the log and the second factors of others: what was done and how many, nothing else
        acts = AuditEntry.objects.filter(object_kind="user", object_id=str(user_id)).order_by("-pk")[:ACTS_SHOWN]
        factors = Factor.objects.filter(user=user, confirmed_at__isnull=False).order_by("pk")
        kinds = [Factor.Kind(kind).label for kind in factors.values_list("kind", flat=True)]
        return AccountStanding(user, grants_of(user, on, actor), kinds, living_devices(user_id, at).count(), list(acts))


def grants_of(user: User, on: date, actor: Actor | None = None) -> list[GrantLine]:
    """All grants of an account, those that hold first. ``actor``: who may end some of them."""
    lines = []
    for grant in Grant.objects.filter(user=user).select_related("area", "made_by").order_by("-valid"):
        begun = grant.valid.lower <= on
        stands = "later" if not begun else "now" if on in grant.valid else "over"
        reach = actor is not None and (actor.wide or grant.area_id in actor.area_ids)
        may_end = reach and stands != "over" and actor is not None and actor.user_id != user.pk
        lines.append(GrantLine(grant, ROLES[grant.role].label, stands, may_end))
    return sorted(lines, key=lambda line: ("now", "later", "over").index(line.stands))


def places_for_grants(actor: Actor, on: date) -> list[Unit]:
    """Units of the day in which the actor may grant roles: the province first, then communes by name."""
    found = Unit.objects.filter(valid__contains=on).exclude(kind=Unit.Kind.DISTRICT)
    if not actor.wide:
        found = found.filter(pk__in=actor.area_ids)
    order = [Unit.Kind.PROVINCE, Unit.Kind.COMMUNE]
    return sorted(found, key=lambda unit: (order.index(Unit.Kind(unit.kind)), unit.name.split(" ", 1)[-1]))


def own_factors(user_id: int) -> list[Factor]:
    """The second factors of an account that count, the oldest first."""
    return list(Factor.objects.filter(user_id=user_id, confirmed_at__isnull=False).order_by("pk"))


def recovery_codes_left(user_id: int) -> int:
    """How many recovery codes are unused."""
    return RecoveryCode.objects.filter(user_id=user_id, used_at=None).count()
