"""Headings (and, where they do not tell, contents) to the keys of the contract.

The proposal is shown to the officer and remembered for the next file from the same place with the same headings.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ansinh.intake.reading import headings_table as table
from ansinh.intake.reading.cells import Cell, at, column_index, is_empty
from ansinh.intake.reading.column import Column
from ansinh.intake.reading.heading_key import heading_key
from ansinh.intake.reading.settle_columns import settle
from ansinh.intake.reading.text import clean, fold

PERSON_KEYS = (
    "full_name", "born", "sex", "ethnicity", "id_number", "village", "household_head", "poverty", "disability_type",
    "disability",
    "category_text", "coefficient", "amount_vnd", "from_month", "died", "recipient", "phone", "bank_account", "bank",
    "note",
)  # fmt: skip
# Keys whose columns may be several: two kinds of identity number, arrears, marks.
SEVERAL = ("id_number", "arrears", "deductions", "category_mark")
HELPERS = (
    "surname", "given_name", "born_day", "born_month", "born_year", "born_male", "born_female", "male_mark",
    "female_mark",
    "poor_mark", "near_poor_mark", "not_poor_mark", "amount_total", "arrears", "deductions", "category_mark", "stt",
    *(f"type_mark:{kind}" for kind in ("mobility", "hearing_speech", "vision", "mental", "intellectual", "other")),
    *(f"degree_mark:{degree}" for degree in ("mild", "severe", "extremely_severe")),
)  # fmt: skip
_SERVES = {
    **dict.fromkeys(("poor_mark", "near_poor_mark", "not_poor_mark"), "poverty"),
    **dict.fromkeys(("male_mark", "female_mark"), "sex"),
    **dict.fromkeys(("surname", "given_name"), "full_name"),
    **dict.fromkeys(("born_day", "born_month", "born_year", "born_male", "born_female"), "born"),
    "type_mark": "disability_type",
    "degree_mark": "disability",
    "category_mark": "category_text",
    "amount_total": "amount_vnd",
}
_ID = re.compile(r"['’\s]*0\d{2}[0-3]\d{8}\s*\Z")


@dataclass
class ColumnMap:
    """The columns of one table by key; `signature` names the headings, whatever the columns' widths or order of
    rows."""

    columns: list[Column]
    signature: str
    by_key: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column in sorted(self.columns, key=lambda c: -c.score):
            if column.key and column.key not in ("ignore",):
                self.by_key.setdefault(column.key, []).append(column.index)
        for key in ("full_name",):
            if key in self.by_key:
                self.by_key[key].sort()

    def key_at(self, index: int) -> str:
        """The contract's key a column serves; marks serve the key they mark."""
        key = next((column.key for column in self.columns if column.index == index), "")
        return _SERVES.get(key.partition(":")[0], key)

    def heading_at(self, index: int) -> str:
        """The innermost heading of a column."""
        return next((column.heading[-1] for column in self.columns if column.index == index and column.heading), "")

    def first(self, key: str) -> int | None:
        columns = self.by_key.get(key)
        return columns[0] if columns else None


def signature_of(headings: list[tuple[str, ...]]) -> str:
    """A short stable name of a row of headings."""
    folded = "\x1f".join("\x1e".join(fold(part) for part in heading) for heading in headings)
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def map_columns(
    headings: list[tuple[str, ...]],
    sample: list[list[Cell]],
    *,
    start: int = 0,
    remembered: Mapping[str, str] | None = None,
) -> ColumnMap:
    """Propose a mapping for the columns from `start` on.

    headings: for every column its texts from the outermost heading inwards. sample: some rows of the table, to
    tell what a heading
    leaves open. remembered: {column letter: key} as an officer settled it for these headings.
    """
    signature = signature_of(headings)
    columns = [_propose(start + offset, heading) for offset, heading in enumerate(headings)]
    columns = [_settle_by_content(column, columns, sample) for column in columns]
    columns = settle(_one_of_each(columns, sample), sample)
    if remembered:
        columns = _as_settled(columns, {column_index(letter): key for letter, key in remembered.items()})
    return ColumnMap(columns=columns, signature=signature)


def _as_settled(columns: list[Column], settled: Mapping[int, str]) -> list[Column]:
    """What an officer settled holds; a proposal that claims the same for another column gives way."""
    said = set(settled.values())
    served = {key.partition(":")[0] for key in said}
    made = []
    for column in columns:
        if column.index in settled:
            made.append(Column(column.index, column.heading, settled[column.index], 100))
            continue
        whole = _SERVES.get(column.key.partition(":")[0], "")
        gives_way = column.key in said or whole in said or any(_SERVES.get(key) == column.key for key in served)
        keeps = not column.key or column.key in ("id_number", "ignore") or not gives_way
        made.append(column if keeps else Column(column.index, column.heading, "", 0))
    return made


