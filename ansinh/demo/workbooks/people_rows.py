"""Rows of a listing as people with the keys of the intake contract."""

from __future__ import annotations

import polars as pl

from ansinh.demo.workbooks.listing import Listing, village_names
from ansinh.demo.workbooks.write_list import Person

_BORN = {"day": 10, "month": 7, "year": 4}
# Words and tenths of the coefficient by which lists of the old forms name a benefit (law.md §2.2, months from 2026-10).
BASE_VND = 540_000


def people_of(listing: Listing, rows: pl.DataFrame, notes: dict[int, str] | None = None) -> list[Person]:
    """People of some rows of a listing; ``notes`` by position."""
    villages = village_names(listing.whole)
    return [_person(row, villages, (notes or {}).get(row["owner"], "")) for row in rows.iter_rows(named=True)]


def _person(row: Person, villages: list[str], note: str) -> Person:
    person: Person = {
        "full_name": row["full_name"],
        "born": row["born_on"].isoformat()[: _BORN[row["born_precision"]]],
        "sex": row["sex"],
        "ethnicity": row["ethnicity"],
        "id_number": row["number"],
        "village": villages[row["village_at"]],
        "household_head": row["household_head"],
        "poverty": row["status"],
        "disability_type": row["types"].strip("{}").split(",") if row["types"] else None,
        "disability": row["degree"],
        "died": row["died_on"].isoformat() if row["died_on"] else None,
        "recipient": row["recipient_name"] or None,
        "bank": row["bank"] or None,
        "bank_account": row["account"] or None,
        "note": note or None,
    }
    return person | _benefit(row)


def _benefit(row: Person) -> Person:
    year = row["born_on"].year
    child_or_old = year > 2010 or year <= 1966
    tenths = {"severe": 20 if child_or_old else 15, "extremely_severe": 25 if child_or_old else 20}.get(
        row["degree"] or ""
    )
    text = {"severe": "Người khuyết tật nặng", "extremely_severe": "Người khuyết tật đặc biệt nặng"}.get(
        row["degree"] or ""
    )
    if tenths is None and year <= 1950:
        tenths, text = 10, "Người cao tuổi hưởng trợ cấp hưu trí xã hội"
    if tenths is None:
        return {"category_text": None, "coefficient": None, "amount_vnd": None}
    return {
        "category_text": text,
        "coefficient": f"{tenths // 10}.{tenths % 10}",
        "amount_vnd": tenths * BASE_VND // 10,
    }
