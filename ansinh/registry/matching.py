"""Rows of a list against the people of the registry: the same person, perhaps the same person, or somebody new.

Same: the identity number, now or formerly theirs, when name or year of birth agrees; else name without diacritics and
birth within the commune, when no number, sex or village speaks against it and nobody else fits. Perhaps: a number that
belongs to somebody with another name and birth or to another commune; several who fit; the same name and day of birth
with a number that is another by one digit or two changed places; a similar name with the same day of birth, or the same
given name and year; the same name within two years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import polars
from django.db import connection, transaction

from ansinh.kernel.copy_rows import copy_frame, read_frame
from ansinh.kernel.sealing.blind import blind_all
from ansinh.kernel.sealing.values import open_series
from ansinh.kernel.vietnamese import fold

SIMILAR = 0.6
_VILLAGE_WORD = re.compile(r"^(thon|ban|xom|to dan pho|tdp|khu pho|khu|lang|ap|buon|to)\s+")
_INCOMING = (
    "CREATE TEMP TABLE incoming (position integer, name_fold text, given text, born text, year text, sex text, "
    "number_kind text, number_index text, village text) "
    "ON COMMIT DROP"
)
_FOUND = {
    "position": polars.Int32,
    "person_id": polars.Int64,
    "area_id": polars.Int64,
    "how": polars.String,
    "name_fold": polars.String,
    "born": polars.String,
    "sex": polars.String,
    "village": polars.String,
    "same_kind": polars.String,
}
_PERSON = """
p.id, p.area_id, p.name_fold, CASE p.born_precision WHEN 'year' THEN to_char(p.born_on, 'YYYY')
  WHEN 'month' THEN to_char(p.born_on, 'YYYY-MM') ELSE to_char(p.born_on, 'YYYY-MM-DD') END AS born, p.sex, p.village
"""
_HERE = f"""
WITH here AS MATERIALIZED (
  SELECT {_PERSON}, split_part(p.name_fold, ' ', -1) AS given, to_char(p.born_on, 'YYYY') AS year
  FROM registry_person AS p WHERE p.area_id = ANY (%(areas)s::bigint[])
  AND EXISTS (SELECT FROM registry_identity AS i WHERE i.person_id = p.id AND i.retracted_at IS NULL)
), found AS ("""  # noqa: S608 - our own names
_WITH_NUMBERS = """)
SELECT f.position, f.id, f.area_id, f.how, f.name_fold, f.born, f.sex, f.village,
  (SELECT min(paper.number) FROM registry_paper AS paper WHERE paper.person_id = f.id AND paper.retracted_at IS NULL
    AND paper.valid @> %(on)s::date AND paper.kind = i.number_kind) AS same_kind
FROM found AS f JOIN incoming AS i USING (position)
"""
_SURE = f"""{_HERE}
  SELECT i.position, p.id, p.area_id, CASE WHEN upper(paper.valid) <= %(on)s THEN 'former' ELSE 'number' END AS how,
    p.name_fold, p.born, p.sex, p.village
  FROM incoming AS i JOIN registry_paper AS paper
    ON paper.number_index = i.number_index AND paper.retracted_at IS NULL
  JOIN (SELECT {_PERSON} FROM registry_person AS p) AS p ON p.id = paper.person_id
  UNION ALL
  SELECT i.position, h.id, h.area_id, 'name', h.name_fold, h.born, h.sex, h.village
  FROM incoming AS i JOIN here AS h ON h.name_fold = i.name_fold AND h.year = i.year
{_WITH_NUMBERS}"""  # noqa: S608 - our own names
_SEX_FITS = "coalesce(h.sex = i.sex, true)"  # first, since likeness of names costs the most
_LIKELY = f"""{_HERE}
  SELECT i.position, h.id, h.area_id, 'likely' AS how, h.name_fold, h.born, h.sex, h.village
  FROM incoming AS i JOIN here AS h ON h.born = i.born AND {_SEX_FITS} AND length(i.born) = 10
    AND h.name_fold <> i.name_fold AND similarity(h.name_fold, i.name_fold) > {SIMILAR}
  UNION ALL
  SELECT i.position, h.id, h.area_id, 'likely', h.name_fold, h.born, h.sex, h.village
  FROM incoming AS i JOIN here AS h ON h.year = i.year AND h.given = i.given AND {_SEX_FITS}
    AND h.name_fold <> i.name_fold AND (length(i.born) = 4 OR length(h.born) = 4)
    AND similarity(h.name_fold, i.name_fold) > {SIMILAR}
  UNION ALL
  SELECT i.position, h.id, h.area_id, 'likely', h.name_fold, h.born, h.sex, h.village
  FROM incoming AS i JOIN here AS h ON h.name_fold = i.name_fold AND {_SEX_FITS}
    AND (i.year IS NULL OR abs(h.year::int - i.year::int) IN (1, 2))
{_WITH_NUMBERS}"""  # noqa: S608 - our own names


class Match(NamedTuple):
    """``verdict``: "same" or "perhaps". ``former``: the row names them by a number that another has replaced."""

    verdict: str
    person_id: int
    former: bool = False


def match_rows(frame: polars.DataFrame, *, area_ids: Sequence[int], on: date) -> dict[int, Match]:
    """Who the rows are about, by position, for those that are not plainly new.

    frame: position, full_name, born, sex, id_number, village (null where unknown). area_ids: the commune with its
    predecessors.
    """
    incoming = _incoming(frame)
    numbers = dict(zip(frame["position"], frame["id_number"], strict=True))
    rows = {row["position"]: row | {"number": numbers[row["position"]]} for row in incoming.iter_rows(named=True)}
    verdicts: dict[int, Match] = {}
    given = {"areas": list(area_ids), "on": on}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_INCOMING)
        copy_frame(cursor, "incoming", incoming)
        for query in (_SURE, _LIKELY):  # comparing names letter by letter only for those whom nothing surer told
            cursor.execute("DELETE FROM incoming WHERE position = ANY (%s)", [list(verdicts)])
            cursor.execute("ANALYZE incoming")
            found = read_frame(cursor, query, _FOUND, given)  # type: ignore[arg-type]
            found = found.with_columns(open_series(found["same_kind"]))
            verdicts |= _judged(rows, found, set(area_ids))
        cursor.execute("DROP TABLE incoming")
    return verdicts


def _judged(rows: dict[int, dict[str, Any]], found: polars.DataFrame, here: set[int]) -> dict[int, Match]:
    candidates: dict[int, list[dict[str, Any]]] = {}
    for candidate in found.iter_rows(named=True):
        candidates.setdefault(candidate["position"], []).append(candidate)
    judged = {position: _judge(rows[position], others, here) for position, others in candidates.items()}
    return {position: verdict for position, verdict in judged.items() if verdict is not None}


def _incoming(frame: polars.DataFrame) -> polars.DataFrame:
    names = frame["full_name"].to_list()
    folded = [fold(name) if name else None for name in names]
    return polars.DataFrame(
        {
            "position": frame["position"],
            "name_fold": polars.Series(folded, dtype=polars.String),
            "given": polars.Series([name.split(" ")[-1] if name else None for name in folded], dtype=polars.String),
            "born": frame["born"],
            "year": frame["born"].str.slice(0, 4),
            "sex": frame["sex"],
            "number_kind": frame["id_number"].str.len_chars().replace_strict({9: "old", 12: "personal"}, default=None),
            "number_index": polars.Series(blind_all("number", frame["id_number"].to_list()), dtype=polars.String),
            "village": frame["village"],
        }
    )


def village_key(text: str | None) -> str:
    """A village's name for comparing: "Thôn Nậm Khắt" and "nậm khắt" are one."""
    return _VILLAGE_WORD.sub("", fold(text or ""))


