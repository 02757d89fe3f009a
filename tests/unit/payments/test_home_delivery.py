"""Money taken to people's homes: a channel without an account, rounds by day, sheets by round, results from them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdf
import pytest
from django.db import IntegrityError, transaction

from ansinh.access.public import acting_as
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.payments.public import home_delivery
from ansinh.registry.public import PaymentChannel, Person
from tests import builders
from tests.builders import period
from tests.unit.payments.payroll import PAY_DAY, Office, award, lines, office, released

pytestmark = pytest.mark.django_db
SINCE = date(2026, 11, 1)


def at_home(who: Person) -> None:
    builders.fact(PaymentChannel, person=who, kind="home", valid=period("2026-10-01"))


@pytest.fixture
def here() -> Office:
    at = office()
    for name, village in (("Bàn Văn Nhất", "Bản Xa"), ("Đặng Thị Khé", "Bản Gần"), ("Lò Thị Hoa", "Bản Lẻ")):
        who = builders.person(at.area, name=name, village=village)
        award(at, who)
        at_home(who)
    award(at, builders.person(at.area, name="Vàng Thị Sua", village="Bản Gần"))
    return at


def stop(
    at: Office, village: str, place: int, since: date = SINCE, name: str = "Tuyến 1"
) -> home_delivery.DeliveryRound:
    return home_delivery.set_round(
        actor=at.maker, area=at.area, village=village, since=since, name=name, carrier="Nguyễn Văn Thư", place=place
    )


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]


def test_sheets_go_by_round_and_results_come_back_by_code(here: Office) -> None:
    stop(here, "Bản Xa", 2)
    stop(here, "Bản Gần", 1)
    run = released(here)
    assert [unit.pk for unit in home_delivery.home_communes(run)] == [here.area.pk]
    content = home_delivery.home_sheets(run, here.area)
    assert content == home_delivery.home_sheets(run, here.area), "the same bytes"
    first, second = pages(content)
    assert first.index("Đặng Thị Khé") < first.index("Bàn Văn Nhất"), "in the order of going"
    assert "Nguyễn Văn Thư" in first
    assert "Vàng Thị Sua" not in first + second, "she goes to the post office"
    assert "Lò Thị Hoa" in second
    assert home_delivery.WITHOUT in second
    assert "Bàn Văn Nhất" not in str(pages(payments.signed_list(run, here.area)))
    assert not payments.has_bank_lines(run), "nothing of it goes into a file for banks"
    line = next(line for line in lines(run.pk) if line.full_name == "Lò Thị Hoa")
    payments.scan_return(actor=here.accountant, run_id=run.pk, code=line.key, outcome="returned", reason="Vắng mặt")
    done = payments.hand_in_scans(actor=here.accountant, run_id=run.pk, rest_paid=[here.area.code], on=PAY_DAY)
    assert (done.paid, done.returned) == (3, 1)
    assert payments.verify_money(PAY_DAY).findings == ()


def test_a_village_is_on_one_round_a_day(here: Office) -> None:
    before = stop(here, "Bản Xa", 1)
    later = stop(here, "Bản Xa", 4, date(2026, 12, 1), "Tuyến 2")
    before.refresh_from_db()
    assert before.valid == period("2026-11-01", "2026-12-01")
    assert later.valid.upper is None
    assert [one.name for one in home_delivery.rounds_of(here.area.pk, PAY_DAY)] == ["Tuyến 1"]
    home_delivery.end_round(actor=here.maker, round_id=later.pk, on=date(2026, 12, 10))
    assert home_delivery.rounds_of(here.area.pk, date(2026, 12, 10)) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        home_delivery.DeliveryRound.objects.create(
            area=here.area, village="Bản Xa", name="x", carrier="y", place=1, valid=period("2026-11-30")
        )


def test_rounds_stay_as_they_were_printed_for_signing(here: Office) -> None:
    before = stop(here, "Bản Xa", 1)
    payments.signed_sheets.plan_sheets(released(here), here.area, "home")
    for act in (
        lambda: stop(here, "Bản Xa", 2, PAY_DAY),
        lambda: home_delivery.end_round(actor=here.maker, round_id=before.pk, on=PAY_DAY),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "printed"
    assert stop(here, "Bản Xa", 2, date(2026, 11, 11)).place == 2


def test_who_may_not(here: Office) -> None:
    made = stop(here, "Bản Xa", 1)
    with pytest.raises(Refusal) as refused:
        stop(here, "Bản Xa", 0)
    assert refused.value.code == "bad_place"
    with pytest.raises(Refusal) as refused:
        home_delivery.end_round(actor=office(1).maker, round_id=made.pk, on=PAY_DAY)
    assert refused.value.code == "outside_scope"
    with acting_as(builders.officer("commune_officer", builders.commune(1), "can-bo-khac")):
        assert home_delivery.rounds_of(here.area.pk, PAY_DAY) == []


def test_at_home_there_is_no_account(here: Office) -> None:
    who = builders.person(here.area, name="Sùng A Dế")
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.fact(PaymentChannel, person=who, kind="home", account="0123456", valid=period("2026-10-01"))
