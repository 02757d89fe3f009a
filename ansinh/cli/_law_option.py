"""``--law``: texts laid over the written law by commands that ask it without a database."""

from __future__ import annotations

from pathlib import Path

import click

law_option = click.option(
    "--law",
    "law_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="VĂN_BẢN.yaml",
    help="Đặt văn bản này lên luật kèm phần mềm (lặp lại được, theo thứ tự ban hành); lệnh này không đọc văn bản đã "
    "ban hành trong cơ sở dữ liệu.",
)
