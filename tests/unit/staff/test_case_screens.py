"""The screens of cases: counter, list with lights, the page of one, its acts, notes and files; within the areas."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ansinh.access.public import User
from ansinh.casework import public as casework
from ansinh.kernel.models import AuditEntry
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period

from .province import Province


def text(answer: Any) -> str:
    return str(answer.content.decode())


def entitled(made: Province) -> registry.Person:
    """Somebody of the officer's commune whom the law entitles and who receives nothing."""
    who = builders.person(made.own, name="Vàng Thị Mới", born="1990-02-03")
    builders.fact(
        registry.Disability, person=who, degree="severe", certified_on=timezone.localdate(),
        valid=period("2026-01-01"),
    )  # fmt: skip
    return who


def received(made: Province, who: registry.Person, kind: str = "new", **more: Any) -> casework.Case:
    values = {
        "act": "receive", "received_on": timezone.localdate().isoformat(), "starter": "person",
        "programme": "social_allowance", "paper": ["form", "identity", "petition", "request"],
    }  # fmt: skip
    answer = made.client("commune_officer").post(f"/nguoi-dan/{who.pk}/ho-so/{kind}/", values | more)
    assert answer.status_code == 302, text(answer)
    return casework.Case.objects.latest("pk")


def test_the_counter_finds_the_person_and_offers_what_fits(made: Province) -> None:
    client = made.client("commune_officer")
    found = client.post("/ho-so/tiep-nhan/", {"q": "giang a pao"})
    assert "Giàng A Páo" in text(found)
    assert "Giàng A Ngoài" not in text(found)
    page = text(client.get(f"/nguoi-dan/{made.here.pk}/ho-so/"))
    assert f"/nguoi-dan/{made.here.pk}/ho-so/suspension/" in page
    assert "sổ chưa ghi đã chết" in page
    assert client.get(f"/nguoi-dan/{made.there.pk}/ho-so/").status_code == 404
    for code in casework.CASE_KINDS:
        assert client.get(f"/nguoi-dan/{made.here.pk}/ho-so/{code}/").status_code == 200, code
    assert client.get(f"/nguoi-dan/{made.here.pk}/ho-so/khac/").status_code == 404


def test_the_form_says_what_is_wrong_and_the_due_day_before_anything_is_taken_in(made: Province) -> None:
    client = made.client("commune_officer")
    address = f"/nguoi-dan/{made.here.pk}/ho-so/complaint/"
    answer = client.post(address, {"act": "receive", "received_on": timezone.localdate().isoformat()})
    assert answer.status_code == 422
    assert "Phải ghi ô này" in text(answer)
    look = client.post(f"/nguoi-dan/{made.here.pk}/ho-so/new/", {"act": "look", "received_on": "2026-09-28"})
    assert "Nghị định 147/2025/NĐ-CP" in text(look)
    assert "12/10/2026" in text(look)
    other = {"act": "receive", "received_on": "2026-09-28", "starter": "person", "programme": "social_allowance"}
    answer = client.post(f"/nguoi-dan/{made.here.pk}/ho-so/new/", {**other, "shown": "nd335_2026"})
    assert answer.status_code == 422
    assert "theo thủ tục khác" in text(answer)
    assert casework.Case.objects.count() == 0


def test_from_the_counter_to_the_decision_on_the_pages(made: Province) -> None:
    case = received(made, entitled(made))
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    page = text(officer.get(f"/ho-so/{case.pk}/"))
    assert "Nên giải quyết" in page
    assert "810.000" in page
    officer.post(f"/ho-so/{case.pk}/lam/", {"act": "check", "said": "Khớp"})
    answer = officer.post(f"/ho-so/{case.pk}/lam/", {"act": "submit", "suggested": "grant"}, follow=True)
    assert "Đã trình" in text(answer)
    assert "phải do người khác ký" in text(answer)
    assert "Vàng Thị Mới" in text(chair.get("/ho-so/"))
    assert "Hồ sơ chờ bạn" in text(chair.get("/"))
    done = chair.post(f"/ho-so/{case.pk}/lam/", {"act": "decide"}, follow=True)
    assert "Đã ký quyết định số" in text(done)
    case.refresh_from_db()
    assert case.state == "decided"
    assert casework.Award.objects.filter(person=case.person, retracted_at=None).exists()
    closed = text(chair.get("/ho-so/", {"cua": "closed"}))
    assert "Đúng hạn" in closed
    assert "100%" in text(chair.get("/ho-so/dung-han/"))


