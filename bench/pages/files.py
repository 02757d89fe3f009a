"""200,000 made-up files (hồ sơ) beside the province's people: every kind, every state, with their histories.

    .venv/bin/python -m bench.pages.files FOLDER [FILES]

Each file is given a course (file_courses.py) and written by COPY with its acts, papers, notes, a scan for every third
and the receipt with its number for every second; the database checks all of it. The scan is one file, kept once, and
receipts of a commune bear the same text. None stands behind a decision or a proposal.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from bench.month.province import use
from bench.month.stopwatch import load
from bench.pages.file_courses import (
    PACES,
    clocks_table,
    kinds_table,
    papers_table,
    procedures_table,
    ways_table,
)

FILES, SEED = 200_000, 2026
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, TODAY = date(2025, 7, 1), date(2026, 11, 25)
OPEN_SHARE, OPEN_DAYS, CLOSED_BEFORE = 0.06, 40, 60
"""So many are open, received in the last so many days; the others were received before the last so many."""
NOTED, SCANNED, RECEIPTED = 4, 3, 2
COURSE = ["kind", "programme", "received_on", "flow", "way", "pace"]


def draw(files: int, people: pl.DataFrame) -> pl.DataFrame:
    """The files with everything that their table has: one a person (``person_id``, ``area_id`` of ``people``)."""
    dice = np.random.default_rng(SEED)
    kinds = kinds_table()
    which = dice.choice(kinds.height, files, p=(kinds["share"] / kinds["share"].sum()).to_numpy())
    is_open = dice.random(files) < OPEN_SHARE
    back = np.where(
        is_open, dice.integers(0, OPEN_DAYS, files), dice.integers(CLOSED_BEFORE, (TODAY - FIRST).days, files)
    )
    chosen = people[dice.permutation(people.height)[:files]]
    drawn = pl.concat([chosen, kinds[which].drop("share")], how="horizontal").with_columns(
        is_open=is_open,
        received_on=pl.lit(TODAY) - pl.duration(days=pl.Series(back)),
        pace=pl.Series(dice.choice(PACES, files, p=(0.6, 0.3, 0.1))),
        luck=dice.random(files),
    )
    drawn = drawn.join(
        procedures_table(drawn.select("kind", "programme", "received_on")), on=["kind", "programme", "received_on"]
    )
    drawn = _with_ways(drawn)
    clocks = clocks_table(drawn.select(COURSE), TODAY)
    drawn = drawn.join(clocks, on=COURSE).sort("received_on", "person_id").with_row_index("place")
    year = pl.col("received_on").dt.year()
    return drawn.with_columns(year=year, number=pl.int_range(1, pl.len() + 1).over("area_id", year))


def _with_ways(drawn: pl.DataFrame) -> pl.DataFrame:
    """A way for each file, by its luck; what is closed has ended, what is open has not."""
    table = ways_table(drawn["flow"]).with_columns(
        upto=pl.col("weight").cum_sum().over("flow", "live") / pl.col("weight").sum().over("flow", "live")
    )
    found = drawn.sort("luck").join_asof(
        table.sort("upto"),
        left_on="luck",
        right_on="upto",
        by_left=["flow", "is_open"],
        by_right=["flow", "live"],
        strategy="forward",
        check_sortedness=False,
    )
    return found.drop("weight", "upto", "luck")


def case_rows(drawn: pl.DataFrame, first: int) -> pl.DataFrame:
    """Rows of the table of cases, their ids from ``first`` on."""
    closed = ~pl.col("is_open")
    judged = pl.col("state").is_in(["decided", "refused"])
    submitted = pl.col("acts").list.contains("submit") | judged
    last = pl.min_horizontal(
        pl.col("received_on") + pl.duration(days=pl.col("pace") * pl.col("acts").list.len()), pl.lit(TODAY)
    )
    maker, none = pl.col("officer"), pl.lit(None)
    return drawn.select(
        id=pl.col("place") + first, kind="kind", programme="programme", procedure="procedure", flow="flow",
        person_id="person_id", area_id="area_id", register_id="area_id", year="year", number="number",
        to_area_id=pl.when(pl.col("flow") == "move").then(pl.col("elsewhere")).otherwise(none),
        received_on="received_on", received_by_id=maker, owner_id=maker, recorded_at=_at(pl.col("received_on")),
        starter=pl.lit("person"), applicant=pl.lit(json.dumps({"name": "", "phone": "", "relation": ""})),
        asked=pl.lit("{}"), state="state", due_by_law="by_law", escalated=pl.lit(0),
        due_on=pl.when(pl.col("state") == "citizen").then(none).otherwise(pl.col("due_on")),
        step_due_on=pl.when(closed).then(none).otherwise(pl.col("step_due_on")),
        paused_on=pl.when(closed).then(none).otherwise(pl.col("paused_on")),
        suggested=pl.when(pl.col("state") == "refused").then(pl.lit("refuse"))
        .when(submitted).then(pl.lit("grant")).otherwise(pl.lit("")),
        prepared_by_id=pl.when(submitted).then(maker).otherwise(none),
        because=pl.when(pl.col("state") == "refused").then(pl.lit("Không đủ điều kiện")).otherwise(pl.lit("")),
        decided_by_id=pl.when(judged).then(pl.col("chair")).otherwise(none),
        closed_on=pl.when(closed).then(last).otherwise(none),
    )  # fmt: skip


def _at(day: pl.Expr) -> pl.Expr:
    return day.cast(pl.Datetime("us")).dt.offset_by("9h").dt.replace_time_zone("Asia/Ho_Chi_Minh")


def step_rows(drawn: pl.DataFrame, first: int) -> pl.DataFrame:
    """The history of each file: its receipt, then its acts with the states before and after."""
    from bench.pages.file_courses import ways

    table = pl.DataFrame(
        [
            (flow, place, number, act, way.states[number - 1] if number else "", way.states[number])
            for flow in drawn["flow"].unique().sort()
            for place, way in enumerate(ways(flow))
            for number, act in enumerate(("receive", *way.acts))
        ],
        schema=["flow", "way", "nth", "act", "before", "after"],
        orient="row",
    )
    day = pl.min_horizontal(pl.col("received_on") + pl.duration(days=pl.col("pace") * pl.col("nth")), pl.lit(TODAY))
    return (
        drawn.select("place", "flow", "way", "pace", "received_on", "officer")
        .join(table, on=["flow", "way"])
        .sort("place", "nth")
        .select(
            "act", "before", "after", case_id=pl.col("place") + first, on=day, at=_at(day), by_id="officer",
            said=pl.when(pl.col("act").is_in(["ask", "withdraw", "return", "refuse"])).then(pl.lit("Theo hồ sơ"))
            .otherwise(pl.lit("")),
        )
    )  # fmt: skip


def paper_rows(drawn: pl.DataFrame, first: int) -> pl.DataFrame:
    """The checklists; four papers of five were there on the first day."""
    rows = drawn.select("place", "kind", "procedure", "received_on", "officer").join(
        papers_table(drawn.select("kind", "procedure")), on=["kind", "procedure"]
    )
    there = (pl.col("place") + pl.col("code").str.len_chars()) % 5 > 0
    return rows.select(
        "code",
        case_id=pl.col("place") + first,
        given_on=pl.when(there).then(pl.col("received_on")),
        taken_by_id=pl.when(there).then(pl.col("officer")),
    )


def other_rows(drawn: pl.DataFrame, first: int) -> dict[str, pl.DataFrame]:
    """Notes and scans; the scan's bytes lie once in the data folder."""
    from ansinh.kernel.attached_files import keep

    content = b"%PDF-1.4 ban chup gia lap"
    stored, key = keep(content, "ho-so/ban-chup-gia-lap")
    case, at = pl.col("place") + first, _at(pl.col("received_on"))
    noted, scanned = drawn.gather_every(NOTED), drawn.gather_every(SCANNED)
    return {
        "note": noted.select(case_id=case, text=pl.lit("Đã gọi gia đình."), by_id="officer", at=at),
        "attachment": scanned.select(
            case_id=case, paper=pl.lit(""), name=pl.lit("ban-chup.pdf"), type=pl.lit("pdf"), size=pl.lit(len(content)),
            sha256=pl.lit(hashlib.sha256(content).hexdigest()), key=pl.lit(key), stored=pl.lit(stored),
            by_id="officer", at=at,
        ),
    }  # fmt: skip


