"""Somebody lives here and another commune pays: told wherever they are met; from the counter to the decision."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from ansinh.casework import public as casework
from ansinh.registry import public as registry
from tests import builders
from tests.unit.payments import payroll

from .province import Province
from .test_case_screens import received, text

NOTICE = "đang chi trả</strong>: đã chuyển nơi ở mà chưa có hồ sơ chuyển nơi nhận"


@pytest.fixture
def moved(made: Province) -> registry.Person:
    """Paid by the other commune since October, living in the officer's."""
    who = builders.person(made.own, name="Vàng Thị Đến", born="1990-02-03")
    office = payroll.Office(made.other, made.actors["there officer"], *[made.actors["there chair"]] * 3)
    payroll.award(office, who, first="2026-10-01")
    return who


@pytest.fixture
def made(made: Province) -> Province:
    for role in ("officer", "chair"):
        made.actors[f"there {role}"] = builders.officer(f"commune_{role}", made.other, f"noi-cu-{role}")
    return made


def test_who_pays_is_told_on_the_page_at_the_counter_and_before_taking_in(
    made: Province, moved: registry.Person
) -> None:
    client, address = made.client("commune_officer"), f"/nguoi-dan/{moved.pk}/"
    for page in (address, f"{address}tro-cap/", f"{address}ho-so/"):
        told = text(client.get(page))
        assert NOTICE in told, page
        assert f"{address}ho-so/move_commune/" in told, page
    counter = text(client.get(f"{address}ho-so/"))
    assert f"{made.other.name} đang chi trả</p>" in counter
    assert "không đang hưởng chế độ nào" not in counter
    before = text(client.get(f"{address}ho-so/move_commune/"))
    assert f"hồ sơ sang {made.other.name} để Chủ tịch nơi ấy ký thôi chi trả" in before
    assert "hồ sơ sang" not in text(client.get(f"{address}ho-so/change/"))
    assert NOTICE not in text(client.get(f"/nguoi-dan/{made.here.pk}/"))


def test_from_the_counter_of_the_new_commune_to_its_decision(made: Province, moved: registry.Person) -> None:
    case = received(made, moved, "move_commune", programme="")
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    there, there_chair = made.client("there officer"), made.client("there chair")
    assert "Việc của bạn" not in text(officer.get(f"/ho-so/{case.pk}/"))
    page = text(there.get(f"/ho-so/{case.pk}/"))
    assert "Vàng Thị Đến" in page
    assert "Trước khi trình, ghi tin" not in page
    assert "Tin để ghi vào sổ" not in page
    assert "đang cư trú tại xã" in page
    steps: list[tuple[Client, dict[str, str]]] = [
        (there, {"act": "submit", "suggested": "grant"}),
        (there_chair, {"act": "send"}),
        (officer, {"act": "take_up", "suggested": "grant"}),
    ]
    for client, act in steps:
        client.post(f"/ho-so/{case.pk}/lam/", act)
    done = chair.post(f"/ho-so/{case.pk}/lam/", {"act": "decide"}, follow=True)
    assert "Đã ký quyết định số" in text(done)
    case.refresh_from_db()
    assert case.state == "decided"
    assert NOTICE not in text(officer.get(f"/nguoi-dan/{moved.pk}/"))
    # The old commune, which no longer sees the person, reads and prints what it signed, and finds the file by number.
    assert case.left_by is not None
    page = text(there_chair.get(f"/ho-so/{case.pk}/"))
    assert "Vàng Thị Đến" in page
    assert f"/quyet-dinh/{case.left_by_id}/" in page
    assert f"/quyet-dinh/{case.decision_id}/" not in page
    signed = text(there_chair.get(f"/quyet-dinh/{case.left_by_id}/"))
    assert "Thôi chi trả tại xã" in signed
    assert "Vàng Thị Đến" in signed
    printed = there_chair.post("/van-ban/lap/", {"kind": "decision", "id": str(case.left_by_id)}, follow=True)
    assert printed.status_code == 200
    document = casework.queries_documents.of_person(moved.pk)
    assert [one.person_id for one in document] == [moved.pk]


def test_the_news_that_brought_them_says_so(made: Province) -> None:
    builders.household(made.other, made.there)
    officer, there = made.client("commune_officer"), made.client("there officer")
    values = {
        "effective_on": timezone.localdate().isoformat(), "to_unit": str(made.own.pk), "village": "",
        "document_kind": "Xác nhận thông tin về cư trú", "document_issuer": "Công an xã",
        "movers": [str(made.there.pk)],
    }  # fmt: skip
    there.post(f"/nguoi-dan/{made.there.pk}/bao-tin/move_commune/", values)
    news = registry.ChangeRequest.objects.get()
    there.post(f"/tin-moi/{news.pk}/lam/", {"act": "submit"})
    assert NOTICE not in text(officer.get(f"/tin-moi/{news.pk}/"))
    made.client("commune_chair").post(f"/tin-moi/{news.pk}/lam/", {"act": "approve"})
    assert NOTICE in text(officer.get(f"/tin-moi/{news.pk}/"))
    assert NOTICE not in text(there.get(f"/tin-moi/{news.pk}/")), "it concerns the commune where they live"
