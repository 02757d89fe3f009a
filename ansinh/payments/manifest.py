"""The manifest: one hash over everything that a run will pay, computed by the database, the same for the same lines."""

from __future__ import annotations

from django.db import connection

# Arrays in JSON keep the fields apart whatever stands in them.
MANIFEST_SQL = """
SELECT r.id, encode(sha256(convert_to(concat_ws(E'\\n',
    jsonb_build_array(r.month, r.area_id, r.kind, r.number, r.pay_on, coalesce(lines.count, 0),
                      coalesce(lines.total, 0)),
    lines.text), 'UTF8')), 'hex') AS sha256
FROM payments_run AS r LEFT JOIN (
  SELECT l.run_id, count(*) AS count, sum(l.amount_vnd) AS total, string_agg(jsonb_build_array(
    l.key, l.person_id, l.programme, l.commune_id, l.amount_vnd, l.full_name, l.born, l.id_number, l.village,
    l.channel, l.bank, l.account, l.recipient_name, part.text)::text, E'\\n' ORDER BY l.key COLLATE "C") AS text
  FROM payments_line AS l CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(p.for_month, p.category, p.kind, p.amount_vnd, p.award_id)
                     ORDER BY p.for_month, p.category COLLATE "C") AS text
    FROM payments_part AS p WHERE p.line_id = l.id
  ) AS part
  WHERE %(run)s::bigint IS NULL OR l.run_id = %(run)s GROUP BY l.run_id
) AS lines ON lines.run_id = r.id
WHERE %(run)s::bigint IS NULL OR r.id = %(run)s
"""


def manifest_of(run_id: int) -> str:
    """SHA-256 (hex) over a run's lines and parts as they stand now."""
    with connection.cursor() as cursor:
        cursor.execute(MANIFEST_SQL, {"run": run_id})
        return str(cursor.fetchone()[1])
