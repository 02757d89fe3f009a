"""Units before and after 1 July 2025."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ansinh.areas import public as areas
from ansinh.kernel.errors import Refusal
from tests.builders import period

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _units(db: None) -> None:
    areas.load_units()


def test_the_code_15_is_yen_bai_until_june_2025_and_lao_cai_from_july() -> None:
    assert (areas.province(BEFORE).name, areas.province(AFTER).name) == ("Tỉnh Yên Bái", "Tỉnh Lào Cai")


def test_168_and_151_communes_became_99_and_none_was_split() -> None:
    assert (len(areas.communes(BEFORE)), len(areas.communes(AFTER))) == (168 + 151, 99)
    went_over = areas.Succession.objects.filter(predecessor__kind="commune")
    assert went_over.count() == 319
    assert went_over.values("predecessor").distinct().count() == 319
    assert went_over.values("successor").distinct().count() == 99


def test_whoever_has_the_province_has_what_it_was_before() -> None:
    reach = areas.with_parts_and_predecessors([areas.province(AFTER).pk])
    assert len(reach) == areas.Unit.objects.count()
    assert areas.province(AFTER).pk not in areas.with_parts_and_predecessors([areas.province(BEFORE).pk])


def test_a_commune_reaches_itself_and_its_predecessors_only() -> None:
    commune = areas.commune("04303", AFTER)
    reach = areas.Unit.objects.filter(pk__in=areas.with_parts_and_predecessors([commune.pk])).exclude(pk=commune.pk)
    assert {unit.code for unit in reach} == {"04303", "04330", "04339", "04348"}
    assert {unit.valid.upper for unit in reach} == {AFTER}


@pytest.mark.parametrize(("code", "on"), [("99999", AFTER), ("04330", AFTER), ("15", AFTER), ("", AFTER)])
def test_an_unknown_commune_is_refused_by_code_and_day(code: str, on: date) -> None:
    with pytest.raises(Refusal) as refusal:
        areas.commune(code, on)
    assert refusal.value.code == "unknown_commune"


def test_one_code_names_one_unit_a_day() -> None:
    with pytest.raises(IntegrityError, match="unit_code_no_overlap"), transaction.atomic():
        areas.Unit.objects.create(code="04303", name="Khác", kind="commune", valid=period("2026-01-01"))
    hard = {"unit": areas.commune("04303", AFTER), "valid": period("2026-01-01"), "citation": "thử"}
    areas.Hardship.objects.create(**hard)
    with pytest.raises(IntegrityError, match="hardship_no_overlap"), transaction.atomic():
        areas.Hardship.objects.create(**hard)


def test_loading_again_changes_nothing() -> None:
    assert areas.load_units() == 0
