"""The auditor's check of areas: everybody in one living area each day, and figures that add up in either geography."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from ansinh.areas.public import changing_days
from ansinh.kernel.finding import Finding
from ansinh.kernel.money import format_dong
from ansinh.oversight.area_checks_table import CHECKS
from ansinh.oversight.geography import by_commune_on, money_by_unit
from ansinh.oversight.queries import by_commune_ids, latest_month

MOST = 50


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings, at most 50 of each check, and over how much was looked."""

    findings: tuple[Finding, ...]
    checked: int
    residences: int
    days: int

    @property
    def closing(self) -> str:
        """The closing figure."""
        return (
            f"{len(self.findings)} sai lệch trên {format_dong(self.residences)} nơi cư trú, "
            f"{self.days} ngày địa bàn thay đổi ({self.checked} điều kiểm tra)"
        )


def verify_areas(on: date) -> Verdict:
    """Check everything on a day. Needs a connection that sees every row."""
    findings: list[Finding] = []
    with connection.cursor() as cursor:
        for check in CHECKS:
            cursor.execute(f"SELECT * FROM ({check.select}) AS wrong LIMIT {MOST}", {"on": on})  # noqa: S608 - our own
            findings += [Finding(check.code, check.message.format(*row)) for row in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM registry_residence WHERE retracted_at IS NULL")
        (residences,) = cursor.fetchone()
    days = changing_days()
    findings += _geographies(days)
    return Verdict(tuple(findings), len(CHECKS) + 2, int(residences), len(days))


def _geographies(days: list[date]) -> Iterator[Finding]:
    """Everything ever listed and the latest month, on the eve and on the day of every change, against the lists."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(amount_vnd), 0)::bigint, "
            "coalesce(sum(amount_vnd) FILTER (WHERE state = 'paid'), 0)::bigint "
            "FROM payments_line WHERE state <> 'cancelled'"
        )
        listed = tuple(map(int, cursor.fetchone()))
    month = latest_month()
    own = by_commune_ids(month) if month else []
    people = sum(figure.people for figure in own)
    for day in sorted({day - timedelta(days=back) for day in days for back in (0, 1)}):
        sums = money_by_unit(day).values()
        found = (sum(one["listed_vnd"] for one in sums), sum(one["paid_vnd"] for one in sums))
        if found != listed:
            yield Finding(
                "sums_by_day", f"tổng tiền theo địa bàn ngày {day:%d/%m/%Y} là {found}, danh sách là {listed}"
            )
        there = sum(figure.people for figure in by_commune_on(month, day)) if month else 0
        if there != people:
            yield Finding(
                "people_by_day",
                f"số người tháng {month} theo địa bàn ngày {day:%d/%m/%Y} là {there}, không phải {people}",
            )
