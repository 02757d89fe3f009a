"""The step of 1 July 2025 on a made-up province of before it: 168 communes of Yên Bái into 51 of 99."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from ansinh.access.public import Grant, User, actor_of
from ansinh.areas import public as areas
from ansinh.cli.areas import command
from ansinh.demo.accounts import open_demo_accounts
from ansinh.demo.load import load_province
from ansinh.demo.paying import set_demo_offices
from ansinh.flows.area_catching_up import catch_up
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight.area_verification import verify_areas
from ansinh.payments.public import office_for
from ansinh.registry import public as registry
from tests import builders

DAY = areas.TWO_LEVELS_FROM
EVE = DAY - timedelta(days=1)
OF_YEN_BAI = "04249"
pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> None:
    known = builders.LONG_AGO.replace(year=2025, month=6)
    load_province(people=400, communes=6, seed=7, known_until=known, told=lambda *_: None, old_areas=True)
    open_demo_accounts(old_areas=True)
    set_demo_offices()
    catch_up()


def communes(on: date) -> list[str]:
    return [unit.code for unit in areas.communes(on) if unit.code >= OF_YEN_BAI]


def run(*words: str) -> str:
    answer = CliRunner().invoke(command, words, catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_one_command_carries_the_province_over(province: None) -> None:
    assert (len(communes(EVE)), len(communes(DAY))) == (168, 168)
    assert areas.load_units() == 0, "the step is not learnt behind everybody's back"
    before = registry.facts_of_month(Month(2025, 6), known_at=builders.LONG_AGO.replace(year=2100))
    assert "319 xã, phường kết thúc; 99 đơn vị mới" in run("preview", "2025-07")
    said = run("apply", "2025-07")
    assert "≠" not in said
    assert (len(communes(EVE)), len(communes(DAY)), len(areas.communes(DAY))) == (168, 51, 99)
    assert verify_areas(DAY).findings == ()
    assert areas.load_units() == 0
    assert set(catch_up().values()) == {0}
    after = registry.facts_of_month(Month(2025, 6), known_at=builders.LONG_AGO.replace(year=2100))
    assert before.equals(after)
    july = registry.facts_of_month(Month(2025, 7), known_at=builders.LONG_AGO.replace(year=2100))
    assert set(july["area_id"]) <= {unit.pk for unit in areas.communes(DAY)}
    assert (
        july.join(before, on="person_id")["hard_area"].sum()
        == july.join(before, on="person_id")["hard_area_right"].sum()
    )


def test_district_roles_end_and_the_others_go_on(province: None) -> None:
    run("apply", "2025-07")
    holders = {user.username: actor_of(user, DAY) for user in User.objects.all()}
    assert holders["lucyen.huyen"].roles == frozenset()
    assert actor_of(User.objects.get(username="lucyen.huyen"), EVE).roles == {"district_chair"}
    assert holders["lucyen.chutich"].home_ids == (areas.commune("04303", DAY).pk,)
    assert holders["tinh.chuyenvien"].home_ids == (areas.province(DAY).pk,)
    assert not Grant.objects.filter(area__kind="district", valid__contains=DAY).exists()
    office = office_for(areas.commune("04303", DAY).pk, DAY)
    assert office is not None
    assert office.area == areas.province(DAY)


def test_it_is_undone_and_done_again(province: None) -> None:
    people = list(registry.Person.objects.order_by("pk").values_list("pk", "area_id"))
    run("apply", "2025-07")
    number = areas.Change.objects.get(state="applied").pk
    assert "Đã hoàn tác" in run("undo", str(number))
    assert (len(communes(DAY)), areas.province(DAY).name) == (168, "Tỉnh Yên Bái")
    assert list(registry.Person.objects.order_by("pk").values_list("pk", "area_id")) == people
    run("apply", "2025-07")
    assert len(communes(DAY)) == 51
    with pytest.raises(Refusal) as refusal:
        CliRunner().invoke(command, ["apply", "2025-07"], catch_exceptions=False, standalone_mode=False)
    assert refusal.value.code == "applied_before"


def test_an_unknown_step_is_refused(province: None) -> None:
    with pytest.raises(Refusal) as refusal:
        CliRunner().invoke(command, ["apply", "2026-01"], catch_exceptions=False, standalone_mode=False)
    assert refusal.value.code == "unknown_step"


def test_the_province_of_before_needs_units_of_before() -> None:
    areas.load_units()
    with pytest.raises(Refusal) as refusal:
        load_province(people=100, communes=1, seed=7, told=lambda *_: None, old_areas=True)
    assert refusal.value.code == "new_areas_loaded"


def test_the_crosswalk_of_both_steps_is_written(province: None, tmp_path: object) -> None:
    run("apply", "2025-07")
    assert "cặp đơn vị cũ – mới" in run("crosswalk", f"{tmp_path}/c.xlsx", "--from", "2025-07-01", "--to", "2025-07-01")
    rows = areas.crosswalk(first=DAY, last=DAY)
    assert sum(row.village is None and row.old.kind == "commune" for row in rows) == 319
    assert sum(row.people or 0 for row in rows if row.village is not None) == sum(
        row.people or 0 for row in rows if row.village is None
    )


def test_residences_learn_a_step_that_became_known_later() -> None:
    """A database that held 168 communes since 2020: the person lived in a commune that the step of 2024 made."""
    areas.load_units()
    old = areas.commune("04528", date(2024, 11, 30))
    who = builders.person(old, lives_from="2023-01-01", village="Thôn Một")
    assert "residence_outside_unit" in {finding.code for finding in verify_areas(DAY).findings}
    assert catch_up()["residences"] == 1
    lived = registry.Residence.objects.filter(person=who, retracted_at=None).order_by("valid")
    assert [row.valid.lower for row in lived] == [date(2023, 1, 1), date(2024, 12, 1), DAY]
    assert all(row.unit.valid.lower <= row.valid.lower for row in lived)
    assert set(catch_up().values()) == {0}


def test_who_had_left_before_a_step_that_became_known_later_is_in_the_charge_of_what_came_of_their_commune() -> None:
    """No residence carries them along: they died or moved out while the commune of before still was."""
    areas.load_units()
    old = areas.commune("04528", date(2024, 11, 30))
    left = builders.person(old, lives_from="2023-01-01", village="Thôn Một")
    (lived,) = registry.Residence.objects.filter(person=left)
    heard = builders.LONG_AGO.replace(year=2024, month=11)
    builders.take_back(lived, heard, builders.source())
    days = builders.period("2023-01-01", "2024-11-13")
    builders.fact(registry.Residence, person=left, unit=old, village="Thôn Một", valid=days, recorded_at=heard)
    alone = builders.household(old, left)
    assert {"person_in_charge", "household_in_charge"} <= {one.code for one in verify_areas(DAY).findings}
    assert catch_up()["in_charge"] == 2
    left.refresh_from_db()
    alone.refresh_from_db()
    assert left.area_id == alone.area_id
    assert left.area in areas.communes(DAY)
    assert not {"person_in_charge", "household_in_charge"} & {one.code for one in verify_areas(DAY).findings}
    assert set(catch_up().values()) == {0}
