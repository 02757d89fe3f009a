"""What was counted of a month stands beside everything that changed since: the same as counting it now, for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ansinh.access.public import SYSTEM, acting_as
from ansinh.casework.public import Award
from ansinh.jobs.on_request.keep_differences import count_month_now
from ansinh.oversight import reconciled_table
from ansinh.oversight import reconciliation as books
from ansinh.oversight.models import Discrepancy, ReconciledChange, ReconciledMonth
from ansinh.oversight.operations.keep_differences import keep_all_differences
from ansinh.oversight.reconciled import standing, verify_reconciled
from ansinh.payments import public as payments
from ansinh.registry.public import Merge, Person
from tests import builders
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, award, locked, office, retract
from tests.unit.registry.test_merge import suspected

EACH = 540_000
MONTH = NOVEMBER.first


@pytest.fixture
def here(db: None) -> Office:
    """Three people on November's list, of whom one decision was taken back since, and one who is not on it."""
    made = office()
    given = [award(made, builders.person(made.area, name=f"Lò Thị {letter}")) for letter in "ABC"]
    locked(made)
    retract(made, given[0])
    award(made, builders.person(made.area, name="Lò Thị D"))
    return made


def counted() -> None:
    """The worker has counted, in a transaction of its own.

    A test is one transaction: what was written before is said to be seen, and nothing of what it writes from now on.
    """
    count_month_now(month=MONTH.isoformat())
    ReconciledChange.objects.all().delete()
    ReconciledMonth.objects.update(snapshot="10:10:")


def both(areas: list[int] | None = None) -> tuple[dict[str, int], dict[str, int]]:
    """A month's figures from what was kept, and with nothing kept."""
    kept = books.count_month(MONTH, areas)
    assert kept.kept is not None
    with transaction.atomic():
        ReconciledMonth.objects.all().delete()
        plain = books.count_month(MONTH, areas)
        transaction.set_rollback(True)
    assert plain.kept is None
    return books.figures_of(kept), books.figures_of(plain)


def test_only_what_differs_is_kept_and_adds_up_to_the_same(here: Office) -> None:
    counted()
    kept = sorted(Discrepancy.objects.values_list("code", "due_vnd", "listed_vnd", "area"))
    assert kept == [("no_longer", 0, EACH, here.area.pk), ("not_listed", EACH, 0, here.area.pk)]
    for areas in (None, [here.area.pk]):
        found, plain = both(areas)
        assert found == plain
        assert (found["due"], found["no_longer"], found["not_listed"]) == (3 * EACH, -EACH, EACH)
        assert books.residue(found) == 0


def _replaced(at: Office) -> None:
    given = Award.objects.filter(retracted_at=None).earliest("pk")
    retract(at, given)
    award(at, given.person, amount=700_000)


def _cancelled(at: Office) -> None:
    run = payments.PayrollRun.objects.get()
    payments.cancel_run(actor=at.maker, run_id=run.pk, because="Lập lại", on=PAY_DAY)


def _moved(at: Office) -> None:
    Award.objects.filter(person__full_name="Lò Thị D").update(area=builders.commune(1))


def _merged(at: Office) -> None:
    """Straight into the table: how it comes about is not what is looked at here."""
    kept, absorbed = Person.objects.order_by("pk")[1:3]
    Merge.objects.create(
        pair=suspected(kept, absorbed), kept=kept, absorbed=absorbed, kept_area=kept.area, absorbed_area=absorbed.area,
        both_paid=False, made_by_id=at.maker.user_id, state="done", done_at=timezone.now(), source=builders.source(),
        person_before={},
    )  # fmt: skip


def _parted(at: Office) -> None:
    Merge.objects.filter(state="done").update(state="undone", undone_by=at.chair.user_id, undone_at=timezone.now())


ACTS: tuple[Callable[[Office], object], ...] = (_replaced, _merged, _moved, _parted, _cancelled, locked)


@pytest.mark.parametrize("first", range(len(ACTS)))
def test_whatever_changes_after_the_count_is_counted_now(here: Office, first: int) -> None:
    """Every act after a count of its own, the others following: kept and counted anew say the same at each step."""
    for act in ACTS[:first]:
        act(here)
    counted()
    for act in ACTS[first:]:
        act(here)
        found, plain = both()
        assert found == plain, act.__name__
        assert books.residue(found) == 0
    assert verify_reconciled() == ([], 1)


