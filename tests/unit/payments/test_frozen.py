"""What the database holds still of a locked list, and what its hash is a hash of."""

from __future__ import annotations

import hashlib
import json
import random
import re
from typing import Any

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from ansinh.kernel.sealing.values import FORM, seal_all
from ansinh.payments import public as payments
from ansinh.payments.guards_table import LINE_KEPT
from ansinh.payments.manifest import manifest_of
from tests import builders
from tests.unit.payments.payroll import Office, award, locked, office

pytestmark = pytest.mark.django_db

MOVES = {"state", "reason"}
FOLLOW = {"live", "stands"}
"""Computed from the state; the database lets nobody write them."""
OTHER = {
    "boolean": "NOT {0}",
    "date": "{0} + 1",
    "bigint": "coalesce({0}, 0) + 1",
    "integer": "{0} + 1",
    "smallint": "{0} + 1",
}
NASTY = ['Lò "Văn" \\ A', "Giàng\tA\nPáo", "<Vàng> & {Thị}", "\u2028Sùng/A", "Đặng 𐍈"]
_COLUMNS = "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'payments_line'"
_WATCHED = """
SELECT a.attname FROM pg_trigger AS t CROSS JOIN LATERAL unnest(t.tgattr::smallint[]) AS watched
JOIN pg_attribute AS a ON (a.attrelid, a.attnum) = (t.tgrelid, watched)
WHERE t.tgrelid = 'payments_line'::regclass AND t.tgname = 'payments_line_no_update' AND t.tgenabled = 'O'
"""
_DRAFT = """
INSERT INTO payments_run (month, area_id, kind, number, channel, pay_on, state, manifest_sha256, made_by_id, made_at,
  by_three, cancelled_because)
SELECT month, area_id, 'supplementary', 7, '', pay_on, 'draft', '', made_by_id, made_at, by_three, '' FROM payments_run
LIMIT 1 RETURNING id
"""
_LINE = """
INSERT INTO payments_line (run_id, key, month, number, person_id, commune_id, programme, amount_vnd, state, reason,
  full_name, born, id_number, village, channel, bank, account, recipient_name, again)
SELECT {run_id}, 'AS-another', month, 7, person_id, {commune_id}, programme,
  (SELECT min(amount_vnd) FROM payments_part), 'queued', '', full_name, born, '', village, 'post_office', '', '', '',
  true FROM payments_line LIMIT 1
"""
_PART = """
INSERT INTO payments_part (line_id, list_month, for_month, category, kind, amount_vnd, award_id)
SELECT {line_id}, list_month, for_month, category, kind, amount_vnd, {award_id} FROM payments_part LIMIT 1
"""
_SHARE_KEYS = """
SELECT confrelid::regclass::text FROM pg_constraint
WHERE conrelid = 'payments_share'::regclass AND contype = 'f' AND convalidated
"""
_CHECK = """
SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint
WHERE conrelid = 'payments_line'::regclass AND conname = 'payroll_line_number_sealed' AND convalidated
"""


def list_of(names: list[str]) -> tuple[Office, payments.Locked]:
    """A locked list of people with accounts; of each third one two months are due."""
    at = office()
    for number, name in enumerate(names):
        who = builders.person(at.area, name=name)
        builders.fact(
            builders.registry.PaymentChannel, person=who, kind="bank", bank="Ngân hàng “thử”", account=f"88{number}",
            recipient_name=name[::-1], valid=builders.period("2026-01-01"),
        )  # fmt: skip
        award(at, who, first="2026-10-01" if number % 3 == 0 else "2026-11-01")
    return at, locked(at)


def test_every_column_of_a_line_but_its_state_is_frozen() -> None:
    list_of(["Lò Văn A"])
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        columns = [(name, kind) for name, kind in cursor.fetchall() if name not in MOVES | FOLLOW]
        assert {"id", "amount_vnd", "person_id", "account", "again"} <= {name for name, _ in columns}
        for name, kind in columns:
            changed = OTHER.get(kind, "'x' || left({0}, -1)").format(name)
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                cursor.execute(f"UPDATE payments_line SET {name} = {changed}")
        for name in FOLLOW:
            with pytest.raises(ProgrammingError, match="generated column"), transaction.atomic():
                cursor.execute(f"UPDATE payments_line SET {name} = NOT {name}")


def test_no_column_is_left_out_of_what_is_frozen() -> None:
    """The database compares rows for statements that set one of these: all but state and reason."""
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        assert {name for name, _ in cursor.fetchall()} - MOVES - FOLLOW == set(LINE_KEPT)
        cursor.execute(_WATCHED)
        assert {name for (name,) in cursor.fetchall()} == set(LINE_KEPT)


def test_lines_and_parts_rest_on_what_is_there() -> None:
    """As foreign keys would have it: of a list that still may grow, nothing hangs in the air."""
    list_of(["Lò Văn A"])
    with connection.cursor() as cursor:
        (draft,) = _draft(cursor)
        for named, words in (("run_id", "no run 0"), ("commune_id", "no commune 0")):
            row = _LINE.format(**({"run_id": draft, "commune_id": "commune_id"} | {named: 0}))
            with pytest.raises(IntegrityError, match=words), transaction.atomic():
                cursor.execute(row)
        with transaction.atomic():
            cursor.execute(_LINE.format(run_id=draft, commune_id="commune_id"))
            cursor.execute("SELECT max(id) FROM payments_line")
            (line,) = cursor.fetchone()
            for named, words in (("line_id", "no line 0"), ("award_id", "no award 0")):
                row = _PART.format(**({"line_id": line, "award_id": "award_id"} | {named: 0}))
                with pytest.raises(IntegrityError, match=words), transaction.atomic():
                    cursor.execute(row)
            cursor.execute(_PART.format(line_id=line, award_id="award_id"))