def receipt_rows(drawn: pl.DataFrame, first: int, number: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The register of receipts from id ``number`` on, without gaps, and the receipts."""
    from ansinh.areas.public import Unit
    from ansinh.casework.documents.content import to_json
    from ansinh.casework.operations.issue_document import CODE_LENGTH, LETTERS, fingerprint
    from ansinh.casework.public import HandedIn, receipt_draft

    written = []
    for unit in Unit.objects.filter(pk__in=drawn["area_id"].unique().to_list()):
        handed_in = HandedIn(
            "case:0",
            "Người giả lập",
            "Hồ sơ",
            [("Tờ khai", 1)],
            datetime(2026, 1, 5, tzinfo=LOCAL),
            "Cán bộ",
            due_on=date(2026, 2, 5),
        )
        content = receipt_draft(handed_in, unit).write("01/TNHS")
        written.append((unit.pk, json.dumps(to_json(content), ensure_ascii=False), fingerprint(content)))
    texts = pl.DataFrame(written, schema=["area_id", "content", "content_sha256"], orient="row")
    some = drawn.gather_every(RECEIPTED).sort("area_id", "received_on", "place").with_row_index("nth")
    nth = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("area_id", "year")
    letters = np.array(list(LETTERS))[np.random.default_rng(SEED).integers(0, len(LETTERS), (some.height, CODE_LENGTH))]
    some = some.with_columns(number=nth, code=pl.Series(["".join(row) for row in letters])).join(texts, on="area_id")
    register = some.select(
        id=pl.col("nth") + number, office_id="area_id", letters=pl.lit("TNHS"), year="year", number="number",
        previous=pl.when(pl.col("number") > 1).then(pl.col("number") - 1), taken_on="received_on",
    )  # fmt: skip
    documents = some.select(
        "code", "content", "content_sha256", "area_id", "person_id", kind=pl.lit("appointment"),
        subject=pl.format("case:{}", pl.col("place") + first), registered_id=pl.col("nth") + number, on="received_on",
        issued_by_id="officer", issued_at=_at(pl.col("received_on")),
    )  # fmt: skip
    return register, documents


def people_to_draw(cursor: Any) -> pl.DataFrame:
    """Everybody with the commune and who works there; where nobody has an account, the province's."""
    from ansinh.kernel.copy_rows import read_frame

    query = """
    SELECT p.id AS person_id, p.area_id, coalesce(o.id, (SELECT id FROM access_user WHERE username = 'tinh.chuyenvien'))
      AS officer, coalesce(c.id, (SELECT id FROM access_user WHERE username = 'tinh.lanhdao')) AS chair,
      (SELECT min(area_id) FROM registry_person) AS elsewhere
    FROM registry_person AS p JOIN areas_unit AS u ON u.id = p.area_id
    LEFT JOIN access_user AS o ON o.username = CASE u.code WHEN '04303' THEN 'lucyen' WHEN '04456' THEN 'mucangchai' END
      || '.congchuc'
    LEFT JOIN access_user AS c ON c.username = replace(o.username, '.congchuc', '.chutich')
    WHERE p.died_on IS NULL ORDER BY p.id
    """
    names = ("person_id", "area_id", "officer", "chair", "elsewhere")
    cursor.execute("SET LOCAL ROLE NONE")
    return read_frame(cursor, query, dict.fromkeys(names, pl.Int64))


def write(files: int) -> dict[str, int]:
    """All of it in one transaction; rows by table. Raises what the database refuses."""
    from django.db import connection, transaction

    from ansinh.casework import public as casework
    from ansinh.kernel.copy_rows import copy_frame
    from ansinh.kernel.sealing.columns import sealed_frame

    rows: dict[str, int] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        drawn = draw(files, people_to_draw(cursor))
        first = _reserved(cursor, "casework_case", files)
        number = _reserved(cursor, "casework_registered_number", files)
        register, receipts = receipt_rows(drawn, first, number)
        others = other_rows(drawn, first)
        for model, frame in (
            (casework.Case, case_rows(drawn, first)),
            (casework.CaseStep, step_rows(drawn, first)),
            (casework.CasePaper, paper_rows(drawn, first)),
            (casework.CaseNote, others["note"]),
            (casework.CaseAttachment, others["attachment"]),
            (casework.RegisteredNumber, register),
            (casework.Document, receipts),
        ):
            table = model._meta.db_table
            rows[table] = copy_frame(cursor, table, sealed_frame(model, frame))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) " + ", ".join(rows))  # as the server does by itself after such a load
    return rows


def _reserved(cursor: Any, table: str, count: int) -> int:
    """The first of so many ids that nobody else is given from now on."""
    cursor.execute(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id'))")
    first = int(cursor.fetchone()[0])
    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + count])
    return first


def main() -> None:
    """Write the files and say how long it took."""
    use(Path(sys.argv[1]).absolute())
    started, busy = time.perf_counter(), time.process_time()
    rows = write(int(sys.argv[2]) if len(sys.argv) > 2 else FILES)
    for table, count in rows.items():
        print(f"{table}: {count:,}")
    spent, ours = time.perf_counter() - started, time.process_time() - busy
    print(f"{spent:.0f} s, of them {ours:.0f} s on a processor in this process, load {load()}")


if __name__ == "__main__":
    main()
