"""`ansinh intake-template`: the list form of a commune, filled with the people it is known to have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas import public as areas
from ansinh.intake import public as intake
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.registry import public as registry


@click.command("intake-template")
@click.option("--commune", required=True, help="Mã xã, phường (GSO).")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Tệp .xlsx sẽ ghi ra.")
@click.option("--month", "month_text", metavar="YYYY-MM", help="Tháng của danh sách; mặc định là tháng này.")
def command(commune: str, out: Path, month_text: str | None) -> None:
    """Ghi ra mẫu danh sách của một xã, điền sẵn những người đã có trong sổ."""
    today = dt.date.today()
    try:
        month = Month.parse(month_text) if month_text else Month.of(today)
    except ValueError:
        raise Refusal(f"--month: “{month_text}” không phải là tháng dạng YYYY-MM.", code="bad_month") from None
    on = max(month.first, min(today, month.last))  # of this month, what is known today: so lists are compared with it
    with acting_as(SYSTEM):
        area = areas.commune(commune, on)
        ids = list(
            registry.queries.live_people()
            .filter(area=area, died_on=None)
            .order_by("name_sort", "id")
            .values_list("id", flat=True)
        )
        states = registry.states_of(ids, on=on)
        people = [
            state | {"id_number": state["personal"] or state["old"]}
            for state in (states[i] for i in ids if i in states)
        ]
        villages = sorted({person["village"] for person in people if person["village"]})
        audit.record(
            actor=SYSTEM,
            action="template.write",
            object_kind="commune",
            object_id=area.code,
            area_id=area.pk,
            details={"people": len(people)},
        )
        intake.write_template(
            out, commune=area.name, code=area.code, month=str(month), people=people, villages=villages
        )
    click.echo(f"{out}: {format_dong(len(people))} người của {area.name}.")
