"""``ansinh person`` tells what was believed of a day; ``ansinh verify determinations`` works every result out anew."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from django.db import connection

from ansinh.cli.person import command as person_command
from ansinh.cli.verify import verify
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests import builders
from tests.builders import circumstance, commune, fact, household, period, person

pytestmark = pytest.mark.django_db
NOVEMBER = Month(2026, 11)
HEARD = datetime(2026, 3, 12, 2, tzinfo=UTC)


def ask(who: registry.Person, *options: str) -> str:
    answer = CliRunner().invoke(person_command, [str(who.pk), "--by", "can-bo", *options], catch_exceptions=False)
    assert answer.exit_code == 0
    return answer.output


def test_a_person_is_told_as_known_on_a_day_with_the_source_and_the_reading_is_recorded() -> None:
    here = commune()
    builders.officer("commune_officer", here, "can-bo")
    who = person(here, name="Lò Văn Hỏi")
    household(here, who)
    circumstance(who, "hiv", "yes", "2024-01-01")
    old = registry.Identity.objects.get(person=who)
    news = builders.source("Giấy báo tử")
    registry.Identity.objects.filter(pk=old.pk).update(retracted_at=HEARD, retracted_by=news)
    registry.Identity.objects.create(
        person=who, full_name=old.full_name, born_on=old.born_on, died_on=date(2026, 1, 15), recorded_at=HEARD,
        source=news,
    )  # fmt: skip
    before, after = (ask(who, "--on", "2026-02-01", "--known", day) for day in ("2026-03-11", "2026-03-12"))
    assert "chết" not in before
    assert "chết 15/01/2026 [Tờ khai: Giấy báo tử]" in after
    assert "Hộ: Lò Văn Hỏi, sinh 1950-05-20, chủ hộ" in after
    assert "HIV" not in after
    assert "HIV" in ask(who, "--sensitive")
    details = AuditEntry.objects.filter(action="person.read").order_by("id").values_list("details", flat=True)
    assert [(d["on"], d["known_on"], d["sensitive"]) for d in details][:2] == [
        ("2026-02-01", "2026-03-11", False), ("2026-02-01", "2026-03-12", False),
    ]  # fmt: skip


def test_nobody_is_told_of_people_elsewhere_or_without_the_right() -> None:
    builders.officer("commune_officer", commune(0), "can-bo")
    builders.officer("administrator", commune(0), "quan-tri")
    here, there = person(commune(0)), person(commune(1))
    for who, name in ((there, "can-bo"), (here, "quan-tri"), (here, "khong-co")):
        with pytest.raises(Refusal):
            CliRunner().invoke(person_command, [str(who.pk), "--by", name], catch_exceptions=False)


def test_stored_determinations_come_out_again_and_a_changed_one_is_found() -> None:
    who = person(commune(), born="1990-01-01")
    fact(registry.Disability, person=who, degree="severe", valid=period("2023-05-01"))
    run = determination.determine_month(month=NOVEMBER, known_at=datetime(2026, 11, 10, tzinfo=UTC))
    good = CliRunner().invoke(verify, ["determinations"])
    assert (good.exit_code, good.output) == (0, "0 sai lệch trên 1 kết quả\n")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE determination_benefit SET amount_vnd = 900000 WHERE run_id = %s", [run.pk])
    assert determination.verify_run(run).differing == {"benefits": [who.pk]}
    fact(registry.Pension, person=who, amount_vnd=3_000_000, valid=period("2026-01-01"))
    assert determination.verify_run(run).differing["stored"] == [who.pk]
    bad = CliRunner().invoke(verify, ["determinations", "--month", "2026-11"])
    assert bad.exit_code == 1
    assert f"khác ở 1 hồ sơ ({who.pk})" in bad.output
    assert CliRunner().invoke(verify, ["determinations", "--month", "2026-10"]).output == "0 sai lệch trên 0 kết quả\n"
