"""Accounts to try things out with. They exist only where `ansinh demo` made the province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ansinh.access.public import ROLES, User, open_account
from ansinh.areas.public import TWO_LEVELS_FROM, Unit, commune, province

PASSWORD = "ansinh-demo-2026"  # noqa: S105 - printed on purpose; made-up people only
SINCE = date(2023, 11, 1)
EVE = TWO_LEVELS_FROM - timedelta(days=1)
LOGINS_FILE = "demo-logins.txt"
ADMINISTRATOR = "quantri"


@dataclass(frozen=True)
class Login:
    """One demo account; ``commune`` is a code, empty for the province."""

    username: str
    role: str
    commune: str = ""


OLD_LOGINS = (
    Login("lucyen.huyen", "district_chair", "135"),
    Login("lucyen.phong", "district_officer", "135"),
)
"""Accounts of the district level, in a province of before July 2025; ``commune`` is the district's code."""

LOGINS = (
    Login("lucyen.congchuc", "commune_officer", "04303"),
    Login("lucyen.chutich", "commune_chair", "04303"),
    Login("lucyen.ketoantruong", "commune_account_holder", "04303"),
    Login("lucyen.ketoan", "commune_accountant", "04303"),
    Login("mucangchai.congchuc", "commune_officer", "04456"),
    Login("mucangchai.chutich", "commune_chair", "04456"),
    Login("mucangchai.ketoantruong", "commune_account_holder", "04456"),
    Login("mucangchai.ketoan", "commune_accountant", "04456"),
    Login("tinh.chuyenvien", "province_officer"),
    Login("tinh.lanhdao", "province_leader"),
    Login("tinh.ketoantruong", "province_account_holder"),
    Login("tinh.ketoan", "province_accountant"),
    Login("tinh.thanhtra", "auditor"),
    Login("buudien", "payer"),
    Login(ADMINISTRATOR, "administrator"),
)


@transaction.atomic
def open_demo_accounts(*, old_areas: bool = False) -> None:
    """Open all accounts of LOGINS with the one demo password. The names say that nobody real is meant."""
    day = EVE if old_areas else TWO_LEVELS_FROM
    for login in (*LOGINS, *(OLD_LOGINS if old_areas else ())):
        _open(login, day)
    _one_password([login.username for login in (*LOGINS, *OLD_LOGINS)])


@transaction.atomic
def open_missing_accounts() -> list[str]:
    """Open those of LOGINS that a made-up province of an older version lacks; returns their names.

    Nothing where the accounts are not those of a made-up province.
    """
    there = dict(User.objects.filter(username__in=[login.username for login in LOGINS]).values_list("username", "pk"))
    if ADMINISTRATOR not in there or not User.objects.get(pk=there[ADMINISTRATOR]).factor_waived:
        return []
    missing = [login for login in LOGINS if login.username not in there]
    for login in missing:
        _open(login, TWO_LEVELS_FROM)
    _one_password([login.username for login in missing])
    return [login.username for login in missing]


def _open(login: Login, day: date) -> None:
    open_account(
        username=login.username,
        display_name=f"{ROLES[login.role].label} (trình diễn)",
        password=None,
        role=login.role,
        area=_area(login, day),
        since=SINCE,
        by=None,
        factor_waived=True,
    )


def _one_password(usernames: list[str]) -> None:
    """One hash for all: hashing is slow on purpose, and the password is no secret."""
    User.objects.filter(username__in=usernames).update(password=make_password(PASSWORD))


def _area(login: Login, day: date) -> Unit:
    if login in OLD_LOGINS:
        return Unit.objects.get(code=login.commune, kind=Unit.Kind.DISTRICT, valid__contains=day)
    return commune(login.commune, day) if login.commune else province(day)


def logins_text() -> str:
    """The accounts as lines that a terminal or a file shows; those of the district where it is there."""
    there = set(
        User.objects.filter(username__in=[login.username for login in OLD_LOGINS]).values_list("username", flat=True)
    )
    shown = [*LOGINS, *(login for login in OLD_LOGINS if login.username in there)]
    width = max(len(login.username) for login in shown)
    lines = [f"  {login.username:<{width}}  {ROLES[login.role].label}{_where(login)}" for login in shown]
    return "\n".join([f"Mật khẩu chung: {PASSWORD}", *lines]) + "\n"


def _where(login: Login) -> str:
    if not login.commune:
        return ""
    kind = Unit.Kind.DISTRICT if login in OLD_LOGINS else Unit.Kind.COMMUNE
    unit = Unit.objects.filter(code=login.commune, kind=kind, withdrawn=False).order_by("valid").last()
    return f" – {unit.name}" if unit else ""


def write_logins(folder: Path) -> Path:
    """Leave the accounts beside the data, for whoever starts the server."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOGINS_FILE
    path.write_text(logins_text(), encoding="utf-8")
    return path
