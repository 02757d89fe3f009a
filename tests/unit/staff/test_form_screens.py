"""Forms on the screen: begun, saved by field, covered, held against the registry, printed, within the areas."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ansinh.casework.public import FilledForm
from ansinh.kernel.models import AuditEntry
from ansinh.registry.public import ChangeRequest

from .province import CANARY, Province

HTMX = {"HX-Request": "true"}


def text(answer: Any) -> str:
    return answer.content.decode()


def begun(made: Province, code: str = "nd20-1d", **more: str) -> FilledForm:
    """A form by way of the screen; about ``here`` unless ``nguoi`` says otherwise."""
    values = {"mau": code, "nguoi": str(made.here.pk)} | more
    answer = made.client("commune_officer").post("/to-khai/moi/", values)
    assert answer.status_code == 302, text(answer)
    return FilledForm.objects.latest("pk")


def saved(made: Province, form: FilledForm, **given: Any) -> Any:
    return made.client("commune_officer").post(
        f"/to-khai/{form.pk}/luu/", {"version": form.version} | given, headers=HTMX
    )


def test_the_list_and_the_person_offer_the_papers_of_a_day(made: Province) -> None:
    client = made.client("commune_officer")
    assert "Mẫu số 1đ" in text(client.get("/to-khai/", {"ngay": "2026-10-04"}))
    page = text(client.get(f"/nguoi-dan/{made.here.pk}/to-khai/", {"ngay": "2026-10-05"}))
    assert "Mẫu số 01" in page
    assert "Mẫu số 1đ" not in page
    assert "Không có mẫu nào" in text(client.get("/to-khai/", {"ngay": "2020-01-01"}))
    assert client.get("/to-khai/", {"ngay": "hôm qua"}).status_code == 404


def test_a_person_has_a_link_and_the_desk_says_what_is_unfinished(made: Province) -> None:
    client = made.client("commune_officer")
    assert f"/nguoi-dan/{made.here.pk}/to-khai/" in text(client.get(f"/nguoi-dan/{made.here.pk}/"))
    assert "Tờ khai bạn đang làm" not in text(client.get("/"))
    begun(made)
    assert "Tờ khai bạn đang làm" in text(client.get("/"))
    assert "Giàng A Páo" in text(client.get("/to-khai/"))


def test_a_form_shows_what_it_was_filled_with_and_covers_numbers(made: Province) -> None:
    form = begun(made)
    client = made.client("commune_officer")
    page = text(client.get(f"/to-khai/{form.pk}/"))
    assert 'value="Giàng A Páo"' in page
    assert "Lấy từ sổ." in page
    assert "015050000001" not in page
    assert "015050000001" in text(client.get(f"/to-khai/{form.pk}/", {"hien": "paper"}))
    read = AuditEntry.objects.filter(action="person.read").latest("pk")
    assert (read.object_id, read.details) == (str(made.here.pk), {"form": form.pk, "part": "form", "shown": ["paper"]})


def test_a_sensitive_answer_is_covered_until_somebody_asks(made: Province) -> None:
    form = begun(made, "nd20-1b")
    client = made.client("commune_officer")
    assert form.answers["hiv"] == "yes"
    covered = 'name="hiv" value="yes"'
    assert covered not in text(client.get(f"/to-khai/{form.pk}/"))
    assert covered in text(client.get(f"/to-khai/{form.pk}/", {"hien": "sensitive"}))
    client.get(f"/to-khai/{form.pk}/to-khai.pdf")
    assert AuditEntry.objects.filter(action="person.read").latest("pk").details["shown"] == ["paper", "sensitive"]


def test_a_field_is_saved_and_the_answer_says_when(made: Province) -> None:
    form = begun(made)
    answer = saved(made, form, lives_at="Bản Ngoài")
    now = timezone.localtime().strftime("%H:")
    assert f"Đã lưu lúc {now}" in text(answer)
    assert 'id="version" value="2"' in text(answer)
    form.refresh_from_db()
    assert form.answers["lives_at"] == "Bản Ngoài"


def test_what_is_wrong_stands_beside_its_field(made: Province) -> None:
    form = begun(made)
    page = text(saved(made, form, born="31/02/1950"))
    assert '<span class="wrong" id="w-born" hx-swap-oob="true" role="alert">Không có ngày này trong lịch' in page
    assert "Có ô chưa lưu được" in page


def test_a_tick_brings_its_fields_and_takes_them_away(made: Province) -> None:
    form = begun(made)
    page = text(saved(made, form, draws=["", "other"]))
    assert 'id="b-other_vnd" hx-swap-oob="true">' in page
    form.refresh_from_db()
    assert 'id="b-other_vnd" hx-swap-oob="true" hidden>' in text(saved(made, form, draws=[""]))


def test_the_last_row_of_a_table_brings_another(made: Province) -> None:
    form = begun(made, "nd20-2a")
    assert 'name="cared_for.1.name"' in text(saved(made, form, **{"cared_for.0.name": "Người một"}))
    form.refresh_from_db()
    assert 'name="cared_for.1.name"' not in text(saved(made, form, **{"cared_for.0.born": ""}))


def test_two_windows(made: Province) -> None:
    form = begun(made)
    saved(made, form, lives_at="Một")
    answer = saved(made, form, lives_at="Hai")
    assert answer.status_code == 409
    assert "Chưa lưu." in text(answer)
    assert "Tải lại trang" in text(answer)


@pytest.mark.parametrize("given", [{"la": "x"}, {"version": "một"}, {"version": "-1"}])
def test_an_unknown_field_or_no_version_is_refused(made: Province, given: dict[str, str]) -> None:
    form = begun(made)
    answer = saved(made, form, **({"lives_at": "x"} | given))
    assert answer.status_code == 422
    form.refresh_from_db()
    assert form.version == 1


def test_without_scripts_the_whole_form_is_sent(made: Province) -> None:
    form = begun(made)
    client = made.client("commune_officer")
    address = f"/to-khai/{form.pk}/luu/"
    assert client.post(address, {"version": 1, "lives_at": "Bản Ngoài"}).status_code == 302
    answer = client.post(address, {"version": 2, "born": "x"})
    assert answer.status_code == 422
    assert "Không có ngày này" in text(answer)


def test_complete_print_reopen_discard(made: Province) -> None:
    form = begun(made)
    client = made.client("commune_officer")
    act = f"/to-khai/{form.pk}/lam/"
    answer = client.post(act, {"act": "complete"})
    assert answer.status_code == 422
    assert "Chưa khai xong" in text(answer)
    saved(made, form, poverty="poor", support="none")
    assert client.post(act, {"act": "complete"}).status_code == 302
    assert "disabled" in text(client.get(f"/to-khai/{form.pk}/"))
    paper = client.post(act, {"act": "print"}, follow=True)
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    client.post(act, {"act": "reopen"})
    assert client.post(act, {"act": "la"}).status_code == 302
    client.post(act, {"act": "discard"})
    assert FilledForm.objects.count() == 0


def test_a_blank_paper_is_handed_out(made: Province) -> None:
    client = made.client("commune_officer")
    assert client.get("/to-khai/mau/nd20-1dd.pdf").content.startswith(b"%PDF")
    assert client.get("/to-khai/mau/khong-co.pdf").status_code == 404


def test_a_form_about_nobody_yet_and_hostile_text(made: Province) -> None:
    form = begun(made, "nd20-04", nguoi="")
    saved(made, form, full_name=CANARY, cause="#panic(1)")
    client = made.client("commune_officer")
    for address in ("/to-khai/", f"/to-khai/{form.pk}/"):
        page = text(client.get(address))
        assert CANARY not in page
        assert "&lt;script&gt;" in page
    assert client.get(f"/to-khai/{form.pk}/to-khai.pdf").content.startswith(b"%PDF")
    assert client.get(f"/to-khai/{form.pk}/vao-so/correction/").status_code == 404


def test_what_differs_leads_to_news_filled_in_and_the_registry_stays(made: Province) -> None:
    form = begun(made)
    client = made.client("commune_officer")
    saved(made, form, ethnicity="Tày")
    page = text(client.get(f"/to-khai/{form.pk}/"))
    assert "sổ ghi <strong>Mông</strong>" in page
    address = f"/to-khai/{form.pk}/vao-so/correction/"
    assert address in page
    news = text(client.get(address))
    assert 'value="Tày"' in news
    assert 'value="Giàng A Páo"' in news
    assert f'action="/nguoi-dan/{made.here.pk}/bao-tin/correction/"' in news
    made.here.refresh_from_db()
    assert (made.here.ethnicity, ChangeRequest.objects.count()) == ("Mông", 0)
    assert client.get(f"/to-khai/{form.pk}/vao-so/poverty/").status_code == 404
    assert client.get(f"/to-khai/{form.pk}/vao-so/khong-co/").status_code == 404


@pytest.mark.parametrize("role", ["commune_chair", "commune_accountant", "payer", "administrator", "province_leader"])
def test_who_may_not_bring_news_fills_in_nothing(made: Province, role: str) -> None:
    form = begun(made)
    client = made.client(role)
    assert client.get("/to-khai/").status_code == 403
    assert client.post("/to-khai/moi/", {"mau": "nd20-1d"}).status_code == 403
    assert client.post(f"/to-khai/{form.pk}/luu/", {"version": 1, "lives_at": "x"}).status_code == 403
    assert client.post(f"/to-khai/{form.pk}/lam/", {"act": "discard"}).status_code == 403


def test_forms_of_another_commune_are_not_there(made: Province) -> None:
    form = begun(made)
    FilledForm.objects.filter(pk=form.pk).update(area=made.other)
    client = made.client("commune_officer")
    for address in ("", "to-khai.pdf", "vao-so/correction/"):
        assert client.get(f"/to-khai/{form.pk}/{address}").status_code == 404
    assert saved(made, form, lives_at="x").status_code == 422
    assert "Giàng A Páo" not in text(client.get("/to-khai/"))
    assert client.get(f"/nguoi-dan/{made.there.pk}/to-khai/").status_code == 404
