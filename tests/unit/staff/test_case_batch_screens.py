"""Several cases at once on the pages: the bar offers what fits, each is told of, taking back stays in the history."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ansinh.casework import public as casework
from ansinh.kernel.models import AuditEntry
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period

from .province import Province
from .test_case_screens import entitled, received, text

pytestmark = pytest.mark.django_db


def ready(made: Province, *, papers: bool = True) -> casework.Case:
    """A case that was submitted, clear unless the person has no number."""
    who = entitled(made)
    if papers:
        number = f"0151900{who.pk % 100000:05d}"
        builders.fact(registry.Paper, person=who, kind="personal", number=number, valid=period("2021-01-01"))
    case = received(made, who)
    client = made.client("commune_officer")
    client.post(f"/ho-so/{case.pk}/lam/", {"act": "check", "said": "Khớp"})
    client.post(f"/ho-so/{case.pk}/lam/", {"act": "submit", "suggested": "grant"})
    return case


def test_the_chair_signs_the_clear_ones_together(made: Province) -> None:
    clear, doubtful = [ready(made), ready(made)], ready(made, papers=False)
    chair = made.client("commune_chair")
    page = text(chair.get("/ho-so/"))
    assert page.count("rõ, ký được cùng lúc") == 2
    assert "chưa có số giấy tờ tùy thân" in page
    ids = [str(case.pk) for case in (*clear, doubtful)]
    result = text(chair.post("/ho-so/hang-loat/", {"act": "decide", "id": ids}, follow=True))
    assert "2 hồ sơ xong" in result
    assert "1 không làm được" in result
    assert "Phải mở xem riêng" in result
    assert "Lấy lại việc vừa làm" not in result
    assert casework.Case.objects.filter(state="decided").count() == 2


def test_what_was_handed_over_comes_back_with_its_reason(made: Province) -> None:
    cases = [received(made, entitled(made)) for _ in range(2)]
    colleague = builders.officer("commune_officer", made.own, "dong-nghiep")
    officer = made.client("commune_officer")
    assert "dong-nghiep" in text(officer.get("/ho-so/", {"cua": "all"}))
    given = {"act": "assign", "owner": str(colleague.user_id), "id": [str(case.pk) for case in cases]}
    result = officer.post("/ho-so/hang-loat/", given, follow=True)
    address = result.redirect_chain[-1][0]
    assert "2 hồ sơ xong" in text(result)
    made.actors["colleague"] = colleague
    assert made.client("colleague").get(address).status_code == 404
    assert "Hãy ghi lý do" in text(officer.post(f"{address}lay-lai/", {"because": "", "next": address}, follow=True))
    assert "2 hồ sơ xong" in text(officer.post(f"{address}lay-lai/", {"because": "Giao nhầm"}, follow=True))
    page = text(officer.get(f"/ho-so/{cases[0].pk}/"))
    assert "Lấy lại: giao thụ lý" in page
    assert "Giao nhầm" in page
    assert casework.Case.objects.get(pk=cases[0].pk).owner_id == made.actors["commune_officer"].user_id


def test_one_act_is_taken_back_on_the_page_of_its_case(made: Province) -> None:
    case = ready(made)
    officer, step = made.client("commune_officer"), case.steps.latest("id")
    assert f'name="step" value="{step.pk}"' in text(officer.get(f"/ho-so/{case.pk}/"))
    assert 'name="step"' not in text(made.client("commune_chair").get(f"/ho-so/{case.pk}/"))
    done = officer.post(f"/ho-so/{case.pk}/lay-lai/", {"step": str(step.pk), "because": "Thiếu giấy"}, follow=True)
    assert "Đã lấy lại" in text(done)
    assert casework.Case.objects.get(pk=case.pk).state == "checked"


def test_documents_are_one_click_away_singly_and_together(made: Province) -> None:
    cases = [ready(made), ready(made)]
    officer = made.client("commune_officer")
    page = text(officer.get(f"/ho-so/{cases[0].pk}/"))
    assert "bước này cần" in page
    shown = officer.get(f"/ho-so/{cases[0].pk}/van-ban/submission/")
    assert (shown["Content-Type"], shown.content[:4]) == ("application/pdf", b"%PDF")
    assert casework.Document.objects.count() == 0, "looking issues nothing"
    asked = {"kind": "case", "code": "submission", "id": str(cases[0].pk), "open": "pdf"}
    assert officer.post("/van-ban/lap/", asked, follow=True)["Content-Type"] == "application/pdf"
    both = officer.post("/ho-so/hang-loat/", {"act": "print", "id": [str(case.pk) for case in cases]})
    assert both["Content-Type"] == "application/pdf"
    assert casework.Document.objects.count() == 2
    assert AuditEntry.objects.filter(action="document.read").count() == 3
    assert officer.get(f"/ho-so/{cases[0].pk}/van-ban/posting/").status_code == 302


def test_only_those_who_work_on_cases_do_anything_to_several(made: Province) -> None:
    case = received(made, entitled(made))
    for role in ("auditor", "payer", "commune_accountant"):
        answer = made.client(role).post("/ho-so/hang-loat/", {"act": "take", "id": str(case.pk)})
        assert answer.status_code == 403, role
    assert "data-batch-bar" not in text(made.client("auditor").get("/ho-so/", {"cua": "all"}))
    foreign = casework.Case.objects.get(pk=case.pk)
    made.actors["foreign"] = builders.officer("commune_officer", made.other, "xa-khac")
    told = made.client("foreign").post("/ho-so/hang-loat/", {"act": "take", "id": str(foreign.pk)}, follow=True)
    assert "không có trong địa bàn" in text(told)
    assert casework.CaseBatch.objects.count() == 0
    assert timezone.localdate() == foreign.received_on