def test_what_is_refused_is_told_on_the_page_and_nothing_is_done(made: Province) -> None:
    case = received(made, made.here, "grievance", programme="", subject="payment", about="Chậm chi trả")
    chair = made.client("commune_chair")
    answer = chair.post(f"/ho-so/{case.pk}/lam/", {"act": "decide"}, follow=True)
    assert "đang ở trạng thái" in text(answer)
    assert answer.status_code == 422
    assert chair.post(f"/ho-so/{case.pk}/lam/", {"act": "xoa"}).status_code == 422
    case.refresh_from_db()
    assert case.state == "received"


def test_an_answer_that_was_refused_stays_as_it_was_typed(made: Province) -> None:
    """Long answers are written on the page: a missing paper must not cost them."""
    case = received(made, made.here, "own_data", programme="", right="copy", about="Bản sao", paper=[])
    officer, typed = made.client("commune_officer"), "Kính gửi ông: đã gửi kèm bản sao."
    submit = {"act": "submit", "suggested": "grant"}
    answer = officer.post(f"/ho-so/{case.pk}/lam/", submit | {"because": typed})
    assert answer.status_code == 422
    assert "Còn thiếu" in text(answer)
    assert f">{typed}</textarea>" in text(answer)
    assert f'name="next" value="/ho-so/{case.pk}/"' in text(answer), "other forms of the page lead back to it"
    empty = text(officer.post(f"/ho-so/{case.pk}/lam/", submit | {"because": " "}))
    assert 'aria-describedby="because-w"' in empty
    assert "Hãy ghi nội dung trả lời" in empty.split('id="because-w"')[1][:60]
    withdrawn = text(officer.post(f"/ho-so/{case.pk}/lam/", {"act": "withdraw", "said": " "}))
    assert 'aria-describedby="said-withdraw-w"' in withdrawn


def test_notes_files_and_papers(made: Province) -> None:
    case = received(made, entitled(made))
    client = made.client("commune_officer")
    client.post(f"/ho-so/{case.pk}/trao-doi/", {"text": "Đã gọi <b>gia đình</b>"})
    good = SimpleUploadedFile("giấy tờ.exe", b"%PDF-1.4 giay", content_type="text/html")
    client.post(f"/ho-so/{case.pk}/dinh-kem/", {"file": good})
    bad = SimpleUploadedFile("anh.pdf", b"MZ\x90")
    answer = client.post(f"/ho-so/{case.pk}/dinh-kem/", {"file": bad}, follow=True)
    assert "Chỉ nhận tệp PDF" in text(answer)
    client.post(f"/ho-so/{case.pk}/giay-to/", {"paper": ["form"]})
    page = text(client.get(f"/ho-so/{case.pk}/"))
    assert "Đã gọi &lt;b&gt;gia đình" in page
    assert "giấy tờ.pdf" in page
    kept = case.attachments.get()
    sent = client.get(f"/ho-so/{case.pk}/dinh-kem/{kept.pk}/")
    assert (sent.content, sent["Content-Type"]) == (b"%PDF-1.4 giay", "application/pdf")
    assert "ho-so-" in sent["Content-Disposition"]
    assert "no-store" in sent["Cache-Control"]
    other = received(made, made.here, "grievance", programme="", subject="other", about="x")
    assert client.get(f"/ho-so/{other.pk}/dinh-kem/{kept.pk}/").status_code == 404
    reads = AuditEntry.objects.filter(action="person.read", details__part="attachment")
    assert [read.object_id for read in reads.order_by("pk")] == [str(case.person_id), str(made.here.pk)]


