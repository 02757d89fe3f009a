"""What a web process may do: its connection has the restricted role from the start."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django import app

from ansinh.access import public as access
from tests.builders import commune, officer, person

PRINT_OPTIONS = "from ansinh.config import settings; print(settings.DATABASES['default']['OPTIONS'].get('options', ''))"


@pytest.mark.parametrize(("process", "role"), [("web", "-c role=ansinh_app"), ("worker", "")])
def test_only_web_processes_get_the_restricted_role(process: str, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSINH_PROCESS", process)
    told = subprocess.run(
        [sys.executable, "-c", PRINT_OPTIONS], capture_output=True, text=True, check=True, cwd=settings.ROOT
    )
    assert told.stdout.strip() == role


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE x (a int)",
        "DROP TABLE registry_person",
        "INSERT INTO access_grant (role) VALUES ('auditor')",
        "UPDATE access_user SET display_name = 'x'",
        "DELETE FROM procrastinate_jobs",
        "TRUNCATE kernel_audit_entry",
    ],
)
def test_the_application_role_changes_neither_structure_nor_rights(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE ansinh_app")
        with pytest.raises(DatabaseError):
            cursor.execute(statement)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_an_officer_can_put_a_job_into_the_queue() -> None:
    with access.acting_as(officer("commune_officer", commune())):
        job = app.configure_task("month.run_stage").defer(month="2026-11", codes=[], stage="determine", user_id=1)
    assert job


@pytest.mark.django_db
def test_before_sign_in_there_are_no_people() -> None:
    person(commune())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE ansinh_app")
        for table in ("registry_person", "registry_identity", "casework_award", "payments_line"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)
        cursor.execute("SET LOCAL ROLE NONE")
