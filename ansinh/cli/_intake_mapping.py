"""`--map C=full_name,E=born`: what the columns of a commune's list are, remembered for the next one like it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from ansinh.access.public import SYSTEM
from ansinh.areas import public as areas
from ansinh.determination.public import law_in_force
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.legislation import base_steps

_PAIR = re.compile(r"([A-Za-z]{1,3})=([a-z_:]*)\Z")


def letters_and_keys(text: str) -> dict[str, str]:
    """ "C=full_name,E=" → {"C": "full_name", "E": ""}."""
    found: dict[str, str] = {}
    for part in text.split(","):
        pair = _PAIR.match(part.strip())
        if pair is None or pair.group(1).upper() in found:
            raise Refusal(f"--map: “{part}” không có dạng CỘT=MỤC (ví dụ C=full_name).", code="bad_map", value=part)
        found[pair.group(1).upper()] = pair.group(2)
    return found


def remember_mapping(file: Path, area: areas.Unit, on: dt.date, chosen: dict[str, str], number: int) -> None:
    """Remember for the headings of the file's table `number` (from 1; 0 when there is only one kind of table)."""
    with intake.preview_file(file, on=on, bases=base_steps(law_in_force()), area_id=area.pk) as preview:
        tables = {table["signature"]: table for table in preview.tables}
    signatures = list(tables)
    if not number and len(signatures) > 1:
        raise Refusal(
            f"{file.name}: có {len(signatures)} bảng khác tiêu đề; hãy thêm --table 1 … {len(signatures)}.",
            code="which_table",
            file=file.name,
        )
    if not 1 <= (number or 1) <= len(signatures):
        raise Refusal(f"--table: tệp chỉ có {len(signatures)} bảng.", code="bad_table", value=number)
    signature = signatures[(number or 1) - 1]
    letters = {column["letter"] for column in tables[signature]["columns"]}
    for letter in chosen:
        if letter not in letters:
            raise Refusal(f"--map: bảng không có cột {letter}.", code="unknown_column", column=letter)
    columns = intake.remembered(area.pk).get(signature, {}) | chosen
    intake.remember_columns(actor=SYSTEM, area=area, signature=signature, columns=columns)
