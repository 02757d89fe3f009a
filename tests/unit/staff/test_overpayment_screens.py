"""The page of overpayments: none from elsewhere, one proposes, another decides, money back is posted, reads kept."""

from __future__ import annotations

import pytest
from django.db.models.functions import Now

from ansinh.casework.public import Award, Document
from ansinh.funds import public as funds
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry.public import Person
from tests import builders

from .province import Province, award


def text(answer) -> str:  # type: ignore[no-untyped-def]
    return answer.content.decode()


def overpaid(who: Person, made: Province) -> payments.Overpayment:
    """January to October were paid; the award counts from 2027 only: November's list finds ten months of 810.000."""
    own = who.area == made.own
    maker, checker = (
        made.actors[role] if own else builders.officer(role, who.area) for role in ("commune_officer", "commune_chair")
    )
    for month in (Month(2026, 10), Month(2026, 11)):
        if month.number == 11:
            given = Award.objects.get(person=who)
            Award.objects.filter(pk=given.pk).update(retracted_at=Now(), retracted_by=given.decision_id)
            award(who, maker, checker, builders.next_number(who.area, 2026), since="2027-01-01")
            number = builders.next_number(who.area, 2026)
            award(builders.person(who.area, name="Lò Thị Khác"), maker, checker, number)
        run = payments.open_run(actor=maker, month=month, area=who.area, pay_on=month.first.replace(day=10))
        payments.lock_run(actor=maker, run_id=run.pk)
    return payments.Overpayment.objects.filter(person=who).order_by("for_month")[0]


@pytest.fixture
def mine(made: Province) -> payments.Overpayment:
    return overpaid(made.here, made)


def act(made: Province, role: str, over: payments.Overpayment, **fields: str) -> str:
    return text(made.client(role).post(f"/chi-vuot/{over.pk}/lam/", fields, follow=True))


def test_what_is_no_longer_an_overpayment_has_its_page_and_stands_in_no_list(
    made: Province, mine: payments.Overpayment
) -> None:
    payments.Overpayment.objects.filter(pk=mine.pk).update(state="superseded")
    client = made.client("commune_officer")
    page = text(client.get(f"/chi-vuot/{mine.pk}/"))
    assert "Không còn thừa" in page
    assert 'value="propose"' not in page
    for asked in ("", "?trang-thai=superseded"):
        found = text(client.get(f"/chi-vuot/{asked}"))
        assert f"/chi-vuot/{mine.pk}/" not in found
        assert "Không còn thừa" not in found


def test_one_proposes_another_decides_and_what_is_paid_back_is_posted(
    made: Province, mine: payments.Overpayment
) -> None:
    page = text(made.client("commune_officer").get("/chi-vuot/"))
    assert made.here.full_name in page
    assert "810.000" in page
    proposal = {"act": "propose", "kind": "recover", "share": "30", "because": "Chi trùng năm 2026"}
    assert "chờ người khác quyết định" in act(made, "commune_officer", mine, **proposal)
    waiting = payments.Settlement.objects.get()
    answer = {"act": "decide", "settlement": str(waiting.pk), "answer": "agree", "number": "15/QĐ-UBND"}
    assert "không có quyền" in act(made, "commune_officer", mine, **answer).lower()
    assert "Đã quyết định" in act(made, "commune_chair", mine, **answer)
    form = text(made.client("commune_accountant").get(f"/chi-vuot/{mine.pk}/"))
    assert f'name="next" value="/chi-vuot/{mine.pk}/"' in form, "a refusal is told on the page that was filled in"
    refund = {"act": "refund", "amount": "40.000", "receipt": "BL 7", "on": "2026-10-20"}
    assert "còn phải thu 770.000 đồng" in act(made, "commune_accountant", mine, **refund)
    assert "Hãy ghi một số nguyên" in act(made, "commune_accountant", mine, **(refund | {"amount": "nhiều"}))
    page = text(made.client("commune_chair").get(f"/chi-vuot/{mine.pk}/"))
    for shown in ("15/QĐ-UBND", "BL 7", "770.000", "Chi trùng năm 2026", "30%"):
        assert shown in page, shown
    held = {b.kind: b.amount_vnd for b in funds.balances([made.own.pk])}
    assert (held[funds.AccountKind.RECOVERY], held[funds.AccountKind.RECOVERED]) == (8_060_000, 40_000)


