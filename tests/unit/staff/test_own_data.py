"""A person is given everything that is held about them, sources and readers too, and the giving is recorded."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfReader

from ansinh.kernel.models import AuditEntry
from tests.unit.staff.province import Province

ASKED = "Bà Giàng Thị Dợ, con, đơn ngày 20/11/2026"


@pytest.mark.django_db
def test_the_document_and_the_file_hold_everything(made: Province) -> None:
    client = made.client("commune_officer")
    client.post("/to-khai/moi/", {"mau": "nd20-1d", "nguoi": made.here.pk})
    client.get(f"/nguoi-dan/{made.here.pk}/?hien=paper")
    address = f"/nguoi-dan/{made.here.pk}/du-lieu/"
    assert client.get(address).status_code == 200
    assert AuditEntry.objects.filter(action="person.export").count() == 0
    assert client.post(address, {"asked": "ngắn"}).status_code == 422
    document = client.post(address, {"asked": ASKED, "form": "page"}).content.decode()
    for part in ("Tờ khai nd20-1d", "015050000001", "HIV", "810.000", "Mở hồ sơ một người", ASKED):
        assert part in document
    answer = client.post(address, {"asked": ASKED, "form": "json"})
    assert "attachment" in answer["Content-Disposition"]
    data = json.loads(answer.content)
    assert data["person"]["ethnicity"] == "Mông"
    assert {"paper", "circumstance", "residence"} <= {fact["kind"] for fact in data["facts"]}
    assert ("hiv", "yes") in {(fact["code"], fact["value"]) for fact in data["facts"]}
    assert all(fact["source"] for fact in data["facts"])
    assert data["forms"][0]["answers"]["full_name"] == "Giàng A Páo"
    assert data["awards"][0]["amount_vnd"] == 810_000
    assert {entry["action"] for entry in data["read_by"]} == {"person.read", "person.export"}
    entries = AuditEntry.objects.filter(action="person.export")
    assert [entry.purpose for entry in entries] == [ASKED, ASKED]


@pytest.mark.django_db
def test_the_paper_says_what_the_page_says(made: Province) -> None:
    address = f"/nguoi-dan/{made.here.pk}/du-lieu/"
    answer = made.client("commune_officer").post(address, {"asked": ASKED, "form": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert f"ho-so-{made.here.pk}.pdf" in answer["Content-Disposition"]
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for part in ("015050000001", "HIV", "810.000", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Giàng Thị Dợ", "NGƯỜI NHẬN"):
        assert part in text, part
    assert AuditEntry.objects.get(action="person.export").purpose == ASKED


@pytest.mark.django_db
def test_nobody_elses_people_are_given(made: Province) -> None:
    answer = made.client("commune_officer").post(f"/nguoi-dan/{made.there.pk}/du-lieu/", {"asked": ASKED})
    assert answer.status_code == 404
    assert made.client("payer").get(f"/nguoi-dan/{made.here.pk}/du-lieu/").status_code == 403