def _judge(row: dict[str, Any], candidates: list[dict[str, Any]], here: set[int]) -> Match | None:
    holder = next((c for how in ("number", "former") for c in candidates if c["how"] == how), None)
    if holder is not None:
        agrees = holder["name_fold"] == row["name_fold"] or (row["year"] or "?") == holder["born"][:4]
        verdict = "same" if agrees and holder["area_id"] in here else "perhaps"
        return Match(verdict, holder["person_id"], holder["how"] == "former")
    named = [c for c in candidates if c["how"] == "name" and not _contradicts(row, c)]
    if len(named) > 1:
        in_village = [c for c in named if row["village"] and village_key(c["village"]) == village_key(row["village"])]
        named = in_village if len(in_village) == 1 else named
    if len(named) == 1:
        return Match("perhaps" if _doubtful(row, named[0]) else "same", named[0]["person_id"])
    if named:
        return Match("perhaps", min(c["person_id"] for c in named))
    mistyped = [c for c in candidates if c["how"] == "name" and _mistyped(row, c)]
    if mistyped:
        return Match("perhaps", min(c["person_id"] for c in mistyped))
    likely = [c for c in candidates if c["how"] == "likely" and _sex_fits(row, c) and not _other_number(row, c)]
    likely = [c for c in likely if not _elsewhere(row, c) or (c["born"] == row["born"] and len(c["born"]) == 10)]
    return Match("perhaps", min(c["person_id"] for c in likely)) if likely else None


def _contradicts(row: dict[str, Any], candidate: dict[str, Any]) -> bool:
    length = min(len(row["born"]), len(candidate["born"]))
    return (
        row["born"][:length] != candidate["born"][:length]
        or not _sex_fits(row, candidate)
        or _other_number(row, candidate)
    )


def _sex_fits(row: dict[str, Any], candidate: dict[str, Any]) -> bool:
    return row["sex"] is None or candidate["sex"] is None or row["sex"] == candidate["sex"]


def _other_number(row: dict[str, Any], candidate: dict[str, Any]) -> bool:
    return bool(row["number"] and candidate["same_kind"] and row["number"] != candidate["same_kind"])


def _mistyped(row: dict[str, Any], candidate: dict[str, Any]) -> bool:
    """The same day of birth, and a number that a slip of the finger makes of the other one."""
    one, other = row["number"] or "", candidate["same_kind"] or ""
    if candidate["born"] != row["born"] or len(row["born"]) < 10 or not _sex_fits(row, candidate):
        return False
    apart = [k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]
    return len(one) == len(other) and (len(apart) == 1 or (swapped and sorted(one) == sorted(other)))


def _elsewhere(row: dict[str, Any], candidate: dict[str, Any]) -> bool:
    return bool(
        row["village"] and candidate["village"] and village_key(row["village"]) != village_key(candidate["village"])
    )


def _doubtful(row: dict[str, Any], candidate: dict[str, Any]) -> bool:
    """Namesakes of one year in two villages are often two people."""
    return len(min(row["born"], candidate["born"], key=len)) == 4 and _elsewhere(row, candidate)
