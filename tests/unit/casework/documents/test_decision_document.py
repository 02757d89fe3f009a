"""A signed decision as a document: issued once, frozen, the same in both formats, verified by its code."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.documents.files import RENDERERS
from ansinh.casework.public import queries_documents
from ansinh.kernel.errors import Refusal
from tests.builders import commune, officer
from tests.unit.casework.documents.read_back import docx_text, missing, pdf_text, plain
from tests.unit.casework.office import TODAY, decide, disabled, propose

pytestmark = pytest.mark.django_db
MM = 36000
A4 = (595.276, 841.89)


@pytest.fixture
def issued(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> casework.Document:
    disabled(here)
    propose()
    (decision,) = decide(maker, chair)
    return issue(decision, chair)


def issue(decision: casework.Decision, actor: access.Actor) -> casework.Document:
    with access.acting_as(actor):
        found = queries_documents.decision(decision.pk)
        assert found is not None
        return casework.issue_document(actor=actor, draft=casework.decision_draft(found), on=TODAY)


def content_of(document: casework.Document) -> casework.Content:
    document = casework.Document.objects.get(pk=document.pk)
    return casework.content_of(document)


def test_both_formats_carry_every_text(issued: casework.Document) -> None:
    content = content_of(issued)
    assert missing(content, pdf_text(casework.document_bytes(issued, "pdf"))) == []
    assert missing(content, docx_text(casework.document_bytes(issued, "docx"))) == []


def test_of_several_people_there_is_a_list_without_grounds(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    for born in ("1990-01-01", "1985-02-02", "2015-03-03"):
        disabled(here, born=born)
    propose()
    (decision,) = decide(maker, chair)
    document = issue(decision, chair)
    content = content_of(document)
    assert content.annex is not None
    assert len(content.annex.table.rows) == 3 + 1
    for name, read in (("pdf", pdf_text), ("docx", docx_text)):
        text = read(casework.document_bytes(document, name))
        assert missing(content, text) == []
        assert plain("khuyết tật") not in text
    assert content.annex.table.rows[-1][-1] == f"{sum(p.after_vnd for p in decided(decision)):,}".replace(",", ".")


def decided(decision: casework.Decision) -> list[casework.Proposal]:
    return list(casework.Proposal.objects.filter(decision=decision))


def test_the_page_is_as_the_form_has_it(issued: casework.Document) -> None:
    """NĐ 30/2020, phụ lục I: A4, margins 20–25, 20–25, 30–35, 15–20 mm, Times in 13–14, the head's words."""
    pdf = PdfReader(BytesIO(casework.document_bytes(issued, "pdf")))
    assert tuple(float(each) for each in pdf.pages[0].mediabox[2:]) == pytest.approx(A4, abs=0.1)
    word = docx.Document(BytesIO(casework.document_bytes(issued, "docx")))
    section = word.sections[0]
    margins = [round(m / MM) for m in (section.top_margin, section.bottom_margin, section.left_margin)]
    assert (section.page_width // MM, section.page_height // MM) == (210, 297)
    assert margins == [20, 20, 30]
    assert 15 <= round(section.right_margin / MM) <= 20
    assert (word.styles["Normal"].font.name, word.styles["Normal"].font.size.pt) == ("Times New Roman", 14)
    content = content_of(issued)
    assert content.bases[-1].endswith(".")
    assert all(line.endswith(";") for line in content.bases[:-1])
    assert content.recipients[-1].startswith("Lưu: VT, ")
    assert content.dated == f"{content.place}, ngày 20 tháng 11 năm 2026"


def test_the_letters_travel_with_the_files(issued: casework.Document) -> None:
    pdf = PdfReader(BytesIO(casework.document_bytes(issued, "pdf")))
    fonts = pdf.pages[0]["/Resources"]["/Font"].get_object().values()
    for font in fonts:
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        assert "LiberationSerif" in inner["/BaseFont"]
        assert "/FontFile2" in inner["/FontDescriptor"].get_object()
    with ZipFile(BytesIO(casework.document_bytes(issued, "docx"))) as archive:
        letters = [name for name in archive.namelist() if name.endswith(".odttf")]
        table = archive.read("word/fontTable.xml").decode()
        assert len(letters) == 4
        key = bytes.fromhex(re.findall(r'embedRegular [^>]*fontKey="{([-0-9A-F]+)}"', table)[0].replace("-", ""))[::-1]
        head = archive.read("word/fonts/font1.odttf")[:32]
    assert bytes(byte ^ key[i % 16] for i, byte in enumerate(head))[:4] == b"\x00\x01\x00\x00"


def test_it_is_issued_once_and_stays_as_it_was(
    issued: casework.Document, here: areas.Unit, maker: access.Actor
) -> None:
    before = {name: casework.document_bytes(issued, name) for name in ("pdf", "docx")}
    decision = casework.Decision.objects.get()
    proposal = casework.Proposal.objects.get(decision=decision)
    proposal.person.full_name = "Tên Sửa Sau"
    proposal.person.save()
    assert issue(decision, maker).pk == issued.pk
    again = casework.Document.objects.get(pk=issued.pk)
    assert {name: casework.document_bytes(again, name) for name in before} == before
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        casework.Document.objects.filter(pk=issued.pk).update(content_sha256="0" * 64)


def test_what_the_same_version_sets_otherwise_is_refused(
    issued: casework.Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_as, made_with = RENDERERS["pdf"]
    monkeypatch.setitem(RENDERERS, "pdf", (lambda content: set_as(content) + b"\n", "typst 99"))
    newer = casework.document_bytes(issued, "pdf")
    found = queries_documents.verified(issued.code)
    assert found is not None
    assert hashlib.sha256(newer).hexdigest() in {sha for _, sha in found.hashes}
    monkeypatch.setitem(RENDERERS, "pdf", (lambda content: set_as(content) + b"\n", made_with))
    with pytest.raises(Refusal) as refusal:
        casework.document_bytes(issued, "pdf")
    assert refusal.value.code == "document_differs"


def test_nobody_of_another_commune_issues_or_reads_it(issued: casework.Document) -> None:
    stranger = officer("commune_officer", commune(1))
    decision = casework.Decision.objects.select_related("commune__parent", "office", "decided_by").get()
    with access.acting_as(stranger):
        assert queries_documents.document(issued.pk) is None
        assert queries_documents.decision(decision.pk) is None
        assert queries_documents.registers(None) == []
        for table in (casework.Document, casework.RegisteredNumber):
            assert not table.objects.exists()
        with pytest.raises(Refusal):
            casework.decision_draft(decision)
    draft = casework.decision_draft(decision)
    with access.acting_as(stranger), pytest.raises(Refusal) as refusal:
        casework.issue_document(actor=stranger, draft=draft, on=TODAY)
    assert refusal.value.code == "outside_scope"


def test_who_neither_prepares_nor_decides_issues_nothing(issued: casework.Document, here: areas.Unit) -> None:
    reader = officer("commune_accountant", here)
    draft = casework.decision_draft(queries_documents.decision(issued.decision_id or 0) or pytest.fail("none"))
    with access.acting_as(reader), pytest.raises(Refusal) as refusal:
        casework.issue_document(actor=reader, draft=draft, on=TODAY)
    assert refusal.value.code == "not_permitted"


def test_everybody_sees_that_it_exists_and_nothing_else(issued: casework.Document) -> None:
    """Asked with the rights of the web server before anybody has signed in: no row of a table, but the answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'ansinh_app', true), set_config('ansinh.areas', '', true)")
    assert not casework.Document.objects.exists()
    found = queries_documents.verified(issued.code)
    assert found is not None
    assert (found.symbol, found.in_force) == ("01/QĐ-UBND", True)
    assert [name for name, _ in found.hashes] == ["PDF"]
    assert queries_documents.verified("A" * 20) is None
    assert queries_documents.verified("") is None


def test_a_decision_is_not_cancelled(issued: casework.Document, chair: access.Actor) -> None:
    with access.acting_as(chair), pytest.raises(Refusal) as refusal:
        casework.cancel_document(actor=chair, document_id=issued.pk, because="In nhầm", at=issued.issued_at)
    assert refusal.value.code == "decided"
