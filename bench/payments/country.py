"""What a payroll rests on, made in bulk: people, papers, accounts, awards and the stored determination of the month.

One person in twenty has three months of arrears, nine in ten are paid to an account. People of a commune lie together,
since lists are taken in commune by commune. Indexes that no payroll looks at (searching for names) are left out while
people are written; everything that a payroll reads or writes has its own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection, transaction

from ansinh.kernel.sealing.key_file import make_keys
from ansinh.kernel.sealing.values import seal_all
from ansinh.server.embedded import Embedded
from ansinh.server.places import places

MONTH = date(2026, 11, 1)
AT_ONCE = 100_000
# Not read and not written by a payroll; each costs minutes for millions of rows. What a payroll writes keeps all.
NOT_NEEDED = (
    """
    DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT conrelid::regclass AS of_table, conname FROM pg_constraint WHERE contype = 'f' AND conrelid IN (
        'registry_person'::regclass, 'registry_paper'::regclass, 'registry_payment_channel'::regclass,
        'casework_award'::regclass)
      LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.of_table, one.conname); END LOOP;
    END $$
    """,
    """
    ALTER TABLE registry_person ALTER COLUMN name_keys DROP EXPRESSION, ALTER COLUMN former_keys DROP EXPRESSION,
      ALTER COLUMN name_keys SET DEFAULT '{}', ALTER COLUMN former_keys SET DEFAULT '{}'
    """,
    "ALTER TABLE registry_paper DROP CONSTRAINT paper_one_person_a_number, DROP CONSTRAINT paper_one_of_a_kind",
    "ALTER TABLE casework_award DROP CONSTRAINT award_no_overlap",
    "DROP INDEX person_name_trgm, person_name_keys, person_former_keys, person_name",
)
PEOPLE = """
INSERT INTO registry_person (full_name, name_fold, name_sort, born_on, born_precision, sex, ethnicity, area_id, village)
SELECT 'Lò Thị ' || n, 'lo thi ' || n, lpad(n::text, 9, '0'), date '1940-01-01' + n %% 5000, 'day', 'female', '',
  communes[1 + (n - 1) * cardinality(communes) / %s], 'Bản ' || n %% 40
FROM generate_series(1, %s) AS n, (
  SELECT array_agg(id ORDER BY id) AS communes FROM areas_unit WHERE kind = 'commune' AND upper_inf(valid)
) AS those
"""
AWARDS = """
INSERT INTO casework_award (person_id, area_id, programme, category, coefficient_tenths, base_vnd, amount_vnd,
                            months, decision_id, recorded_at)
SELECT id, area_id, 'social_pension', 'pension_75', NULL, 540000, 540000,
  daterange(CASE WHEN id %% 20 = 0 THEN date '2026-08-01' ELSE date '2026-11-01' END, NULL), %s, '2026-10-20'
FROM registry_person
"""
DETERMINED = (
    """
    INSERT INTO determination_run (month, known_at, law_version, facts_digest, people, eligible, undetermined,
                                   total_vnd)
    SELECT '2026-11-01', '2026-10-25', 'made up', '', count(*), count(*), 0, 540000 * count(*) FROM registry_person
    """,
    "CREATE TABLE determination_benefit_1 (LIKE determination_benefit INCLUDING DEFAULTS INCLUDING CONSTRAINTS)",
    """
    INSERT INTO determination_benefit_1 (run_id, person_id, area_id, programme, category, coefficient_tenths, base_vnd,
                                         amount_vnd)
    SELECT (SELECT max(id) FROM determination_run), id, area_id, 'social_pension', 'pension_75', NULL, 540000, 540000
    FROM registry_person
    """,
)


@dataclass(frozen=True)
class Country:
    """The area of the run and the four who sign it."""

    area: Any
    maker: Any
    chair: Any
    holder: Any
    accountant: Any
    determined: Any


@contextmanager
def throw_away(*, durable: bool = False) -> Iterator[None]:
    """An empty database in a folder that goes away (BENCH_FOLDER: where it is made)."""
    with tempfile.TemporaryDirectory(prefix="ansinh-bench-", dir=os.environ.get("BENCH_FOLDER")) as folder:
        Path(folder).chmod(0o755)
        os.environ["ANSINH_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.config.settings")
        database = Embedded.at(places(), durable=durable)
        database.join(die_with_us=True)
        try:
            django.setup()
            make_keys()
            call_command("migrate", verbosity=0)
            yield
            connection.close()
        finally:
            database.leave()


def _sealed(kind: str, count: int, columns: str, row: Any) -> None:
    """COPY rows of the people 1 to ``count`` in; ``row`` makes one of a number and its sealed value."""
    with connection.cursor() as cursor:
        for first in range(1, count + 1, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, count + 1))
            values = seal_all(kind, (f"{number:012d}" for number in numbers))
            with cursor.copy(f"COPY {columns} FROM STDIN") as copy:
                for number, value in zip(numbers, values, strict=True):
                    if (made := row(number, value)) is not None:
                        copy.write_row(made)


def prepare(lines: int) -> Country:
    """Write it all and return who works with it. Foreign keys of what is made here are not looked up one by one."""
    from ansinh.access.public import actor_of, open_account
    from ansinh.areas.public import load_units, province
    from ansinh.casework.public import Decision
    from ansinh.determination.models import Run
    from tests.builders import paying_office

    load_units()
    area = province(MONTH)
    roles = ("province_officer", "province_leader", "province_account_holder", "province_accountant")
    users = [
        open_account(username=role, display_name=role, password=None, role=role, area=area, since=MONTH, by=None)
        for role in roles
    ]
    decision = Decision.objects.create(
        commune=area, office=area, year=2026, number=1, kind="start", decided_on=date(2026, 10, 20), first_month=MONTH,
        people=1, monthly_vnd=1, prepared_by=users[0], decided_by=users[1],
    )  # fmt: skip
    paying_office(area)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO registry_source (kind, reference) VALUES ('made_up', 'bench') RETURNING id")
        source = cursor.fetchone()[0]
        for statement in NOT_NEEDED:
            cursor.execute(statement)
        cursor.execute(PEOPLE, [lines, lines])
        cursor.execute(AWARDS, [decision.pk])
        for statement in DETERMINED:
            cursor.execute(statement)
        cursor.execute("SELECT max(id) FROM determination_run")
        run = cursor.fetchone()[0]
        cursor.execute(
            f"ALTER TABLE determination_benefit ATTACH PARTITION determination_benefit_1 FOR VALUES IN ({run})"
        )
        since = "[2020-01-01,)"
        paper = "registry_paper (person_id, kind, number, number_index, valid, recorded_at, source_id)"
        _sealed("number", lines, paper, lambda n, v: (n, "personal", v, f"{n:024d}", since, "2020-01-01", source))
        channel = (
            "registry_payment_channel (person_id, kind, bank, account, recipient_name, valid, recorded_at, source_id)"
        )
        _sealed("account", lines, channel, lambda n, v: (
            None if n % 10 == 0 else (n, "bank", f"Ngân hàng {n % 7}", v, "", since, "2020-01-01", source)
        ))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE registry_person, registry_paper, registry_payment_channel, casework_award")
        cursor.execute("ANALYZE")
    actors = [actor_of(user, MONTH) for user in users]
    return Country(area, *actors, Run.objects.get())
