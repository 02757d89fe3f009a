"""What the commands for files that were put down share: telling of them, sealing what lies open, writing one out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.sealing.put_down import SealedFolder, lying_open

OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Ghi ra tệp này.")


def tell_file(number: int, of: str, name: str, size_bytes: int, state: str) -> None:
    """One line: the number by which it is opened, whose it is, its name, size in KB and whether it was read."""
    click.echo(f"{number:>6}  {of}  {name}  {format_dong(-(-size_bytes // 1024))} KB  {state}")


def tell_open(folder: Path, month: str) -> None:
    """The files of a month that lie open in a folder."""
    for path in lying_open(folder / month):
        click.echo(f"     ·  {path.relative_to(folder)}  chưa mã hóa")


def tell_sealed(done: SealedFolder, left_because: str) -> None:
    """What was sealed, and what stays as it lies and why."""
    for path in done.left:
        click.echo(f"✗ {path}: {left_because}", err=True)
    click.echo(f"Đã mã hóa {done.sealed} tệp.")


def write_out(out: Path, opened: Callable[[], tuple[str, bytes]]) -> None:
    """Write a file that ``opened`` finds, opens and records (its name and content). Raises Refusal where ``out`` is."""
    if out.exists():
        raise Refusal(f"--out: đã có tệp {out}.", code="exists", file=str(out))
    name, content = opened()
    out.write_bytes(content)
    click.echo(f"Đã ghi {name} ra {out}. Xem xong hãy xóa tệp này.")