def test_what_lines_rest_on_stays() -> None:
    list_of(["Lò Văn A"])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("payments_run", "payments_line", "casework_award"):
            for statement in (
                f"DELETE FROM {table}",
                f"UPDATE {table} SET id = id + 1000",
                f"TRUNCATE {table} CASCADE",
            ):
                with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                    cursor.execute(statement)
        for act in ("DELETE FROM areas_unit", "UPDATE areas_unit SET id = -id"):
            statement = act + " WHERE id IN ({})"
            at_once = statement.format("SELECT commune_id FROM payments_line") + "; SET CONSTRAINTS ALL IMMEDIATE"
            with pytest.raises(IntegrityError, match="foreign key constraint"), transaction.atomic():
                cursor.execute(at_once)


def test_a_list_needs_a_share_of_each_commune_and_that_keeps_the_commune() -> None:
    """Which is why a line's commune cannot go: there is no locked list without a share, and its key is ordinary."""
    list_of(["Lò Văn A"])
    with connection.cursor() as cursor:
        (draft,) = _draft(cursor)
        with transaction.atomic():
            cursor.execute(_LINE.format(run_id=draft, commune_id="commune_id"))
            cursor.execute(_PART.format(line_id="(SELECT max(id) FROM payments_line)", award_id="award_id"))
            with pytest.raises(IntegrityError, match="not the sum of its lines"), transaction.atomic():
                cursor.execute("UPDATE payments_run SET state = 'locked' WHERE id = %s", [draft])
        cursor.execute(_SHARE_KEYS)
        assert {name for (name,) in cursor.fetchall()} == {"areas_unit", "payments_run"}


def _draft(cursor: Any) -> tuple[int]:
    """A run that is open, like the last one."""
    cursor.execute(_DRAFT)
    found: tuple[int] = cursor.fetchone()
    return found


def test_a_line_does_not_go_back() -> None:
    list_of(["Lò Văn A"])
    payments.PayrollLine.objects.update(state="sent")
    with pytest.raises(IntegrityError, match="sent cannot become queued"), transaction.atomic():
        payments.PayrollLine.objects.update(state="queued")


def test_the_hash_is_that_of_the_list_as_anybody_can_write_it_down() -> None:
    """Worked out here from the rows, so that a list signed years ago has its hash whatever reads it now."""
    at, drawn = list_of(NASTY)
    found = list(payments.PayrollLine.objects.order_by("key"))
    total = sum(line.amount_vnd for line in found)
    rows: list[list[object]] = [["2026-11-01", at.area.pk, "monthly", 0, "2026-11-10", len(found), total]]
    for line in found:
        parts = [
            [str(p.for_month), p.category, p.kind, p.amount_vnd, p.award_id]
            for p in line.parts.order_by("for_month", "category")
        ]
        rows.append([
            line.key, line.person_id, line.programme, line.commune_id, line.amount_vnd, line.full_name, line.born,
            line.id_number, line.village, line.channel, line.bank, line.account, line.recipient_name, parts,
        ])  # fmt: skip
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    assert hashlib.sha256(text.encode()).hexdigest() == manifest_of(drawn.run_id) == drawn.manifest_sha256


def test_a_line_takes_what_is_sealed_and_nothing_else() -> None:
    """Of many texts, sealed, cut, lengthened and spoilt, the database takes those that could be a sealed value."""
    dice = random.Random(5)
    (sealed,) = seal_all("number", ["015140000123"])
    assert sealed
    head, _, body = sealed.partition(".")
    texts = [sealed, "", "number-1.", "x" + sealed, sealed + "====", "number-12345." + body, "account" + sealed[6:]]
    texts += [
        f"number-.{body}",
        f"number-1 .{body}",
        f"number-1.{body[:8]} {body[8:]}",
        f"{head}.{body}\n",
        f"{head}{body}",
    ]
    texts += ["015140000123", f"number-a.{body}", f"number-1.{body[:20]}", "number-9999." + body, f"number-1.1.{body}"]
    texts += [f"number-1.{'A' * size}{'=' * filled}" for size in range(36, 41) for filled in range(4)]
    for _ in range(60):
        at = dice.randrange(len(sealed))
        texts.append(sealed[:at] + dice.choice("=.+/-\n é1A") + sealed[at + dice.randrange(2) :])
    told = set()
    with connection.cursor() as cursor:
        for text in texts:
            taken, form = _taken(cursor, text), re.fullmatch(FORM.format(what="number"), text) is not None
            assert not (taken and text and not form), text
            if not text or (form and len(text.partition(".")[2]) % 4 == 0):
                assert taken, text
            told.add(taken)
    assert told == {True, False}


def _taken(cursor: Any, text: str) -> bool:
    """Whether the check of the column lets a text stand."""
    cursor.execute(_CHECK)
    (check,) = cursor.fetchone()
    try:
        with transaction.atomic():
            cursor.execute(f"SELECT {check} FROM (SELECT %s::text AS id_number) AS line", [text])
            return bool(cursor.fetchone()[0])
    except DataError:  # not base64 at all
        return False
