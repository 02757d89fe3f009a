"""Units on every day since March 2020: before and after December 2024, before and after 1 July 2025."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.areas import public as areas
from ansinh.areas.known_units import known_units
from ansinh.kernel.errors import Refusal
from tests.builders import period

MERGED = date(2024, 12, 1)
"""The day that Nghị quyết 1239/NQ-UBTVQH15 names."""
EVE = MERGED - timedelta(days=1)
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
GONE = {"04267", "04507", "04528", "04561", "04774"}
OF_YEN_BAI = "04249"
"""The first code on the side of Yên Bái."""


@pytest.fixture(autouse=True)
def _units(db: None) -> None:
    areas.load_units()


def _codes_of_yen_bai(on: date) -> list[str]:
    return [unit.code for unit in areas.communes(on) if unit.code >= OF_YEN_BAI]


def _reach(*units: areas.Unit) -> list[areas.Unit]:
    ids = areas.with_parts_and_predecessors([unit.pk for unit in units])
    return list(areas.Unit.objects.filter(pk__in=ids).select_related("parent"))


def test_the_code_15_is_yen_bai_until_june_2025_and_lao_cai_from_july() -> None:
    assert (areas.province(BEFORE).name, areas.province(AFTER).name) == ("Tỉnh Yên Bái", "Tỉnh Lào Cai")


@pytest.mark.parametrize(
    ("on", "of_yen_bai", "all_told"),
    [
        (date(2020, 3, 1), 173, 173 + 151),
        (EVE, 173, 173 + 151),
        (MERGED, 168, 168 + 151),
        (date(2024, 12, 31), 168, 168 + 151),
        (date(2025, 1, 1), 168, 168 + 151),
        (BEFORE, 168, 168 + 151),
        (AFTER, 51, 99),
    ],
)
def test_173_communes_became_168_and_51_of_99(on: date, of_yen_bai: int, all_told: int) -> None:
    codes = [unit.code for unit in areas.communes(on)]
    assert (len(_codes_of_yen_bai(on)), len(codes)) == (of_yen_bai, all_told)
    assert len(set(codes)) == len(codes)


def test_three_districts_lost_communes_in_december_2024() -> None:
    def by_district(on: date) -> dict[str, int]:
        rows = areas.Unit.objects.filter(kind="commune", valid__contains=on, parent__parent__code="15")
        codes = list(rows.values_list("parent__code", flat=True))
        return {code: codes.count(code) for code in codes}

    before, after = by_district(EVE), by_district(MERGED)
    assert {code: (before[code], after[code]) for code in before if before[code] != after[code]} == {
        "132": (15, 14),
        "138": (21, 18),
        "141": (24, 23),
    }
    assert set(_codes_of_yen_bai(EVE)) - set(_codes_of_yen_bai(MERGED)) == GONE


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("04264", "Phường Nguyễn Phúc", "Phường Hồng Hà"),
        ("04510", "Xã Việt Thành", "Xã Thành Thịnh"),
        ("04522", "Xã Cường Thịnh", "Xã Cường Thịnh"),
    ],
)
def test_a_code_means_the_unit_of_the_day(code: str, before: str, after: str) -> None:
    assert (areas.commune(code, EVE).name, areas.commune(code, MERGED).name) == (before, after)
    assert areas.commune(code, EVE).pk != areas.commune(code, MERGED).pk


def test_every_unit_that_ended_went_over_into_one_that_begins_that_day() -> None:
    links = areas.Succession.objects.select_related("predecessor", "successor")
    assert all(link.predecessor.valid.upper == link.on == link.successor.valid.lower for link in links)
    ended = areas.Unit.objects.exclude(valid__upper_inf=True).exclude(kind="district")
    assert {link.predecessor_id for link in links} == set(ended.values_list("pk", flat=True))
    communes = [link for link in links if link.predecessor.kind == "commune"]
    assert len(communes) == len({link.predecessor_id for link in communes}) == 10 + 319  # none was split
    assert len({link.successor_id for link in communes if link.on == AFTER}) == 99


def test_whoever_has_the_province_has_what_it_was_before() -> None:
    assert len(_reach(areas.province(AFTER))) == areas.Unit.objects.count()


def test_a_province_before_july_2025_is_yen_bai_without_old_lao_cai() -> None:
    reach = _reach(areas.province(BEFORE))
    assert areas.province(AFTER) not in reach
    assert {unit.parent.code for unit in reach if unit.kind == "district" and unit.parent} == {"15"}
    assert sum(unit.kind == "commune" for unit in reach) == 163 + 10 + 5
    assert not {unit.pk for unit in reach} & {unit.pk for unit in _reach(areas.province(BEFORE, "10"))}


def test_a_commune_reaches_itself_and_its_predecessors_only() -> None:
    commune = areas.commune("04303", AFTER)
    reach = [unit for unit in _reach(commune) if unit != commune]
    assert {unit.code for unit in reach} == {"04303", "04330", "04339", "04348"}
    assert {unit.valid.upper for unit in reach} == {AFTER}


def test_the_chain_goes_back_over_both_steps() -> None:
    tran_yen = areas.commune("04498", AFTER)
    names = {(unit.name, unit.valid.upper) for unit in _reach(tran_yen)}
    assert {("Xã Thành Thịnh", AFTER), ("Xã Đào Thịnh", MERGED), ("Xã Việt Thành", MERGED)} < names
    assert not any(unit.name == "Xã Nga Quán" for unit in _reach(tran_yen))
    viet_thanh = areas.commune("04510", EVE)
    became = areas.with_successors([viet_thanh.pk])
    assert became == {viet_thanh.pk, areas.commune("04510", MERGED).pk, tran_yen.pk}


@pytest.mark.parametrize(
    ("code", "on"), [("99999", AFTER), ("04330", AFTER), ("15", AFTER), ("", AFTER), ("04528", MERGED)]
)
def test_an_unknown_commune_is_refused_by_code_and_day(code: str, on: date) -> None:
    with pytest.raises(Refusal) as refusal:
        areas.commune(code, on)
    assert refusal.value.code == "unknown_commune"


def test_one_code_names_one_unit_a_day() -> None:
    with pytest.raises(IntegrityError, match="unit_code_no_overlap"), transaction.atomic():
        areas.Unit.objects.create(code="04303", name="Khác", kind="commune", valid=period("2026-01-01"))
    with pytest.raises(IntegrityError, match="unit_code_no_overlap"), transaction.atomic():
        areas.Unit.objects.filter(code="04264", valid__startswith=date(2020, 3, 1)).update(valid=period("2020-03-01"))
    hard = {"unit": areas.commune("04303", AFTER), "valid": period("2026-01-01"), "citation": "thử"}
    areas.Hardship.objects.create(**hard)
    with pytest.raises(IntegrityError, match="hardship_no_overlap"), transaction.atomic():
        areas.Hardship.objects.create(**hard)


def _as_loaded_before() -> None:
    """What a database holds that was loaded when the step of 2024 was not known: 168 communes since March 2020."""
    late = [unit.code for unit in areas.Unit.objects.filter(valid__startswith=MERGED)]
    today = dict(areas.Succession.objects.filter(on=AFTER).values_list("predecessor__code", "successor"))
    names = dict(areas.Unit.objects.filter(valid__startswith=MERGED).values_list("code", "name"))
    areas.Succession.objects.filter(on=MERGED).delete()
    areas.Succession.objects.filter(predecessor__valid__startswith=MERGED).delete()
    areas.Unit.objects.filter(valid__startswith=MERGED).delete()
    areas.Unit.objects.filter(code__in=GONE).delete()
    for unit in areas.Unit.objects.filter(code__in=late, valid__startswith=date(2020, 3, 1)):
        unit.name, unit.valid = names[unit.code], period("2020-03-01", "2025-07-01")
        unit.save()
        areas.Succession.objects.create(predecessor=unit, successor_id=today[unit.code], on=AFTER)


def _all_that_is_there() -> tuple[set[object], set[object]]:
    units = areas.Unit.objects.values_list("kind", "code", "name", "valid", "parent__code")
    links = areas.Succession.objects.values_list("predecessor__code", "predecessor__name", "successor__name", "on")
    return set(units), set(links)


def test_loading_again_changes_nothing() -> None:
    before = _all_that_is_there()
    assert areas.load_units() == 0
    assert _all_that_is_there() == before


def test_a_database_loaded_before_learns_the_step_and_keeps_its_rows() -> None:
    as_new = _all_that_is_there()
    _as_loaded_before()
    assert len(_codes_of_yen_bai(EVE)) == 168
    kept = dict(areas.Unit.objects.values_list("pk", "code"))
    assert areas.load_units() > 0
    assert _all_that_is_there() == as_new
    assert kept.items() <= dict(areas.Unit.objects.values_list("pk", "code")).items()
    assert areas.load_units() == 0


def test_a_later_merger_entered_here_is_left_alone() -> None:
    unit = areas.commune("04303", AFTER)
    areas.Unit.objects.filter(pk=unit.pk).update(valid=period("2025-07-01", "2027-01-01"))
    successor = areas.Unit.objects.create(code="04303", name="Xã Mới", kind="commune", valid=period("2027-01-01"))
    areas.Succession.objects.create(predecessor=unit, successor=successor, on=date(2027, 1, 1))
    assert areas.load_units() == 0
    assert areas.commune("04303", date(2027, 1, 1)) == successor


def test_the_files_name_every_unit_once() -> None:
    known = known_units()
    assert len({unit.key for unit in known.units}) == len(known.units)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM areas_unit")
        assert cursor.fetchone() == (len(known.units),)