def test_nobody_else_gets_at_a_case(made: Province) -> None:
    foreign = builders.officer("commune_officer", made.other, "xa-khac")
    case = received(made, entitled(made))
    made.actors["foreign"] = foreign
    client = made.client("foreign")
    for part in ("", "dinh-kem/1/"):
        assert client.get(f"/ho-so/{case.pk}/{part}").status_code == 404
    assert "Vàng Thị Mới" not in text(client.get("/ho-so/", {"cua": "all"}))
    for role in ("payer", "administrator", "commune_accountant"):
        assert made.client(role).get("/ho-so/").status_code == 403
        assert made.client(role).post(f"/ho-so/{case.pk}/lam/", {"act": "ask"}).status_code == 403
    assert made.client("auditor").get(f"/ho-so/{case.pk}/").status_code == 200
    assert made.client("auditor").post(f"/ho-so/{case.pk}/lam/", {"act": "ask"}).status_code == 403


def test_an_officer_says_who_they_are_without_being_shown(made: Province) -> None:
    client = made.client("commune_chair")
    assert client.post("/ho-so/khai-nguoi/", {"number": "000000000000"}).status_code == 422
    answer = client.post("/ho-so/khai-nguoi/", {"number": "015050000001"}, follow=True)
    assert "Giàng A Páo" not in text(answer)
    declared = casework.OfficerPerson.objects.get()
    assert declared.person_id == made.here.pk
    assert User.objects.get(pk=declared.user_id).username == made.actors["commune_chair"].username


def test_the_list_filters_and_refuses_unknown_values(made: Province) -> None:
    received(made, entitled(made))
    client = made.client("commune_officer")
    assert "Vàng Thị Mới" in text(client.get("/ho-so/", {"cua": "mine", "han": "time"}))
    assert "Không có hồ sơ nào" in text(client.get("/ho-so/", {"cua": "mine", "han": "late"}))
    for wrong in ({"cua": "x"}, {"han": "x"}, {"loai": "x"}, {"xa": made.other.code}):
        assert client.get("/ho-so/", wrong).status_code == 404


