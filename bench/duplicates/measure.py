"""How many known duplicates are found, how many pairs shown are none, and how long it takes.

    .venv/bin/python -m bench.duplicates.measure FOLDER [PEOPLE [SEED]]
    .venv/bin/python -m bench.duplicates.measure FOLDER --naive COMMUNES

The province of FOLDER is made once; one person in a hundred gets a second record with the faults of
ansinh.demo.second_records, whose truth is known only here. ``--naive``: the plain alternative, every person of a
commune beside every other by trigrams. Writes records.parquet and truth.parquet for with_splink.py.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import polars as pl

from bench.month.province import make, use
from bench.month.stopwatch import load

SHARE = 0.01
BITS = (-6, -4, -2, 0, 4, 7)
_NAIVE = """
SELECT count(*) FROM registry_person AS a JOIN registry_person AS b
  ON b.area_id = a.area_id AND a.id < b.id AND similarity(a.name_fold, b.name_fold) > 0.6
  AND abs(extract(year FROM a.born_on) - extract(year FROM b.born_on)) <= 2
WHERE a.area_id = %s
"""


def main() -> None:
    """Print the table of one size."""
    folder = Path(sys.argv[1]).absolute()
    use(folder)
    if "--naive" in sys.argv:
        naive(int(sys.argv[3]))
        return
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    make(people)
    measure(folder, seed)


def measure(folder: Path, seed: int) -> None:
    """Read, compare and hold against the truth."""
    from django.db import connection

    from ansinh.demo.second_records import second_records, with_telephones
    from ansinh.kernel.vietnamese import fold
    from ansinh.kernel.vietnamese_sound import sounds_of
    from ansinh.registry.duplicates.records import Records
    from ansinh.registry.duplicates.score import likely_pairs
    from ansinh.registry.duplicates.weights_table import LIKELY_BITS
    from ansinh.registry.public import read_records

    began = time.perf_counter()
    # The generator's own second records (no household) are left out: they are of one kind only.
    with connection.cursor() as cursor:
        known = read_records(cursor).frame.filter(pl.col("household_id").is_not_null())
    read = time.perf_counter()
    known = with_telephones(known, seed=seed)
    made = second_records(known, share=SHARE, seed=seed, first_id=10**9, first_household=10**9)
    records = pl.concat([known, made.records])
    names = records["full_name"].unique().to_list()
    folds = [fold(name) for name in names]
    heard = pl.DataFrame({"full_name": names, "fold": folds, "sound": [sounds_of(text) for text in folds]})
    records.join(heard, on="full_name", how="left").write_parquet(folder / "records.parquet")
    made.truth.write_parquet(folder / "truth.parquet")
    start = time.perf_counter()
    found = likely_pairs(Records(records), bits=BITS[0])
    done = time.perf_counter()
    silent = likely_pairs(Records(records.with_columns(phone=pl.lit(None, pl.String))), bits=BITS[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{records.height:,} records, read {read - began:.0f} s, compared {done - start:.0f} s, {peak:,} MiB, {load()}"
    )
    print("| bits from | pairs | precision | recall | without telephones: pairs | precision | recall |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for bits in BITS:
        print(f"| {bits} | {quality(found, made.truth, bits)} | {quality(silent, made.truth, bits)} |")
    by_fault(made.truth, found.filter(pl.col("bits") >= LIKELY_BITS))
    written()


def quality(found: pl.DataFrame, truth: pl.DataFrame, bits: float) -> str:
    """Pairs from so many bits on, and their precision and recall."""
    shown = found.filter(pl.col("bits") >= bits)
    right = shown.join(truth, on=["first", "second"], how="semi").height
    return f"{shown.height:,} | {right / max(shown.height, 1):.3f} | {right / truth.height:.3f}"


def by_fault(truth: pl.DataFrame, found: pl.DataFrame) -> None:
    """Recall by what is wrong with the second record."""
    held = truth.join(found.with_columns(hit=pl.lit(1.0)), on=["first", "second"], how="left")
    for what in ("number", "born", "name", "sex", "place", "phone"):
        rows = held.group_by(what).agg(pl.col("hit").fill_null(0).mean(), pl.len()).sort("hit", descending=True)
        print(f"{what}: " + ", ".join(f"{fault} {hit:.2f} of {count}" for fault, hit, count in rows.iter_rows()))


def written() -> None:
    """The night's job as it runs, from reading to the rows of pairs, twice: everybody, then what changed (nothing)."""
    from django.db import connection
    from django.utils import timezone

    from ansinh.registry.models import DuplicateSearch
    from ansinh.registry.public import DuplicatePair, find_duplicates

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE registry_duplicate_pair, registry_duplicate_search, registry_merge")
    for whole in ("everybody", "nobody changed"):
        began = time.perf_counter()
        search = find_duplicates(known_at=timezone.now())
        seconds = time.perf_counter() - began
        print(f"job, {whole}: {search.people:,} people, {search.found:,} pairs, {seconds:.0f} s, {load()}")
    print(f"{DuplicatePair.objects.count():,} pairs, {DuplicateSearch.objects.count()} searches", flush=True)


def naive(communes: int) -> None:
    """Seconds of the plain self-join for some communes, and of ours for the same people."""
    from django.db import connection

    from ansinh.registry.duplicates.score import likely_pairs
    from ansinh.registry.public import Person, read_records

    areas = list(Person.objects.order_by("area_id").values_list("area_id", flat=True).distinct()[:communes])
    population = Person.objects.count()
    print("| people of a commune | self-join: pairs | s | ours, with reading: pairs | s | ratio | load |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    with connection.cursor() as cursor:
        for area in areas:
            began = time.perf_counter()
            cursor.execute(_NAIVE, [area])
            (pairs,) = cursor.fetchone()
            joined = time.perf_counter()
            records = read_records(cursor, area_ids=[area])
            found = likely_pairs(records, population=population).height
            ours, plain = time.perf_counter() - joined, joined - began
            row = (f"{records.count:,}", f"{pairs:,}", f"{plain:.1f}", f"{found:,}", f"{ours:.1f}")
            print(f"| {' | '.join(row)} | {plain / ours:.0f}× | {load()} |", flush=True)


if __name__ == "__main__":
    main()
