"""What payments rest on and others keep (I5 to I10): broken with every guard off, each is named by ``verify money``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from ansinh.access.public import SYSTEM
from ansinh.kernel import audit
from ansinh.payments import public as payments
from ansinh.payments.invariants_around_table import AROUND
from ansinh.payments.invariants_table import INVARIANTS
from ansinh.payments.verification import COMPUTED
from tests import builders
from tests.unit.payments.payroll import Office, award, office

pytestmark = [pytest.mark.django_db, pytest.mark.promise]
ON = date(2026, 11, 11)
_TABLES = (
    "registry_residence", "registry_membership", "casework_award", "payments_paying_office", "kernel_outbox_fact",
    "casework_case", "kernel_audit_entry", "kernel_audit_link", "casework_proposal",
)  # fmt: skip


@pytest.fixture
def here() -> Office:
    at = office()
    who = builders.person(at.area, name="Bàn Văn Nhất")
    builders.household(at.area, who)
    award(at, who)
    audit.record(actor=SYSTEM, action="payroll.open", object_kind="payroll_run", object_id=1)
    return at


def broken(*statements: str, anchors: Path | None = None) -> set[str]:
    """Run statements as the owner, triggers and constraints of the tables off; the codes that are told then."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in _TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('x', 'u', 'c')",
                [table],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}" CASCADE')
        for statement in statements:
            cursor.execute(statement)
    return {finding.code for finding in payments.verify_money(ON, anchors=anchors).findings}


def copied(table: str) -> str:
    """A second row like the latest one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(attname::text), ', ') FROM pg_attribute WHERE attrelid = %s::regclass"
            " AND attnum > 0 AND NOT attisdropped AND attname <> 'id'",
            [table],
        )
        columns = cursor.fetchone()[0]
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} ORDER BY id DESC LIMIT 1"


def test_nothing_is_wrong_before(here: Office) -> None:
    assert broken() == set()


def test_every_invariant_of_the_reliability_promises_is_a_row() -> None:
    codes = [one.code for one in (*INVARIANTS, *AROUND, *COMPUTED)]
    assert {f"I{number}" for number in range(1, 13)} <= set(codes)


DEFECTS = {
    "nowhere to live": ("I6", "DELETE FROM registry_residence"),
    "in two places": ("I6", copied),
    "household twice": ("I7", "registry_membership"),
    "entitled twice": ("I7", "casework_award"),
    "two payers": ("I7", "payments_paying_office"),
    "fact not sent": (
        "I8",
        "INSERT INTO kernel_outbox_fact (kind, payload, created_at)"
        " VALUES ('payment.returned', '{}', now() - interval '16 minutes')",
    ),
    "entry changed": ("I10", "UPDATE kernel_audit_entry SET action = 'x'"),
    "link lost": ("I10", "DELETE FROM kernel_audit_link WHERE seq = 1"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_broken_one_is_named(here: Office, defect: str) -> None:
    code, how = DEFECTS[defect]
    if callable(how):
        how = how("registry_residence")
    assert code in broken(how if " " in how else copied(how))


def test_a_fact_that_has_just_been_published_may_wait(here: Office) -> None:
    fresh = "INSERT INTO kernel_outbox_fact (kind, payload, created_at) VALUES ('payment.returned', '{}', now())"
    assert "I8" not in broken(fresh)


def test_a_case_past_its_day_without_an_owner(here: Office) -> None:
    who = builders.person(here.area, name="Lò Thị Hồ Sơ")
    made = (
        "INSERT INTO casework_case (kind, programme, procedure, flow, person_id, area_id, register_id, year, number,"
        " received_on, received_by_id, starter, applicant, asked, state, due_on, due_by_law, escalated,"
        " suggested, because)"
        f" VALUES ('new', '', '', 'nd335', {who.pk}, {here.area.pk}, {here.area.pk}, 2026, 1, '2026-10-01',"
        f" {here.maker.user_id}, 'citizen', '', '', 'received', '2026-11-10', true, 0, '', '')"
    )
    assert "I9" in broken(made)


def test_the_chain_is_held_against_its_anchors(here: Office, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.jsonl"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT seq, hash FROM kernel_audit_link ORDER BY seq DESC LIMIT 1")
        seq, digest = cursor.fetchone()
    anchors.write_text(json.dumps({"seq": seq, "hash": digest, "at": "x"}) + "\n", encoding="utf-8")
    assert "I10" not in broken(anchors=anchors)
    anchors.write_text(json.dumps({"seq": seq + 7, "hash": digest, "at": "x"}) + "\n", encoding="utf-8")
    assert "I10" in broken(anchors=anchors)
