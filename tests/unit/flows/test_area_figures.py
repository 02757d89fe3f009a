"""Figures in the units of the month itself or of any other day: the same totals, people where they lived."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.areas import public as areas
from ansinh.kernel.period import Month
from ansinh.oversight import queries
from ansinh.oversight.geography import by_category_of, by_commune_on, by_month_of, chosen_unit
from tests import builders
from tests.unit.flows.area_world import CITATION, World, list_of, on_the_rolls, world
from tests.unit.flows.test_area_change import DAY, EVE, JULY, JUNE, LOWER, UPPER, merge, split

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    return world()


def _sums(month: Month, day: date) -> dict[str, tuple[int, int]]:
    return {figure.key[1]: (figure.people, figure.listed_vnd) for figure in by_commune_on(month, day)}


def test_figures_add_up_in_the_units_of_either_day(made: World) -> None:
    for place, who in enumerate(made.people):
        on_the_rolls(made, who, vnd=500_000 + 1_000 * place, since="2024-06-01")
    list_of(made, made.province, JUNE)
    merge(made, renamed=[areas.Renamed(made.communes[1].pk, v, f"{v} 2") for v in (UPPER, LOWER)])
    list_of(made, areas.province(DAY, "90"), JULY)
    for month in (JUNE, JULY):
        own = queries.by_commune(month)
        for day in (EVE, DAY):
            found = _sums(month, day)
            assert sum(vnd for _, vnd in found.values()) == sum(figure.listed_vnd for figure in own)
            assert sum(people for people, _ in found.values()) == len(made.people)
    assert _sums(JUNE, DAY)["Xã Mới"] == (4, 2_006_000)
    assert _sums(JULY, EVE)["Xã 2"] == (2, 1_005_000)
    mine = chosen_unit(made.communes[1].pk, EVE, first=JUNE.first, last=JULY.first)
    assert [(f.key[0], f.listed_vnd) for f in by_month_of(mine, JULY, months=2)] == [
        (JUNE.first, 1_005_000),
        (JULY.first, 1_005_000),
    ]


def test_one_unit_of_another_day_has_months_and_categories(made: World) -> None:
    """Half of a commune that was split: by village, though the stored totals know the whole commune only."""
    for who in made.people[:2]:
        on_the_rolls(made, who, since="2024-06-01")
    list_of(made, made.province, JUNE)
    split(made)
    upper = areas.commune("90001", DAY)
    mine = chosen_unit(upper.pk, DAY, first=JUNE.first, last=JUNE.first)
    assert mine.pairs == ((made.communes[0].pk, UPPER),)
    assert [(f.key, f.people, f.listed_vnd) for f in by_month_of(mine, JUNE)] == [
        ((JUNE.first, "social_allowance"), 1, 500_000)
    ]
    assert [(f.key[1], f.people, f.listed_vnd) for f in by_category_of(mine, JUNE)] == [("elderly_80", 1, 500_000)]


def test_where_the_village_does_not_tell_the_residence_does_and_else_nobody(made: World) -> None:
    """Both former communes had a village of each name: who lived in which on the eve tells, a newcomer nobody."""
    merge(made)
    new = areas.commune("90001", DAY)
    newcomer = builders.person(new, lives_from="2024-07-01", village=UPPER)
    for who in (made.people[0], made.people[2], newcomer):
        who.refresh_from_db()
        on_the_rolls(made, who, since="2024-07-01")
    list_of(made, areas.province(DAY, "90"), JULY)
    assert _sums(JULY, EVE) == {"Xã 1": (1, 500_000), "Xã 2": (1, 500_000), "": (1, 500_000)}


def test_lists_of_a_split_commune_are_told_by_village(made: World) -> None:
    for who in made.people[:2]:
        on_the_rolls(made, who, since="2024-06-01")
    list_of(made, made.province, JUNE)
    split(made)
    assert _sums(JUNE, DAY) == {"Xã Trên": (1, 500_000), "Xã Dưới": (1, 500_000)}


def test_the_crosswalk_has_shares_by_village(made: World) -> None:
    split(made)
    rows = areas.crosswalk(first=DAY, last=DAY)
    assert {(row.new.name, row.village, row.people) for row in rows} == {
        ("Xã Trên", None, 1),
        ("Xã Trên", UPPER, 1),
        ("Xã Dưới", None, 1),
        ("Xã Dưới", LOWER, 1),
    }
    assert {row.citation for row in rows} == {CITATION}
