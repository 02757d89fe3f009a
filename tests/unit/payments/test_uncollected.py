"""Three months not collected: found once a stretch, grown, ended; visits, and what follows from each."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.access.public import acting_as
from ansinh.casework.public import Suspension
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import timing
from ansinh.payments import public as payments
from ansinh.payments.operations.find_uncollected import articles
from ansinh.payments.public import uncollected
from ansinh.registry.public import PaymentChannel, Person
from tests import builders
from tests.builders import period
from tests.unit.payments.payroll import Office, award, died, lines, office, released
from tests.unit.registry.test_merge import merged

pytestmark = pytest.mark.django_db
FIRST = Month(2026, 6)
ON = date(2026, 11, 20)


@pytest.fixture
def here() -> Office:
    return office()


def month(at: Office, what: Month, results: dict[int, str]) -> None:
    """The month's list, handed over; results by person, the others wait."""
    run = released(at, what)
    for line in lines(run.pk):
        if result := results.get(line.person_id):
            payments.scan_return(actor=at.accountant, run_id=run.pk, code=line.key, outcome=result, reason="Vắng mặt")
    if results:
        payments.hand_in_scans(actor=at.accountant, run_id=run.pk, rest_paid=[], on=what.first.replace(day=20))


def missed(at: Office, who: Person, months: int, first: Month = FIRST) -> None:
    for n in range(months):
        month(at, first.plus(n), {who.pk: "returned"})


def only() -> uncollected.Uncollected:
    return uncollected.Uncollected.objects.get()


def test_three_months_are_found_once_and_grow(here: Office) -> None:
    who, other = (builders.person(here.area, name=name) for name in ("Giàng A Páo", "Lò Thị Hoa"))
    award(here, who, first="2026-06-01")
    award(here, other, first="2026-06-01")
    for n in range(2):
        month(here, FIRST.plus(n), {who.pk: "returned", other.pk: "returned"})
    assert uncollected.find_uncollected(on=ON) == uncollected.FoundStretches(0, 0, 0, 0)
    month(here, FIRST.plus(2), {who.pk: "returned", other.pk: "paid"})
    assert uncollected.find_uncollected(on=ON).new == 1
    assert uncollected.find_uncollected(on=ON) == uncollected.FoundStretches(0, 0, 0, 0), "never twice"
    found = only()
    assert (found.person_id, found.months, found.cash) == (who.pk, period("2026-06-01", "2026-09-01"), True)
    assert found.amount_vnd == 3 * 540_000, "what came back was carried along"
    assert found.article == "điểm a khoản 1 Điều 9 Nghị định 335/2026/NĐ-CP"
    assert found.due_on > ON
    month(here, FIRST.plus(3), {who.pk: "returned"})
    assert uncollected.find_uncollected(on=ON).grown == 1
    assert uncollected.months_of(only()) == 4
    month(here, FIRST.plus(4), {})
    assert uncollected.find_uncollected(on=ON) == uncollected.FoundStretches(0, 0, 0, 0), "nobody has said yet"
    assert min(g.at_least for g in timing.SUSPENSION_GROUNDS if g.code == "uncollected") == uncollected.LEAST


def test_who_collects_later_is_done_with(here: Office) -> None:
    who = builders.person(here.area)
    award(here, who, first="2026-06-01")
    missed(here, who, 3)
    uncollected.find_uncollected(on=ON)
    month(here, FIRST.plus(3), {who.pk: "paid"})
    assert uncollected.find_uncollected(on=ON).collected == 1
    assert (only().state, only().because) == ("collected", "Đã nhận tiền ở kỳ sau")
    missed(here, who, 2, FIRST.plus(4))
    uncollected.find_uncollected(on=ON)
    assert uncollected.Uncollected.objects.filter(state="open").count() == 0, "two months are no stretch"


