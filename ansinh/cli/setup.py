"""`ansinh setup`: from an empty folder, or an older version, to a database and files that are ready to serve."""

from __future__ import annotations

import click
from django.core.management import call_command
from django.db import connection

from ansinh.server.progress_lines import step

MIGRATIONS_LOCK = 7_262_016  # any number: one migration of this database at a time


@click.command()
def setup() -> None:
    """Dựng cấu trúc cơ sở dữ liệu, gom tệp tĩnh và lập tỉnh mẫu nếu còn trống."""
    with step("Dựng cấu trúc cơ sở dữ liệu"):
        migrate_under_lock()
    with step("Gom tệp tĩnh"):
        call_command("collectstatic", interactive=False, verbosity=0)


def migrate_under_lock() -> None:
    """Apply migrations; roles belong to the whole server, so two at once would trip over each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATIONS_LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATIONS_LOCK])
