"""``ansinh determine``: facts in, determinations out (docs/reference)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ansinh.cli._law_option import law_option
from ansinh.cli._leaving import leave_in_order
from ansinh.determination.files.determine import determine_file
from ansinh.determination.files.fact_files import names_several
from ansinh.determination.files.in_parts import determine_in_parts
from ansinh.determination.files.law_texts import law_texts
from ansinh.determination.spark_extra import determine_on_spark
from ansinh.kernel.errors import Refusal


@click.command("determine")
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--month", metavar="YYYY-MM", help="Tháng hưởng, khi tệp không có cột month.")
@click.option("--explain", is_flag=True, help="Kèm lý do: từng diện, từng điều kiện, điều khoản.")
@click.option(
    "--engine",
    type=click.Choice(["polars", "spark"]),
    default="polars",
    show_default=True,
    help="spark: chia tệp Parquet cho nhiều tiến trình hoặc nhiều máy; kết quả như nhau.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Tệp kết quả (.jsonl, .parquet, .csv), hoặc thư mục khi FACTS là nhiều tệp; bỏ trống: in ra.",
)
@law_option
def command(
    facts: Path, month: str | None, explain: bool, engine: str, out: Path | None, law_files: tuple[Path, ...]
) -> None:
    """Tính quyền hưởng của từng người trong FACTS theo pháp luật của tháng.

    FACTS là tệp .jsonl, .csv, .parquet, .xlsx; hoặc thư mục chỉ có tệp .parquet; hoặc mẫu tên của các tệp .parquet, đặt
    trong dấu nháy: 'xã/*.parquet'. Với spark: chỉ .parquet.
    """
    leave_in_order()
    if engine == "spark":
        determine = determine_on_spark
    else:
        determine = determine_in_parts if names_several(facts) else determine_file
    try:
        rows = determine(
            facts, month=month, explain=explain, out=out, stdout=sys.stdout.buffer, law=law_texts(law_files)
        )
    except Refusal as refusal:
        click.echo(f"Lỗi: {refusal.message}", err=True)
        sys.exit(2)
    if out is not None:
        click.echo(f"Đã tính {rows:,} dòng → {out}".replace(",", "."), err=True)
