"""Who pays in an area: set from a day on, found by area and day, kept with a run, seen and set by few."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, IntegrityError, transaction
from lxml import etree

from ansinh.access.public import acting_as
from ansinh.areas import public as areas
from ansinh.cli.paying_office import command
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.payments import public as payments
from tests import builders
from tests.unit.payments.payroll import Office, authorised, award, locked, office, released
from tests.unit.payments.test_formats import schema

pytestmark = pytest.mark.django_db
NOVEMBER_10 = date(2026, 11, 10)
LAO_CAI, YEN_BAI = date(2026, 1, 1), date(2025, 6, 30)


def with_account(at: Office) -> None:
    """Somebody who is paid to an account."""
    who = builders.person(at.area, name="Bàn Văn Nhất")
    builders.fact(
        builders.registry.PaymentChannel, person=who, kind="bank", bank="Agribank", account="8801",
        recipient_name="", valid=builders.period("2026-01-01"),
    )  # fmt: skip
    award(at, who)


def bank_file(run_id: int) -> bytes:
    content = payments.bank_file(payments.PayrollRun.objects.select_related("area").get(pk=run_id))
    schema("pain.001.001.09").assertValid(etree.fromstring(content))
    return content


def approved(at: Office) -> int:
    drawn = locked(at)
    payments.approve_run(actor=at.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=NOVEMBER_10)
    authorised(at, drawn, NOVEMBER_10)
    return drawn.run_id


def name_for(unit: areas.Unit, on: date) -> str | None:
    found = payments.office_for(unit.pk, on)
    return found.name if found else None


def test_the_nearest_enclosing_area_counts() -> None:
    here, there = builders.commune(0), builders.commune(1)
    whole = areas.province(LAO_CAI)
    assert name_for(here, NOVEMBER_10) is None
    builders.paying_office(whole, name="Quỹ tỉnh")
    builders.paying_office(here, "2026-11-10", name="Quỹ xã")
    assert (name_for(here, date(2026, 11, 9)), name_for(here, NOVEMBER_10)) == ("Quỹ tỉnh", "Quỹ xã")
    assert (name_for(there, NOVEMBER_10), name_for(whole, NOVEMBER_10)) == ("Quỹ tỉnh", "Quỹ tỉnh")


def test_a_list_of_an_area_that_is_no_more_is_paid_by_what_it_went_over_into() -> None:
    areas.load_units()
    before = areas.commune("04303", YEN_BAI)
    builders.paying_office(areas.province(LAO_CAI), name="Quỹ Lào Cai")
    assert name_for(before, NOVEMBER_10) == "Quỹ Lào Cai"
    builders.paying_office(areas.commune("04303", LAO_CAI), name="Quỹ xã")
    assert name_for(before, NOVEMBER_10) == "Quỹ xã"
    assert name_for(areas.province(YEN_BAI), NOVEMBER_10) == "Quỹ Lào Cai"


def test_one_office_ends_when_the_next_begins_and_a_day_is_corrected() -> None:
    here = builders.commune()
    builders.paying_office(here, "2026-01-01", name="Cũ")
    builders.paying_office(here, "2026-07-01", name="Mới")
    builders.paying_office(here, "2026-03-01", name="Giữa")
    assert [(o.name, o.valid) for o in payments.PayingOffice.objects.order_by("valid")] == [
        ("Cũ", builders.period("2026-01-01", "2026-03-01")),
        ("Giữa", builders.period("2026-03-01", "2026-07-01")),
        ("Mới", builders.period("2026-07-01")),
    ]
    builders.paying_office(here, "2026-07-01", name="Mới, sửa tên")
    assert name_for(here, NOVEMBER_10) == "Mới, sửa tên"
    entry = AuditEntry.objects.filter(action="paying_office.set").latest("pk")
    assert (entry.details["before"]["name"], entry.details["now"]["name"]) == ("Mới", "Mới, sửa tên")


def test_an_office_ends_with_its_area() -> None:
    areas.load_units()
    before = areas.province(YEN_BAI)
    actor = builders.officer("administrator", areas.province(LAO_CAI))
    values: dict[str, Any] = {"name": "Quỹ Yên Bái", "account": "1", "bank_name": "Kho bạc"}
    set_ = payments.set_paying_office(actor=actor, area=before, since=date(2024, 1, 1), **values)
    assert set_.valid == builders.period("2024-01-01", "2025-07-01")
    with pytest.raises(Refusal) as refusal:
        payments.set_paying_office(actor=actor, area=before, since=date(2025, 7, 1), **values)
    assert refusal.value.code == "area_not_valid"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "bad_name"),
        ({"name": "x" * 141}, "bad_name"),
        ({"bank_name": "\n"}, "bad_name"),
        ({"account": ""}, "bad_account"),
        ({"account": "37 13/5"}, "bad_account"),
        ({"account": "tài khoản"}, "bad_account"),
        ({"account": "1" * 35}, "bad_account"),
        ({"bank_bic": "VN"}, "bad_bic"),
        ({"bank_bic": "DEMO1NVX"}, "bad_bic"),
    ],
)
def test_a_wrong_value_is_refused(fields: dict[str, str], code: str) -> None:
    here = builders.commune()
    with pytest.raises(Refusal) as refusal:
        builders.paying_office(here, **fields)
    assert refusal.value.code == code
    assert not payments.PayingOffice.objects.exists()


def test_spaces_in_a_number_do_not_matter() -> None:
    found = builders.paying_office(builders.commune(), account=" 3713.0.100 0001 ", bank_bic="demo vnvx")
    assert (found.account, found.bank_bic) == ("3713.0.1000001", "DEMOVNVX")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"valid": builders.period("2026-06-01", "2026-07-01")}, "paying_office_no_overlap"),
        ({"valid": builders.period("2020-01-01", "2020-01-01")}, "paying_office_valid_not_empty"),
        ({"valid": builders.period("2020-01-01", "2020-02-01"), "account": "12 3"}, "paying_office_account"),
        ({"valid": builders.period("2020-01-01", "2020-02-01"), "bank_bic": "x"}, "paying_office_bic"),
        ({"valid": builders.period("2020-01-01", "2020-02-01"), "name": ""}, "paying_office_named"),
    ],
)
def test_the_database_refuses_what_cannot_be(change: dict[str, Any], constraint: str) -> None:
    here = builders.commune()
    builders.paying_office(here)
    values = {"area": here, "name": "a", "account": "1", "bank_name": "b", "post_office": "c"} | change
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        payments.PayingOffice.objects.create(**values)


def test_only_an_administrator_of_the_area_sets_it() -> None:
    here, there = builders.commune(0), builders.commune(1)
    values: dict[str, Any] = {"since": LAO_CAI, "name": "a", "account": "1", "bank_name": "b"}
    for actor, code in (
        (builders.officer("commune_accountant", here), "not_permitted"),
        (builders.officer("province_accountant", areas.province(LAO_CAI)), "not_permitted"),
        (builders.officer("administrator", there, "other"), "outside_scope"),
    ):
        with pytest.raises(Refusal) as refusal:
            payments.set_paying_office(actor=actor, area=here, **values)
        assert refusal.value.code == code


def test_offices_of_other_areas_are_neither_seen_nor_written() -> None:
    here, there = builders.commune(0), builders.commune(1)
    builders.paying_office(here)
    foreign = builders.paying_office(there)
    mine = builders.officer("administrator", here, "mine")
    with acting_as(mine):
        assert [office.area for office in payments.paying_offices()] == [here]
        assert payments.PayingOffice.objects.filter(pk=foreign.pk).update(account="9") == 0
    with pytest.raises(DatabaseError, match="row-level security"), acting_as(mine):
        payments.PayingOffice.objects.create(
            area=there, name="a", account="1", bank_name="b", post_office="c", valid=builders.period("2020-01-01")
        )


def test_a_bank_file_without_an_office_is_refused_with_what_to_do() -> None:
    here = office(pays=False)
    with_account(here)
    run = approved(here)
    with pytest.raises(Refusal, match=r"Chưa khai báo đơn vị chi trả .* 10/11/2026 .* Cài đặt") as refusal:
        bank_file(run)
    assert refusal.value.code == "no_paying_office"
    with pytest.raises(Refusal) as refusal:
        payments.release_run(actor=here.accountant, run_id=run, on=NOVEMBER_10)
    assert refusal.value.code == "no_paying_office"
    builders.paying_office(areas.province(LAO_CAI), name="Quỹ tỉnh")
    assert "Quỹ tỉnh" in bank_file(run).decode()
    payments.release_run(actor=here.accountant, run_id=run, on=NOVEMBER_10)


def test_the_post_office_alone_needs_no_account() -> None:
    here = office(pays=False)
    award(here, builders.person(here.area))
    run = released(here)
    assert payments.office_of(run) is None
    with pytest.raises(Refusal) as refusal:
        payments.bank_file(run)
    assert refusal.value.code == "nothing_to_transfer"


def test_a_run_keeps_the_office_of_the_day_it_was_locked() -> None:
    here = office()
    with_account(here)
    run = approved(here)
    first = bank_file(run)
    assert "3713.0.1000001" in first.decode()
    builders.paying_office(here.area, "2026-11-01", name="Quỹ khác", account="999")
    assert bank_file(run) == first
    payments.release_run(actor=here.accountant, run_id=run, on=NOVEMBER_10)
    assert bank_file(run) == first
    kept = payments.RunOffice.objects.get(run_id=run)
    for act in (lambda: payments.RunOffice.objects.update(account="999"), kept.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_a_commune_gets_its_file_from_the_provinces_account() -> None:
    """Its people do not see the province's setting, and need not."""
    here = office(pays=False)
    with_account(here)
    builders.paying_office(areas.province(LAO_CAI), name="Quỹ tỉnh", post_office="Bưu điện tỉnh thử")
    run = approved(here)
    with acting_as(here.accountant):
        assert payments.paying_offices() == []
        assert "Quỹ tỉnh" in bank_file(run).decode()


