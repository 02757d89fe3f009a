"""Authorised recipients at the screens: written by the officer, confirmed by the chair, seen nowhere else."""

from __future__ import annotations

from datetime import date, timedelta

from ansinh.payments.public import recipients
from tests.unit.payments.payroll import died

from .province import Province, waiting_at


def test_written_by_one_confirmed_by_another(made: Province) -> None:
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    address = f"/nguoi-dan/{made.here.pk}/nguoi-nhan-thay/"
    today = date.today()
    typed = {
        "full_name": "Giàng Thị Mỷ", "id_number": "015190000123", "relation": "child", "paper": "Giấy ủy quyền",
        "issuer": "UBND xã", "paper_on": today.isoformat(), "since": today.isoformat(), "until": "",
    }  # fmt: skip
    wrong = officer.post(address, typed)
    assert wrong.status_code == 422
    assert "Giàng Thị Mỷ" in wrong.content.decode(), "what was typed stays"
    assert officer.post(address, typed | {"until": (today + timedelta(days=90)).isoformat()}).status_code == 302
    one = recipients.Authorised.objects.get()
    waits = [task.url for client in (officer, chair) for task in waiting_at(client.get("/")) if "nhan-thay" in task.url]
    assert waits == ["/nguoi-nhan-thay/"], "told to whoever confirms, not to whoever wrote it"
    page = officer.get("/nguoi-nhan-thay/").content.decode()
    assert "Giàng Thị Mỷ" in page
    assert 'value="confirm"' not in page, "nobody confirms what they wrote"
    assert "015190000123" not in officer.get(address).content.decode(), "numbers are covered"
    officer.post(f"/nguoi-nhan-thay/{one.pk}/lam/", {"act": "confirm"})
    one.refresh_from_db()
    assert one.confirmed_at is None
    assert 'value="confirm"' in chair.get("/nguoi-nhan-thay/").content.decode()
    chair.post(f"/nguoi-nhan-thay/{one.pk}/lam/", {"act": "confirm"})
    one.refresh_from_db()
    assert one.confirmed_by_id == made.actors["commune_chair"].user_id
    assert officer.get(f"/nguoi-dan/{made.there.pk}/nguoi-nhan-thay/").status_code == 404
    assert made.client("commune_accountant").get("/nguoi-nhan-thay/").status_code == 403


def test_papers_that_run_out_are_told_until_another_follows(made: Province) -> None:
    officer, today = made.client("commune_officer"), date.today()
    maker, chair = made.actors["commune_officer"], made.actors["commune_chair"]

    def given(since: date, until: date) -> None:
        one = recipients.authorise_recipient(
            actor=maker, person_id=made.here.pk, full_name="Giàng Thị Mỷ", id_number="015190000123", relation="child",
            paper="Giấy ủy quyền", issuer="UBND xã", paper_on=since, since=since, until=until, on=since,
        )  # fmt: skip
        recipients.confirm_recipient(actor=chair, authorised_id=one.pk)

    def told() -> list[str]:
        return [task.url for task in waiting_at(officer.get("/")) if "nhan-thay" in task.url]

    given(today - timedelta(days=60), today - timedelta(days=10))
    assert told() == ["/nguoi-nhan-thay/?xem=lapsed"]
    assert "Giàng Thị Mỷ" in officer.get("/nguoi-nhan-thay/?xem=lapsed").content.decode()
    given(today - timedelta(days=9), today + timedelta(days=20))
    assert told() == ["/nguoi-nhan-thay/?xem=soon"]
    given(today + timedelta(days=21), today + timedelta(days=400))
    assert told() == []


def test_a_collector_who_died_is_told_until_another_follows(made: Province) -> None:
    """The one who bears the number is ``there``, in another commune, whose death the officer need not see."""
    officer, today = made.client("commune_officer"), date.today()
    maker, chair = made.actors["commune_officer"], made.actors["commune_chair"]

    def given(number: str, since: date) -> recipients.Authorised:
        one = recipients.authorise_recipient(
            actor=maker, person_id=made.here.pk, full_name="Giàng A Ngoài", id_number=number, relation="relative",
            paper="Giấy ủy quyền", issuer="UBND xã", paper_on=since, since=since, until=today + timedelta(days=300),
            on=since,
        )  # fmt: skip
        return recipients.confirm_recipient(actor=chair, authorised_id=one.pk)

    def told() -> list[str]:
        return [task.url for task in waiting_at(officer.get("/")) if "nhan-thay" in task.url]

    given("015050000002", today - timedelta(days=60))
    assert told() == []
    died(made.there, today - timedelta(days=3))
    assert recipients.settle_collectors(people=[made.there.pk], on=today) == 1
    assert told() == ["/nguoi-nhan-thay/?xem=dead"]
    said = f"chết ngày {today - timedelta(days=3):%d/%m/%Y}"
    assert said in officer.get("/nguoi-nhan-thay/?xem=dead").content.decode()
    assert said in officer.get(f"/nguoi-dan/{made.here.pk}/nguoi-nhan-thay/").content.decode()
    given("015190000123", today - timedelta(days=2))
    assert told() == []
