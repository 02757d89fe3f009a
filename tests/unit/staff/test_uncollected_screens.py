"""Who fetched nothing for three months, at the screens: a visit opens the news it leads to, filled in."""

from __future__ import annotations

from datetime import date

from ansinh.casework.public import Award, Suspension
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.public import uncollected
from ansinh.registry.public import ChangeRequest
from tests.builders import period

from .province import Province, waiting_at


def waiting(made: Province, person_name: str = "here", cash: bool = True) -> uncollected.Uncollected:
    person = getattr(made, person_name)
    return uncollected.Uncollected.objects.create(
        person=person, area=person.area, programme="social_allowance", months=period("2026-06-01", "2026-09-01"),
        amount_vnd=2_430_000, cash=cash, article="điểm a khoản 1 Điều 9 Nghị định 335/2026/NĐ-CP" if cash else "",
        found_on=date(2026, 9, 20), due_on=date(2026, 10, 4),
    )  # fmt: skip


def test_a_death_told_at_the_door_opens_the_news_of_it(made: Province) -> None:
    one, client = waiting(made), made.client("commune_officer")
    assert "Giàng A Páo" in client.get("/khong-nhan/").content.decode()
    page = client.get(f"/khong-nhan/{one.pk}/").content.decode()
    assert "điểm a khoản 1 Điều 9" in page
    told = {"act": "visit", "visited_on": "2026-10-02", "found": "dead", "died_on": "2026-09-15", "remark": "Vợ kể"}
    answer = client.post(f"/khong-nhan/{one.pk}/lam/", told)
    visit = uncollected.HomeVisit.objects.get()
    assert answer["Location"] == f"/nguoi-dan/{made.here.pk}/bao-tin/death/?tham={visit.pk}"
    form = client.get(answer["Location"]).content.decode()
    assert 'value="2026-09-15"' in form
    assert "Biên bản xác minh tại nhà" in form
    assert "Vợ kể" in form
    typed = {
        "effective_on": "2026-09-15", "document_kind": "Biên bản xác minh tại nhà", "document_on": "2026-10-02",
        "document_issuer": "UBND xã", "note": "Vợ kể",
    }  # fmt: skip
    kept = client.post(answer["Location"], typed)
    request = ChangeRequest.objects.get()
    assert kept["Location"] == f"/tin-moi/{request.pk}/"
    visit.refresh_from_db()
    assert visit.request_id == request.pk
    assert client.get(answer["Location"]).status_code == 404, "a visit leads to news once"
    assert AuditEntry.objects.filter(action="uncollected.visit", object_id=str(one.pk)).count() == 1


def test_a_visit_that_was_refused_stays_as_it_was_typed(made: Province) -> None:
    one, client = waiting(made), made.client("commune_officer")
    told = {
        "act": "visit", "visited_on": "2026-10-02", "found": "moved", "remark": "Con gái kể", "moved": "within",
        "moved_on": "2026-09-15", "village": "",
    }  # fmt: skip
    answer = client.post(f"/khong-nhan/{one.pk}/lam/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not uncollected.HomeVisit.objects.exists()
    for part in (
        'value="2026-10-02"',
        'value="2026-09-15"',
        '<option value="moved" selected>',
        ">Con gái kể</textarea>",
    ):
        assert part in page, part
    assert '<option value="within" selected>' in page
    assert "Hãy ghi thôn, bản nơi đến." in page.split('id="village-w"')[1][:60]
    late = client.post(f"/khong-nhan/{one.pk}/lam/", told | {"visited_on": "2026-05-01"}).content.decode()
    assert "Ngày đến nhà phải sau" in late.split('id="visited_on-w"')[1][:60]


def test_visits_that_wait_stand_on_the_desk_of_whoever_goes(made: Province) -> None:
    one = waiting(made)
    waiting(made, "there")
    task = next(each for each in waiting_at(made.client("commune_officer").get("/")) if each.url == "/khong-nhan/")
    assert (task.count, task.mine, task.light) == (1, True, "late")
    assert not [each for each in waiting_at(made.client("commune_accountant").get("/")) if "khong-nhan" in each.url]
    uncollected.Uncollected.objects.filter(pk=one.pk).update(due_on=date(2100, 1, 1))
    (task,) = (each for each in waiting_at(made.client("commune_officer").get("/")) if "khong-nhan" in each.url)
    assert (task.count, task.light) == (1, "time")
    uncollected.Uncollected.objects.filter(pk=one.pk).update(state="visited")
    (task,) = (each for each in waiting_at(made.client("commune_officer").get("/")) if "khong-nhan" in each.url)
    assert task.url == "/khong-nhan/?trang-thai=visited"


def test_a_suspension_is_one_press_away_and_other_communes_are_not_there(made: Province) -> None:
    one, other = waiting(made), waiting(made, "there", cash=False)
    client = made.client("commune_officer")
    answer = client.post(f"/khong-nhan/{one.pk}/lam/", {"act": "suspend"})
    one.refresh_from_db()
    assert answer["Location"] == f"/ho-so/{one.case_id}/"
    assert client.get(f"/khong-nhan/{other.pk}/").status_code == 404
    assert client.post(f"/khong-nhan/{other.pk}/lam/", {"act": "suspend"}).status_code == 404
    assert "Giàng A Ngoài" not in client.get("/khong-nhan/").content.decode()
    chair = made.client("commune_chair")
    assert 'name="act"' not in chair.get(f"/khong-nhan/{one.pk}/").content.decode(), "who decides records no visit"
    assert chair.post(f"/khong-nhan/{one.pk}/lam/", {"act": "suspend"}).status_code == 403


def test_what_waits_for_the_end_of_a_suspension_is_told_where_it_is_looked_for(made: Province) -> None:
    """January to November were never drawn: eleven months of 810.000 wait, on no list."""
    one, officer = waiting(made), made.actors["commune_officer"]
    case = uncollected.propose_suspension(actor=officer, uncollected_id=one.pk, on=date(2026, 11, 20))
    Suspension.objects.create(
        person=made.here, area=made.own, programme="social_allowance", first_month=date(2026, 12, 1),
        ground="uncollected", case=case, decision=Award.objects.get(person=made.here).decision,
    )  # fmt: skip
    run = payments.open_run(actor=officer, month=Month(2026, 11), area=made.own, pay_on=date(2026, 11, 25))
    client = made.client("commune_officer")
    held = "Giữ lại 8.910.000 đồng của 11 tháng trước khi tạm dừng."
    person = client.get(f"/nguoi-dan/{made.here.pk}/chi-tra/").content.decode()
    assert held in person
    assert "Tạm dừng từ tháng 12/2026" in person
    stretch = client.get(f"/khong-nhan/{one.pk}/").content.decode()
    assert held in stretch
    assert "Đã có quyết định tạm dừng." in stretch
    assert 'value="visit"' not in stretch, "nobody is sent there"
    listed = client.get(f"/chi-tra/{run.pk}/").content.decode()
    assert "1 người đang tạm dừng có 8.910.000 đồng" in listed
    assert not [each for each in waiting_at(client.get("/")) if "khong-nhan" in each.url]
