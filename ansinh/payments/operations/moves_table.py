"""Which đồng move, as SELECTs for the ledger: area_id, programme, amount_vnd, line_id."""

WHOLE_RUN = """
SELECT commune_id AS area_id, programme, sum(amount_vnd)::bigint AS amount_vnd, NULL::bigint AS line_id
FROM payments_line WHERE run_id = %(run)s GROUP BY 1, 2
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

# By commune and programme: all that came back so far of a closed list, and the whole list.
CAME_BACK = """
SELECT commune_id AS area_id, programme, sum(amount_vnd) FILTER (WHERE state = 'returned') AS amount_vnd,
  sum(amount_vnd)::bigint AS paid_vnd
FROM payments_line WHERE run_id = %(run)s GROUP BY 1, 2 HAVING bool_or(state = 'returned')
"""
