"""Two about the same fact, a registry that moved on, the second pair of eyes, and what the database itself refuses."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry, OutboxFact
from ansinh.registry import public as registry
from ansinh.registry.models import DuplicateSearch
from tests import builders
from tests.unit.registry.requests.counter import ON, Counter, counter, held

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(db: None) -> Counter:
    return counter()


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def approve(at: Counter, request: registry.ChangeRequest) -> registry.ChangeRequest:
    return registry.approve_request(actor=at.checker, request_id=request.pk, on=ON)


def conflicts(request: registry.ChangeRequest) -> list[int]:
    return [other.pk for other in registry.queries_requests.standing(request).conflicts]


def test_two_about_the_same_fact_are_a_conflict_on_both_and_decided_in_order(at: Counter) -> None:
    first = at.send("disability", at.wife, "2026-11-03", degree="severe")
    second = at.send("disability", at.wife, "2026-11-10", degree="mild")
    assert (conflicts(first), conflicts(second)) == ([second.pk], [first.pk])
    with refused("conflict"):
        approve(at, second)
    assert approve(at, first).state == "applied"
    with refused("stale"):
        approve(at, second)
    registry.look_again(actor=at.maker, request_id=second.pk)
    assert approve(at, second).state == "applied"
    assert held(registry.Disability, "2026-11-09", person=at.wife).degree == "severe"
    assert held(registry.Disability, "2026-11-10", person=at.wife).degree == "mild"


def test_refusing_the_first_frees_the_second(at: Counter) -> None:
    first = at.send("pension", at.wife, "2026-11-01", drawn="yes", amount_vnd="1000000")
    second = at.send("pension", at.wife, "2026-10-01", drawn="yes", amount_vnd="2000000")
    registry.refuse_request(actor=at.checker, request_id=first.pk, because="Sai người")
    assert approve(at, second).state == "applied"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("disability", {"degree": "severe"}), ("pension", {"drawn": "yes"})),
        (("correction", {"full_name": "Sùng Thị Mị", "born": "01/03/1955", "sex": "female"}), ("death", {})),
        (("pension", {"drawn": "yes"}), ("poverty", {"status": "none"})),
    ],
)
def test_different_facts_of_one_person_are_no_conflict(at: Counter, first: Any, second: Any) -> None:
    one = at.send(first[0], at.wife, "2026-11-03", **first[1])
    two = at.send(second[0], at.wife, "2026-11-03", **second[1])
    assert conflicts(one) == conflicts(two) == []
    assert approve(at, two).state == "applied"


def test_a_household_and_its_member_conflict_where_they_touch_the_same_belonging(at: Counter) -> None:
    split = at.send("split", at.wife, "2026-11-03", status="none")
    death = at.send("death", at.wife, "2026-11-10")
    head = at.send("head", at.head, "2026-11-05", head=at.child.pk)
    assert conflicts(split) == [death.pk]
    assert conflicts(head) == []


def test_two_children_of_one_day_in_one_household_are_looked_at_together(at: Counter) -> None:
    same = {"sex": "male", "mother": at.wife.pk, "mother_state": "caring", "father_state": "caring"}
    first = at.send("birth", at.wife, "2026-11-20", full_name="Giàng A Dơ", **same)
    twin = at.send("birth", at.head, "2026-11-20", full_name="Giàng A Dơ", **same)
    later = at.send("birth", at.wife, "2026-11-21", full_name="Giàng A Tông", **same)
    assert (conflicts(first), conflicts(twin), conflicts(later)) == ([twin.pk], [first.pk], [])


def test_the_database_itself_keeps_the_order(at: Counter) -> None:
    at.send("disability", at.wife, "2026-11-03", degree="severe")
    second = at.send("disability", at.wife, "2026-11-10", degree="mild")
    with pytest.raises(IntegrityError, match="registry_change_request_order"), transaction.atomic():
        registry.ChangeRequest.objects.filter(pk=second.pk).update(state="approved", decided_by=at.checker.user_id)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "applied"}, "registry_change_request_states"),
        ({"state": "undone"}, "registry_change_request_states"),
        ({"state": "approved"}, "request_approved_by_somebody"),
        ({"state": "approved", "decided_by": "maker"}, "request_maker_is_not_checker"),
        ({"state": "refused", "decided_by": "checker"}, "request_refused_with_reason"),
        ({"values": {"degree": "mild"}}, "registry_change_request_asked"),
        ({"effective_on": "2026-10-01"}, "registry_change_request_asked"),
        ({"opened_at": None}, "request_opened"),
    ],
)
def test_what_the_database_refuses(at: Counter, change: dict[str, Any], name: str) -> None:
    sent = at.send("disability", at.wife, "2026-11-03", degree="severe")
    if change.get("decided_by"):
        change = change | {"decided_by": getattr(at, change["decided_by"]).user_id}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        registry.ChangeRequest.objects.filter(pk=sent.pk).update(**change)


def test_a_request_begins_as_a_draft_of_its_maker(at: Counter) -> None:
    drafted = at.draft("disability", at.wife, "2026-11-03", degree="severe")
    colleague = builders.officer("commune_officer", at.area, "can-bo-hai")
    with refused("unknown_request"):
        registry.withdraw_request(actor=colleague, request_id=drafted.pk)
    drafted.pk, drafted.state, drafted.opened_at = None, "approved", drafted.made_at
    drafted.decided_by_id = at.checker.user_id
    with pytest.raises(IntegrityError, match="begins as a draft"), transaction.atomic():
        drafted.save(force_insert=True)


def test_every_act_that_is_not_in_the_table_is_refused(at: Counter) -> None:
    sent = at.send("disability", at.wife, "2026-11-03", degree="severe")
    approve(at, sent)
    for act in (
        lambda: approve(at, sent),
        lambda: registry.refuse_request(actor=at.checker, request_id=sent.pk, because="x"),
        lambda: registry.withdraw_request(actor=at.maker, request_id=sent.pk),
        lambda: registry.submit_request(actor=at.maker, request_id=sent.pk, on=ON),
        lambda: registry.look_again(actor=at.maker, request_id=sent.pk),
    ):
        with refused("wrong_state"):
            act()
    registry.undo_request(actor=at.checker, request_id=sent.pk, on=ON)
    with refused("wrong_state"):
        registry.undo_request(actor=at.checker, request_id=sent.pk, on=ON)


def test_maker_is_not_checker_although_both_are_officers(at: Counter) -> None:
    sent = at.send("death", at.wife, "2026-11-03")
    with refused("maker_is_checker"):
        registry.approve_request(actor=at.maker, request_id=sent.pk, on=ON)
    colleague = builders.officer("commune_officer", at.area, "can-bo-hai")
    assert registry.approve_request(actor=colleague, request_id=sent.pk, on=ON).state == "applied"


def test_news_that_an_import_or_another_wrote_meanwhile_is_looked_at_again(at: Counter) -> None:
    sent = at.send("disability", at.wife, "2026-11-03", degree="severe")
    builders.fact(registry.Disability, person=at.wife, degree="mild", valid=builders.period("2020-01-01"))
    standing = registry.queries_requests.standing(sent)
    assert standing.stale
    assert (standing.rows[0]["before"], standing.now[0]["before"]["degree"]) == (None, "mild")
    with refused("stale"):
        approve(at, sent)
    with refused("not_permitted"):
        registry.look_again(actor=at.checker, request_id=sent.pk)
    registry.look_again(actor=at.maker, request_id=sent.pk)
    assert approve(at, sent).state == "applied"


def test_approved_for_a_later_day_and_overtaken_goes_back(at: Counter) -> None:
    sent = at.send("poverty", at.wife, "2026-12-01", status="none")
    assert approve(at, sent).state == "approved"
    builders.fact(registry.Poverty, household=at.home, status="poor", valid=builders.period("2025-01-01", "2026-01-01"))
    registry.Poverty.objects.filter(household=at.home, valid__startswith="2026-01-01").update(
        retracted_at="2026-11-26T00:00Z", retracted_by=builders.source()
    )
    assert registry.apply_due(on=sent.effective_on) == (0, 1)
    again = registry.ChangeRequest.objects.get(pk=sent.pk)
    assert (again.state, again.decided_by_id) == ("open", None)
    assert "phải xem lại" in again.because


def test_a_later_fact_keeps_what_it_rests_on(at: Counter) -> None:
    first = at.done("disability", at.wife, "2026-11-03", degree="severe")
    second = at.done("disability", at.wife, "2026-11-10", degree="mild")
    with refused("built_upon"):
        registry.undo_request(actor=at.checker, request_id=first.pk, on=ON)
    registry.undo_request(actor=at.checker, request_id=second.pk, on=ON)
    registry.undo_request(actor=at.checker, request_id=first.pk, on=ON)
    assert not held(registry.Disability, "2026-11-10", person=at.wife)


def test_a_newcomer_of_whom_more_is_known_stays(at: Counter) -> None:
    came = at.done("arrive", None, "2026-11-03", full_name="Đặng Văn Hòa", born="1944", sex="male")
    at.done("disability", registry.Person.objects.get(pk=came.person_id), "2026-11-10", degree="severe")
    with refused("built_upon"):
        registry.undo_request(actor=at.checker, request_id=came.pk, on=ON)


def test_a_number_of_somebody_else_is_refused_beside_the_field_and_by_the_table(at: Counter) -> None:
    sent = at.send("paper", at.wife, "2026-11-03", number="015050000009")
    builders.fact(
        registry.Paper, person=at.head, kind="personal", number="015050000009", valid=builders.period("2021-01-01")
    )
    with refused("number_taken"):
        approve(at, sent)
    with pytest.raises(registry.Unclear) as unclear:
        at.draft("paper", at.wife, "2026-11-03", number="015050000009")
    assert "người khác" in unclear.value.where["wrong"]["number"]


@pytest.mark.parametrize(
    ("kind", "day", "values", "field"),
    [
        ("death", "2026-11-26", {}, "effective_on"),
        ("death", "1955-02-28", {}, "effective_on"),
        ("move_within", "2022-12-31", {"village": "B"}, "effective_on"),
        ("pension", "2026-11-01", {"drawn": "no", "amount_vnd": "5"}, "amount_vnd"),
        ("pension", "2026-11-01", {"drawn": "yes", "amount_vnd": "ba triệu"}, "amount_vnd"),
        ("channel", "2026-11-01", {"channel": "bank"}, "account"),
        ("correction", "2026-11-01", {"full_name": "Sùng Thị Mỷ", "born": "01/03/1955", "sex": "female"}, "full_name"),
        ("paper", "2026-11-01", {"number": "12345"}, "number"),
        ("phone", "2026-11-01", {"reached": "yes", "number": "912345678"}, "number"),
        ("phone", "2026-11-01", {"reached": "yes"}, "number"),
        ("phone", "2026-11-01", {"reached": "no", "number": "0912345678"}, "number"),
        ("join", "2026-11-01", {"target": "999999"}, "target"),
        ("split", "2026-11-01", {"movers": "777", "status": "none"}, "movers"),
        ("disability", "2026-11-01", {"degree": "rất nặng"}, "degree"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    at: Counter, kind: str, day: str, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(registry.Unclear) as unclear:
        at.draft(kind, at.wife, day, **values)
    assert field in unclear.value.where["wrong"]


def test_a_head_who_leaves_names_another(at: Counter) -> None:
    for kind, values in (("death", {}), ("move_out", {}), ("split", {"status": "none"})):
        with pytest.raises(registry.Unclear) as unclear:
            at.draft(kind, at.head, "2026-11-03", **values)
        assert set(unclear.value.where["wrong"]) == {"remaining_head"}


def test_the_source_is_the_request_and_the_audit_and_outbox_know_no_names(at: Counter) -> None:
    done = at.done("disability", at.wife, "2026-11-03", degree="severe")
    fact = held(registry.Disability, "2026-11-03", person=at.wife)
    assert fact.source_id == done.source_id
    assert (fact.source.kind, fact.source.reference) == ("form", f"Tin số {done.pk}: Giấy tờ thử số 12")
    told = OutboxFact.objects.get(kind="facts.changed").payload
    assert told == {"source_id": done.source_id}
    entries = AuditEntry.objects.filter(object_kind="change_request", object_id=str(done.pk))
    assert {entry.action for entry in entries} == {"request.submit", "request.approve", "request.apply"}
    assert "Sùng" not in str(list(entries.values_list("details", flat=True))) + str(told)


def test_nobody_of_another_commune_sees_a_request_or_its_touches(at: Counter) -> None:
    sent = at.send("disability", at.wife, "2026-11-03", degree="severe")
    with acting_as(at.receiver):
        assert not registry.ChangeRequest.objects.exists()
        assert not sent.touches.exists()
        with refused("unknown_request"):
            registry.approve_request(actor=at.receiver, request_id=sent.pk, on=ON)
    with acting_as(at.checker):
        assert registry.ChangeRequest.objects.count() == 1
        assert approve(at, sent).state == "applied"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same", [True, False], ids=["one request twice", "two about one fact"])
def test_two_who_approve_at_once_record_once(same: bool) -> None:
    at = counter()
    first = at.send("disability", at.wife, "2026-11-03", degree="severe")
    second = first if same else at.send("disability", at.wife, "2026-11-03", degree="mild")
    colleague = builders.officer("commune_officer", at.area, "can-bo-hai")
    barrier, results = threading.Barrier(2), []

    def one(actor: Any, request: registry.ChangeRequest) -> None:
        try:
            barrier.wait(timeout=120)
            with acting_as(actor):
                registry.approve_request(actor=actor, request_id=request.pk, on=ON)
            results.append("applied")
        except Refusal as refusal:
            results.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=pair) for pair in ((at.checker, first), (colleague, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sorted(results)[0] == "applied"
    assert sorted(results)[1] in ("wrong_state", "conflict", "stale")
    assert registry.Disability.objects.filter(retracted_at=None).count() == 1


def test_a_record_about_which_news_waits_is_not_merged(at: Counter) -> None:
    first, second = sorted((at.head, at.wife), key=lambda who: who.pk)
    search = DuplicateSearch.objects.create(
        known_at=timezone.now(), by_night=True, whole=True, weights=1, people=2, touched=2, found=1, raised=1, cleared=0
    )
    pair = registry.DuplicatePair.objects.create(
        first=first, second=second, first_area=at.area, second_area=at.area, tenths=55, level="sure",
        reasons=["name_same"], search=search,
    )  # fmt: skip
    sent = at.send("death", at.wife, "2026-11-03")
    merge = registry.propose_merge(
        actor=at.maker, pair_id=pair.pk, kept_id=at.head.pk, choices={}, because="cùng người", both_paid=False
    )
    with refused("news_waits"):
        registry.merge_people(actor=at.maker, merge_id=merge.pk)
    registry.withdraw_request(actor=at.maker, request_id=sent.pk)
    assert registry.merge_people(actor=at.maker, merge_id=merge.pk).state == registry.Merge.State.DONE
