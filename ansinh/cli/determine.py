"""``ansinh determine``: facts in, determinations out (docs/reference)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ansinh.determination.files.determine import determine_file
from ansinh.kernel.errors import Refusal


@click.command("determine")
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--month", metavar="YYYY-MM", help="Tháng hưởng, khi tệp không có cột month.")
@click.option("--explain", is_flag=True, help="Kèm lý do: từng diện, từng điều kiện, điều khoản.")
@click.option("--engine", type=click.Choice(["polars", "spark"]), default="polars", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Tệp kết quả (.jsonl, .parquet, .csv); bỏ trống: in ra.")
def command(facts: Path, month: str | None, explain: bool, engine: str, out: Path | None) -> None:
    """Tính quyền hưởng của từng người trong tệp FACTS (.jsonl, .csv, .parquet, .xlsx) theo pháp luật của tháng."""
    try:
        if engine == "spark":
            raise Refusal("Chưa tính được trên Spark trong phiên bản này; hãy dùng --engine polars.", code="no_spark")
        rows = determine_file(facts, month=month, explain=explain, out=out, stdout=sys.stdout.buffer)
    except Refusal as refusal:
        click.echo(f"Lỗi: {refusal.message}", err=True)
        sys.exit(2)
    if out is not None:
        click.echo(f"Đã tính {rows:,} dòng → {out}".replace(",", "."), err=True)
