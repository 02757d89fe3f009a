"""What used to come by a list alone, told at the counter: parents, support, income, facility, and what lies covered."""

from __future__ import annotations

from typing import Any

import pytest

from ansinh.flows.news_effect import effect_of
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from ansinh.registry.models import Touch
from tests.builders import fact, period, person, value_on
from tests.unit.registry.requests.counter import ON, Counter, believed, counter, held

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(db: None) -> Counter:
    return counter()


TOLD: list[tuple[str, str, dict[str, str]]] = [
    ("parents", "child", {"father": "deceased", "mother": "detained"}),
    ("parents", "child", {"abandoned": "yes"}),
    ("support", "head", {"support": "none"}),
    ("support", "head", {"facility_eligible": "yes"}),
    ("income", "head", {"stable_income": "yes", "merit_allowance": "yes"}),
    ("facility", "head", {"in_facility": "yes"}),
    ("covered", "wife", {"pregnant": "yes"}),
    ("covered", "wife", {"hiv": "yes", "imprisoned": "yes"}),
]


@pytest.mark.parametrize(("kind", "whose", "values"), TOLD)
def test_told_from_the_day_and_what_is_left_empty_stays(
    at: Counter, kind: str, whose: str, values: dict[str, str]
) -> None:
    who = getattr(at, whose)
    before = believed()
    done = at.done(kind, who, "2026-11-03", **values)
    for code in registry.BY_CODE:
        assert value_on(who, code, "2026-11-02") is None
        assert value_on(who, code, "2026-11-03") == values.get(code)
    registry.undo_request(actor=at.checker, request_id=done.pk, on=ON)
    assert believed() == before


@pytest.mark.parametrize("kind", ["parents", "support", "income", "covered"])
def test_news_that_tells_nothing_is_no_news(at: Counter, kind: str) -> None:
    with pytest.raises(registry.Unclear) as refused:
        at.draft(kind, at.child, "2026-11-03")
    assert "Hãy điền ít nhất một mục." in _wrong(refused.value).values()


def _wrong(refused: Refusal) -> dict[str, str]:
    found: Any = refused.where["wrong"]
    return dict(found)


def test_parents_are_told_of_children_under_16_on_the_day(at: Counter) -> None:
    """The wife is grown; another turns 16 on 4 November."""
    with pytest.raises(registry.Unclear) as refused:
        at.draft("parents", at.wife, "2026-11-03", father="deceased")
    assert list(_wrong(refused.value)) == ["effective_on"]
    child = person(at.area, name="Giàng A Lớn", born="2010-11-04")
    assert at.done("parents", child, "2026-11-03", father="deceased").state == "applied"
    with pytest.raises(registry.Unclear):
        at.draft("parents", child, "2026-11-04", mother="deceased")


def test_a_man_is_not_told_to_be_pregnant(at: Counter) -> None:
    with pytest.raises(registry.Unclear) as refused:
        at.draft("covered", at.head, "2026-11-03", pregnant="yes")
    assert list(_wrong(refused.value)) == ["pregnant"]


def test_whoever_changes_entitlement_is_approved_by_somebody_else(at: Counter) -> None:
    for kind in ("parents", "support", "income", "facility", "covered"):
        assert registry.REQUEST_KINDS[kind].approval is registry.Approval.ANOTHER
    sent = at.send("support", at.head, "2026-11-03", support="none")
    with pytest.raises(Refusal) as refused:
        registry.approve_request(actor=at.maker, request_id=sent.pk, on=ON)
    assert refused.value.code in ("maker_is_checker", "not_permitted")


def test_what_lies_covered_is_not_told_by_what_is_kept_in_clear(at: Counter) -> None:
    """Neither kind, title, touches nor source say which of the three it is; two of them wait for each other."""
    first = at.send("covered", at.wife, "2026-11-03", hiv="yes")
    second = at.send("covered", at.wife, "2026-11-05", pregnant="yes")
    assert set(Touch.objects.values_list("fact", flat=True)) == {"circumstance:sensitive"}
    with pytest.raises(Refusal) as refused:
        registry.approve_request(actor=at.checker, request_id=second.pk, on=ON)
    assert refused.value.code == "conflict"
    registry.approve_request(actor=at.checker, request_id=first.pk, on=ON)
    registry.approve_request(actor=at.checker, request_id=second.pk, on=ON)
    assert (value_on(at.wife, "hiv", "2026-11-05"), value_on(at.wife, "pregnant", "2026-11-05")) == ("yes", "yes")


def test_a_birth_ends_the_pregnancy_that_was_told(at: Counter) -> None:
    at.done("covered", at.wife, "2026-05-01", pregnant="yes")
    before = believed()
    born = at.done("birth", at.wife, "2026-11-20", full_name="Giàng Thị Xuân", sex="female", mother=at.wife.pk,
                   mother_state="caring", father_state="unidentified")  # fmt: skip
    assert value_on(at.wife, "pregnant", "2026-11-19") == "yes"
    assert value_on(at.wife, "pregnant", "2026-11-20") == "no"
    registry.undo_request(actor=at.checker, request_id=born.pk, on=ON)
    assert believed() == before


def test_a_birth_says_nothing_of_a_pregnancy_nobody_knew_of(at: Counter) -> None:
    at.done("birth", at.wife, "2026-11-20", full_name="Giàng Thị Xuân", sex="female", mother=at.wife.pk,
            mother_state="caring", father_state="unidentified")  # fmt: skip
    assert value_on(at.wife, "pregnant", "2026-11-20") is None


def test_the_preview_says_from_which_month_a_child_without_parents_is_entitled(at: Counter) -> None:
    one = at.send("parents", at.child, "2026-11-03", father="deceased", mother="missing")
    (effect,) = [each for each in effect_of(one, ON) if each.category == "orphan_child"]
    assert (effect.kind, str(effect.month), effect.after_vnd) == ("start", "2026-11", 810_000)


def test_the_preview_says_what_a_sentence_stops_and_from_when(at: Counter) -> None:
    """Paid through the month of entry (NĐ 335/2026 Đ8.4)."""
    fact(registry.Disability, person=at.wife, degree="severe", valid=period("2020-01-01"))
    one = at.send("covered", at.wife, "2026-11-03", imprisoned="yes")
    (effect,) = [each for each in effect_of(one, ON) if each.person_id == at.wife.pk]
    assert (effect.kind, str(effect.month)) == ("stop", "2026-12")
    assert held(registry.Disability, "2026-11-03", person=at.wife)
