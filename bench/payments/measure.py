"""Drawing a payroll: one statement over all people, beside a loop over model instances with bulk_create.

    .venv/bin/python -m bench.payments.measure [LINES]

Both draw the same month for the same people on the same throw-away database (without fsync), three times each;
medians are printed as a table.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection, transaction

from ansinh.server.embedded import Embedded
from ansinh.server.places import places

PEOPLE = """
INSERT INTO registry_person (full_name, name_fold, name_sort, born_on, born_precision, sex, ethnicity, area_id, village)
SELECT 'Lò Thị ' || n, 'lo thi ' || n, lpad(n::text, 9, '0'), date '1940-01-01' + n %% 5000, 'day', 'female', '',
  (SELECT array_agg(id ORDER BY id) FROM areas_unit WHERE kind = 'commune' AND upper_inf(valid))[1 + n %% 12],
  'Bản ' || n %% 40
FROM generate_series(1, %s) AS n
"""
AWARDS = """
INSERT INTO casework_award (person_id, area_id, programme, category, coefficient_tenths, base_vnd, amount_vnd,
                            months, decision_id)
SELECT id, area_id, 'social_pension', 'pension_75', NULL, 540000, 540000,
  daterange(CASE WHEN id %% 20 = 0 THEN date '2026-08-01' ELSE date '2026-11-01' END, NULL), %s FROM registry_person
"""
ROUNDS = 3
MONTH = date(2026, 11, 1)


def prepare(lines: int) -> tuple[object, object, object]:
    """Units, people and awards; the province, its officer and its leader."""
    from ansinh.access.public import actor_of, open_account
    from ansinh.areas.public import load_units, province
    from ansinh.casework.public import Decision

    load_units()
    area = province(MONTH)
    accounts = [
        open_account(username=role, display_name=role, password=None, role=role, area=area, since=MONTH, by=None)
        for role in ("province_officer", "province_leader")
    ]
    decision = Decision.objects.create(
        commune=area, year=2026, number=1, kind="start", decided_on=MONTH, first_month=MONTH, people=1, monthly_vnd=1,
        prepared_by=accounts[0], decided_by=accounts[1],
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [lines])
        cursor.execute(AWARDS, [decision.pk])
        cursor.execute("ANALYZE")
    return area, actor_of(accounts[0], MONTH), actor_of(accounts[1], MONTH)


def set_based(area: object, maker: object) -> float:
    """Seconds to draw, freeze and hash the list as the product does."""
    from ansinh.kernel.period import Month
    from ansinh.payments import public as payments

    with transaction.atomic():
        run = payments.open_run(actor=maker, month=Month.of(MONTH), area=area, pay_on=MONTH)  # type: ignore[arg-type]
        started = time.perf_counter()
        payments.lock_run(actor=maker, run_id=run.pk)  # type: ignore[arg-type]
        spent = time.perf_counter() - started
        transaction.set_rollback(True)
    return spent


def by_loop(area: object, maker: object) -> float:
    """Seconds to draw the same lines and parts by a loop over model instances (no freezing of papers, no hash)."""
    from ansinh.casework.public import Award
    from ansinh.kernel.period import Month
    from ansinh.payments import public as payments

    with transaction.atomic():
        run = payments.open_run(actor=maker, month=Month.of(MONTH), area=area, pay_on=MONTH)  # type: ignore[arg-type]
        started = time.perf_counter()
        paid: defaultdict[tuple[int, str], int] = defaultdict(int)
        for part in payments.LinePart.objects.select_related("line"):
            paid[part.line.person_id, str(part.for_month)] += part.amount_vnd
        lines, parts = [], []
        for number, award in enumerate(Award.objects.filter(retracted_at=None).select_related("person"), 1):
            months = list(Month.of(award.months.lower).until(Month.of(MONTH).next()))
            due = [(m.first, award.amount_vnd - paid[award.person_id, str(m.first)]) for m in months]
            line = payments.PayrollLine(
                run=run, key=f"K{number}", month=MONTH, number=0, person=award.person, commune_id=award.area_id,
                programme=award.programme, amount_vnd=sum(amount for _, amount in due),
                full_name=award.person.full_name, born=award.person.born, channel="post_office",
            )  # fmt: skip
            lines.append(line)
            parts += [
                payments.LinePart(
                    line=line, list_month=MONTH, for_month=month, category=award.category, amount_vnd=amount,
                    award=award, kind="current" if month == MONTH else "arrears",
                    coefficient_tenths=award.coefficient_tenths,
                )
                for month, amount in due
            ]  # fmt: skip
        payments.PayrollLine.objects.bulk_create(lines, batch_size=2000)
        payments.LinePart.objects.bulk_create(parts, batch_size=2000)
        spent = time.perf_counter() - started
        transaction.set_rollback(True)
    return spent


def main() -> None:
    """Print the table."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory(prefix="ansinh-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ["ANSINH_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.config.settings")
        database = Embedded.at(places(), durable=False)
        database.join()
        try:
            django.setup()
            call_command("migrate", verbosity=0)
            area, maker, _ = prepare(lines)
            times = [(set_based(area, maker), by_loop(area, maker)) for _ in range(ROUNDS)]
            connection.close()
        finally:
            database.leave()
    ours, loop = (statistics.median(side) for side in zip(*times, strict=True))
    print("| lines | one statement | loop and bulk_create | ratio |\n|---:|---:|---:|---:|")
    print(f"| {lines:,} | {ours:.2f} s | {loop:.2f} s | {loop / ours:.1f}× |")


if __name__ == "__main__":
    main()