def test_nobody_elses_are_seen_or_touched(made: Province, mine: payments.Overpayment) -> None:
    other = overpaid(made.there, made)
    for role in ("commune_officer", "commune_chair", "commune_accountant"):
        client = made.client(role)
        assert made.there.full_name not in text(client.get("/chi-vuot/"))
        assert client.get(f"/chi-vuot/{other.pk}/").status_code == 404
        asked = {"act": "propose", "kind": "write_off", "because": "thử xem"}
        answer = client.post(f"/chi-vuot/{other.pk}/lam/", asked)
        assert answer.status_code == 404
        assert client.get(f"/chi-vuot/?xa={made.other.code}").status_code == 404
    assert made.client("auditor").get("/chi-vuot/").status_code == 403
    assert not payments.Settlement.objects.exists()


def test_reads_of_named_people_are_recorded_with_a_purpose(made: Province, mine: payments.Overpayment) -> None:
    made.client("province_leader").get(f"/chi-vuot/{mine.pk}/")
    made.client("province_leader").get("/chi-vuot/")
    one, some = (AuditEntry.objects.get(action=name) for name in ("person.overpayment", "person.list"))
    assert (one.object_id, one.area_id) == (str(mine.person_id), made.own.pk)
    assert (some.details["list"], some.details["shown"]) == ("overpayments", 10)
    assert one.purpose == some.purpose != ""


def test_the_notice_is_issued_once_and_tells_month_why_and_amount(made: Province, mine: payments.Overpayment) -> None:
    for _ in range(2):
        made.client("commune_officer").post("/van-ban/lap/", {"kind": "recovery", "id": str(mine.pk)})
    document = Document.objects.get(kind="notice")
    told = str(document.content)
    assert document.person_id == mine.person_id
    for words in ("810.000 đồng", "Tháng 01/2026", "thu hồi khoản đã chi vượt"):
        assert words in told, words


def test_runs_beside_the_monthly_one_are_opened_from_the_page(made: Province) -> None:
    officer = made.client("commune_officer")
    for kind, channel in (("one_off", ""), ("supplementary", "bank"), ("one_off", "")):
        officer.post("/chi-tra/mo/", {"month": "2026-11", "area": made.own.pk, "kind": kind, "channel": channel})
    found = payments.PayrollRun.objects.order_by("number").values_list("kind", "number", "channel")
    assert list(found) == [("one_off", 1, ""), ("supplementary", 2, "bank")]
    wrong = officer.post("/chi-tra/mo/", {"month": "2026-11", "area": made.own.pk, "kind": "x"}, follow=True)
    assert "Không có loại kỳ chi trả này" in text(wrong)


def test_what_was_refused_stays_as_it_was_typed(made: Province, mine: payments.Overpayment) -> None:
    proposal = {"act": "propose", "kind": "recover", "share": "70", "because": "Chi trùng năm 2026"}
    answer = made.client("commune_officer").post(f"/chi-vuot/{mine.pk}/lam/", proposal)
    page = text(answer)
    assert answer.status_code == 422
    assert 'value="Chi trùng năm 2026"' in page
    assert 'value="70"' in page
    assert "Tỷ lệ thu hồi mỗi tháng" in page.split('id="share-w"')[1][:60]
    refund = {"act": "refund", "amount": "nhiều", "receipt": "BL 7", "on": "2026-10-20"}
    page = text(made.client("commune_accountant").post(f"/chi-vuot/{mine.pk}/lam/", refund))
    for part in ('value="nhiều"', 'value="BL 7"', 'value="2026-10-20"', 'id="amount-w"'):
        assert part in page, part
