"""Practice on the screens: closed anywhere else, unmistakable, entered by a role, ticked off from what was done."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document as read_docx
from openpyxl import load_workbook

from ansinh.access import public as access
from ansinh.access.models import Device, User
from ansinh.casework import public as casework
from ansinh.intake.public import SourceFile, seal_inbox
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.kernel.printing.practice_words import NO_VALUE
from ansinh.oversight import practice as tried_out
from ansinh.payments.public import PayrollRun, set_provider
from ansinh.registry.public import Person
from ansinh.server import practice as installation
from ansinh.staff import practice
from tests import builders

from .province import Province, proposal
from .test_intake_screens import workbook

BAND = "Tập làm thử – dữ liệu không có thật"
GETS, POSTS = ("/tap-lam/", "/tap-lam/danh-sach/"), ("/tap-lam/vao/", "/tap-lam/lam-lai/")


@pytest.fixture
def marked(made: Province) -> Province:
    """The database says that it is for practice; two of its accounts are made-up ones."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {installation.MARK}")
    for role in ("commune_officer", "commune_chair"):
        User.objects.filter(pk=made.actors[role].user_id).update(factor_waived=True)
    return made


@pytest.fixture
def here(marked: Province, settings: Any) -> Province:
    """A practice installation."""
    settings.PRACTICE = True
    return marked


def text(answer: Any) -> str:
    return answer.content.decode()


def entered(made: Province, role: str) -> Client:
    client = Client()
    assert client.post("/tap-lam/vao/", {"user": made.actors[role].user_id}).status_code == 302
    return client


def everything_is_closed(made: Province) -> None:
    officer = made.client("commune_officer")
    for client in (Client(), officer):
        assert client.get("/tap-lam/").status_code == 404
        assert client.post("/tap-lam/vao/", {"user": made.actors["commune_officer"].user_id}).status_code == 404
    assert [officer.get(address).status_code for address in GETS] == [404, 404]
    assert [officer.post(address, {"sure": "yes"}).status_code for address in POSTS] == [404, 404]


def test_an_ordinary_installation_knows_no_practice(made: Province) -> None:
    everything_is_closed(made)
    assert 'type="password"' in text(Client().get("/dang-nhap/"))
    for page in (Client().get("/dang-nhap/"), made.client("commune_officer").get("/")):
        assert BAND not in text(page)
        assert "Những việc nên tập" not in text(page)
    assert "Tập làm thử" not in text(made.client("commune_officer").get("/"))


def test_neither_the_setting_nor_the_mark_alone_opens_it(made: Province, settings: Any) -> None:
    settings.PRACTICE = True
    everything_is_closed(made)
    settings.PRACTICE = False
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {installation.MARK}")
    everything_is_closed(made)


def test_the_desk_leads_to_practice_where_its_address_is_set(made: Province, settings: Any) -> None:
    settings.PRACTICE_ADDRESS = "https://tap-lam.example"
    page = text(made.client("commune_officer").get("/"))
    assert 'href="https://tap-lam.example"' in page
    settings.PRACTICE = True
    assert 'href="https://tap-lam.example"' not in text(made.client("commune_officer").get("/"))


def test_a_role_is_chosen_and_changed_without_a_password(here: Province) -> None:
    stranger = Client()
    assert stranger.get("/chi-tra/")["Location"] == "/dang-nhap/?next=/chi-tra/"
    assert stranger.get("/dang-nhap/?next=/chi-tra/")["Location"] == "/tap-lam/?next=%2Fchi-tra%2F"
    page = text(stranger.get("/tap-lam/?next=/chi-tra/"))
    assert "Chủ tịch UBND cấp xã" in page
    officer, chair = (here.actors[role].user_id for role in ("commune_officer", "commune_chair"))
    answer = stranger.post("/tap-lam/vao/", {"user": officer, "next": "/chi-tra/"})
    assert answer["Location"] == "/chi-tra/"
    assert stranger.post("/tap-lam/vao/", {"user": chair, "next": "https://khac.example/"})["Location"] == "/"
    assert stranger.get("/").context["actor"].user_id == chair
    assert Device.objects.filter(user_id=chair).count() == 1


