"""Every kind of document: carried whole by both formats, on bases that are in force, with its own number."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh import legislation
from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.documents.bases import bases_of
from ansinh.casework.documents.bases_table import BASES
from ansinh.casework.documents.composing.posting import posting_content
from ansinh.casework.documents.content import Content, from_json, to_json
from ansinh.casework.documents.offices import Office
from ansinh.casework.documents.rendering.pdf import as_pdf
from ansinh.casework.documents.rendering.word import as_docx
from ansinh.determination.public import facts_rows
from ansinh.kernel.errors import Refusal
from ansinh.legislation import PROGRAMMES, WRITTEN_BOOK, WRITTEN_CATEGORIES
from ansinh.legislation.instruments import load_instruments
from ansinh.registry import public as registry
from tests.builders import officer, person
from tests.unit.casework.documents.read_back import docx_text, missing, pdf_text, plain
from tests.unit.casework.office import KNOWN, NOVEMBER, TODAY, decide, disabled, propose

INSTRUMENTS = {instrument.code: instrument for instrument in load_instruments()}


def whole(content: Content) -> Content:
    """The same, once both formats were found to carry it, always in the same bytes, and JSON to keep it."""
    assert from_json(to_json(content)) == content
    for render, read in ((as_pdf, pdf_text), (as_docx, docx_text)):
        made = render(content)
        assert missing(content, read(made)) == []
        assert render(content) == made
    return content


def test_every_base_is_an_instrument_and_in_force() -> None:
    assert {basis.code for basis in BASES} <= set(INSTRUMENTS)
    for day in (date(2015, 5, 4), date(2022, 3, 1), date(2025, 6, 20), date(2025, 7, 1), date(2026, 10, 5), TODAY):
        for basis in bases_of(set(PROGRAMMES), day):
            instrument = INSTRUMENTS[basis.code]
            assert instrument.first <= day.isoformat() <= (instrument.last or "9999")
            assert basis.code.split("/")[0] in basis.words or "Luật" in basis.words


@pytest.mark.parametrize(
    ("on", "named", "unnamed"),
    [
        (date(2024, 8, 1), ["20/2021/NĐ-CP", "76/2024/NĐ-CP", "19 tháng 6 năm 2015"], ["147/2025", "335/2026"]),
        (date(2025, 8, 1), ["20/2021/NĐ-CP", "147/2025/NĐ-CP", "16 tháng 6 năm 2025"], ["335/2026", "năm 2015"]),
        (date(2026, 10, 5), ["335/2026/NĐ-CP"], ["20/2021", "147/2025", "76/2024"]),
    ],
)
def test_bases_follow_the_day(on: date, named: list[str], unnamed: list[str]) -> None:
    text = "; ".join(basis.words for basis in bases_of(["social_allowance"], on))
    assert [each for each in named if each not in text] == []
    assert [each for each in unnamed if each in text] == []


@pytest.mark.django_db
def test_submission_and_notice(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    disabled(here)
    (proposal,) = propose()
    with pytest.raises(Refusal) as refusal:
        casework.submission_draft([proposal.pk], TODAY)
    assert refusal.value.code == "wrong_state"
    with pytest.raises(Refusal) as refusal:
        casework.notice_draft(proposal.pk, TODAY)
    assert refusal.value.code == "wrong_state"
    with access.acting_as(maker):
        casework.submit_proposals(ids=[proposal.pk], by=maker, at=KNOWN)
        asked = casework.issue_document(actor=maker, draft=casework.submission_draft([proposal.pk], TODAY), on=TODAY)
    content = whole(casework.content_of(casework.Document.objects.get(pk=asked.pk)))
    assert (content.title, content.symbol) == ("TỜ TRÌNH", "01/TTr-VHXH")
    assert content.head.office == ("Phòng Văn hóa - Xã hội",)
    with access.acting_as(chair):
        (decision,) = casework.decide_proposals(ids=[proposal.pk], by=chair, on=TODAY)
        signed = casework.decision_draft(casework.queries_documents.decision(decision.pk) or pytest.fail("none"))
    assert "tại Tờ trình số 01/TTr-VHXH ngày 20 tháng 11 năm 2026." in signed.preview().bases[-1]
    notice = whole(casework.notice_draft(proposal.pk, TODAY).preview())
    text = " ".join(notice.texts())
    proposal.refresh_from_db()
    assert proposal.reason.rstrip(".") in text
    assert proposal.citation in text
    assert "Luật Khiếu nại" in text
    assert decision.symbol in text


@pytest.mark.django_db
def test_a_refusal_says_why_and_how_to_object(here: areas.Unit, chair: access.Actor) -> None:
    who = person(here, name="Lò Văn Hỏi", born="1990-01-01")
    rows = facts_rows(registry.facts_of_month(NOVEMBER, known_at=KNOWN, person_ids=[who.pk]), NOVEMBER)
    draft = casework.refusal_draft(
        actor=chair, person=who, facts=rows[0], month=NOVEMBER, book=legislation.WRITTEN_BOOK, on=TODAY
    )
    content = whole(draft.preview())
    text = " ".join(content.texts())
    assert content.title == ""
    assert content.about.startswith("V/v ")
    assert all(each.text in text for each in legislation.decision_text(rows[0], str(NOVEMBER), name=who.full_name))
    assert "khiếu nại" in text
    eligible = disabled(here)
    rows = facts_rows(registry.facts_of_month(NOVEMBER, known_at=KNOWN, person_ids=[eligible.pk]), NOVEMBER)
    with pytest.raises(Refusal) as refusal:
        casework.refusal_draft(
            actor=chair, person=eligible, facts=rows[0], month=NOVEMBER, book=legislation.WRITTEN_BOOK, on=TODAY
        )
    assert refusal.value.code == "eligible"


@pytest.mark.django_db
def test_receipt_appointment_and_one_off(here: areas.Unit) -> None:
    handed_in = casework.HandedIn(
        subject="file:1",
        by="Lò Thị Nộp",
        about="Đề nghị hưởng trợ cấp xã hội hằng tháng",
        papers=[("Tờ khai", 1), ("Giấy xác nhận (bản sao)", 2)],
        received_at=datetime(2026, 11, 20, 9, 5, tzinfo=UTC),
        taken_by="Giàng A Nhận",
        due_on=date(2026, 12, 1),
        term="07 ngày làm việc",
    )
    draft = casework.receipt_draft(handed_in, here)
    assert draft.kind == casework.DocumentKind.APPOINTMENT
    text = " ".join(whole(draft.preview()).texts())
    assert "ngày 01 tháng 12 năm 2026" in text
    grant = casework.OneOffGrant(
        "one_off:1", "Hỗ trợ chi phí mai táng", "ông Lò Văn Mất", "ông Lò Văn Con", date(2026, 11, 2), 10_800_000,
        "Người đang hưởng chết", "khoản 1 Điều 11 Nghị định 335/2026/NĐ-CP",
    )  # fmt: skip
    content = whole(casework.one_off_draft(grant, here, signer="Người Ký", on=TODAY).preview())
    assert "Mười triệu tám trăm nghìn đồng" in " ".join(content.texts())
    district = officer("commune_chair", here)
    with access.acting_as(district):
        made = [
            casework.issue_document(
                actor=district, draft=casework.one_off_draft(each, here, signer="Người Ký", on=TODAY), on=TODAY
            ).symbol
            for each in (grant, SimpleNamespace(**{**vars_of(grant), "subject": "one_off:2"}))
        ]
    assert made == ["01/QĐ-UBND", "02/QĐ-UBND"]


def vars_of(grant: casework.OneOffGrant) -> dict[str, object]:
    return {name: getattr(grant, name) for name in grant.__dataclass_fields__}


@pytest.mark.django_db
def test_the_list_to_be_posted_is_there_only_where_the_procedure_has_it(here: areas.Unit, maker: access.Actor) -> None:
    assert casework.posting_days(date(2025, 3, 3)) == 2
    assert casework.posting_days(TODAY) == 0
    with pytest.raises(Refusal) as refusal:
        casework.posting_draft(here, [], TODAY)
    assert refusal.value.code == "no_posting"


AMOUNTS = st.integers(min_value=1, max_value=60).map(lambda tenths: tenths * 54_000)
PROGRAMME = {code: WRITTEN_BOOK.category(code).programme for code in WRITTEN_CATEGORIES}
CATEGORIES = st.sampled_from(sorted(WRITTEN_CATEGORIES))
POSTED = Office(areas.Unit(name="Xã Thử", kind="commune"), date(2025, 3, 3))


def case(category: str, amount: int, name: str, year: int, reason: str) -> object:
    who = registry.Person(full_name=name, born_on=date(year, 1, 1), village="Bản Thử")
    programme = PROGRAMME[category]
    proposal = casework.Proposal(
        programme=programme, kind="start", after_vnd=amount, before_vnd=0, reason=reason, citation=f"của {category}"
    )
    benefit = casework.ProposedBenefit(category=category, amount_vnd=amount, coefficient_tenths=amount // 54_000)
    return SimpleNamespace(person=who, proposal=proposal, benefits=(benefit,), number="015000000001")


@given(category=CATEGORIES, other=CATEGORIES, amounts=st.tuples(AMOUNTS, AMOUNTS), year=st.integers(1930, 2024))
def test_nothing_that_is_posted_tells_a_category(
    category: str, other: str, amounts: tuple[int, int], year: int
) -> None:
    """Of two people of one programme, whatever their category, amount and reason, the same is posted: HIV or not."""
    said = [
        posting_content([case(code, amount, "Người Thử", year, f"vì {code}")], POSTED, 2, "01/TB-UBND")  # type: ignore[list-item]
        for code, amount in zip((category, other), amounts, strict=True)
    ]
    if PROGRAMME[category] == PROGRAMME[other]:
        assert said[0] == said[1]
    text = plain(" ".join(said[0].texts()))
    for word in ("HIV", "nhiễm", category, "khuyết tật", "Điều 5", "hệ số", "đồng/tháng"):
        assert plain(word) not in text


@pytest.mark.django_db
def test_a_decision_of_several_tells_no_category(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    for born in ("1990-01-01", "1992-01-01"):
        disabled(here, born=born)
    propose()
    (decision,) = decide(maker, chair)
    found = casework.queries_documents.decision(decision.pk)
    assert found is not None
    text = plain(" ".join(whole(casework.decision_draft(found).preview()).texts()))
    labels = {WRITTEN_BOOK.category(code).label_vi for code in WRITTEN_CATEGORIES}
    assert [label for label in labels if plain(label) in text] == []
