"""Screens ask the database a fixed number of times, however many rows there are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ansinh.kernel.period import Month
from tests import builders

from .province import Province
from .test_case_screens import entitled, received
from .test_month_screen import by_command, disabled

BUDGET, READING = 12, 3  # one of them which law is in force; READING: for each other reading of what was typed
OPENING = ("set_config", "current_setting", "SAVEPOINT")
"""Statements that open the request's transaction with its rights, and the savepoints of the tests themselves."""


def asked(made: Province, address: str, role: str = "commune_officer") -> list[str]:
    client = made.client(role)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return [q["sql"] for q in captured.captured_queries if not any(word in q["sql"] for word in OPENING)]


@pytest.mark.parametrize(
    "address",
    ["/", "/nguoi-dan/", "/nguoi-dan/?thang=2026-10",
     "/nguoi-dan/{here}/", "/nguoi-dan/{here}/tro-cap/", "/nguoi-dan/{here}/chi-tra/", "/nguoi-dan/{here}/lich-su/",
     "/nguoi-dan/{here}/dien-bien/",
     "/de-nghi/", "/de-nghi/{proposal}/", "/chi-tra/", "/du-toan/", "/khoa-so/",
     "/ung-ho/", "/kho-hang/", "/tong-quan/", "/thang/2026-11/", "/nap-danh-sach/",
     "/nguoi-dan/{here}/bao-tin/", "/nguoi-dan/{here}/bao-tin/disability/", "/tin-moi/",
     "/nghi-trung/", "/doi-chieu-kinh-phi/", "/ho-so/dung-han/"],
)  # fmt: skip
def test_within_budget(made: Province, address: str) -> None:
    queries = asked(made, address.format(here=made.here.pk, proposal=made.proposal.pk))
    assert len(queries) <= BUDGET, "\n".join(queries)


def test_a_month_run_with_the_provinces_is_within_budget_for_whoever_looks(made: Province, tmp_path: Path) -> None:
    disabled(made)
    by_command(made, Month(2026, 11), tmp_path)
    chosen = f"/thang/2026-11/?xa={made.own.code}"
    for address, role in (
        ("/thang/2026-11/", "province_leader"),
        (chosen, "province_leader"),
        (chosen, "commune_chair"),
    ):
        queries = asked(made, address, role)
        assert len(queries) <= BUDGET, "\n".join(queries)


@pytest.mark.parametrize(
    ("words", "others"),
    [("giang", 0), ("giang a pao 1950", 0), ("dang pao ban trong", 1), ("không ai", 0), ("015050000001", 0)],
)
@pytest.mark.parametrize("role", ["commune_officer", "province_officer"])
def test_a_search_is_within_budget_however_many_there_are(made: Province, words: str, others: int, role: str) -> None:
    def queries() -> int:
        client = made.client(role)
        with CaptureQueriesContext(connection) as captured:
            client.post("/nguoi-dan/tim/", {"q": words}, headers={"HX-Request": "true"})
        return len([q for q in captured.captured_queries if not any(word in q["sql"] for word in OPENING)])

    few = queries()
    for index in range(30):
        builders.person(made.own, name=f"Giàng A Páo {'ABCDEFGHIK'[index % 10]}")
    assert max(few, queries()) <= BUDGET + others * READING


CASE_BUDGET = 12
CASE_ASKED: dict[str, dict[str, Any]] = {
    "suspension": {"starter": "office", "ground": "uncollected", "uncollected_months": "3", "paper": ["ground"]},
    "move_within": {"programme": ""},
    "grievance": {"programme": "", "subject": "payment", "about": "Chậm chi trả"},
}


def test_a_case_with_all_that_lies_in_it_is_within_budget_at_every_step(made: Province) -> None:
    case = received(made, entitled(made))
    officer, chair, address = made.client("commune_officer"), made.client("commune_chair"), f"/ho-so/{case.pk}/"
    for text in ("Đã gọi", "Đã hẹn"):
        officer.post(f"{address}trao-doi/", {"text": text})
    steps = ((officer, "check"), (officer, "submit"), (chair, "decide"))
    for client, act in ((officer, ""), *steps):
        client.post(f"{address}lam/", {"act": act, "said": "Khớp", "suggested": "grant"})
        for role in ("commune_officer", "commune_chair", "auditor"):
            queries = asked(made, address, role)
            assert len(queries) <= CASE_BUDGET, "\n".join(queries)
    case.refresh_from_db()
    assert case.state == "decided"


@pytest.mark.parametrize("kind", list(CASE_ASKED))
def test_a_case_of_another_kind_is_within_budget(made: Province, kind: str) -> None:
    case = received(made, made.here, kind, **CASE_ASKED[kind])
    queries = asked(made, f"/ho-so/{case.pk}/")
    assert len(queries) <= CASE_BUDGET, "\n".join(queries)
