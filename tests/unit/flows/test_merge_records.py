"""A suspected pair is paid as before; merged, the month proposes what follows and finds what was paid twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from ansinh.access import public as access
from ansinh.casework import public as casework
from ansinh.flows.cast import province_cast
from ansinh.flows.merge_records import carry_out, decide_same, standing_of_both, undo_same
from ansinh.flows.monthly_cycle import Cycle, run_month
from ansinh.flows.summary import Summary
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from tests.builders import commune, fact, officer, period, person
from tests.unit.flows.test_monthly_cycle import cycle, disabled, staff  # noqa: F401 - a fixture
from tests.unit.registry.test_merge import suspected

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff")]
DECEMBER = date(2026, 12, 10)


def month(
    number: int, tmp_path: Path, stages: tuple[str, ...] = ("determine", "propose", "decide", "pay", "settle")
) -> Summary:
    """A month of 2026 run as known now: what the test has just recorded counts."""
    asked: Cycle = cycle(Month(2026, number), tmp_path)
    return run_month(
        Cycle(month=asked.month, on=asked.on, cast=province_cast(asked.on), clock=timezone.now, answer=asked.answer),
        stages=stages,
    )


def pair_of_paid() -> tuple[registry.Person, registry.Person, registry.DuplicatePair]:
    here = commune()
    first, second = disabled(here), disabled(here)
    return first, second, suspected(first, second)


def actors() -> tuple[access.Actor, access.Actor]:
    cast = province_cast(DECEMBER)
    return cast.preparer, cast.decider


def test_payment_goes_on_while_a_pair_is_only_suspected(tmp_path: Path) -> None:
    first, second, pair = pair_of_paid()
    month(10, tmp_path)
    assert payments.PayrollLine.objects.count() == 2
    officer_, _ = actors()
    registry.decide_pair(actor=officer_, pair_id=pair.pk, act="unsure")
    merge = decide_same(actor=officer_, pair_id=pair.pk, kept_id=first.pk, choices={}, because="", on=DECEMBER)
    assert merge.state == "proposed"
    assert (month(11, tmp_path).proposed, payments.PayrollLine.objects.count()) == (0, 4)
    assert set(payments.PayrollLine.objects.values_list("person_id", flat=True)) == {first.pk, second.pk}


def test_what_was_paid_twice_becomes_an_overpayment_of_the_person(tmp_path: Path) -> None:
    first, _, pair = pair_of_paid()
    month(10, tmp_path)
    month(11, tmp_path)
    officer_, leader = actors()
    merge = decide_same(actor=officer_, pair_id=pair.pk, kept_id=first.pk, choices={"paper:personal": "kept"},
                        because="", on=DECEMBER)  # fmt: skip
    carry_out(actor=leader, merge_id=merge.pk, on=DECEMBER)
    december = month(12, tmp_path)
    assert (december.lines, december.listed_vnd, december.doubtful) == (1, 810_000, 0)
    (adjusted,) = casework.Proposal.objects.filter(kind="adjust")
    assert (adjusted.person_id, adjusted.before_vnd, adjusted.after_vnd) == (first.pk, 1_620_000, 810_000)
    assert str(adjusted.first_month) == "2026-10-01"
    over = payments.Overpayment.objects.filter(state="open").order_by("for_month")
    assert [(o.person_id, str(o.for_month), o.amount_vnd) for o in over] == [
        (first.pk, "2026-10-01", 810_000),
        (first.pk, "2026-11-01", 810_000),
    ]
    assert len(casework.queries.awards_of(first.pk)) == 3
    assert payments.lines_of_person(first.pk).count() == 5
    assert payments.verify_money(on=DECEMBER).findings == ()
    with pytest.raises(Refusal) as refused:
        undo_same(actor=officer_, merge_id=merge.pk, because="nhầm", on=DECEMBER)
    assert refused.value.code == "rests_on_merge"


def test_the_record_on_the_rolls_stays_and_nothing_looks_like_a_debt(tmp_path: Path) -> None:
    here = commune()
    paid = disabled(here)
    month(10, tmp_path)
    bare = person(here, born="1990-01-01", recorded_at=timezone.now())
    fact(registry.Disability, person=bare, degree="severe", valid=period("2022-01-01"), recorded_at=timezone.now())
    pair = suspected(paid, bare)
    officer_, _ = actors()
    assert [s.on_rolls for s in standing_of_both([paid.pk, bare.pk], Month(2026, 11)).values()] == [True, False]
    with pytest.raises(Refusal) as refused:
        decide_same(actor=officer_, pair_id=pair.pk, kept_id=bare.pk, choices={}, because="", on=DECEMBER)
    assert refused.value.code == "keep_the_paid"
    merge = decide_same(actor=officer_, pair_id=pair.pk, kept_id=paid.pk, choices={}, because="", on=DECEMBER)
    assert merge.state == "done"
    assert month(11, tmp_path).lines == 1
    assert payments.Overpayment.objects.count() == 0
    assert payments.verify_money(on=DECEMBER).findings == ()


def test_what_was_proposed_before_the_merge_is_proposed_anew(tmp_path: Path) -> None:
    first, second, pair = pair_of_paid()
    month(11, tmp_path, ("determine", "propose"))
    officer_, _ = actors()
    decide_same(actor=officer_, pair_id=pair.pk, kept_id=first.pk, choices={}, because="", on=DECEMBER)
    stale = list(casework.Proposal.objects.values_list("pk", flat=True))
    with pytest.raises(Refusal) as refused:
        casework.submit_proposals(ids=stale, by=officer_, at=timezone.now())
    assert refused.value.code == "merged_since"
    month(11, tmp_path, ("determine", "propose"))
    live = casework.Proposal.objects.filter(state="open")
    assert [(p.person_id, p.after_vnd) for p in live] == [(first.pk, 810_000)]
    assert casework.Proposal.objects.filter(person=second).get().state == "withdrawn"


def test_undo_through_the_flow(tmp_path: Path) -> None:
    first, _, pair = pair_of_paid()
    officer_, _ = actors()
    merge = decide_same(actor=officer_, pair_id=pair.pk, kept_id=first.pk, choices={}, because="", on=DECEMBER)
    assert undo_same(actor=officer_, merge_id=merge.pk, because="nhầm", on=DECEMBER).state == "undone"
    assert month(11, tmp_path).lines == 2
    assert officer("commune_officer", commune()).may(access.Permission.MERGE_PEOPLE)


def open_case(who: registry.Person, kind: str = "new", programme: str = "social_allowance") -> casework.Case:
    clerk = access.User.objects.filter(username="counter").first()
    return casework.receive_case(
        actor=access.actor_of(clerk, DECEMBER) if clerk else officer("commune_officer", commune(), "counter"),
        kind=kind, programme=programme, person_id=who.pk, received_on=DECEMBER, on=DECEMBER,
        starter="family", applicant={"name": "Lò Văn Nộp"},
    )  # fmt: skip


def test_an_open_file_goes_on_about_the_record_that_stays_and_back(tmp_path: Path) -> None:
    first, second, pair = pair_of_paid()
    clerk, _ = actors()
    case, closed = open_case(second), open_case(second, programme="social_pension")
    casework.Case.objects.filter(pk=closed.pk).update(state="withdrawn", closed_on=DECEMBER)
    form = casework.FilledForm.objects.create(
        code="1a", person=second, case=case, area=case.area, known_on=DECEMBER, made_by_id=case.received_by_id,
        saved_by_id=case.received_by_id,
    )  # fmt: skip
    merge = decide_same(actor=clerk, pair_id=pair.pk, kept_id=first.pk, choices={}, because="", on=DECEMBER)
    form.refresh_from_db()
    assert form.person_id == first.pk
    whose = casework.Case.objects.order_by("pk").values_list("person_id", flat=True)
    assert list(whose) == [first.pk, second.pk]
    undo_same(actor=clerk, merge_id=merge.pk, because="nhầm", on=DECEMBER)
    assert list(whose.all()) == [second.pk, second.pk]
    assert list(case.steps.order_by("pk").values_list("act", flat=True)) == ["receive", "carry", "carry_back"]
    assert closed.steps.count() == 1


def test_a_file_closed_since_the_merge_rests_on_it(tmp_path: Path) -> None:
    first, second, pair = pair_of_paid()
    clerk, _ = actors()
    case = open_case(second)
    merge = decide_same(actor=clerk, pair_id=pair.pk, kept_id=first.pk, choices={}, because="", on=DECEMBER)
    casework.Case.objects.filter(pk=case.pk).update(state="withdrawn", closed_on=DECEMBER)
    with pytest.raises(Refusal, match="1 hồ sơ đã giải quyết"):
        undo_same(actor=clerk, merge_id=merge.pk, because="nhầm", on=DECEMBER)


def test_two_open_files_of_a_kind_stop_the_merge(tmp_path: Path) -> None:
    first, second, pair = pair_of_paid()
    clerk, _ = actors()
    open_case(first), open_case(second)
    with pytest.raises(Refusal) as refused:
        decide_same(actor=clerk, pair_id=pair.pk, kept_id=first.pk, choices={}, because="", on=DECEMBER)
    assert refused.value.code == "two_files"
    assert registry.Merge.objects.filter(state="done").count() == 0
