"""`ansinh reference`: write the reference pages from the running code."""

from __future__ import annotations

from pathlib import Path

import click

from ansinh.cli.reference_pages import PAGES
from ansinh.server.places import PROJECT

FOLDER = PROJECT / "docs" / "reference"


@click.command("reference")
@click.option("--check", is_flag=True, help="Chỉ so sánh; kết thúc với mã 1 nếu trang nào đã cũ.")
@click.pass_context
def command(context: click.Context, check: bool) -> None:
    """Viết lại các trang tra cứu trong docs/reference từ mã đang chạy."""
    old = outdated(FOLDER)
    for name, text in old.items():
        click.echo(f"{'✗ đã cũ' if check else '✓ đã viết'}: docs/reference/{name}")
        if not check:
            (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_text(text, encoding="utf-8")
    if check and old:
        context.exit(1)


def outdated(folder: Path) -> dict[str, str]:
    """The pages that differ from what is in the folder, with the text they should have."""
    current = {name: (folder / name).read_text(encoding="utf-8") for name in PAGES if (folder / name).exists()}
    return {name: text for name, make in PAGES.items() if (text := make()) != current.get(name)}