@pytest.mark.parametrize("why", ["suspended", "dead"])
def test_a_suspension_or_a_death_answers_it_at_once(here: Office, why: str) -> None:
    """Nobody is sent to visit until the night; a death that is undone by then leaves it as it was."""
    who = builders.person(here.area)
    given = award(here, who, first="2026-06-01")
    missed(here, who, 3)
    uncollected.find_uncollected(on=ON)
    case = uncollected.propose_suspension(actor=here.maker, uncollected_id=only().pk, on=ON)
    assert uncollected.answered_by(only()) == ""
    if why == "dead":
        died(who, date(2026, 11, 2))
    else:
        Suspension.objects.create(
            person=who, area=here.area, programme="social_allowance", first_month=date(2026, 12, 1),
            ground="uncollected", case=case, decision=given.decision,
        )  # fmt: skip
    assert not uncollected.stretches().exists()
    assert not uncollected.stretches(state="open").exists()
    assert (uncollected.waiting_figures(ON)["open"], uncollected.by_commune()) == (0, [])
    assert (only().state, uncollected.answered_by(only())) == ("open", why), "written down by the night"
    with pytest.raises(Refusal) as refused:
        uncollected.record_visit(actor=here.maker, uncollected_id=only().pk, visited_on=ON, found="absent", on=ON)
    assert refused.value.code == "state"
    assert uncollected.find_uncollected(on=ON).over == 1
    assert uncollected.answered_by(only()) == ""


def test_banks_money_back_is_visited_but_no_ground(here: Office) -> None:
    who = builders.person(here.area)
    builders.fact(
        PaymentChannel, person=who, kind="bank", bank="Ngân hàng thử", account="123", valid=period("2026-01-01")
    )
    award(here, who, first="2026-06-01")
    for n in range(3):
        run = released(here, FIRST.plus(n))
        payments.PayrollLine.objects.filter(run_id=run.pk).update(state="returned")
    uncollected.find_uncollected(on=ON)
    assert (only().cash, only().article) == (False, "")
    with pytest.raises(Refusal) as refused:
        uncollected.propose_suspension(actor=here.maker, uncollected_id=only().pk, on=ON)
    assert refused.value.code == "no_ground"


def test_a_suspension_is_proposed_from_it(here: Office) -> None:
    who = builders.person(here.area)
    award(here, who, first="2026-06-01")
    missed(here, who, 3)
    uncollected.find_uncollected(on=ON)
    case = uncollected.propose_suspension(actor=here.maker, uncollected_id=only().pk, on=ON)
    assert (case.kind, case.programme, case.asked) == (
        "suspension",
        "social_allowance",
        {"ground": "uncollected", "uncollected_months": "3"},
    )
    assert uncollected.propose_suspension(actor=here.maker, uncollected_id=only().pk, on=ON) == case
    assert articles(date(2026, 5, 1))["social_allowance"] == "điểm a khoản 3 Điều 2 Thông tư 02/2021/TT-BLĐTBXH"


@pytest.mark.parametrize(
    ("found", "told", "kind", "typed"),
    [
        ("dead", {"died_on": "2026-09-03"}, "death", {"effective_on": ["2026-09-03"]}),
        ("housebound", {}, "channel", {"channel": ["home"], "effective_on": ["2026-11-20"]}),
        (
            "moved",
            {"moved": "within", "moved_on": "2026-08-01", "village": "Bản Mới"},
            "move_within",
            {"effective_on": ["2026-08-01"], "village": ["Bản Mới"]},
        ),
    ],
)
def test_a_visit_leads_to_news_already_filled_in(
    here: Office, found: str, told: dict[str, str], kind: str, typed: dict[str, list[str]]
) -> None:
    who = builders.person(here.area, village="Bản Cũ")
    award(here, who, first="2026-06-01")
    missed(here, who, 3)
    uncollected.find_uncollected(on=ON)
    made = uncollected.record_visit(
        actor=here.maker,
        uncollected_id=only().pk,
        visited_on=ON,
        found=found,
        on=ON,
        remark="Trưởng thôn kể",
        told=told,
    )
    assert only().state == "visited"
    visit = uncollected.visit_of(made.pk, who.pk)
    assert visit is not None
    assert uncollected.news_kind_of(visit) == kind
    form = uncollected.news_from(visit, ON)
    assert typed.items() <= form.items()
    assert form["note"] == ["Trưởng thôn kể"]


