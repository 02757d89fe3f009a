"""Matching a million bookings with a million instructions: sets in SQL, beside a loop over the rows.

    .venv/bin/python -m bench.matching.measure [LINES] [LOOPED]

A throw-away database without fsync. One booking in a hundred is defective (tests/statement_defects.py). The loop looks
each booking up by its key, then by account and amount, with an index on both, as a program of rows would; it is given
LOOPED bookings of the same statement and its time is told for as many, and scaled.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.db import connection, transaction

from ansinh.server.embedded import Embedded
from ansinh.server.places import places


def main(lines: int, looped: int) -> None:
    """Measure both and print a table."""
    from ansinh.payments.matching import core
    from tests.statement_defects import made

    statement = made(lines, lines // 100, 1)
    print(f"{len(statement.instructed):,} instructions, {len(statement.booked):,} bookings")
    with transaction.atomic(), connection.cursor() as cursor:
        start = time.perf_counter()
        core.load(cursor, statement.instructed, statement.booked)
        loaded = time.perf_counter()
        core.match(cursor)
        ended = time.perf_counter()
        cursor.execute("SELECT (SELECT count(*) FROM match_pair), (SELECT count(*) FROM match_finding)")
        pairs, findings = cursor.fetchone()
        cursor.execute("CREATE INDEX ON match_instr (account, amount)")
        naive = by_rows(cursor, looped)
    scaled = naive * len(statement.booked) / looped
    print(f"pairs {pairs:,}, findings {findings:,}")
    print("| way | seconds |\n|---|---|")
    print(f"| loading both sides (digests, folding, COPY) | {loaded - start:.1f} |")
    print(f"| matching, set by set | {ended - loaded:.1f} |")
    print(f"| in all | {ended - start:.1f} |")
    print(f"| row by row, {looped:,} bookings | {naive:.1f} |")
    print(f"| row by row, scaled to all | {scaled:.0f} ({scaled / (ended - loaded):.0f}×) |")


def by_rows(cursor: object, looped: int) -> float:
    """Seconds for a loop that finds a partner for each booking; two questions and one write a booking."""
    run = cursor.execute  # type: ignore[attr-defined]
    run("SELECT id, side, amount, key, account FROM match_entry ORDER BY id LIMIT %s", [looped])
    rows = cursor.fetchall()  # type: ignore[attr-defined]
    columns = "entry_id bigint, instr_id bigint, side char(1), UNIQUE (instr_id, side)"
    run(f"CREATE TEMP TABLE looped_pair ({columns}) ON COMMIT DROP")
    start = time.perf_counter()
    for number, side, amount, key, account in rows:
        run("SELECT id FROM match_instr WHERE key = %s AND amount = %s", [key, amount])
        found = cursor.fetchone()  # type: ignore[attr-defined]
        if found is None:
            run("SELECT id FROM match_instr WHERE account = %s AND amount = %s LIMIT 1", [account, amount])
            found = cursor.fetchone()  # type: ignore[attr-defined]
        if found is not None:
            run("INSERT INTO looped_pair VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", [number, found[0], side])
    return time.perf_counter() - start


if __name__ == "__main__":
    wanted = [int(text) for text in sys.argv[1:]] or [1_000_000]
    with tempfile.TemporaryDirectory(prefix="ansinh-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ["ANSINH_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.config.settings")
        django.setup()
        share = Embedded.at(places(), durable=False)
        share.join(die_with_us=True)
        try:
            main(wanted[0], wanted[1] if len(wanted) > 1 else 20_000)
        finally:
            connection.close()
            share.leave()