def test_rows_behind_a_difference_are_those_of_today_and_of_the_own_communes(here: Office) -> None:
    there = office(1)
    award(there, builders.person(there.area, name="Lò Thị Ngoài"))
    counted()
    own = sorted(here.accountant.area_ids)
    with acting_as(here.accountant):
        assert len(books.rows_behind("not_listed", MONTH, own)) == 1
        assert set(Discrepancy.objects.values_list("area", flat=True)) == {here.area.pk}
    _replaced(here)
    award(here, builders.person(here.area, name="Lò Thị E"))
    with acting_as(here.accountant):
        assert len(books.rows_behind("not_listed", MONTH, own)) == 2
        assert [row.amount_vnd for row in books.rows_behind("other_amount", MONTH, own)] == [160_000]
    assert [row.commune for row in books.rows_behind("not_listed", MONTH, [there.area.pk])] == [there.area.name]


def test_too_many_at_once_and_another_server_make_the_count_fall(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    counted()
    award(here, builders.person(here.area, name="Lò Thị G"), first="2026-12-01")
    held = standing(MONTH)
    assert held is not None
    assert held.changed == 0, "what begins later is nothing to November"
    people = [builders.person(here.area, name=f"Lò Văn {number}") for number in range(3)]
    for who in people:
        award(here, who)
    assert (again := standing(MONTH)) is not None
    assert again.changed == 3
    monkeypatch.setattr("ansinh.oversight.reconciled.MOST", 2)
    assert standing(MONTH) is None
    assert keep_all_differences() == 1
    monkeypatch.undo()
    ReconciledMonth.objects.update(cluster="0")
    assert standing(MONTH) is None


def test_a_statement_over_very_many_is_one_note_for_all(here: Office) -> None:
    counted()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO casework_award (person_id, area_id, programme, category, base_vnd, amount_vnd, months, "
            "decision_id) SELECT (SELECT min(id) FROM registry_person), %s, 'social_allowance', 'c' || n, 1, 1, "
            "daterange(('2026-10-01'::date - n * interval '1 month')::date, '2026-12-01'), "
            "(SELECT min(id) FROM casework_decision) FROM generate_series(0, %s) AS n",
            [here.area.pk, reconciled_table.MOST],
        )
    (noted,) = ReconciledChange.objects.filter(person=None)
    first = NOVEMBER.minus(reconciled_table.MOST + 1).first
    assert (noted.months.lower, noted.months.upper) == (first, date(2026, 12, 1))
    assert standing(MONTH) is None
    assert books.count_month(MONTH, None).kept is None


def test_a_kept_row_that_is_not_so_is_told_and_one_that_cannot_be_is_refused(here: Office) -> None:
    counted()
    Discrepancy.objects.filter(code="not_listed").update(due_vnd=1)
    (finding,), months = verify_reconciled()
    assert (finding.code, months) == ("reconciled", 1)
    assert "11/2026" in finding.message
    for wrong in ({"listed_vnd": 1}, {"code": "same"}, {"code": "no_longer"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Discrepancy.objects.filter(code="not_listed").update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_who_was_writing_while_the_month_was_counted_is_not_lost(here: Office) -> None:
    """The count does not see what is committed after it; what it did not see is noted."""
    other = connection.copy()
    try:
        with transaction.atomic(), other.cursor() as writer:
            writer.execute("BEGIN")
            writer.execute(
                "UPDATE casework_award SET retracted_at = now(), retracted_by_id = decision_id WHERE id = "
                "(SELECT max(id) FROM casework_award WHERE retracted_at IS NULL)"
            )
            keep_all_differences()
            writer.execute("COMMIT")
    finally:
        other.close()
    keep_clear = standing(MONTH)
    assert keep_clear is not None
    assert keep_clear.changed == 1
    found, plain = both()
    assert found == plain
    assert found["not_listed"] == 0
    assert keep_all_differences() == 1
    assert not ReconciledChange.objects.exists()
    with acting_as(SYSTEM):
        assert books.count_month(MONTH, None).decisions
