"""The people behind a figure: the same, in the same order, whichever way they are looked for."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.access.public import acting_as
from ansinh.oversight import queries
from ansinh.registry.public import Among
from ansinh.registry.public import queries as registry
from tests import builders
from tests.unit.payments.payroll import NOVEMBER, Office, award, locked, office

pytestmark = pytest.mark.django_db
WAYS = [(0, 0), (0, 10**6), (10**6, 0), (10**6, 10**6)]
"""From how many on the names are walked; below how many lines each line is asked for its category."""


@pytest.fixture
def offices() -> tuple[Office, Office]:
    """Two communes with lists of November: disabled people in the first and the second, pensioners among them."""
    here, there = office(), office(1)
    for at, names in ((here, ("Tâm", "An", "Én", "Bình")), (there, ("Đào", "An"))):
        for name in names:
            award(at, builders.person(at.area, name=f"Lò Thị {name}"), category="disability")
        award(at, builders.person(at.area, name="Giàng A Sử"), category="elderly_80")
        builders.person(at.area, name="Vàng A Không")
        locked(at)
    return here, there


@pytest.fixture(params=WAYS)
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    many, short = request.param
    monkeypatch.setattr(registry, "MANY", many)
    monkeypatch.setattr(queries, "SHORT", short)


def pages(among: Among) -> list[str]:
    """All pages of two, forwards; then checked backwards from the last."""
    found, after = [], None
    while True:
        page = registry.people_page(among=among, after=after, size=2)
        found += page.people
        if not page.more_after:
            break
        after = page.last_id
    if len(found) > 2:
        before = registry.people_page(among=among, before=found[-1].pk, size=2)
        assert list(before.people) == found[-3:-1]
    return [person.full_name.split()[-1] for person in found]


@pytest.mark.usefixtures("_way")
def test_of_a_months_lists(offices: tuple[Office, Office]) -> None:
    here, there = offices
    wide = builders.officer("province_officer", here.area)
    for at, names in ((here, ["An", "Bình", "Én", "Tâm"]), (there, ["An", "Đào"])):
        with acting_as(at.chair):
            disabled = queries.people_in_lists(NOVEMBER.first, category="disability")
            assert (disabled.count, pages(disabled)) == (len(names), names)
            everybody = queries.people_in_lists(NOVEMBER.first)
            assert [name for name in pages(everybody) if name != "Sử"] == names
            assert everybody.count == len(names) + 1
            assert pages(queries.people_in_lists(date(2026, 12, 1), category="disability")) == []
    with acting_as(wide):
        disabled = queries.people_in_lists(NOVEMBER.first, category="disability")
        assert (disabled.count, pages(disabled)) == (6, ["An", "An", "Bình", "Đào", "Én", "Tâm"])


@pytest.mark.usefixtures("_way")
def test_a_cancelled_list_holds_nobody(offices: tuple[Office, Office]) -> None:
    here, _ = offices
    run = queries.PayrollLine.objects.filter(commune=here.area).first().run_id
    queries.PayrollLine.objects.filter(run_id=run).update(state="cancelled")
    with acting_as(here.chair):
        assert queries.people_in_lists(NOVEMBER.first).count == 0
        assert pages(queries.people_in_lists(NOVEMBER.first)) == []
        assert queries.by_category(NOVEMBER) == []