def _propose(index: int, heading: tuple[str, ...]) -> Column:
    if not heading:
        return Column(index, heading, "", 0)
    leaf, parents = heading[-1], heading[:-1]
    parent = " ".join(fold(p) for p in parents)
    key, score = _under_parent(fold(leaf), clean(leaf).lower(), parent) if parents else ("", 0)
    if not key:
        key, score = heading_key(leaf)
        if parents and table.OTHER_PERSON.search(parent):
            key, score = _of_other_person(key, score, parent)
        elif parents and not key:
            key, score = heading_key(parents[-1])
            score = max(score - 15, 0)
    if fold(leaf) == "ten" and not parents:
        key, score = "given_name", 60
    return Column(index, heading, key, score)


def _under_parent(leaf: str, spelt: str, parent: str) -> tuple[str, int]:
    if table.BIRTH.search(parent):
        if leaf in ("nam", "nu"):
            if leaf == "nu":
                return "born_female", 95
            return ("born_year", 90) if spelt == "năm" else ("born_male", 90)
        if leaf in ("ngay", "thang"):
            return f"born_{'day' if leaf == 'ngay' else 'month'}", 95
    if leaf in ("nam", "nu") and (table.SEX.search(parent) or parent):
        return ("male_mark" if leaf == "nam" else "female_mark"), 90
    if leaf in table.DISABILITY_TYPES and re.search(r"\b(dang|loai|khuyet tat|tat)\b", parent):
        return f"type_mark:{table.DISABILITY_TYPES[leaf]}", 95
    if leaf in table.DISABILITY_DEGREES and re.search(r"\b(muc do|muc|khuyet tat|mdkt)\b", parent):
        return f"degree_mark:{table.DISABILITY_DEGREES[leaf]}", 95
    if leaf in table.NOT_POOR and heading_key(parent)[0] == "poverty":
        return "not_poor_mark", 92
    if leaf in ("so", "so the", "ma so") and re.search(
        r"\b(cccd|cmnd|can cuoc|chung minh|dinh danh|giay to)\b", parent
    ):
        return "id_number", 92
    if leaf in ("so", "so tk") and "tai khoan" in parent:
        return "bank_account", 92
    if leaf == "ten" and re.search(r"\b(ho va ten|ho ten)\b", parent):
        return "given_name", 92
    if leaf in ("ho", "ho dem", "ho va ten dem") and re.search(r"\b(ho va ten|ho ten)\b", parent):
        return "surname", 92
    return "", 0


def _of_other_person(key: str, score: int, parent: str) -> tuple[str, int]:
    """Under "Người nhận thay" only the name, phone and account concern us; the identity number is not the person's."""
    if key in ("full_name", "given_name", ""):
        return ("household_head", 85) if "chu ho" in parent else heading_key(parent) if key else ("ignore", 60)
    return (
        (key, score)
        if key in ("phone", "bank_account", "bank", "note", "recipient", "household_head")
        else ("ignore", 90)
    )


def _settle_by_content(column: Column, columns: list[Column], sample: list[list[Cell]]) -> Column:
    values = [at(row, column.index) for row in sample if not is_empty(at(row, column.index))]
    leaf = fold(column.heading[-1]) if column.heading else ""
    keys = {c.key for c in columns}
    spelt = clean(column.heading[-1]).lower() if column.heading else ""
    if not column.key and leaf in ("nam", "nu") and spelt != "năm":
        dates = values and all(_date_like(value) for value in values)
        kind = "male" if leaf == "nam" else "female"
        return Column(column.index, column.heading, f"born_{kind}" if dates else f"{kind}_mark", 80)
    if column.key in ("male_mark", "female_mark") and values and all(_date_like(value) for value in values):
        return Column(column.index, column.heading, "born_" + column.key.removesuffix("_mark"), 85)
    if leaf == "dt" and column.key == "ethnicity" and values and all(_has_digits(value) for value in values):
        return Column(column.index, column.heading, "phone", 80)
    numbers = sum(bool(_ID.match(str(value))) for value in values)
    if not column.key and "id_number" not in keys and len(values) >= 2 and numbers >= 0.6 * len(values):
        return Column(column.index, column.heading, "id_number", 55)
    if column.key == "given_name" and "surname" not in keys:
        return Column(column.index, column.heading, "full_name", 60)
    return column


def _has_digits(value: Cell) -> bool:
    return sum(ch.isdigit() for ch in str(value)) >= 6


def _date_like(value: Cell) -> bool:
    if isinstance(value, dt.date):
        return True
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return 1880 <= value <= 60_000
    return bool(re.search(r"\d{4}\s*\Z|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", str(value)))


def _one_of_each(columns: list[Column], sample: list[list[Cell]]) -> list[Column]:
    """Where two columns claim one key, the surer (then the more to the left) has it; the other is shown as unused."""
    winner: dict[str, Column] = {}
    for column in columns:
        if column.key and column.key not in ("ignore", "stt", *SEVERAL):
            held = winner.get(column.key)
            if held is None or column.score > held.score:
                winner[column.key] = column
    kept: list[Column] = []
    for column in columns:
        beside = kept[-1] if kept and kept[-1].index == column.index - 1 else None
        in_two = column.key == "full_name" and beside and beside.key == "full_name" and beside.heading == column.heading
        loses = column.key in winner and winner[column.key] is not column and not in_two
        kept.append(Column(column.index, column.heading, "", 0) if loses else column)
    return kept
