"""The audit log cannot be changed without being found out."""

import json
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.kernel import audit, audit_chain


def _write(count: int) -> None:
    for number in range(count):
        audit.record(actor=None, action="test.write", object_kind="test", object_id=number)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _tamper(statement: str) -> None:
    """As somebody with the rights of the owner who switches the guards off."""
    with connection.cursor() as cursor:
        for table in ("kernel_audit_entry", "kernel_audit_link"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)


@pytest.mark.django_db
def test_an_untouched_chain_is_whole() -> None:
    _write(5)
    assert audit_chain.verify()[0] == []
    assert audit_chain.head()[0] == audit_chain.verify()[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_audit_entry SET action = 'x' WHERE id = (SELECT max(id) - 1 FROM kernel_audit_entry)",
        "UPDATE kernel_audit_link SET hash = repeat('0', 64) WHERE seq = (SELECT max(seq) - 1 FROM kernel_audit_link)",
        "DELETE FROM kernel_audit_link WHERE seq = (SELECT max(seq) - 1 FROM kernel_audit_link)",
        "INSERT INTO kernel_audit_entry (actor_name, action, object_kind, object_id, purpose, details)"
        " VALUES ('x', 'x', 'x', '', '', '{}')",
    ],
)
def test_tampering_is_found(statement: str) -> None:
    _write(5)
    _tamper(statement)
    assert audit_chain.verify()[0]


@pytest.mark.django_db
def test_a_tail_that_was_cut_off_is_found_by_the_anchor_outside(tmp_path: Path) -> None:
    _write(5)
    anchors = tmp_path / "anchors.jsonl"
    audit_chain.anchor(anchors, at="2026-11-24")
    last = json.loads(anchors.read_text())["seq"]
    assert audit_chain.verify(anchors)[0] == []
    _tamper(
        f"WITH cut AS (DELETE FROM kernel_audit_link WHERE seq = {last} RETURNING entry_id)"
        " DELETE FROM kernel_audit_entry WHERE id IN (SELECT entry_id FROM cut)"
    )
    assert audit_chain.verify()[0] == []
    assert audit_chain.verify(anchors)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE kernel_audit_entry SET action = 'x'", "DELETE FROM kernel_audit_entry"])
def test_entries_are_neither_changed_nor_deleted(statement: str) -> None:
    _write(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
