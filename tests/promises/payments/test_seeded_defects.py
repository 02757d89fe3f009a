"""Of ten thousand defects planted in statements every one is found, with at most one false alarm. Fault 11."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection, transaction

from ansinh.payments.matching import core
from tests.statement_defects import KINDS, Made, made

pytestmark = [pytest.mark.django_db, pytest.mark.promise]


def matched(statement: Made) -> tuple[list[tuple[int, int, int, str]], list[tuple[str, int, int, int]]]:
    """Pairs and findings."""
    with transaction.atomic(), connection.cursor() as cursor:
        core.load(cursor, statement.instructed, statement.booked)
        core.match(cursor)
        cursor.execute("SELECT entry_id, instr_id, amount, how FROM match_pair")
        pairs = cursor.fetchall()
        cursor.execute("SELECT kind, entry_id, instr_id, amount FROM match_finding")
        findings = cursor.fetchall()
        core.drop(cursor)
    return pairs, findings


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long), pytest.param(3, marks=pytest.mark.long)])
def test_every_defect_is_found(seed: int) -> None:
    statement = made(50_000, 10_000, seed)
    assert {defect.kind for defect in statement.defects} >= set(KINDS) - {"swapped", "anothers_key"}
    pairs, findings = matched(statement)
    by_entry = {(kind, entry) for kind, entry, _, _ in findings if entry}
    by_instruction = {(kind, instruction) for kind, entry, instruction, _ in findings if not entry}
    lost = [
        defect
        for defect in statement.defects
        if not all((defect.kind, entry) in by_entry for entry in defect.entries)
        or (not defect.entries and not all((defect.kind, i) in by_instruction for i in defect.instructions))
    ]
    assert lost == [], f"seed {seed}: {Counter(defect.kind for defect in lost)}, {len(lost)} of 10,000"
    bad_entries = {entry for defect in statement.defects for entry in defect.entries}
    bad_instructions = {i for defect in statement.defects for i in defect.instructions}
    false = [f for f in findings if f[1] not in bad_entries and f[2] not in bad_instructions]
    assert len(false) <= 1, f"seed {seed}: {false[:5]}"
    check_money(statement, pairs, findings)


def check_money(
    statement: Made, pairs: list[tuple[int, int, int, str]], findings: list[tuple[str, int, int, int]]
) -> None:
    """Every booking is in one place; what is paired is the instruction's own money; proposals name the right people."""
    entries = {entry.id: entry for entry in statement.booked}
    told = Counter(entry for entry, *_ in pairs) | Counter({entry: 1 for _, entry, *_ in findings if entry})
    assert set(told) == set(entries)
    paid: Counter[tuple[int, str]] = Counter()
    for entry, instruction, amount, how in pairs:
        paid[instruction, "C" if how == "return" else "D"] += amount
        assert entries[entry].amount_vnd == amount
    amounts = {one.id: one.amount_vnd for one in statement.instructed}
    assert [pair for pair, amount in paid.items() if amount != amounts[pair[0]]] == []
    truth = {entry: defect.instructions for defect in statement.defects for entry in defect.entries}
    wrong = [f for f in findings if f[1] in truth and f[2] and f[2] not in truth[f[1]]]
    assert len(wrong) <= 5, wrong[:5]  # people of one name and amount whom nothing else tells apart


def test_a_sound_statement_gives_no_alarm() -> None:
    statement = made(20_000, 0, 3)
    pairs, findings = matched(statement)
    assert findings == []
    assert len(pairs) == len(statement.booked)


def test_what_was_booked_before_is_not_booked_again() -> None:
    """The same statement a second time: every booking is known; a new booking of a debited key is a duplicate."""
    statement = made(500, 0, 4)
    debited = [core.Instructed(**{**_fields(one), "debited": True}) for one in statement.instructed]
    seen = [core.Booked(**{**_fields(entry), "seen": True}) for entry in statement.booked]
    pairs, findings = matched(Made(debited, seen))
    assert pairs == []
    assert Counter(kind for kind, *_ in findings) == {"repeated": len(seen)}
    again = [core.Booked(**{**_fields(e), "reference": f"X{e.id}"}) for e in statement.booked if e.side == "D"]
    pairs, findings = matched(Made(debited, again))
    assert Counter(kind for kind, *_ in findings) == {"duplicate": len(again)}


def _fields(one: core.Instructed | core.Booked) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}