@pytest.mark.parametrize("screen", ["/ho-so/", "/ho-so/dung-han/"])
def test_pages_ask_the_database_little(made: Province, screen: str, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        received(made, entitled(made))
    client = made.client("commune_officer")
    with django_assert_max_num_queries(30):
        assert client.get(screen).status_code == 200


def test_a_finished_form_starts_its_file_and_a_file_its_form(made: Province) -> None:
    client, who = made.client("commune_officer"), entitled(made)
    client.post("/to-khai/moi/", {"nguoi": str(who.pk), "mau": "nd335-01"})
    form = casework.FilledForm.objects.get()
    assert "Tiếp nhận hồ sơ từ tờ khai này" not in text(client.get(f"/to-khai/{form.pk}/"))
    now = timezone.now()
    casework.FilledForm.objects.filter(pk=form.pk).update(state="printed", completed_at=now, printed_at=now)
    address = f"/nguoi-dan/{who.pk}/ho-so/new/?to-khai={form.pk}"
    assert address in text(client.get(f"/to-khai/{form.pk}/"))
    page = text(client.get(address))
    assert f'name="form" value="{form.pk}" checked' in page
    assert 'name="paper" value="form" checked' in page
    case = received(made, who, form=str(form.pk))
    assert casework.FilledForm.objects.get().case_id == case.pk
    assert f"/to-khai/{form.pk}/to-khai.pdf" in text(client.get(f"/ho-so/{case.pk}/"))
    assert f"Hồ sơ số {case.symbol}" in text(client.get(f"/to-khai/{form.pk}/"))
    second = received(made, entitled(made), then_form="nd335-01")
    assert casework.FilledForm.objects.get(case=second).person_id == second.person_id


def test_what_is_wrong_at_the_counter_is_named_by_its_box(made: Province) -> None:
    client = made.client("commune_officer")
    address = f"/nguoi-dan/{made.here.pk}/ho-so/grievance/"
    answer = client.post(address, {"act": "receive", "received_on": timezone.localdate().isoformat(), "starter": "?"})
    assert answer.status_code == 422
    assert '<a href="#f-subject">Về việc gì</a>: Phải ghi ô này.' in text(answer)
    assert '<a href="#starter">Ai nộp</a>: Chọn ai là người nộp.' in text(answer)
    assert '<span class="wrong" id="starter-w">Chọn ai là người nộp.</span>' in text(answer)


def test_the_counter_says_where_to_go_instead(made: Province) -> None:
    page = text(made.client("commune_officer").get(f"/nguoi-dan/{made.here.pk}/ho-so/"))
    assert f'<a href="/nguoi-dan/{made.here.pk}/bao-tin/death/">báo tử trước</a>' in page
    assert "không đang tạm dừng" in page
    assert f"/nguoi-dan/{made.here.pk}/ho-so/resumption/" not in page


def test_the_counter_leads_to_the_file_that_is_open_instead_of_a_second_one(made: Province) -> None:
    case = received(made, entitled(made))
    received(made, case.person, "grievance", programme="", subject="payment", about="Chậm chi trả")
    page = text(made.client("commune_officer").get(f"/nguoi-dan/{case.person_id}/ho-so/"))
    assert f'href="/ho-so/{case.pk}/">đang giải quyết {case.symbol}</a>' in page
    assert page.count("đang giải quyết ") == 1, "there may be several grievances"


def test_each_act_asks_for_its_own_text_beside_its_own_button(made: Province) -> None:
    case = received(made, entitled(made))
    page = text(made.client("commune_officer").get(f"/ho-so/{case.pk}/"))
    assert '<label for="said-check">Kết quả xác thực</label>' in page
    assert '<label for="said-ask">Cần bổ sung gì</label>' in page
    assert "Ghi kèm" not in page


@pytest.mark.parametrize(("months", "told"), [("3", "Có căn cứ tạm dừng"), ("2", "Chưa đủ 3 tháng liên tục")])
def test_a_suspension_is_judged_before_it_is_submitted(made: Province, months: str, told: str) -> None:
    asked = {"starter": "office", "ground": "uncollected", "uncollected_months": months, "paper": ["ground"]}
    case = received(made, made.here, "suspension", **asked)
    assert told in text(made.client("commune_officer").get(f"/ho-so/{case.pk}/"))


def test_news_that_a_file_needs_leads_back_to_it(made: Province) -> None:
    case = received(made, made.here, "move_within", programme="")
    client = made.client("commune_officer")
    assert "Trước khi trình, ghi tin" in text(client.get(f"/ho-so/{case.pk}/"))
    values = {
        "effective_on": timezone.localdate().isoformat(), "village": "Bản Ngoài", "document_kind": "Đơn của hộ",
        "document_issuer": "Trưởng thôn", "movers": [str(made.here.pk)],
    }  # fmt: skip
    client.post(f"/nguoi-dan/{made.here.pk}/bao-tin/move_within/", values)
    news = registry.ChangeRequest.objects.get()
    assert "Gắn vào hồ sơ" not in text(client.get(f"/tin-moi/{news.pk}/")), "not sent yet"
    client.post(f"/tin-moi/{news.pk}/lam/", {"act": "submit"})
    assert f"Hồ sơ số {case.symbol} của người này đang chờ tin này" in text(client.get(f"/tin-moi/{news.pk}/"))
    answer = client.post(f"/ho-so/{case.pk}/gan-tin/", {"request": news.pk, "next": f"/ho-so/{case.pk}/"}, follow=True)
    assert "Đã gắn tin vào hồ sơ" in text(answer)
    assert "Trước khi trình, ghi tin" not in text(answer)
    assert "Gắn vào hồ sơ" not in text(client.get(f"/tin-moi/{news.pk}/"))


def test_the_new_commune_sees_whom_it_is_to_take_up(made: Province) -> None:
    """Before it has taken the person up, who is still the old commune's: the file alone, not the person's page."""
    case = received(made, made.here, "move_commune", programme="")
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    values = {
        "effective_on": timezone.localdate().isoformat(), "to_unit": str(made.other.pk), "village": "",
        "document_kind": "Đơn chuyển nơi nhận trợ cấp", "document_issuer": "Xã", "movers": [str(made.here.pk)],
    }  # fmt: skip
    officer.post(f"/nguoi-dan/{made.here.pk}/bao-tin/move_commune/", values)
    news = registry.ChangeRequest.objects.get()
    officer.post(f"/tin-moi/{news.pk}/lam/", {"act": "submit"})
    officer.post(f"/ho-so/{case.pk}/gan-tin/", {"request": news.pk})
    officer.post(f"/ho-so/{case.pk}/lam/", {"act": "submit", "suggested": "grant"})
    chair.post(f"/ho-so/{case.pk}/lam/", {"act": "send"})
    for role in ("commune_officer", "commune_chair"):
        made.actors[f"new {role}"] = builders.officer(role, made.other, f"noi-moi-{role}")
    there, there_chair = made.client("new commune_officer"), made.client("new commune_chair")
    assert "Giàng A Páo" in text(there.get("/ho-so/"))
    page = text(there.get(f"/ho-so/{case.pk}/"))
    assert "Tiếp nhận, trình" in page
    assert "Mở hồ sơ nhân thân" not in page
    assert there.get(f"/nguoi-dan/{made.here.pk}/").status_code == 404
    there.post(f"/ho-so/{case.pk}/lam/", {"act": "take_up", "suggested": "grant"})
    done = there_chair.post(f"/ho-so/{case.pk}/lam/", {"act": "decide"}, follow=True)
    assert "Đã ký quyết định số" in text(done)
    assert there.get(f"/nguoi-dan/{made.here.pk}/").status_code == 200


def test_who_has_died_brings_no_file(made: Province) -> None:
    client, address = made.client("commune_officer"), f"/nguoi-dan/{made.here.pk}/ho-so/complaint/"
    assert "Chính người đó" in text(client.get(address))
    builders.died(made.here, timezone.localdate())
    assert "Chính người đó" not in text(client.get(address))
    asked = {"starter": "person", "act": "receive", "about": "x", "wanted": "x"}
    assert client.post(address, asked).status_code == 422


def test_a_certificate_is_taken_back_on_the_pages_as_its_finding_is_undone(made: Province) -> None:
    """From the file to the page that everybody who holds the paper reads."""
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    case = received(made, made.here, "disability", programme="", paper=["form", "identity"])
    for act in ("convene", "post"):
        officer.post(f"/ho-so/{case.pk}/lam/", {"act": act, "said": "Nặng"})
    told = {
        "effective_on": timezone.localdate().isoformat(), "degree": "severe", "types": ["mobility"],
        "document_kind": "Biên bản Hội đồng xác định mức độ khuyết tật", "document_issuer": "Hội đồng",
    }  # fmt: skip
    officer.post(f"/nguoi-dan/{made.here.pk}/bao-tin/disability/", told)
    news = registry.ChangeRequest.objects.latest("pk")
    officer.post(f"/tin-moi/{news.pk}/lam/", {"act": "submit"})
    officer.post(f"/ho-so/{case.pk}/gan-tin/", {"request": str(news.pk)})
    officer.post(f"/ho-so/{case.pk}/lam/", {"act": "submit", "suggested": "grant"})
    chair.post(f"/ho-so/{case.pk}/lam/", {"act": "decide"})
    chair.post("/van-ban/lap/", {"kind": "case", "id": case.pk, "code": "certificate"})
    document = casework.Document.objects.get(kind="certificate")
    assert "còn hiệu lực" in text(Client().get(f"/xac-minh/{document.code}"))

    page = text(chair.get(f"/tin-moi/{news.pk}/"))
    assert f"số {document.symbol} ngày" in page
    assert "không có hiệu lực trở lại" in page
    refused = chair.post(f"/tin-moi/{news.pk}/lam/", {"act": "undo", "undo_because": ""})
    assert refused.status_code == 422
    assert "hãy ghi lý do hoàn tác" in text(refused).split('id="undo-because-w"')[1][:120]
    done = chair.post(f"/tin-moi/{news.pk}/lam/", {"act": "undo", "undo_because": "Nhầm người"}, follow=True)
    assert f"Đã thu hồi Giấy xác nhận khuyết tật số {document.symbol}" in text(done)
    assert "đã bị thu hồi ngày" in text(Client().get(f"/xac-minh/{document.code}"))
    assert "đã bị thu hồi" in text(officer.get(f"/ho-so/{case.pk}/"))
    kept = text(officer.get(f"/van-ban/{document.pk}/"))
    for part in ("Đã thu hồi", "Nhầm người", "không có hiệu lực trở lại"):
        assert part in kept, part
    assert "sổ chưa ghi khuyết tật" in text(officer.get(f"/nguoi-dan/{made.here.pk}/ho-so/"))
