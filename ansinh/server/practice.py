"""The practice database: made once, kept as a template, copied from it whenever somebody wants to begin anew.

It stands beside the real one in the same server under a name of its own, and carries a mark: a schema that nothing else
makes. A service looks for the mark before it begins (``check_mark``); nothing without it is ever dropped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection as django_connection
from psycopg import sql

from ansinh.kernel.errors import Refusal
from ansinh.server.places import PRACTICE, data_directory, is_practice
from ansinh.server.postgres import database_settings

MARK = "ansinh_practice_only"
MAINTENANCE = "postgres"
TEMPLATE_ENDING, COMING_ENDING, LEFT_ENDING = "_template", "_coming", "_left"
ATTEMPTS = 20
ONE_AT_A_TIME = 7_262_017  # any number: one copying, making or dropping on this server at a time
MARKED = "SELECT to_regnamespace(%s) IS NOT NULL"


def use_practice() -> None:
    """From here on this process, and those it starts, belong to the practice installation. Before Django is set up."""
    os.environ[PRACTICE] = "1"


def is_marked() -> bool:
    """Whether the database of this process says of itself that it is for practice."""
    with django_connection.cursor() as cursor:
        cursor.execute(MARKED, [MARK])
        return bool(cursor.fetchone()[0])


def check_mark() -> None:
    """Whether process and database are of one kind.

    Raises:
        Refusal: the one is for practice and the other is not.
    """
    marked = is_marked()
    name = django_connection.settings_dict["NAME"]
    if is_practice() and not marked:
        raise Refusal(
            "Cơ sở dữ liệu “%(name)s” không phải để tập làm; chế độ tập làm không chạy trên dữ liệu thật.",
            code="not_for_practice",
            name=name,
        )
    if marked and not is_practice():
        raise Refusal(
            "Cơ sở dữ liệu “%(name)s” chỉ để tập làm, dữ liệu trong đó không có thật; hãy dùng lệnh ansinh practice.",
            code="only_for_practice",
            name=name,
        )


def is_ready(made_of: str) -> bool:
    """Whether the template is there and was made of this (``make_template``)."""
    with _maintenance() as server:
        return _comment(server, _template()) == made_of and _exists(server, _live())


def begin_template() -> None:
    """An empty marked practice database, in which the made-up commune can be made; an earlier one is dropped."""
    with _maintenance() as server:
        _drop(server, _live())
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(_live())))
    with _connected(_live()) as fresh:
        fresh.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(MARK)))
        said = sql.Literal("Dữ liệu tập làm, không có thật.")
        fresh.execute(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(sql.Identifier(MARK), said))


def make_template(made_of: str) -> None:
    """Keep the practice database as it is now; ``made_of`` says of what, and is written last."""
    with _maintenance() as server:
        _drop(server, _template())
        _copy(server, _live(), _template())
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
        server.execute(comment.format(sql.Identifier(_template()), sql.Literal(made_of)))


def reset() -> None:
    """Begin anew: a copy of the template takes the place of the practice database, whoever is in it. Sessions end.

    The copy is made first: what is there stays until it can be replaced. Dropping writes out all that is new, so what
    is replaced lies aside until the next time, when that is little.

    Raises:
        Refusal: this is no practice installation, there is no template, or the database has no mark.
    """
    if not is_practice():
        raise Refusal("Chỉ làm lại từ đầu được ở chế độ tập làm.", code="not_for_practice")
    with _maintenance() as server:
        if not _comment(server, _template()):
            raise Refusal("Chưa có bản gốc để tập làm; hãy chạy lại lệnh ansinh practice.", code="no_template")
        coming, left = _live() + COMING_ENDING, _live() + LEFT_ENDING
        _check_marked(server, _live())
        for name in (left, coming):  # of the time before, or of somebody who was interrupted
            _drop(server, name)
        _copy(server, _template(), coming)
        _exchange(server, coming, left)
    for folder in sorted((data_directory() / "files").glob("*")):
        if folder.name != settings.SEALED_INBOX:  # the lists that wait belong to the template
            shutil.rmtree(folder, ignore_errors=True)


def _live() -> str:
    return str(database_settings()["NAME"])


def _template() -> str:
    return _live() + TEMPLATE_ENDING


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection[Any]]:
    """The server, from a database that is neither of the two; alone among those who do this."""
    with _connected(MAINTENANCE) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # until the connection is closed
        try:
            yield server
        except psycopg.errors.InsufficientPrivilege as error:
            raise Refusal(
                "Tài khoản cơ sở dữ liệu chưa có quyền CREATEDB để tạo cơ sở dữ liệu tập làm.", code="no_createdb"
            ) from error


def _connected(name: str) -> psycopg.Connection[Any]:
    """A connection with the owner's rights, whatever role the process takes on otherwise."""
    found = database_settings()
    parts = {"host": found["HOST"], "port": found.get("PORT"), "user": found["USER"], "password": found.get("PASSWORD")}
    given = {key: value for key, value in parts.items() if value}
    try:
        return psycopg.connect(dbname=name, autocommit=True, **given, **found["OPTIONS"])
    except psycopg.OperationalError as error:
        raise Refusal(
            "Không nối được cơ sở dữ liệu “%(name)s”: %(error)s", code="no_database", name=name, error=str(error)
        ) from error


def _check_marked(server: psycopg.Connection[Any], name: str) -> bool:
    """Whether there is such a database. Raises Refusal for one without the mark: nothing happens to it."""
    if not _exists(server, name):
        return False
    with _connected(name) as looked_at:
        row = looked_at.execute(MARKED, [MARK]).fetchone()
    if row is None or not row[0]:
        raise Refusal("Cơ sở dữ liệu “%(name)s” không phải để tập làm.", code="not_for_practice", name=name)
    return True


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    """Drop a database of practice, whoever is in it; nothing where there is none."""
    if _check_marked(server, name):
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _exchange(server: psycopg.Connection[Any], coming: str, left: str) -> None:
    """The coming one is the practice database, the one that was it lies aside: both or neither."""
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    live = _live()
    moves = [(live, left), (coming, live)] if _exists(server, live) else [(coming, live)]
    for _attempt in range(ATTEMPTS):
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [live])
        try:
            with server.transaction():
                for old, new in moves:
                    server.execute(rename.format(sql.Identifier(old), sql.Identifier(new)))
        except psycopg.errors.ObjectInUse:  # somebody came in meanwhile
            continue
        return
    raise Refusal("Bản tập làm đang có quá nhiều người vào; hãy thử lại.", code="practice_busy")


def _copy(server: psycopg.Connection[Any], source: str, target: str) -> None:
    names = sql.Identifier(target), sql.Identifier(source)
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))


def _exists(server: psycopg.Connection[Any], name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _comment(server: psycopg.Connection[Any], name: str) -> str:
    row = server.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    return str(row[0] or "") if row else ""
