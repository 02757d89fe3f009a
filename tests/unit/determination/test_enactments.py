"""Texts prepared, published and withdrawn: what is refused, by the operations and by the database itself."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from django.db import Error, connection, transaction

from ansinh import legislation
from ansinh.access import public as access
from ansinh.determination import public as determination
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.models import AuditEntry
from tests.builders import commune, officer
from tests.unit.determination.laws import HEAD, TODAY, YEN_BAI_60, base, leader, maker, own, prepare, publish

pytestmark = pytest.mark.django_db


def publish_it(found: determination.Enactment, **changes: Any) -> determination.Publication:
    values: dict[str, Any] = {
        "number": found.number,
        "issued_on": date(2026, 8, 1),
        "issued_by": "HĐND tỉnh (thử)",
        "actor": leader(),
        "on": TODAY,
    }
    return determination.publish_enactment(enactment_id=found.pk, **(values | changes))


def base_in(month: str) -> int:
    return determination.law_in_force().law(month, "15").base_vnd


def test_a_text_is_kept_as_it_was_entered() -> None:
    found = prepare(base(650_000), issued_on=date(2026, 8, 1), issued_by="Hội đồng nhân dân tỉnh")
    found.refresh_from_db()
    assert json.loads(found.text) == HEAD | base(650_000) | {
        "issued_on": "2026-08-01",
        "issued_by": "Hội đồng nhân dân tỉnh",
    }
    assert found.text_sha256 == hashlib.sha256(found.text.encode()).hexdigest()
    assert (found.first_month, found.issued_on) == (date(2026, 11, 1), date(2026, 8, 1))
    assert determination.state_of(found) == "prepared"


def test_it_is_law_from_its_first_month_once_another_person_publishes_it() -> None:
    before = {month: base_in(month) for month in ("2026-10", "2026-11", "2030-01")}
    found = prepare(base(650_000))
    assert {month: base_in(month) for month in before} == before
    publish_it(found, number="12/2026/NQ-HĐND")
    assert base_in("2026-10") == before["2026-10"]
    assert base_in("2026-11") == base_in("2030-01") == 650_000
    assert AuditEntry.objects.filter(action="law.publish", object_id=str(found.pk)).count() == 1


def test_who_prepared_does_not_publish() -> None:
    found = prepare(base(650_000))
    alone = access.Actor(**{**vars(maker()), "permissions": frozenset(access.Permission)})
    with pytest.raises(Refusal, match="một người khác"):
        publish_it(found, actor=alone)
    assert base_in("2026-11") != 650_000


@pytest.mark.parametrize("role", ["commune_officer", "commune_chair", "province_leader", "auditor"])
def test_who_may_not_prepare(role: str) -> None:
    with pytest.raises(Refusal, match="không có quyền"):
        determination.prepare_enactment(text=HEAD | base(650_000), actor=officer(role, commune()), on=TODAY)


def test_an_administrator_of_one_commune_does_not_enter_the_law_of_the_province() -> None:
    with pytest.raises(Refusal, match="cấp tỉnh"):
        determination.prepare_enactment(text=HEAD | base(650_000), actor=officer("administrator", commune()), on=TODAY)


def test_an_officer_of_the_province_does_not_publish() -> None:
    with pytest.raises(Refusal, match="không có quyền"):
        publish_it(prepare(base(650_000)), actor=officer("province_officer", commune(), "nguoi-khac"))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({}, "changes nothing"),
        ({"provinces": {"15": 5}}, "provinces.15"),
        ({"provinces": {"99": {"base": {"vnd": 10, "citation": "x"}}}}, "99"),
        (own(YEN_BAI_60 | {"all_of": ["full_60", "giàu"]}), "giàu"),
        (own(YEN_BAI_60 | {"code": "Yên Bái"}), "chữ thường"),
        (own(YEN_BAI_60 | {"code": "orphan_child"}), "orphan_child"),
        (own(YEN_BAI_60 | {"vnd": 0}), "số đồng"),
        (own(YEN_BAI_60 | {"vnd": 10**12}), "số đồng"),
        (own({k: v for k, v in YEN_BAI_60.items() if k != "vnd"} | {"coefficient": "0.0"}), "hệ số"),
        (own(YEN_BAI_60 | {"paid_from": "birth"}), "paid_from"),
        (base(650_005), "chia hết cho 10"),
        ({"categories": {"code": "x"}}, "danh sách"),
        ({"amounts": ["base"]}, "amounts"),
        (base(650_000) | {"from": "2001-01"}, "2001-01"),
        (base(650_000) | {"from": "tháng 11"}, "tháng 11"),
    ],
)
def test_what_cannot_be_laid_is_refused_with_its_place(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(Refusal, match=place):
        prepare(changes)
    assert not determination.Enactment.objects.exists()


def test_the_same_text_is_not_entered_twice_unless_the_first_was_dropped() -> None:
    first = prepare(base(650_000))
    with pytest.raises(AlreadyDone):
        prepare(base(650_000))
    determination.withdraw_enactment(enactment_id=first.pk, reason="nhập nhầm", actor=maker(), on=TODAY)
    assert prepare(base(650_000)).pk != first.pk


def test_a_later_first_month_wins_whatever_was_published_first() -> None:
    publish(base(700_000), **{"from": "2027-03"})
    publish(base(650_000), number="02", **{"from": "2026-11"})
    assert [base_in(month) for month in ("2026-10", "2026-11", "2027-02", "2027-03")] == [
        540_000,
        650_000,
        650_000,
        700_000,
    ]


def test_of_two_from_the_same_month_the_last_published_wins() -> None:
    publish(base(650_000))
    publish(base(640_000), number="02")
    assert base_in("2026-11") == 640_000


def test_what_a_text_builds_on_is_not_withdrawn_under_it() -> None:
    first = publish(own(YEN_BAI_60), **{"from": "2098-01"}).enactment
    publish(own({"code": "yen_bai_60", "end": True}), number="02", **{"from": "2099-01"})
    with pytest.raises(Refusal, match="dựa vào"):
        determination.withdraw_enactment(enactment_id=first.pk, reason="thử", actor=leader(), on=TODAY)


def test_withdrawn_before_its_month_it_was_never_law() -> None:
    version = determination.law_in_force().version("2099-01")
    found = publish(base(650_000), **{"from": "2099-01"}).enactment
    assert determination.law_in_force().version("2099-01") != version
    determination.withdraw_enactment(enactment_id=found.pk, reason="kỳ họp hoãn", actor=leader(), on=TODAY)
    assert determination.law_in_force().version("2099-01") == version
    again = determination.enactment(found.pk)
    assert again is not None
    assert determination.state_of(again) == "withdrawn"
    with pytest.raises(Refusal, match="đã rút"):
        publish_it(again)


@pytest.mark.parametrize(("on", "refused"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_the_day_before_the_first_month_is_the_last_to_withdraw(on: date, refused: bool) -> None:
    found = publish(base(650_000)).enactment
    assert determination.may(leader(), determination.ACTS["withdraw"], found, on) is not refused
    if refused:
        with pytest.raises(Refusal, match="có hiệu lực từ tháng 11/2026"):
            determination.withdraw_enactment(enactment_id=found.pk, reason="thử", actor=leader(), on=on)


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "  "},
        {"number": "x" * 101},
        {"issued_on": None},
        {"issued_on": date(2026, 11, 21)},
        {"issued_on": date(1945, 9, 2)},
        {"issued_by": ""},
    ],
)
def test_the_paper_is_named_when_it_is_published(changes: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        publish_it(prepare(base(650_000)), **changes)
    assert refused.value.where["field"] == next(iter(changes))


def refused_by_the_database(statement: str, *values: object) -> str:
    with pytest.raises(Error) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))
    return str(refused.value)


PUBLISH = (
    "INSERT INTO determination_publication (enactment_id, first_month, prepared_by_id, published_by_id, number, "
    "issued_on, issued_by, recorded_at) VALUES (%s, %s, %s, %s, 'x', '2026-08-01', 'x', %s)"
)


def test_the_database_itself_holds_maker_and_checker_apart() -> None:
    found, other = prepare(base(650_000)), leader().user_id
    same = refused_by_the_database(
        PUBLISH, found.pk, found.first_month, found.prepared_by_id, found.prepared_by_id, TODAY
    )
    assert "publication_by_another" in same
    as_another = refused_by_the_database(PUBLISH, found.pk, found.first_month, other, found.prepared_by_id, TODAY)
    assert "publication_as_prepared" in as_another
    assert "publication_as_prepared" in refused_by_the_database(
        PUBLISH, found.pk, date(2026, 12, 1), found.prepared_by_id, other, TODAY
    )


def test_nobody_dates_a_publication_back() -> None:
    found = prepare(base(650_000))
    with connection.cursor() as cursor:
        cursor.execute(PUBLISH, [found.pk, found.first_month, found.prepared_by_id, leader().user_id, "2020-01-01"])
        cursor.execute("SELECT recorded_at >= transaction_timestamp() FROM determination_publication")
        assert cursor.fetchone() == (True,)


def test_text_hash_and_month_belong_together() -> None:
    found = prepare(base(650_000))
    insert = (
        "INSERT INTO determination_enactment (text, text_sha256, title, number, first_month, issued_by, "
        "prepared_by_id) VALUES (%s, %s, 'x', 'x', %s, '', %s)"
    )
    other = found.text.replace("650000", "660000")
    assert "enactment_hash" in refused_by_the_database(
        insert, other, found.text_sha256, found.first_month, found.prepared_by_id
    )
    digest = hashlib.sha256(other.encode()).hexdigest()
    assert "enactment_first_month" in refused_by_the_database(insert, other, digest, "2026-12-01", found.prepared_by_id)


WITHDRAW = (
    "INSERT INTO determination_withdrawal (enactment_id, first_month, published, withdrawn_by_id, reason, recorded_at) "
    "VALUES (%s, %s, %s, %s, 'x', %s)"
)


def test_the_database_itself_lets_nothing_be_withdrawn_that_holds() -> None:
    found = publish(base(650_000), **{"from": "2021-08"}).enactment
    day = found.first_month
    held = refused_by_the_database(WITHDRAW, found.pk, day, True, leader().user_id, "2020-01-01")
    assert "withdrawal_before_it_holds" in held
    assert "as said" in refused_by_the_database(WITHDRAW, found.pk, day, False, leader().user_id, "2020-01-01")
    later = refused_by_the_database(WITHDRAW, found.pk, date(2099, 1, 1), True, leader().user_id, "2020-01-01")
    assert "withdrawal_as_dated" in later


def test_what_was_dropped_is_not_published() -> None:
    found = prepare(base(650_000))
    determination.withdraw_enactment(enactment_id=found.pk, reason="thử", actor=maker(), on=TODAY)
    assert "withdrawn" in refused_by_the_database(
        PUBLISH, found.pk, found.first_month, found.prepared_by_id, leader().user_id, TODAY
    )


@pytest.mark.parametrize("table", ["enactment", "publication", "withdrawal"])
def test_nothing_is_changed_or_deleted_afterwards(table: str) -> None:
    found = publish(base(650_000), **{"from": "2099-01"}).enactment
    determination.withdraw_enactment(enactment_id=found.pk, reason="thử", actor=leader(), on=TODAY)
    name = f"determination_{table}"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "append-only" in refused_by_the_database(f"UPDATE {name} SET first_month = '2098-01-01'")
    assert "append-only" in refused_by_the_database(f"DELETE FROM {name}")
    assert "append-only" in refused_by_the_database(f"TRUNCATE {name} CASCADE")
    for role in ("ansinh_app", "ansinh_wide"):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_table_privilege(%s, %s, 'SELECT'), has_table_privilege(%s, %s, 'INSERT'), "
                "has_table_privilege(%s, %s, 'UPDATE')",
                [role, name] * 3,
            )
            assert cursor.fetchone() == (True, role == "ansinh_wide", False)


def test_who_sees_only_a_commune_still_has_the_law_of_the_province() -> None:
    publish(base(650_000))
    with access.acting_as(officer("commune_officer", commune())):
        assert base_in("2026-11") == 650_000


def test_the_book_is_kept_until_something_is_published(django_assert_num_queries: Any) -> None:
    publish(base(650_000))
    first = determination.law_in_force()
    with django_assert_num_queries(1):
        assert determination.law_in_force() is first
    publish(base(660_000), number="02")
    assert determination.law_in_force() is not first


def test_a_page_asks_once_and_sees_what_it_publishes(django_assert_num_queries: Any) -> None:
    found = prepare(base(650_000))
    with determination.law_held():
        before = determination.law_in_force()
        with django_assert_num_queries(0):
            assert determination.law_in_force() is before
        publish_it(found)
        assert determination.law_in_force().law("2026-11", "15").base_vnd == 650_000


def test_nothing_published_is_the_written_law_itself() -> None:
    assert determination.law_in_force() is legislation.WRITTEN_BOOK
