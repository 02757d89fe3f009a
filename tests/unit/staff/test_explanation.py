"""Why somebody gets what they get: the sentences, how titles were combined, and what would change it."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.kernel.models import AuditEntry
from ansinh.registry.public import Disability, Person, Poverty
from tests import builders
from tests.builders import period

from .province import Province


def page(made: Province, person: Person, query: str = "?thang=2026-11") -> str:
    answer = made.client("commune_officer").get(f"/nguoi-dan/{person.pk}/tro-cap/{query}")
    return " ".join(answer.content.decode().split())


def test_the_page_says_why_in_a_sentence_to_sign_and_what_would_change_it(made: Province) -> None:
    who = builders.person(made.own, name="Lò Thị Mai", born="1952-03-15", sex="female")
    found = page(made, who)
    assert "<p>Bà Lò Thị Mai (sinh ngày 15/03/1952) chưa đủ điều kiện hưởng trợ giúp xã hội hằng tháng" in found
    assert "đủ 75 tuổi từ tháng 03/2027" in found
    assert "Từ tháng 03/2027, đủ 75 tuổi: thuộc diện trợ cấp hưu trí xã hội" in found
    assert "Nếu có giấy xác nhận khuyết tật mức nặng: thuộc diện người khuyết tật nặng" in found
    assert "Mã chứng nhận" in found


def test_titles_that_are_not_paid_are_shown_with_the_rule(made: Province) -> None:
    who = builders.person(made.own, name="Vàng A Chứ", born="1946-03-15", sex="male")
    builders.fact(Disability, person=who, degree="severe", certified_on=date(2020, 1, 5), valid=period("2020-01-05"))
    found = page(made, who)
    assert "Tổng được chi" in found
    assert "được hưởng chế độ có mức cao hơn (khoản 1 Điều 3 Nghị định 176/2025/NĐ-CP)" in found
    assert found.count("không chi") == 2  # in the table and beside the criteria


def test_hiv_is_opened_on_purpose_and_recorded(made: Province) -> None:
    household = builders.household(made.own, who := builders.person(made.own, born="1990-03-15", sex="male"))
    builders.fact(Poverty, household=household, status="poor", valid=period("2026-01-01"))
    builders.circumstance(who, "hiv", "yes", "2024-01-01")
    closed = page(made, who)
    assert "HIV" not in closed
    assert "Lý do có thông tin nhạy cảm" in closed
    opened = page(made, who, "?thang=2026-11&nhay-cam=1")
    assert "nhiễm HIV/AIDS" in opened
    last = AuditEntry.objects.filter(action="person.read").order_by("pk").last()
    assert last is not None
    assert last.details["sensitive"] is True


@pytest.mark.parametrize("query", ["?thang=2026-11", "?thang=2026-11&nhay-cam=1"])
def test_what_is_to_be_posted_never_says_hiv(made: Province, query: str) -> None:
    found = page(made, made.here, query)
    posted = found.split("Lời văn để niêm yết")[-1].split("</details>")[0] if "nhay-cam" in query else found
    assert "HIV" not in posted
