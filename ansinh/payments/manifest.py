"""The manifest: one hash over everything that a run will pay, the same for the same lines, whatever key seals them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection

from ansinh.kernel.sealing.values import open_all

_AT_ONCE = 20_000

# Arrays in JSON keep the fields apart whatever stands in them.
_HEAD = """
SELECT jsonb_build_array(r.month, r.area_id, r.kind, r.number, r.pay_on, lines.count, lines.total)::text
FROM payments_run AS r, (
  SELECT count(*) AS count, coalesce(sum(amount_vnd), 0) AS total FROM payments_line WHERE run_id = %(run)s
) AS lines
WHERE r.id = %(run)s
"""
# One array a line, cut open where the sealed values stand in it. The text of json and jsonb is the same for what
# stands here; json's is made in a third of the time.
_LINES = """
COPY (SELECT
  left(json_build_array(l.key, l.person_id, l.programme, l.commune_id, l.amount_vnd, l.full_name, l.born)::text, -1),
  l.id_number,
  left(substr(json_build_array(l.village, l.channel, l.bank)::text, 2), -1),
  l.account,
  left(substr(json_build_array(l.recipient_name)::text, 2), -1), coalesce('[' || part.text || ']', 'null'),
  l.one_off_id::text, l.payee
FROM payments_line AS l CROSS JOIN LATERAL (
  SELECT string_agg(json_build_array(p.for_month, p.category, p.kind, p.amount_vnd, p.award_id)::text, ', '
                    ORDER BY p.for_month, p.category COLLATE "C") AS text
  FROM payments_part AS p WHERE p.line_id = l.id OFFSET 0
) AS part
WHERE l.run_id = {run:d} ORDER BY l.key COLLATE "C") TO STDOUT
"""


def manifest_of(run_id: int) -> str:
    """SHA-256 (hex) over a run's lines and parts as they stand now; millions are read as they come."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, {"run": run_id})
        digest.update(str(cursor.fetchone()[0]).encode())
        with cursor.copy(_LINES.format(run=run_id)) as copy:
            rows = copy.rows()
            while some := list(islice(rows, _AT_ONCE)):
                digest.update("".join(_lines(some)).encode())
    return digest.hexdigest()


def _lines(rows: list[tuple[Any, ...]]) -> Iterator[str]:
    """Numbers and accounts are hashed as they are, not as they are sealed."""
    numbers, accounts, payees = (open_all(row[place] for row in rows) for place in (1, 3, 7))
    for row, number, account, payee in zip(rows, numbers, accounts, payees, strict=True):
        before, _, between, _, after, parts, one_off, _ = row
        once = f", {one_off}, {_json(payee)}" if one_off is not None else ""
        yield f"\n{before}, {_json(number)}, {between}, {_json(account)}, {after}, {parts}{once}]"


def _json(value: str | None) -> str:
    return json.dumps(value, ensure_ascii=False)
