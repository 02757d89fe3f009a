"""Rows of one file that speak of one person, and one number under two names."""

from __future__ import annotations

from ansinh.intake.reading.problem_texts import text_of
from ansinh.intake.reading.row_cells import Problem, Row
from ansinh.intake.reading.text import fold, has_diacritics


def mark_duplicates(rows: list[Row]) -> None:
    """Put duplicate_in_file on the later row of two about one person, and on the later of two people with one
    number."""
    by_number: dict[str, Row] = {}
    by_name: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        name, number = row.person.get("full_name"), row.person.get("id_number")
        earlier = by_number.get(number) if number else None
        if earlier is not None:
            _mark(row, earlier, "id_number", number or "")
        elif number:
            by_number[number] = row
        if not name:
            continue
        born = row.person.get("born") or ""
        known = by_name.setdefault((fold(name), born[:4]), [])
        if earlier is None:
            same = next((other for other in known if same_person(other, row)), None)
            if same is not None:
                _mark(row, same, "full_name", name)
                continue
        if len(known) < 50:
            known.append(row)


def same_person(one: Row, other: Row) -> bool:
    """Same name and birth, and nothing that tells them apart (number of the same kind, sex, village, head of
    household).

    A bare year of birth needs the same village or head of household, or everything else in the row alike:
    namesakes of one year are common.
    """
    a, b = one.person, other.person
    if not _same_name(a["full_name"], b["full_name"]):
        return False
    first, second = a.get("id_number"), b.get("id_number")
    if first and second and len(first) == len(second):
        return False
    if any(
        a.get(key) and b.get(key) and fold(a[key]) != fold(b[key])
        for key in ("sex", "village", "household_head", "ethnicity")
    ):
        return False
    born, others = a.get("born") or "", b.get("born") or ""
    shortest = min(len(born), len(others))
    if not shortest or born[:shortest] != others[:shortest]:
        return False
    if shortest == 10:
        return True
    alike = any(a.get(key) and b.get(key) and fold(a[key]) == fold(b[key]) for key in ("village", "household_head"))
    return alike or (not (first or second) and not (a.get("village") or b.get("village")))


def _same_name(one: str, other: str) -> bool:
    return one == other or not has_diacritics(one) or not has_diacritics(other)


def _mark(row: Row, earlier: Row, key: str, value: str) -> None:
    what = "Trùng số định danh" if key == "id_number" else "Trùng họ tên và ngày sinh"
    if key == "id_number" and fold(row.person.get("full_name") or "") != fold(earlier.person.get("full_name") or ""):
        what = "Cùng số định danh nhưng khác họ tên"
    where = f"dòng {earlier.row}" if earlier.sheet == row.sheet else f"dòng {earlier.row} trang “{earlier.sheet}”"
    message = text_of("duplicate_in_file", says=f"{what} với {where}")
    row.problems.append(Problem(row.columns.get(key, ""), value, "duplicate_in_file", message))
