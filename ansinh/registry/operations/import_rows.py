"""The rows to be accepted, with everything that writing them needs: ids, days, folded names, households."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars
from django.db.models import Model

from ansinh.kernel.sealing.blind import blind_all, hold_index_key
from ansinh.kernel.sealing.columns import sealed
from ansinh.kernel.vietnamese import fold, sort_key
from ansinh.registry.matching import village_key
from ansinh.registry.models import Disability, Paper, PaymentChannel, Person, Phone
from ansinh.registry.phone_numbers import plain_phone
from ansinh.registry.standing import COMPARED

SCHEMA: dict[str, Any] = {
    "position": polars.Int32,
    "kind": polars.String,
    "person_id": polars.Int64,
    "from_day": polars.Date,
    "changed": polars.String,
    **dict.fromkeys(("full_name", "name_fold", "name_sort"), polars.String),
    "born_on": polars.Date,
    "born_precision": polars.String,
    **dict.fromkeys(
        (
            "died",
            "sex",
            "ethnicity",
            "id_number",
            "paper_kind",
            "number_index",
            "village",
            "poverty",
            "disability",
            "types",
        ),
        polars.String,
    ),
    **dict.fromkeys(
        ("recipient", "phone", "phone_index", "bank_account", "bank", "head_fold", "village_key"), polars.String
    ),
}
_SAME_KEYS = (
    "died",
    "sex",
    "ethnicity",
    "id_number",
    "village",
    "poverty",
    "disability",
    "recipient",
    "bank_account",
    "bank",
)
_SEALED: dict[str, tuple[type[Model], str]] = {
    "id_number": (Paper, "number"),
    "ethnicity": (Person, "ethnicity"),
    "disability": (Disability, "degree"),
    "types": (Disability, "types"),
    "bank_account": (PaymentChannel, "account"),
    "phone": (Phone, "number"),
}


def accepted_frame(
    cursor: Any, rows: polars.DataFrame, standing: polars.DataFrame, chosen: list[int]
) -> polars.DataFrame:
    """One row an accepted row. kind: new, changed or unchanged; changed: keys to write, joined by commas; new
    people get fresh ids."""
    wanted = set(chosen)
    stands = {row["position"]: row for row in standing.iter_rows(named=True)}
    made = [_row(row, stands[row["position"]]) for row in rows.iter_rows(named=True) if row["position"] in wanted]
    fresh = [row for row in made if row["person_id"] is None]
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence('registry_person', 'id')) FROM generate_series(1, %s)", [len(fresh)]
    )
    for row, (number,) in zip(fresh, cursor.fetchall(), strict=True):
        row["person_id"] = number
    return _sealed(polars.DataFrame(made, schema=SCHEMA, orient="row"))


def _sealed(frame: polars.DataFrame) -> polars.DataFrame:
    """The same rows as they are stored: nothing that may not lie open reaches the database, not even its temporary
    tables."""
    hold_index_key()
    index = polars.Series("number_index", blind_all("number", frame["id_number"].to_list()), dtype=polars.String)
    phones = polars.Series("phone_index", blind_all("phone", frame["phone"].to_list()), dtype=polars.String)
    return frame.with_columns(
        index, phones, *(sealed(table, column, frame[key]) for key, (table, column) in _SEALED.items())
    )


def _row(row: dict[str, Any], stands: dict[str, Any]) -> dict[str, Any]:
    same = stands["verdict"] == "same"
    changed = stands["changed"] if same else ",".join(key for key in COMPARED if row[key] not in (None, "", []))
    name = fold(row["full_name"])
    born = row["born"]
    return {
        "position": row["position"],
        "kind": "new" if not same else "changed" if changed else "unchanged",
        "person_id": stands["person_id"] if same else None,
        "from_day": row["month"] if same else _since(row),
        "changed": changed,
        "full_name": row["full_name"],
        "name_fold": name,
        "name_sort": sort_key(row["full_name"]),
        "born_on": date.fromisoformat((born + "-01-01")[:10]),
        "born_precision": {4: "year", 7: "month", 10: "day"}[len(born)],
        **{key: row[key] for key in _SAME_KEYS},
        "phone": plain_phone(row["phone"]),
        "types": ",".join(row["disability_type"]) if row["disability_type"] else None,
        "paper_kind": {9: "old", 12: "personal"}.get(len(row["id_number"] or "")),
        "head_fold": fold(row["household_head"]) if row["household_head"] else name,
        "village_key": village_key(row["village"]),
    }


def _since(row: dict[str, Any]) -> date:
    """A new person's facts hold from the month the list names, or from the month of entitlement where that is
    earlier."""
    month: date = row["month"]
    return min(month, date.fromisoformat(row["from_month"] + "-01")) if row["from_month"] else month