def test_only_made_up_accounts_can_be_chosen(here: Province) -> None:
    """Somebody's own account is never lent, whatever a form says; nor one that was locked."""
    client = Client()
    for user in (here.actors["administrator"].user_id, 0, "x", ""):
        assert client.post("/tap-lam/vao/", {"user": user}).status_code == 404
    chair = here.actors["commune_chair"].user_id
    User.objects.filter(pk=chair).update(is_active=False)
    assert client.post("/tap-lam/vao/", {"user": chair}).status_code == 404
    assert "Quản trị hệ thống" not in text(client.get("/tap-lam/"))


def test_every_page_says_that_it_is_practice(here: Province, settings: Any) -> None:
    client = entered(here, "commune_officer")
    client.raise_request_exception = False
    for address in ("/", "/nguoi-dan/", "/khong-co/", "/du-toan/nhap/", "/tap-lam/", "/xac-minh/", "/huong-dan/"):
        answer = client.get(address)
        assert answer.status_code == 405 or BAND in text(answer), address
        assert "style=" not in text(answer), address


def test_papers_of_practice_say_that_they_have_no_value(here: Province) -> None:
    live = proposal(builders.person(here.own, name="Sùng Thị Dừng"), reason="Đã chuyển đi.")
    officer, chair = entered(here, "commune_officer"), entered(here, "commune_chair")
    officer.post("/de-nghi/lam/", {"act": "submit", "id": [live.pk]})
    chair.post("/de-nghi/lam/", {"act": "decide", "id": [live.pk]})
    officer.post("/van-ban/lap/", {"kind": "decision", "id": casework.Decision.objects.latest("pk").pk})
    document = casework.Document.objects.latest("pk")
    files = {ending: officer.get(f"/van-ban/{document.pk}/tep.{ending}") for ending in ("pdf", "docx")}
    for answer in files.values():
        assert "TAP-LAM-" in answer["Content-Disposition"]
    for page in pypdf.PdfReader(BytesIO(files["pdf"].content)).pages:
        assert ", ".join(NO_VALUE) in " ".join(page.extract_text().split())
    section = read_docx(BytesIO(files["docx"].content)).sections[0]
    for header in (section.first_page_header, section.header):
        assert ", ".join(NO_VALUE) in [each.text for each in header.paragraphs]
    assert "không có giá trị" in text(Client().get(f"/xac-minh/{document.code}"))
    assert "có thật và còn" not in text(Client().get(f"/xac-minh/{document.code}"))
    form = officer.get("/nap-danh-sach/mau/")
    book = load_workbook(BytesIO(form.content))
    assert all(sheet.oddHeader.center.text == ", ".join(NO_VALUE) for sheet in book.worksheets)


def test_no_payment_order_leaves_practice(here: Province) -> None:
    with pytest.raises(Refusal) as refused:
        set_provider(
            actor=here.actors["administrator"], area=here.own, since=timezone.localdate(), code="thu", name="Thử",
            url="https://chi-tra.example", key_id="1", secret="s" * 40,
        )  # fmt: skip
    assert refused.value.code == "practice"


def test_papers_of_an_ordinary_installation_do_not(made: Province) -> None:
    form = made.client("commune_officer").get("/nap-danh-sach/mau/")
    assert "TAP-LAM" not in form["Content-Disposition"]
    assert not load_workbook(BytesIO(form.content)).worksheets[0].oddHeader.center.text


