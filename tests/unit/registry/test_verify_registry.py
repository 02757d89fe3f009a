"""Each check of the registry finds what it is for, also where a constraint forbids it: then the constraint is off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection

from ansinh.areas import public as areas
from ansinh.cli.verify import verify
from ansinh.registry import public as registry
from ansinh.registry.invariants_table import INVARIANTS
from tests.builders import circumstance, commune, fact, household, period, person, source

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
HEARD = datetime(2026, 11, 1, tzinfo=UTC)


def without(table: str, *constraints: str) -> None:
    """Take constraints off a table, and the trigger that keeps facts from being changed; the test's end undoes it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in constraints:
            cursor.execute(f"ALTER TABLE registry_{table} DROP CONSTRAINT {name}")
        cursor.execute(f"ALTER TABLE registry_{table} DISABLE TRIGGER USER")


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def two_degrees(who: registry.Person) -> None:
    """Forbidden by disability_no_overlap."""
    without("disability", "disability_no_overlap")
    for start in ("2025-01-01", "2026-01-01"):
        fact(registry.Disability, person=who, degree="severe", valid=period(start))


def two_identities(who: registry.Person) -> None:
    """Forbidden by identity_one_at_a_time."""
    without("identity", "identity_one_at_a_time")
    registry.Identity.objects.create(person=who, full_name=who.full_name, born_on=who.born_on, source=source())


def one_number_for_two(who: registry.Person) -> None:
    """Forbidden by paper_one_person_a_number."""
    without("paper", "paper_one_person_a_number")
    for owner in (who, person(who.area)):
        fact(registry.Paper, person=owner, kind="personal", number="015150000001", valid=period("2021-01-01"))


def no_source(who: registry.Person) -> None:
    """Forbidden by the foreign key and by the trigger against changes."""
    circumstance(who, "support", "none", "2026-01-01")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'registry_circumstance'::regclass AND contype = 'f' "
            "AND confrelid = 'registry_source'::regclass"
        )
        names = [name for (name,) in cursor.fetchall()]
    without("circumstance", *names)
    run("UPDATE registry_circumstance SET source_id = 987654321")


def taken_back_by_nobody(who: registry.Person) -> None:
    """Forbidden by circumstance_sound."""
    circumstance(who, "support", "none", "2026-01-01")
    without("circumstance", "circumstance_sound")
    run("UPDATE registry_circumstance SET retracted_at = now()")


def no_day(who: registry.Person) -> None:
    """Forbidden by pension_sound."""
    without("pension", "pension_sound")
    fact(registry.Pension, person=who, amount_vnd=1, valid=period("2026-01-01", "2026-01-01"))


def no_home(who: registry.Person) -> None:
    """Allowed by the database: a residence may be taken back."""
    registry.Residence.objects.filter(person=who).update(retracted_at=HEARD, retracted_by=source())


def a_gap(who: registry.Person) -> None:
    """Allowed by the database."""
    no_home(who)
    for start, end in (("2023-01-01", "2026-03-01"), ("2026-03-11", None)):
        registry.Residence.objects.create(
            person=who, unit=who.area, valid=period(start, end), recorded_at=HEARD, source=source()
        )


def moved_away(who: registry.Person) -> None:
    """Allowed: who left the province lives in none of its communes. Told as a note."""
    no_home(who)
    registry.Residence.objects.create(
        person=who, unit=who.area, valid=period("2023-01-01", "2026-03-01"), recorded_at=HEARD, source=source()
    )


def two_heads(who: registry.Person) -> None:
    """Allowed by the database: lists of communes say so, and somebody has to look."""
    home = household(who.area, who)
    fact(registry.Membership, person=person(who.area), household=home, is_head=True, valid=period("2026-01-01"))


def another_name(who: registry.Person) -> None:
    """Allowed by the database: the row that lists read is written beside the facts."""
    registry.Person.objects.filter(pk=who.pk).update(full_name="Khác")


