"""Millions of made-up people to be found: names, births, villages, numbers and phones, written set-based.

    .venv/bin/python -m bench.search.prepare FOLDER [PEOPLE]

The tables, indexes, row-level security and triggers are the product's; the people's parts of names are the demo's. Left
out are only constraints that no search reads (against overlapping facts), and facts that no search shows.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
from django.core.management import call_command

from bench.month.province import use

PEOPLE = 5_000_000
SHARES = {
    "Kinh": 45, "Tày": 17, "Mông": 11, "Dao": 9, "Thái": 7, "Nùng": 3, "Mường": 3, "Giáy": 2, "Sán Chay": 1,
    "Khơ Mú": 1, "Phù Lá": 1,
}  # fmt: skip
VILLAGES = 40
"""In each commune; names repeat from commune to commune, as they do."""
FACTS = ("registry_identity", "registry_residence", "registry_paper", "registry_phone")
PERSON = """
INSERT INTO registry_person (full_name, name_fold, name_sort, born_on, born_precision, sex, ethnicity, area_id, village)
SELECT f.name || ' ' || m.name || ' ' || g.name, f.fold || ' ' || m.fold || ' ' || g.fold,
  g.key || ' ' || f.key || ' ' || m.key, date '1930-01-01' + d.born,
  CASE WHEN d.born < 7000 AND d.born %% 3 = 0 THEN 'year' ELSE 'day' END, %(sex)s, '',
  (%(areas)s::bigint[])[1 + d.place / {villages} %% cardinality(%(areas)s::bigint[])],
  (%(villages)s::text[])[1 + d.place %% {villages} * 7 %% cardinality(%(villages)s::text[])]
FROM generate_series(1, %(count)s) AS n
CROSS JOIN LATERAL (SELECT (hashint8extended(n, %(seed)s) & 1048575)::int AS a,
  (hashint8extended(n, %(seed)s + 1) & 1048575)::int AS b, (hashint8extended(n, %(seed)s + 2) & 1048575)::int AS c,
  (hashint8extended(n, %(seed)s + 3) & 1048575)::int %% 33000 AS born,
  (hashint8extended(n, %(seed)s + 4) & 1073741823)::int AS place) AS d
JOIN part AS f ON f.slot = %(f)s AND f.i = d.a %% %(fn)s
JOIN part AS m ON m.slot = %(m)s AND m.i = d.b %% %(mn)s
JOIN part AS g ON g.slot = %(g)s AND g.i = d.c %% %(gn)s
ORDER BY d.place
"""
FACTS_IN_CLEAR = (
    """INSERT INTO registry_identity (person_id, full_name, born_on, born_precision, sex, ethnicity, source_id)
       SELECT id, full_name, born_on, born_precision, sex, ethnicity, %(source)s FROM registry_person""",
    """INSERT INTO registry_residence (person_id, unit_id, village, valid, source_id)
       SELECT id, area_id, village, daterange(born_on, NULL), %(source)s FROM registry_person""",
)
RENAMED = """
INSERT INTO registry_identity
  (person_id, full_name, born_on, born_precision, sex, ethnicity, source_id, recorded_at, retracted_at, retracted_by_id)
SELECT p.id, o.full_name, p.born_on, p.born_precision, p.sex, p.ethnicity, %(source)s,
  '2024-01-01', '2024-06-01', %(source)s
