"""Accounts to try things out with. They exist only where `ansinh demo` made the province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ansinh.access.public import ROLES, User, open_account
from ansinh.areas.public import TWO_LEVELS_FROM, commune, province

PASSWORD = "ansinh-demo-2026"  # noqa: S105 - printed on purpose; made-up people only
SINCE = date(2023, 11, 1)
LOGINS_FILE = "demo-logins.txt"
ADMINISTRATOR = "quantri"


@dataclass(frozen=True)
class Login:
    """One demo account; ``commune`` is a code, empty for the province."""

    username: str
    role: str
    commune: str = ""


LOGINS = (
    Login("lucyen.congchuc", "commune_officer", "04303"),
    Login("lucyen.chutich", "commune_chair", "04303"),
    Login("lucyen.ketoan", "commune_accountant", "04303"),
    Login("mucangchai.congchuc", "commune_officer", "04456"),
    Login("mucangchai.chutich", "commune_chair", "04456"),
    Login("mucangchai.ketoan", "commune_accountant", "04456"),
    Login("tinh.chuyenvien", "province_officer"),
    Login("tinh.lanhdao", "province_leader"),
    Login("tinh.ketoan", "province_accountant"),
    Login("tinh.thanhtra", "auditor"),
    Login("buudien", "payer"),
    Login(ADMINISTRATOR, "administrator"),
)


@transaction.atomic
def open_demo_accounts() -> None:
    """Open all accounts of LOGINS with the one demo password. The names say that nobody real is meant."""
    for login in LOGINS:
        area = commune(login.commune, TWO_LEVELS_FROM) if login.commune else province(TWO_LEVELS_FROM)
        open_account(
            username=login.username,
            display_name=f"{ROLES[login.role].label} (trình diễn)",
            password=None,
            role=login.role,
            area=area,
            since=SINCE,
            by=None,
        )
    # One hash for all: hashing is slow on purpose, and the password is no secret.
    User.objects.filter(username__in=[login.username for login in LOGINS]).update(password=make_password(PASSWORD))


def logins_text() -> str:
    """The accounts as lines that a terminal or a file shows."""
    width = max(len(login.username) for login in LOGINS)
    lines = [f"  {login.username:<{width}}  {ROLES[login.role].label}{_where(login)}" for login in LOGINS]
    return "\n".join([f"Mật khẩu chung: {PASSWORD}", *lines]) + "\n"


def _where(login: Login) -> str:
    return f" – {commune(login.commune, TWO_LEVELS_FROM).name}" if login.commune else ""


def write_logins(folder: Path) -> Path:
    """Leave the accounts beside the data, for whoever starts the server."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOGINS_FILE
    path.write_text(logins_text(), encoding="utf-8")
    return path
