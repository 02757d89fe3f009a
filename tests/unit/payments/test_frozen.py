"""What the database holds still of a locked list, and what its hash is a hash of."""

from __future__ import annotations

import hashlib
import json
import random

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from ansinh.kernel.sealing.values import FORM, SHORT_FORM, SHORTEST, seal_all
from ansinh.payments import public as payments
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
_FORMS = """
SELECT value ~ %s, value ~ %s AND length(rtrim(value, '=')) - strpos(value, '.') >= %s FROM (SELECT %s AS value) AS v
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


def test_the_short_form_of_sealed_values_is_the_long_one() -> None:
    """Of many texts, sealed, cut, lengthened and spoilt, both say the same."""
    dice = random.Random(5)
    (sealed,) = seal_all("number", ["015140000123"])
    assert sealed
    texts = [sealed, "", "number-1.", "x" + sealed, sealed + "====", "number-12345." + "A" * 40, "account" + sealed[6:]]
    texts += [f"number-1.{'A' * size}{'=' * filled}" for size in range(36, 41) for filled in range(4)]
    for _ in range(60):
        at = dice.randrange(len(sealed))
        texts.append(sealed[:at] + dice.choice("=.+/-\n é1A") + sealed[at + dice.randrange(2) :])
    told = set()
    with connection.cursor() as cursor:
        for text in texts:
            cursor.execute(_FORMS, [FORM.format(what="number"), SHORT_FORM.format(what="number"), SHORTEST, text])
            long, short = cursor.fetchone()
            assert long == short, text
            told.add(long)
    assert told == {True, False}
