"""How the rows of a list stand to the registry: new, changed, unchanged, perhaps somebody known; and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars
from django.db import connection

from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.sealing.values import open_series
from ansinh.registry.matching import Match, match_rows, village_key
from ansinh.registry.phone_numbers import plain_phone

COMPARED = (
    "full_name", "born", "sex", "ethnicity", "id_number", "village", "poverty", "disability_type", "disability",
    "died", "recipient", "phone",
    "bank_account", "bank",
)  # fmt: skip
_STATE = {
    "person_id": polars.Int64,
    **dict.fromkeys(
        (
            "full_name",
            "born",
            "sex",
            "ethnicity",
            "village",
            "died",
            "personal",
            "old",
            "poverty",
            "disability",
            "disability_type",
        ),
        polars.String,
    ),
    **dict.fromkeys(("recipient", "bank_account", "bank", "phone"), polars.String),
}
_SEALED = ("ethnicity", "personal", "old", "disability", "disability_type", "bank_account", "phone")
_HOLDS = "{t}.retracted_at IS NULL AND {t}.valid @> %(on)s::date"
_QUERY = f"""
SELECT p.id, p.full_name, CASE p.born_precision WHEN 'year' THEN to_char(p.born_on, 'YYYY')
  WHEN 'month' THEN to_char(p.born_on, 'YYYY-MM') ELSE to_char(p.born_on, 'YYYY-MM-DD') END,
  p.sex, p.ethnicity, p.village, p.died_on, personal.number, old.number, poverty.status, disability.degree,
  disability.types, channel.recipient_name, channel.account, channel.bank, phone.number
FROM registry_person AS p
LEFT JOIN registry_paper AS personal ON personal.person_id = p.id AND personal.kind = 'personal' AND
{_HOLDS.format(t="personal")}
LEFT JOIN registry_paper AS old ON old.person_id = p.id AND old.kind = 'old' AND {_HOLDS.format(t="old")}
LEFT JOIN registry_membership AS member ON member.person_id = p.id AND {_HOLDS.format(t="member")}
LEFT JOIN registry_poverty AS poverty ON poverty.household_id = member.household_id AND {_HOLDS.format(t="poverty")}
LEFT JOIN registry_disability AS disability ON disability.person_id = p.id AND {_HOLDS.format(t="disability")}
LEFT JOIN registry_payment_channel AS channel ON channel.person_id = p.id AND {_HOLDS.format(t="channel")}
LEFT JOIN registry_phone AS phone ON phone.person_id = p.id AND {_HOLDS.format(t="phone")}
WHERE p.id = ANY (%(ids)s::bigint[])
"""  # noqa: S608 - our own names


def standing_of(frame: polars.DataFrame, *, area_ids: Sequence[int], on: date) -> polars.DataFrame:
    """Columns position, status, person_id (null when new), changed (keys joined by commas), verdict (same, perhaps
    or empty).

    frame: a preview's frame (intake). A row with problems keeps the status "problem", with the person it is about
    where that is plain.
    """
    matches = match_rows(frame, area_ids=area_ids, on=on)
    states = states_of({match.person_id for match in matches.values()}, on=on)
    out: dict[str, list[Any]] = {"position": [], "status": [], "person_id": [], "changed": [], "verdict": []}
    for row in frame.iter_rows(named=True):
        match = matches.get(row["position"])
        verdict, person_id = (match.verdict, match.person_id) if match else ("", None)
        changed = _changed(row, match, states) if match else []
        status = {"same": "changed" if changed else "unchanged", "perhaps": "possible_duplicate", "": "new"}[verdict]
        out["position"].append(row["position"])
        out["status"].append("problem" if row["status"] == "problem" else status)
        out["person_id"].append(person_id)
        out["changed"].append(",".join(changed))
        out["verdict"].append(verdict)
    schema = {
        "position": polars.Int32,
        "status": polars.String,
        "person_id": polars.Int64,
        "changed": polars.String,
        "verdict": polars.String,
    }
    return polars.DataFrame(out, schema=schema)


def _changed(row: dict[str, Any], match: Match, states: Mapping[int, dict[str, Any]]) -> list[str]:
    """What the row would change of somebody known; an old list does not bring a replaced number back."""
    if match.verdict != "same" or match.person_id not in states:
        return []
    return [key for key in changes(row, states[match.person_id]) if not (match.former and key == "id_number")]


def states_of(person_ids: Iterable[int], *, on: date) -> dict[int, dict[str, Any]]:
    """What the registry holds of people on a day, under the keys of the intake contract."""
    with connection.cursor() as cursor:
        frame = read_frame(cursor, _QUERY, _STATE, {"ids": list(person_ids), "on": on})  # type: ignore[arg-type]
    frame = frame.with_columns(open_series(frame[column]) for column in _SEALED)
    return {row["person_id"]: row for row in frame.iter_rows(named=True)}


def changes(row: dict[str, Any], state: dict[str, Any]) -> list[str]:
    """The keys whose value in the row differs from the registry's. An empty cell changes nothing; a coarser birth
    date neither."""
    found = []
    for key in COMPARED:
        value = row[key]
        if value in (None, "", []):
            continue
        if not _same(key, value, state):
            found.append(key)
    return found


def _same(key: str, value: Any, state: dict[str, Any]) -> bool:
    if key == "id_number":
        return bool(value == state["personal" if len(value) == 12 else "old"])
    if key == "born":
        return bool(state["born"].startswith(value))
    if key == "phone":  # what is no number is not written, so it is no change
        return plain_phone(value) in (None, state["phone"])
    if key == "village":
        return village_key(value) == village_key(state["village"])
    if key == "disability_type":
        return sorted(value) == sorted((state["disability_type"] or "").split(","))
    if key in ("poverty", "disability"):
        return bool(value == (state[key] or "none"))
    return bool(value == (state[key] or ""))
