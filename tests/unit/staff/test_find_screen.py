"""One search from the desk: numbers of files and documents, people; the desk folds what is empty and says who waits."""

from __future__ import annotations

import pytest

from ansinh.kernel.models import AuditEntry
from ansinh.staff.views.find import Numbered, numbered

from .province import Province
from .test_case_batch_screens import ready
from .test_case_screens import text


@pytest.mark.parametrize(("typed", "meant"), [
    ("12/2026", Numbered(12, 2026, "")), ("số 7/2026", Numbered(7, 2026, "")), ("5", Numbered(5, None, "")),
    ("05/QĐ-UBND", Numbered(5, None, "QĐ-UBND")), ("05/2026/QĐ-UBND", Numbered(5, 2026, "QĐ-UBND")),
    ("3 ttr", Numbered(3, None, "ttr")), ("015050000001", None), ("giàng a páo 1950", None), ("0912345678", None),
])  # fmt: skip
def test_a_number_is_told_from_a_name_and_from_a_paper(typed: str, meant: Numbered | None) -> None:
    assert numbered(typed) == meant


@pytest.mark.django_db
def test_files_documents_and_people_are_found_within_the_areas(made: Province) -> None:
    case = ready(made)
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    assert chair.get("/tim/").status_code == 302
    assert f"/ho-so/{case.pk}/" in text(officer.post("/tim/", {"q": case.symbol}))
    chair.post("/ho-so/hang-loat/", {"act": "decide", "id": str(case.pk)})
    case.refresh_from_db()
    assert case.decision is not None
    assert f"/quyet-dinh/{case.decision_id}/" in text(chair.post("/tim/", {"q": case.decision.symbol}))
    assert f"/nguoi-dan/{made.here.pk}/" in text(officer.post("/tim/", {"q": "giang a pao"}))
    assert f"/nguoi-dan/{made.there.pk}/" not in text(officer.post("/tim/", {"q": "giang a ngoai"}))
    assert "Không tìm thấy" in text(officer.post("/tim/", {"q": "9999/2026"}))
    assert not any("giang" in str(entry.details) for entry in AuditEntry.objects.all())
    assert made.client("administrator").post("/tim/", {"q": "1/2026"}).status_code == 403


@pytest.mark.django_db
def test_the_desk_says_for_whom_things_wait_and_folds_what_is_empty(made: Province) -> None:
    ready(made)
    officer, chair = text(made.client("commune_officer").get("/")), text(made.client("commune_chair").get("/"))
    assert "Hồ sơ đang ở người khác" in officer
    assert "mục không có việc" in officer
    assert "Hồ sơ chờ bạn" in chair.split("mục không có việc")[0]
    assert "Còn hạn" in chair
    assert "chờ: Chủ tịch UBND cấp xã" in officer
