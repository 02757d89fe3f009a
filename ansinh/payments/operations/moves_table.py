"""Which đồng move, as SELECTs for the ledger: area_id, programme, amount_vnd, line_id."""

WHOLE_RUN = """
SELECT commune_id AS area_id, programme, sum(amount_vnd)::bigint AS amount_vnd, NULL::bigint AS line_id
FROM payments_line WHERE run_id = %(run)s AND state <> 'held' GROUP BY 1, 2
"""

ONE_LINE = """
SELECT commune_id AS area_id, programme, amount_vnd, id AS line_id FROM payments_line WHERE id = %(line)s
"""

MATCHED = """
SELECT l.commune_id AS area_id, l.programme, l.amount_vnd, l.id AS line_id
FROM payments_return_row AS r JOIN payments_line AS l ON l.id = r.line_id
WHERE r.file_id = %(file)s AND r.status = 'matched' AND r.outcome = %(outcome)s AND l.state = ANY (%(states)s)
"""

# Money that came back and was not given back to the budget yet.
NOT_GIVEN_BACK = """
SELECT l.commune_id AS area_id, l.programme, l.amount_vnd, l.id AS line_id
FROM payments_line AS l WHERE l.run_id = %(run)s AND l.state = 'returned' AND NOT EXISTS (
  SELECT FROM funds_entry AS e JOIN funds_transfer AS t ON t.id = e.transfer_id
  WHERE e.line_id = l.id AND t.code = 'returned_to_budget')
"""

# By commune and programme: all that came back so far of a closed list or was held back after approval, and all that
# budget had been reserved for.
CAME_BACK = """
SELECT l.commune_id AS area_id, l.programme,
  sum(l.amount_vnd) FILTER (WHERE l.state IN ('returned', 'held')) AS amount_vnd, sum(l.amount_vnd)::bigint AS paid_vnd
FROM payments_line AS l JOIN payments_run AS r ON r.id = l.run_id LEFT JOIN payments_hold AS h ON h.line_id = l.id
WHERE l.run_id = %(run)s AND (h.id IS NULL OR h.held_at > r.approved_at)
GROUP BY 1, 2 HAVING bool_or(l.state IN ('returned', 'held'))
"""
