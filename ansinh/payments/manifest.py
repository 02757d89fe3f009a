"""The manifest: one hash over everything that a run will pay, the same for the same lines, whatever key seals them."""

from __future__ import annotations

import hashlib
import json

from django.db import connection

from ansinh.kernel.sealing.values import open_within

# Arrays in JSON keep the fields apart whatever stands in them.
_CONTENT = """
SELECT concat_ws(E'\\n',
    jsonb_build_array(r.month, r.area_id, r.kind, r.number, r.pay_on, coalesce(lines.count, 0),
                      coalesce(lines.total, 0)),
    lines.text)
FROM payments_run AS r LEFT JOIN (
  SELECT l.run_id, count(*) AS count, sum(l.amount_vnd) AS total, string_agg((jsonb_build_array(
    l.key, l.person_id, l.programme, l.commune_id, l.amount_vnd, l.full_name, l.born, l.id_number, l.village,
    l.channel, l.bank, l.account, l.recipient_name, part.text)
    || CASE WHEN l.one_off_id IS NULL THEN '[]' ELSE jsonb_build_array(l.one_off_id, l.payee) END
  )::text, E'\\n' ORDER BY l.key COLLATE "C") AS text
  FROM payments_line AS l CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(p.for_month, p.category, p.kind, p.amount_vnd, p.award_id)
                     ORDER BY p.for_month, p.category COLLATE "C") AS text
    FROM payments_part AS p WHERE p.line_id = l.id
  ) AS part
  WHERE l.run_id = %(run)s GROUP BY l.run_id
) AS lines ON lines.run_id = r.id
WHERE r.id = %(run)s
"""


def manifest_of(run_id: int) -> str:
    """SHA-256 (hex) over a run's lines and parts as they stand now."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTENT, {"run": run_id})
        content = str(cursor.fetchone()[0])
    return hashlib.sha256(open_within(content, _as_json).encode()).hexdigest()


def _as_json(value: str) -> str:
    """As the value would stand in the database's JSON: numbers and accounts are hashed as they are, not as sealed."""
    return json.dumps(value, ensure_ascii=False)[1:-1]