def test_who_was_not_met_is_visited_again_and_closing_needs_a_visit(here: Office) -> None:
    who = builders.person(here.area)
    award(here, who, first="2026-06-01")
    missed(here, who, 3)
    uncollected.find_uncollected(on=ON)

    def refused(found: str, *, on: date = ON, **told: str) -> str:
        with pytest.raises(Refusal) as told_why:
            uncollected.record_visit(
                actor=here.maker, uncollected_id=only().pk, visited_on=on, found=found, on=ON, told=told
            )
        return told_why.value.code

    assert refused("lost") == "no_outcome"
    assert refused("dead") == "bad_day"
    assert refused("dead", died_on="2027-01-01") == "bad_day"
    assert refused("moved") == "no_place"
    assert refused("refused") == "reason_missing"
    assert refused("absent", on=date(2026, 5, 31)) == "bad_day"
    uncollected.record_visit(actor=here.maker, uncollected_id=only().pk, visited_on=ON, found="absent", on=ON)
    with pytest.raises(Refusal) as told_why:
        uncollected.close_uncollected(actor=here.maker, uncollected_id=only().pk, because="xong", on=ON)
    assert told_why.value.code == "not_visited"
    uncollected.record_visit(
        actor=here.maker, uncollected_id=only().pk, visited_on=ON, found="found", on=ON, remark="Ốm, sẽ đến nhận"
    )
    uncollected.close_uncollected(actor=here.maker, uncollected_id=only().pk, because="Sẽ nhận kỳ tới", on=ON)
    assert uncollected.find_uncollected(on=ON).new == 0, "never twice for the same stretch"
    missed(here, who, 1, FIRST.plus(3))
    assert uncollected.find_uncollected(on=ON).new == 0, "counting has begun anew"


def test_the_database_keeps_it(here: Office) -> None:
    who = builders.person(here.area)
    award(here, who, first="2026-06-01")
    missed(here, who, 3)
    uncollected.find_uncollected(on=ON)
    made = uncollected.record_visit(actor=here.maker, uncollected_id=only().pk, visited_on=ON, found="absent", on=ON)
    for wrong in (
        f"UPDATE payments_uncollected SET months = '[2026-06-01,2026-08-01)' WHERE id = {only().pk}",
        f"UPDATE payments_visit SET found = 'dead' WHERE id = {made.pk}",
        f"DELETE FROM payments_visit WHERE id = {made.pk}",
        "INSERT INTO payments_uncollected (person_id, area_id, programme, months, amount_vnd, cash, article, found_on,"
        " due_on, state, because) SELECT person_id, area_id, programme, '[2026-08-01,2026-11-01)', 1, true, '',"
        " found_on, due_on, 'open', '' FROM payments_uncollected",
        "UPDATE payments_uncollected SET state = 'closed', closed_on = '2026-11-20'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)
    with acting_as(builders.officer("commune_officer", builders.commune(1), "can-bo-khac")):
        assert not uncollected.stretches().exists()
        assert uncollected.visit_of(made.pk, who.pk) is None
    with pytest.raises(Refusal) as refused:
        uncollected.record_visit(
            actor=office(1).maker, uncollected_id=made.uncollected_id, visited_on=ON, found="absent", on=ON
        )
    assert refused.value.code == "outside_scope"


def expected(states: list[str]) -> tuple[int, int] | None:
    """The plain way: the last run of months that came back, if nothing was collected after it; (first, months)."""
    best, start = None, None
    for n, state in enumerate([*states, "end"]):
        if state == "returned":
            start = n if start is None else start
            continue
        if start is not None and n - start >= 3:
            best = (start, n - start)
        start = None
        if state == "paid":
            best = None
    return best


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(st.sampled_from(["returned", "returned", "paid", "unknown", "held", "sent"]), max_size=9))
def test_any_order_of_results_gives_the_plain_count(here: Office, states: list[str]) -> None:
    with transaction.atomic():
        who = builders.person(here.area, name="Vàng Thị Sua")
        award(here, who, first="2026-01-01")
        for n, state in enumerate(states):
            run = payments.PayrollRun.objects.create(
                month=date(2026, n + 1, 1), area=here.area, kind="monthly", number=0, pay_on=ON,
                made_by_id=here.maker.user_id,
            )  # fmt: skip
            line = payments.PayrollLine.objects.create(
                run=run, key=f"K{n}", month=run.month, number=0, person=who, commune=here.area,
                programme="social_allowance", amount_vnd=1000 + n, full_name="x", born="1950", channel="post_office",
            )  # fmt: skip
            for step in ("held",) if state == "held" else ("sent", state) if state != "sent" else ("sent",):
                payments.PayrollLine.objects.filter(pk=line.pk).update(state=step)
        uncollected.find_uncollected(on=ON)
        rows = [(r.months.lower.month - 1, uncollected.months_of(r)) for r in uncollected.Uncollected.objects.all()]
        assert rows == ([] if (one := expected(states)) is None else [one])
        transaction.set_rollback(True)


