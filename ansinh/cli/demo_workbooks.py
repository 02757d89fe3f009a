"""`ansinh demo-workbooks`: messy lists of made-up communes, with the truth beside them."""

from __future__ import annotations

from pathlib import Path

import click

from ansinh.demo.workbooks.many import TRUTH, write_workbooks


@click.command("demo-workbooks")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Thư mục để ghi.")
@click.option("--seed", type=int, default=2026, show_default=True, help="Hạt giống.")
@click.option("--count", type=click.IntRange(1, 5000), default=20, show_default=True, help="Số tệp.")
def command(out: Path, seed: int, count: int) -> None:
    """Ghi các danh sách Excel giả lập, mỗi xã một kiểu trình bày, kèm tệp ghi đúng nội dung từng dòng."""
    files = write_workbooks(out, seed=seed, count=count)
    click.echo(f"Đã ghi {len(files)} tệp và {TRUTH} vào {out}.")