def test_tasks_are_ticked_off_from_what_was_done_since_the_commune_was_made(here: Province) -> None:
    officer, chair = entered(here, "commune_officer"), entered(here, "commune_chair")

    def done() -> dict[str, bool]:
        return {each["one"].code: each["done"] for each in officer.get("/").context["tries"]}

    assert not any(done().values()), "of a commune that is not finished nothing is told"
    progress.report(*tried_out.READY, state=progress.State.DONE, figures={"receive": here.here.pk})
    assert not any(done().values()), "what is older is no practice"
    assert f"Thử với: {here.here.full_name}." in text(officer.get("/"))
    one = builders.person(here.own, name="Vàng Thị Mới", born="1950-02-03")
    term = {"act": "receive", "received_on": timezone.localdate().isoformat(), "starter": "person"}
    officer.post(f"/nguoi-dan/{one.pk}/ho-so/new/", term | {"programme": "social_allowance", "paper": ["form"]})
    assert done() == dict.fromkeys(tried_out.TRIES, False) | {"receive": True}
    assert "Thử với:" not in text(officer.get("/"))
    officer.post("/nap-danh-sach/nhan/", {"file": workbook(), "xa": here.own.code})
    assert not done()["list"], "a list is taken in only when rows of it are accepted"
    officer.post(f"/nap-danh-sach/{SourceFile.objects.latest('pk').pk}/lam/", {"act": "accept_all"})
    assert done()["list"]
    stops = [proposal(builders.person(here.own, name=name), reason="Đã chết.") for name in ("Lò A Sống", "Lò A Mất")]
    for one, died_on in zip(stops, (None, timezone.localdate()), strict=True):
        Person.objects.filter(pk=one.person_id).update(died_on=died_on)
        assert not done()["stop"]
        officer.post("/de-nghi/lam/", {"act": "submit", "id": [one.pk]})
        chair.post("/de-nghi/lam/", {"act": "decide", "id": [one.pk]})
    assert done()["stop"]
    ids = [here.actors[role].user_id for role in access.ROLES if role in here.actors][:4]
    month, now = timezone.localdate().replace(day=1), timezone.now()
    run = PayrollRun.objects.create(month=month, area=here.own, kind="monthly", pay_on=month, made_by_id=ids[0])
    PayrollRun.objects.filter(pk=run.pk).update(state="locked", manifest_sha256="0" * 64, locked_at=now)
    for state, who_id in zip(("approved", "authorised", "released"), ids[1:], strict=True):
        assert not done()["pay"]
        fields = {f"{state}_by_id": who_id, f"{state}_at": timezone.now()}
        PayrollRun.objects.filter(pk=run.pk).update(state=state, **fields)
    assert done() == dict.fromkeys(tried_out.TRIES, True)


def test_each_task_leads_to_where_it_begins_and_to_the_manual(here: Province) -> None:
    """In the hands of whoever does it the page opens; others are led to that role first."""
    for each in practice.TRIES:
        client = entered(here, each.role)
        assert client.get(reverse(each.url_name), follow=True).status_code == 200
        if each.manual:
            assert client.get(reverse("manual_page", args=(each.manual,))).status_code == 200
    page = text(entered(here, "commune_officer").get("/"))
    assert "/tap-lam/?next=%2Fho-so%2F" in page
    assert 'href="/nap-danh-sach/"' in page


def test_beginning_anew_is_confirmed_and_happens_when_the_request_is_over(
    here: Province, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[str] = []
    monkeypatch.setattr(installation, "reset", lambda: told.append("anew"))
    monkeypatch.setattr(connections["default"].__class__, "close", lambda self: told.append("connection given up"))
    client = entered(here, "commune_officer")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/tap-lam/lam-lai/")["Location"] == "/"
    assert told == []
    assert client.get("/tap-lam/lam-lai/").status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/tap-lam/lam-lai/", {"sure": "yes"})["Location"] == "/tap-lam/?lam-lai=1"
        assert told == []
    assert told == ["connection given up", "anew"]


def test_the_list_to_try_is_given_to_whoever_takes_lists_in(here: Province, tmp_path: Any) -> None:
    client = entered(here, "commune_officer")
    assert client.get("/tap-lam/danh-sach/").status_code == 404
    month = Month.of(timezone.localdate()).minus(1)  # made in the month before: practice runs on
    path = tmp_path / str(month) / here.own.code / tried_out.LIST_NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(workbook().read())
    assert seal_inbox(tmp_path).sealed == 1
    answer = client.get("/tap-lam/danh-sach/")
    assert load_workbook(BytesIO(answer.content)).worksheets
    assert entered(here, "commune_chair").get("/tap-lam/danh-sach/").status_code == 403
