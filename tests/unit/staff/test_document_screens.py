"""Documents on the screens: issued by a press, read by those of the place, verified by everybody, throttled."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from ansinh.access.public import User
from ansinh.casework.public import Decision, DecisionKind, Document, Proposal
from ansinh.jobs.on_request.issue_documents import issue_documents
from ansinh.kernel import progress
from ansinh.kernel.models import AuditEntry
from ansinh.staff.views import print_many, verify
from tests import builders

from .province import Province, award, proposal

pytestmark = pytest.mark.django_db


def text(answer) -> str:  # type: ignore[no-untyped-def]
    return answer.content.decode()


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def decision(made: Province) -> Decision:
    """The officer's proposal, signed by the chair."""
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    officer.post("/de-nghi/lam/", {"act": "submit", "id": [made.proposal.pk]})
    chair.post("/de-nghi/lam/", {"act": "decide", "id": [made.proposal.pk]})
    return Decision.objects.latest("pk")


@pytest.mark.parametrize("kind", [kind.value for kind in DecisionKind])
def test_a_decision_of_every_kind_stands_on_its_page_in_the_register_and_in_the_batch(
    made: Province, decision: Decision, kind: str
) -> None:
    decision.pk, decision.number, decision.kind = None, decision.number + 1, kind
    decision.save(force_insert=True)
    client = made.client("commune_officer")
    for address in (f"/quyet-dinh/{decision.pk}/", "/so-van-ban/?chu=QĐ-UBND", "/in-hang-loat/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert DecisionKind(kind).label in text(answer), address


def issue(client: Client, kind: str, pk: int, **more: str) -> str:
    """The address one is sent to."""
    return client.post("/van-ban/lap/", {"kind": kind, "id": pk, **more})["Location"]


def test_printing_a_decision_issues_it_and_shows_the_pdf(made: Province, decision: Decision) -> None:
    client = made.client("commune_officer")
    page = text(client.get(f"/quyet-dinh/{decision.pk}/"))
    assert "In quyết định" in page
    assert "Giàng A Páo" in page
    address = issue(client, "decision", decision.pk, open="pdf")
    answer = client.get(address)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    assert "inline" in answer["Content-Disposition"]
    assert decision.symbol in PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert issue(client, "decision", decision.pk, open="pdf") == address
    word = client.get(address.replace("pdf", "docx"))
    assert "attachment" in word["Content-Disposition"]
    assert ZipFile(BytesIO(word.content)).testzip() is None
    assert client.get(address.replace("pdf", "html")).status_code == 404


def test_reading_a_document_is_recorded_with_its_person(made: Province, decision: Decision) -> None:
    client = made.client("commune_officer")
    client.get(issue(client, "decision", decision.pk, open="pdf"))
    document = Document.objects.get()
    read = AuditEntry.objects.get(action="document.read")
    assert (read.object_id, read.area_id, read.details["what"]) == (str(document.pk), made.own.pk, "pdf")
    of_person = AuditEntry.objects.filter(action="person.read", object_id=str(made.here.pk))
    assert of_person.filter(details__document=document.pk).exists()


def test_another_communes_officer_gets_none(made: Province, decision: Decision) -> None:
    own = made.client("commune_officer")
    address = issue(own, "decision", decision.pk, open="pdf")
    notice = issue(own, "notice", made.proposal.pk)
    builders.officer("commune_officer", made.other, "nguoi-xa-khac")
    stranger = Client()
    stranger.force_login(User.objects.get(username="nguoi-xa-khac"))
    for there in (address, address.replace("pdf", "docx"), notice, f"/quyet-dinh/{decision.pk}/"):
        assert stranger.get(there).status_code == 404, there
    for kind, pk in (("decision", decision.pk), ("notice", made.proposal.pk), ("refusal", made.here.pk),
                     ("posting", made.own.pk), ("submission", made.proposal.pk)):  # fmt: skip
        answer = stranger.post("/van-ban/lap/", {"kind": kind, "id": pk, "month": "2026-11"})
        assert answer.status_code == 404 or answer["Location"] == "/so-van-ban/", kind
    assert Document.objects.count() == 2
    shown = text(stranger.get("/so-van-ban/"))
    assert decision.symbol not in shown
    assert "TB-UBND" not in shown
    for asked in ("so=TB-UBND&nam=2026", "so=TB-UBND", "nam=1999"):
        assert stranger.get(f"/so-van-ban/?{asked}").status_code == 404, asked
    assert stranger.get(f"/in-hang-loat/?xa={made.own.code}").status_code == 404
    assert stranger.get(f"/in-hang-loat/tep.pdf?xa={made.own.code}").status_code == 404
    cancelled = stranger.post(f"{notice}huy/", {"because": "Thử"}, follow=True)
    assert "Không có văn bản này" in text(cancelled)


@pytest.mark.parametrize(("role", "status"), [("payer", 403), ("administrator", 403), ("auditor", 200)])
def test_documents_are_for_those_who_read_people(made: Province, decision: Decision, role: str, status: int) -> None:
    address = issue(made.client("commune_officer"), "decision", decision.pk, open="pdf")
    client = made.client(role)
    for there in (address, f"/quyet-dinh/{decision.pk}/", "/so-van-ban/", "/in-hang-loat/"):
        assert client.get(there).status_code == status, there
    assert client.post("/van-ban/lap/", {"kind": "notice", "id": made.proposal.pk}).status_code == 403


def test_everybody_verifies_and_nobody_is_named(made: Province, decision: Decision) -> None:
    issue(made.client("commune_officer"), "decision", decision.pk)
    document = Document.objects.get()
    stranger = Client()
    typed = f"{document.code[:4].lower()}-{document.code[4:8]} {document.code[8:]}"
    assert stranger.get("/xac-minh/", {"ma": typed})["Location"] == f"/xac-minh/{document.code}"
    with connection.cursor() as cursor:  # as the web server is before anybody has signed in
        cursor.execute("SELECT set_config('role', 'ansinh_app', true)")
        answer = stranger.get(f"/xac-minh/{document.code}")
        cursor.execute("SELECT set_config('role', 'none', true)")
    page = text(answer)
    assert answer.status_code == 200
    assert decision.symbol in page
    assert "có thật và còn hiệu lực" in page
    assert answer["Cache-Control"] == "no-store"
    for private in ("Giàng", "Páo", "810.000", "Bản Trong", "015050000001", "commune_"):
        assert private not in page


def test_a_forged_code_is_not_found(made: Province, decision: Decision) -> None:
    issue(made.client("commune_officer"), "decision", decision.pk)
    code = Document.objects.get().code
    for forged in (code[:-1] + ("A" if code[-1] != "A" else "B"), "A" * 20, code[:10], "%' OR 1=1 --", "x" * 500):
        answer = Client().get(f"/xac-minh/{forged}")
        assert answer.status_code == 404, forged
        assert "Không có văn bản nào mang mã này" in text(answer)


def test_who_asks_too_often_waits(made: Province) -> None:
    client = Client()
    answers = [client.get("/xac-minh/AAAA").status_code for _ in range(verify.A_MINUTE + 1)]
    assert answers[:-1] == [404] * verify.A_MINUTE
    assert answers[-1] == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get("/xac-minh/AAAA").status_code == 404


def test_a_notice_is_cancelled_with_a_reason_and_stays_in_the_register(made: Province, decision: Decision) -> None:
    client = made.client("commune_officer")
    address = issue(client, "notice", made.proposal.pk)
    client.post(f"{address}huy/", {"because": " ", "next": address})
    assert Document.objects.get(kind="notice").cancelled_at is None
    client.post(f"{address}huy/", {"because": "Sai địa chỉ", "next": address})
    assert "Đã hủy" in text(client.get(address))
    for asked in ("so=TB-UBND&nam=2026", "so=TB-UBND"):
        assert "Sai địa chỉ" in text(client.get(f"/so-van-ban/?{asked}")), asked
    assert client.get("/so-van-ban/?nam=2026").status_code == 200
    assert "đã bị hủy ngày" in text(Client().get(f"/xac-minh/{Document.objects.get(kind='notice').code}"))
    assert issue(client, "notice", made.proposal.pk) != address


def test_a_month_of_decisions_is_issued_by_the_worker_and_bound(
    made: Province, decision: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_many, "AT_ONCE", 0)
    client = made.client("commune_chair")
    month = f"{decision.decided_on:%Y-%m}"
    first = decision.decided_on.replace(day=1)
    end = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    page = f"/in-hang-loat/?thang={month}"
    assert "Lập 1 văn bản để in" in text(client.get(page))
    assert client.get(f"/in-hang-loat/tep.pdf?thang={month}").status_code == 302
    client.post("/in-hang-loat/lap/", {"xa": made.own.code, "first": first, "end": end, "next": page})
    assert "hàng chờ" in text(client.get(page))
    (job,) = ProcrastinateJob.objects.filter(task_name="documents.issue")
    issue_documents(**job.args)
    (step,) = progress.of(f"documents:{made.own.code}:{first}:{end}")
    assert (step.state, step.done, step.total) == ("done", 1, 1)
    assert "In cả 1 văn bản" in text(client.get(page))
    bound = client.get(f"/in-hang-loat/tep.pdf?thang={month}")
    assert len(PdfReader(BytesIO(bound.content)).pages) == 1
    with ZipFile(BytesIO(client.get(f"/in-hang-loat/tep.zip?thang={month}").content)) as packed:
        assert len(packed.namelist()) == 1


def test_a_decision_that_was_replaced_says_so(made: Province) -> None:
    chair, officer = made.actors["commune_chair"], made.actors["commune_officer"]
    person = builders.person(made.own, name="Vàng Thị Cũ")
    given = award(person, officer, chair, builders.next_number(made.own, 2026))
    Proposal.objects.filter(pk=proposal(person, programme="social_pension").pk).update(
        state="decided", decision=given.decision, prepared_by=officer.user_id, prepared_at=given.recorded_at
    )
    issue(made.client("commune_officer"), "decision", given.decision_id)
    document = Document.objects.get()
    assert "còn hiệu lực" in text(Client().get(f"/xac-minh/{document.code}"))
    given.retracted_at, given.retracted_by = given.recorded_at, given.decision
    given.save()
    assert "đã được thay bằng quyết định sau" in text(Client().get(f"/xac-minh/{document.code}"))
