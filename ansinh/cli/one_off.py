"""``ansinh one-off``: events in, one-off benefits out (docs/reference/one-off.md)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ansinh.cli._law_option import law_option
from ansinh.cli._leaving import leave_in_order
from ansinh.determination.files.law_texts import law_texts
from ansinh.determination.files.one_off import one_off_file
from ansinh.kernel.errors import Refusal


@click.command("one-off")
@click.argument("events", type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Kèm lý do: từng trường hợp, từng điều kiện, điều khoản.")
@click.option("--out", type=click.Path(path_type=Path), help="Tệp kết quả (.jsonl, .parquet, .csv); bỏ trống: in ra.")
@law_option
def command(events: Path, explain: bool, out: Path | None, law_files: tuple[Path, ...]) -> None:
    """Tính trợ giúp một lần (mai táng, khẩn cấp, khoản chi của cơ sở) của từng sự việc trong tệp EVENTS.

    EVENTS là tệp .jsonl, .csv, .parquet hoặc .xlsx; mỗi dòng một sự việc, theo pháp luật của ngày xảy ra.
    """
    leave_in_order()
    try:
        rows = one_off_file(events, explain=explain, out=out, stdout=sys.stdout.buffer, law=law_texts(law_files))
    except Refusal as refusal:
        click.echo(f"Lỗi: {refusal.message}", err=True)
        sys.exit(2)
    if out is not None:
        click.echo(f"Đã tính {rows:,} sự việc → {out}".replace(",", "."), err=True)