FROM registry_person AS p JOIN registry_person AS o ON o.id = p.id + 7 WHERE p.id %% 25 = 0
"""
"""One person in twenty-five was recorded under another name before."""
# table, kind of paper, every which person, the first day, the number of a person
NUMBERS: tuple[tuple[str, str, Callable[[int], bool], str, Callable[[int], str]], ...] = (
    (
        "registry_paper",
        "personal",
        lambda pk: bool(pk % 20),
        "2021-01-01",
        lambda pk: f"{15 * 10**9 + pk * 37:012d}",
    ),
    ("registry_paper", "old", lambda pk: pk % 4 == 0, "2000-01-01", lambda pk: f"{60_000_000 + pk * 7:09d}"),
    ("registry_phone", "", lambda pk: pk % 3 == 0, "2022-01-01", lambda pk: f"09{pk * 13 % 100_000_000:08d}"),
)
BATCH = 200_000


def _numbers(cursor: Any, source: int) -> None:
    """Papers and telephones, sealed and with their blind indexes as an import writes them."""
    from ansinh.kernel.copy_rows import copy_frame
    from ansinh.kernel.sealing.blind import blind_all
    from ansinh.kernel.sealing.values import seal_all

    cursor.execute("SELECT id FROM registry_person ORDER BY id")
    people = [pk for (pk,) in cursor.fetchall()]
    for table, kind, has, since, number in NUMBERS:
        holders = [pk for pk in people if has(pk)]
        what = "number" if kind else "phone"
        for start in range(0, len(holders), BATCH):
            some = holders[start : start + BATCH]
            texts = [number(pk) for pk in some]
            frame = polars.DataFrame(
                {"person_id": some, "number": seal_all(what, texts), "number_index": blind_all(what, texts)}
            ).with_columns(valid=polars.lit(f"[{since},)"), source_id=polars.lit(source))
            copy_frame(cursor, table, frame.with_columns(kind=polars.lit(kind)) if kind else frame)


def _parts(cursor: Any) -> dict[str, int]:
    """A table of the parts of names with their folds and sort keys; how many each slot has."""
    from ansinh.demo.names_table import STYLES
    from ansinh.kernel.vietnamese import fold, sort_key

    def key(words: str) -> str:
        return " ".join(sort_key(word) for word in words.split())

    cursor.execute("CREATE TEMP TABLE part (slot text, i integer, name text, fold text, key text)")
    sizes = {}
    for people, style in STYLES.items():
        for slot in ("family", "middle_male", "middle_female", "given_male", "given_female"):
            names = getattr(style, slot)
            sizes[f"{people}.{slot}"] = len(names)
            rows = [(f"{people}.{slot}", i, name, fold(name), key(name)) for i, name in enumerate(names)]
            cursor.executemany("INSERT INTO part VALUES (%s, %s, %s, %s, %s)", rows)
    cursor.execute("ANALYZE part")
    return sizes


def _people(cursor: Any, people: int) -> None:
    from django.utils import timezone

    from ansinh.areas.public import communes
    from ansinh.demo.communes_table import VILLAGE_NAMES, VILLAGES_OF

    areas = [unit.pk for unit in communes(timezone.localdate())]
    sizes = _parts(cursor)
    for number, (label, share) in enumerate(SHARES.items()):
        names = VILLAGE_NAMES.get(label, VILLAGE_NAMES["Tày"])
        for sex in ("male", "female"):
            slots = {"f": f"{label}.family", "m": f"{label}.middle_{sex}", "g": f"{label}.given_{sex}"}
            given = {
                **slots,
                **{f"{k}n": sizes[slot] for k, slot in slots.items()},
                "sex": sex, "areas": areas, "seed": number * 100 + (50 if sex == "male" else 0),
                "villages": [f"{VILLAGES_OF.get(label, 'Thôn')} {name}" for name in names],
                "count": people * share // 200,
            }  # fmt: skip
            cursor.execute(PERSON.format(villages=VILLAGES), given)
        print(f"{label}: {people * share // 100:,}", flush=True)


def _accounts() -> None:
    """An officer who sees everybody, and one of a commune."""
    from django.utils import timezone

    from ansinh.access.public import open_account
    from ansinh.areas.public import communes, province

    today = timezone.localdate()
    for name, role, area in (
        ("tinh", "province_officer", province(today)),
        ("xa", "commune_officer", communes(today)[3]),
    ):
        open_account(username=name, display_name=name, password=None, role=role, area=area, since=today, by=None)


def main() -> None:
    """Write the people, then their facts, then the indexes; at the end what the nightly job counts."""
    use(Path(sys.argv[1]).absolute())
    people = int(sys.argv[2]) if len(sys.argv) > 2 else PEOPLE
    from ansinh.kernel.sealing.key_file import make_keys

    make_keys()
    call_command("migrate", interactive=False, verbosity=0)
    from django.db import connection, transaction

    from ansinh.areas.public import load_units
    from ansinh.demo.bulk import without_keys
    from ansinh.registry.public import Source, count_common_names

    load_units()
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in FACTS:
            cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'x'", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        with without_keys(cursor, ("registry_person", *FACTS)):
            _people(cursor, people)
            given = {"source": Source.objects.create(kind="made_up", reference="Đo tốc độ tìm người").pk}
            for statement in FACTS_IN_CLEAR:
                cursor.execute(statement, given)
                print(f"{time.perf_counter() - started:.0f} s", flush=True)
            _numbers(cursor, given["source"])
            print(f"{time.perf_counter() - started:.0f} s", flush=True)
    _accounts()
    with transaction.atomic(), connection.cursor() as cursor:  # with the product's triggers, which keep former names
        cursor.execute(RENAMED, {"source": Source.objects.create(kind="made_up", reference="Tên trước").pk})
        print(f"{cursor.rowcount:,} former names", flush=True)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE registry_person, {', '.join(FACTS)}")
    print(f"{count_common_names():,} common keys; {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
