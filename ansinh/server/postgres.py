"""The door to the database: its settings for Django, and ``ensure_running`` for commands.

DATABASE_URL names a real server; without it the embedded PostgreSQL of this project is used and started when needed.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ansinh.kernel.errors import Refusal
from ansinh.server.cluster import DATABASE, OWNER
from ansinh.server.embedded import Embedded
from ansinh.server.places import data_directory, is_practice, places

__all__ = ["data_directory", "database_settings", "ensure_running", "uses_embedded"]

SCHEMES = ("postgres", "postgresql")
PRACTICE_ENDING = "_practice"
_joined: list[Embedded] = []


def uses_embedded() -> bool:
    """Whether this process's database is the embedded one."""
    return not os.environ.get("DATABASE_URL")


def database_settings() -> dict[str, Any]:
    """What Django's DATABASES["default"] needs; cheap, starts nothing. Practice has a database of its own beside it.

    Raises:
        Refusal: DATABASE_URL is not of the form postgresql://user:password@host:port/name?option=value.
    """
    url = os.environ.get("DATABASE_URL")
    found = _from_url(url) if url else _settings(NAME=DATABASE, USER=OWNER, HOST=str(places().socket))
    return found | {"NAME": found["NAME"] + PRACTICE_ENDING} if is_practice() else found


def ensure_running() -> None:
    """Start the embedded database unless it runs or DATABASE_URL names another; stop it at exit if we are the last."""
    if not uses_embedded() or _joined:
        return
    embedded = Embedded.at()
    embedded.join()
    _joined.append(embedded)
    process = os.getpid()
    atexit.register(lambda: embedded.leave() if os.getpid() == process else None)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:  # by default it would end us without leaving
        signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name:
        raise Refusal(
            "DATABASE_URL phải có dạng postgresql://tài_khoản:mật_khẩu@máy_chủ:5432/tên_cơ_sở_dữ_liệu.",
            code="database_url",
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    # As the embedded server has it: plans here are short or set-based; compiling them costs more than it gives.
    options["options"] = f"-c jit=off {options.get('options', '')}".strip()
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return _settings(
        NAME=name,
        USER=unquote(parts.username or ""),
        PASSWORD=unquote(parts.password or ""),
        HOST=host,
        PORT=str(parts.port or ""),
        OPTIONS=options,
    )


def _settings(**values: Any) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60, "OPTIONS": {}} | values