def test_the_list_to_sign_names_the_post_office() -> None:
    here = office(pays=False)
    builders.paying_office(here.area, post_office="Bưu điện huyện thử")
    award(here, builders.person(here.area))
    run = released(here)
    kept = payments.office_of(run)
    assert kept is not None
    assert kept.post_office == "Bưu điện huyện thử"
    assert payments.signed_list(run, here.area) == payments.signed_list(run, here.area)


def test_the_command_sets_and_lists() -> None:
    builders.commune()
    actor = builders.officer("administrator", areas.province(LAO_CAI))
    words = ["--name", "Quỹ thử", "--account", "88 01", "--bank", "Kho bạc thử", "--by", actor.username]
    done = CliRunner().invoke(command, ["set", "--since", "2026-01-01", *words], catch_exceptions=False)
    assert done.output == "Tỉnh Lào Cai: Quỹ thử, 8801, Kho bạc thử, Bưu điện, từ 01/01/2026\n"
    listed = CliRunner().invoke(command, ["list", "--by", actor.username], catch_exceptions=False)
    assert listed.output == f"15 {done.output}"
    with pytest.raises(Refusal) as refusal:
        CliRunner().invoke(command, ["set", "--area", "99", *words], catch_exceptions=False)
    assert refusal.value.code == "unknown_area"
