"""Samples of paid lines: drawn by a seed, of the size that the rule says, the same again; told, corrected, followed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from math import ceil

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.access.public import Grant, User, acting_as, actor_of
from ansinh.areas.public import province
from ansinh.casework.public import Case
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.payments.models import MatchCase
from ansinh.payments.public import sampling
from ansinh.payments.sampling_invariants_table import SAMPLING
from tests import builders
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, award, office, released
from tests.unit.payments.sampled import ON, sample, settled, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    return office()


def plain_size(rule: sampling.Size, of_channel: int, of_commune: int, of_all: int) -> int:
    """The rule as it is told, in whole numbers and fractions."""
    if rule.kind == "share":
        wanted = Fraction(of_commune * rule.share_permille, 1000)
    else:
        p, e = Fraction(rule.expected_permille, 1000), Fraction(rule.width_permille, 1000)
        endless = Fraction(196, 100) ** 2 * p * (1 - p) / e**2
        wanted = Fraction(ceil(endless / (1 + (endless - 1) / of_all)) * of_commune, of_all)
    of_the_commune = min(of_commune, max(rule.least_commune, ceil(wanted)))
    return min(of_channel, max(rule.least_channel, ceil(Fraction(of_the_commune * of_channel, of_commune))))


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(["share", "width"]), share=st.integers(1, 1000), width=st.integers(1, 500),
    expected=st.integers(1, 999), least=st.integers(1, 60), channel=st.integers(1, 10),
    of=st.lists(st.integers(1, 4000), min_size=3, max_size=3).map(sorted),
)  # fmt: skip
def test_the_size_is_what_the_rule_says(
    kind: str, share: int, width: int, expected: int, least: int, channel: int, of: list[int]
) -> None:
    rule = sampling.Size(kind, share, width, expected, least, channel)
    found = sampling.size_of(rule, *of)
    assert found == plain_size(rule, *of)
    assert 0 < found <= of[0]


def test_sizes_as_an_auditor_would_work_them_out() -> None:
    """3 % of a commune, at least 15, two of each way; ±5 points at 50 % of 10,000 are 370 (Cochran's tables)."""
    assert [sampling.size_of(sampling.Size(), n, n, n) for n in (8, 15, 300, 1000)] == [8, 15, 15, 30]
    assert sampling.size_of(sampling.Size(), 3, 300, 300) == 2
    wide = sampling.Size(kind="width", width_permille=50, expected_permille=500, least_commune=1, least_channel=1)
    assert sampling.size_of(wide, 10_000, 10_000, 10_000) == 370
    assert sampling.size_of(wide, 500, 500, 10_000) == 19


def test_a_sample_is_drawn_once_from_what_was_paid_and_the_same_again(here: Office) -> None:
    run_id = settled(here, cash=22, bank=4, back=(0, 1))
    drawn = sampling.draw_sample(actor=here.maker, run_id=run_id, area_id=here.area.pk, on=ON)
    assert sampling.draw_sample(actor=here.maker, run_id=run_id, area_id=here.area.pk, on=ON) == replace(
        drawn, repeated=True
    )
    one = sampling.sample_of(drawn.sample_id)
    assert one is not None
    strata = {s.channel: (s.paid_lines, s.paid_vnd, s.drawn) for s in sampling.strata_of(one.pk)}
    assert strata == {"bank": (4, 4 * 540_000, 3), "post_office": (20, 20 * 540_000, 13)}
    assert one.due_on == ON + timedelta(days=20)
    kept = list(sampling.SampledLine.objects.filter(sample=one).order_by("line__commune", "line__channel", "place"))
    assert [(row.line_id, row.place) for row in kept] == sampling.draw_again(one.pk)
    frame = payments.PayrollLine.objects.filter(run_id=run_id, state="paid", channel="post_office")
    turns = {
        hashlib.sha256(f"{one.seed}|{one.manifest_sha256}|{key}".encode()).hexdigest(): pk
        for key, pk in frame.values_list("key", "pk")
    }
    by_hand = [turns[turn] for turn in sorted(turns)][:13]
    assert [row.line_id for row in kept if row.line.channel == "post_office"] == by_hand, "anybody's SHA-256 will do"


def test_what_comes_back_later_changes_no_sample(here: Office) -> None:
    run_id = settled(here, cash=18)
    rows = sample(here, run_id)
    before = sampling.draw_again(rows[0].sample_id)
    payments.correct_result(actor=here.chair, line_id=rows[0].line_id, because="Báo nhầm người nhận", on=ON)
    assert sampling.draw_again(rows[0].sample_id) == before
    assert payments.verify_money(PAY_DAY).findings == ()


def test_who_may_draw_and_when(here: Office) -> None:
    award(here, builders.person(here.area))
    run = released(here)
    refused = [
        (here.maker, run.pk, "state"),
        (here.chair, run.pk, "not_permitted"),
        (here.maker, 98_765, "unknown_run"),
    ]
    other = office(1)
    refused.append((other.maker, run.pk, "outside_scope"))
    for actor, run_id, code in refused:
        with pytest.raises(Refusal) as refusal:
            sampling.draw_sample(actor=actor, run_id=run_id, area_id=here.area.pk, on=ON)
        assert refusal.value.code == code
    payments.settle_run(actor=here.accountant, run_id=run.pk, on=PAY_DAY)
    with pytest.raises(Refusal) as refusal:
        sampling.draw_sample(actor=here.maker, run_id=run.pk, area_id=other.area.pk, on=ON)
    assert refusal.value.code == "other_area"
    with pytest.raises(Refusal) as refusal:
        sampling.draw_sample(actor=here.maker, run_id=run.pk, area_id=here.area.pk, on=ON)
    assert refusal.value.code == "nothing_paid"
    assert sampling.draw_month(actor=here.maker, month=NOVEMBER, on=ON) == ()


def test_the_department_and_the_commune_each_draw_their_own(here: Office) -> None:
    run_id = settled(here, cash=16)
    department = builders.officer("province_officer", province(PAY_DAY))
    (theirs,) = sampling.draw_month(actor=department, month=NOVEMBER, on=ON)
    (own,) = sampling.draw_month(actor=here.maker, month=NOVEMBER, on=ON)
    assert theirs.sample_id != own.sample_id
    assert sampling.draw_month(actor=here.maker, month=NOVEMBER, on=ON) == ()
    with acting_as(here.maker):
        assert {one.sample.office for one in sampling.samples(NOVEMBER.first)} == {"province", "commune"}
        assert sampling.undrawn(NOVEMBER, here.maker.area_ids) == (0, 0)
    with acting_as(office(1).maker):
        assert sampling.samples() == []
        assert not sampling.SampledLine.objects.exists()
        assert sampling.sample_of(own.sample_id) is None
    assert payments.PayrollRun.objects.get(pk=run_id).state == "settled"


def test_a_rule_of_the_province_counts_from_its_day(here: Office) -> None:
    whole = province(PAY_DAY)
    keeper = builders.officer("administrator", whole)
    rule = sampling.Size(share_permille=500, least_commune=1, least_channel=1, days=7)
    for changed, code in (
        (replace(rule, share_permille=0), "bad_rule"), (replace(rule, kind="all"), "bad_rule"),
        (replace(rule, days=999), "bad_rule"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refusal:
            sampling.set_sample_rule(actor=keeper, area=whole, since=ON, rule=changed, because="Thử", on=ON)
        assert refusal.value.code == code
    with pytest.raises(Refusal) as refusal:
        sampling.set_sample_rule(
            actor=keeper, area=whole, since=ON - timedelta(days=1), rule=rule, because="Thử", on=ON
        )
    assert refusal.value.code == "bad_day"
    sampling.set_sample_rule(actor=keeper, area=whole, since=ON, rule=rule, because="Kế hoạch kiểm tra năm", on=ON)
    assert sampling.rule_on(ON - timedelta(days=1)) == sampling.Size()
    assert sampling.rule_on(ON) == replace(rule, since=ON)
    rows = sample(here, settled(here, cash=9))
    assert len(rows) == 5
    found = sampling.sample_of(rows[0].sample_id)
    assert found is not None
    assert (sampling.rule_of(found), found.due_on) == (rule, ON + timedelta(days=7))


def test_answers_stand_until_they_are_corrected_and_stay_to_be_read(here: Office) -> None:
    first, *_ = sample(here, settled(here, cash=3))
    for n in range(3):
        first.refresh_from_db()
        assert first.state == "open", n
        tell(here, first, "unreached")
    first.refresh_from_db()
    assert first.state == "silent"
    wrong = tell(here, first, "part", received_vnd=40_000, satisfaction=2)
    with pytest.raises(Refusal) as refusal:
        tell(here, first, "whole")
    assert refusal.value.code == "answered"
    (opened,) = sampling.follow_ups_of(first.pk)
    assert (opened.told, opened.due_on, opened.state) == ("part", ON + timedelta(days=10), "open")
    right = tell(here, first, "whole", corrects=wrong.pk, satisfaction=5)
    (opened,) = sampling.follow_ups_of(first.pk)
    assert (opened.state, opened.conclusion) == ("closed", "Kết quả kiểm tra đã được sửa")
    contacts = sampling.contacts_of(first.pk)
    assert [one.told for one in contacts] == ["whole", "part", "unreached", "unreached", "unreached"]
    assert sampling.standing_answer(contacts) == right
    with pytest.raises(Refusal) as refusal:
        tell(here, first, "whole", corrects=wrong.pk)
    assert refusal.value.code == "corrected"


@pytest.mark.parametrize(
    ("told", "more", "code"),
    [
        ("lost", {}, "no_outcome"),
        ("whole", {"how": "letter"}, "no_outcome"),
        ("whole", {"collected": ""}, "no_collector"),
        ("whole", {"satisfaction": 6}, "bad_satisfaction"),
        ("part", {"received_vnd": 540_000}, "bad_amount"),
        ("part", {}, "bad_amount"),
        ("none", {"remark": " "}, "reason_missing"),
        ("wrong_person", {"collected": "self"}, "bad_collector"),
        ("whole", {"on": ON + timedelta(days=1)}, "bad_day"),
        ("whole", {"on": ON - timedelta(days=1)}, "bad_day"),
    ],
)
def test_what_does_not_fit_together_is_refused(here: Office, told: str, more: dict[str, object], code: str) -> None:
    (one,) = sample(here, settled(here, cash=1))
    with pytest.raises(Refusal) as refusal:
        tell(here, one, told, **more)
    assert refusal.value.code == code


def test_who_paid_does_not_check(here: Office) -> None:
    one, *_ = sample(here, settled(here, cash=2))
    user = User.objects.get(pk=here.accountant.user_id)
    Grant.objects.create(user=user, role="commune_officer", area=here.area, valid=builders.period("2026-01-01"))
    both = actor_of(user, ON)
    with pytest.raises(Refusal) as refusal:
        sampling.record_contact(actor=both, sampled_id=one.pk, said=sampling.Said("phone", ON, "unreached"), on=ON)
    assert refusal.value.code == "payer_is_checker"
    with pytest.raises(Refusal) as refusal:
        sampling.assign_sampled(actor=here.maker, sampled_ids=[one.pk], to_id=both.user_id or 0, on=ON)
    assert refusal.value.code == "payer_is_checker"
    with pytest.raises(Refusal) as refusal:
        sampling.assign_sampled(actor=here.maker, sampled_ids=[one.pk], to_id=here.chair.user_id or 0, on=ON)
    assert refusal.value.code == "unknown_user"
    assert sampling.assign_sampled(actor=here.maker, sampled_ids=[one.pk], to_id=here.maker.user_id or 0, on=ON) == 1


def test_nothing_arrived_and_the_list_is_corrected_on_the_usual_way(here: Office) -> None:
    one, *_ = sample(here, settled(here, cash=2))
    tell(here, one, "none")
    (found,) = sampling.follow_ups_of(one.pk)
    assert sampling.routes_of(found) == ["correction", "grievance"]
    with pytest.raises(Refusal) as refusal:
        sampling.route_follow_up(actor=here.maker, follow_up_id=found.pk, route="correction", because="", on=ON)
    assert refusal.value.code == "not_permitted"
    sampling.route_follow_up(actor=here.chair, follow_up_id=found.pk, route="correction", because="Đã hỏi lại", on=ON)
    line = payments.PayrollLine.objects.get(pk=one.line_id)
    assert (line.state, line.reason) == ("returned", "Kiểm tra sau chi trả ngày 20/11/2026: Đã hỏi lại")
    sampling.conclude_follow_up(actor=here.maker, follow_up_id=found.pk, conclusion="Kỳ sau chi lại", on=ON)
    with pytest.raises(Refusal) as refusal:
        sampling.conclude_follow_up(actor=here.maker, follow_up_id=found.pk, conclusion="Lần nữa", on=ON)
    assert refusal.value.code == "state"
    assert payments.verify_money(PAY_DAY).findings == ()


def test_what_a_bank_booked_becomes_a_doubt_of_its_statement(here: Office) -> None:
    one, *_ = sample(here, settled(here, cash=0, bank=2))
    tell(here, one, "none")
    (found,) = sampling.follow_ups_of(one.pk)
    assert sampling.routes_of(found) == ["matching", "grievance"]
    sampling.route_follow_up(actor=here.maker, follow_up_id=found.pk, route="matching", because="Hỏi ngân hàng", on=ON)
    doubt = MatchCase.objects.get()
    assert (doubt.kind, doubt.state, doubt.amount_vnd) == ("not_received", "open", 540_000)
    assert [chosen.line_id for chosen in doubt.lines.all()] == [one.line_id]
    payments.close_case(actor=here.accountant, case_id=doubt.pk, note="Ngân hàng xác nhận đã ghi có")
    assert payments.verify_money(PAY_DAY).findings == ()


def test_somebody_else_took_it_and_the_commune_opens_a_file(here: Office) -> None:
    one, *_ = sample(here, settled(here, cash=2))
    tell(here, one, "wrong_person", collector="Người cháu")
    (found,) = sampling.follow_ups_of(one.pk)
    done = sampling.route_follow_up(
        actor=here.maker, follow_up_id=found.pk, route="grievance", because="Cần làm rõ", on=ON
    )
    case = Case.objects.get()
    assert (done.case_id, case.kind, case.person_id, case.asked["subject"]) == (
        case.pk, "grievance", one.line.person_id, "payment",
    )  # fmt: skip
    assert "Không đúng người nhận" in case.asked["about"]
    with pytest.raises(Refusal) as refusal:
        sampling.route_follow_up(actor=here.maker, follow_up_id=found.pk, route="grievance", because="", on=ON)
    assert refusal.value.code == "state"


def test_the_database_keeps_samples_and_answers(here: Office) -> None:
    run_id = settled(here, cash=4, back=(0,))
    one, two, *_ = sample(here, run_id)
    told = tell(here, one, "part", received_vnd=1)
    sampling.conclude_follow_up(
        actor=here.maker, follow_up_id=sampling.follow_ups_of(one.pk)[0].pk, conclusion="Xong", on=ON
    )
    unpaid = payments.PayrollLine.objects.get(run_id=run_id, state="returned")
    contact = (
        'INSERT INTO payments_sample_contact (sampled_id, how, "on", told, received_vnd, collected, collector, remark,'
        " by_id, corrects_id) VALUES "
    )
    for wrong in (
        "UPDATE payments_sample SET seed = repeat('0', 32)",
        "UPDATE payments_sample_stratum SET drawn = 1",
        "UPDATE payments_sampled SET place = 9",
        f"INSERT INTO payments_sampled (stratum_id, sample_id, line_id, place, state) SELECT stratum_id, sample_id,"
        f" {unpaid.pk}, 99, 'open' FROM payments_sampled LIMIT 1",
        f"UPDATE payments_sample_contact SET told = 'none' WHERE id = {told.pk}",
        f"DELETE FROM payments_sample_contact WHERE id = {told.pk}",
        "UPDATE payments_follow_up SET state = 'open', closed_on = NULL",
        f"{contact} ({two.pk}, 'phone', '2026-11-20', 'part', 540000, 'self', '', '', {here.maker.user_id}, NULL)",
        f"{contact} ({two.pk}, 'phone', '2026-11-20', 'whole', NULL, 'self', '', '', {here.accountant.user_id}, NULL)",
        f"{contact} ({two.pk}, 'phone', '2026-11-20', 'whole', NULL, 'self', '', '', {here.maker.user_id}, {told.pk})",
        f"{contact} ({two.pk}, 'phone', '2026-11-20', 'unreached', NULL, 'self', '', '', {here.maker.user_id}, NULL)",
        f"{contact} ({two.pk}, 'phone', '2026-11-20', 'none', NULL, '', '', 'mở', {here.maker.user_id}, NULL)",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("I14b", "UPDATE payments_sample SET share_permille = 900"),
        ("I14c", "UPDATE payments_sample SET seed = repeat('a', 32)"),
        ("I14", "UPDATE payments_sample SET manifest_sha256 = repeat('a', 64)"),
        ("I14d", "UPDATE payments_sample_contact SET by_id = (SELECT released_by_id FROM payments_run)"),
        ("I14e", "DELETE FROM payments_follow_up"),
    ],
)
def test_what_goes_round_the_guards_is_found(here: Office, code: str, wrong: str) -> None:
    rows = sample(here, settled(here, cash=20))
    tell(here, rows[0], "none")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {wrong.split()[2 if 'DELETE' in wrong else 1]} DISABLE TRIGGER USER")
        cursor.execute(wrong)
        (row,) = [one for one in SAMPLING if one.code == code]
        cursor.execute(row.select)
        assert row.message.format(*cursor.fetchall()[0])