def another_commune(who: registry.Person) -> None:
    """Allowed by the database, as above."""
    registry.Person.objects.filter(pk=who.pk).update(area=commune(1))


BREAKS: dict[str, Callable[[registry.Person], None]] = {
    "R1": two_degrees,
    "R1b": two_identities,
    "R1c": one_number_for_two,
    "R2": no_source,
    "R2b": taken_back_by_nobody,
    "R2c": no_day,
    "R3": no_home,
    "R3b": a_gap,
    "R3c": moved_away,
    "R4": two_heads,
    "R5": another_name,
    "R5b": another_commune,
}


def test_every_check_has_something_that_breaks_it() -> None:
    assert set(BREAKS) == {invariant.code for invariant in INVARIANTS}


@pytest.mark.parametrize("code", BREAKS)
def test_a_broken_registry_is_found(code: str) -> None:
    who = person(commune())
    household(who.area, who, person(who.area))
    assert registry.verify_registry(DAY).findings == ()
    if code == "R4":
        who = person(who.area)
    BREAKS[code](who)
    verdict = registry.verify_registry(DAY)
    found = verdict.notes if code == "R3c" else verdict.findings
    assert {finding.code for finding in found} == {code}
    assert len(verdict.findings) == verdict.wrong == (0 if code == "R3c" else len(found))


def test_a_gap_is_told_with_its_days() -> None:
    a_gap(person(commune()))
    (finding,) = registry.verify_registry(DAY).findings
    assert finding.message.endswith("không rõ ở đâu từ 01/03/2026 đến 10/03/2026")


def test_after_death_before_birth_and_in_a_former_commune_nothing_is_missing() -> None:
    here = commune()
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    gone = person(here, lives_from="2023-01-01", died_on=date(2026, 1, 15))
    registry.Residence.objects.filter(person=gone).update(retracted_at=HEARD, retracted_by=source())
    registry.Residence.objects.create(
        person=gone, unit=former, valid=period("2023-01-01", "2026-01-16"), recorded_at=HEARD, source=source()
    )
    person(here, born="2026-12-01", lives_from="2026-12-01")
    assert registry.verify_registry(DAY).findings == ()


def test_the_command_ends_with_one_when_something_is_wrong(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # what lies in the folder of stored files is looked at too
    who = person(commune())
    good = CliRunner().invoke(verify, ["registry", "--on", "2026-11-20"])
    assert good.exit_code == 0, good.output
    first, sealed = good.output.splitlines()
    assert first == "0 sai lệch trên 1 người, 2 thông tin (13 điều kiểm tra)"
    assert sealed.startswith("0 sai lệch trên ")
    another_name(who)
    bad = CliRunner().invoke(verify, ["registry", "--on", "2026-11-20"])
    assert bad.exit_code == 1
    assert who.full_name not in bad.output
    assert "✗ R5: hồ sơ" in bad.output


def test_another_people_shown_than_believed_is_found_though_both_are_sealed() -> None:
    who = person(commune(), ethnicity="Mông")
    assert registry.verify_registry(DAY).findings == ()  # sealed apart, the same when open
    registry.Person.objects.filter(pk=who.pk).update(ethnicity="Dao")
    (finding,) = registry.verify_registry(DAY).findings
    assert finding.code == "R5c"
    assert "Dao" not in finding.message


def test_the_command_says_too_what_is_wrong_with_what_is_sealed() -> None:
    who = person(commune())
    fact(registry.Paper, person=who, kind="personal", number="015050004711", valid=period("2021-01-01"))
    without("paper", "paper_number_sealed")
    run("UPDATE registry_paper SET number = '015050004711'")
    bad = CliRunner().invoke(verify, ["registry", "--on", "2026-11-20"])
    assert bad.exit_code == 1
    assert "registry_paper.number: 1 giá trị để rõ" in bad.output
    assert "015050004711" not in bad.output