def test_of_the_people_of_a_run_the_same_is_found_as_over_all(here: Office) -> None:
    """A record that was merged, somebody who collects again, who died: as they are found over all people."""
    kept, twin, again, dead = (builders.person(here.area, name=f"Lò Thị {n}") for n in "ABCD")
    award(here, twin, first="2026-06-01", end="2026-08-01")
    award(here, kept, first="2026-08-01")
    for who in (again, dead):
        award(here, who, first="2026-06-01")
    elsewhere = office(1)
    stranger = builders.person(elsewhere.area, name="Vàng A Xa")
    award(elsewhere, stranger, first="2026-06-01")
    for n in range(3):
        month(here, FIRST.plus(n), dict.fromkeys((kept.pk, twin.pk, again.pk, dead.pk), "returned"))
        month(elsewhere, FIRST.plus(n), {stranger.pk: "returned"})
    merged(here.maker, kept, twin)
    settled = [run.pk for run in payments.PayrollRun.objects.filter(area=here.area).order_by("-month")[:1]]

    def seen() -> set[tuple[object, ...]]:
        rows = uncollected.Uncollected.objects.exclude(person=stranger)
        return {(r.person_id, r.months.lower, r.months.upper, r.state, r.because, r.area_id) for r in rows}

    for step in range(2):
        if step:
            month(here, FIRST.plus(3), {kept.pk: "returned", again.pk: "paid"})
            died(dead, date(2026, 9, 20))
        with transaction.atomic():
            uncollected.find_uncollected(on=ON)
            over_all = seen()
            transaction.set_rollback(True)
        told = uncollected.find_uncollected(on=ON, run_ids=settled)
        assert seen() == over_all
        assert not uncollected.Uncollected.objects.filter(person=stranger).exists(), "left to the night"
        assert told == (uncollected.FoundStretches(0, 1, 1, 1) if step else uncollected.FoundStretches(3, 0, 0, 0))
    assert uncollected.find_uncollected(on=ON) == uncollected.FoundStretches(1, 0, 0, 0)


def test_closing_goes_on_beyond_the_years_of_the_calendar(here: Office) -> None:
    assert uncollected.find_uncollected(on=date(2028, 1, 20)) == uncollected.FoundStretches(0, 0, 0, 0)
