"""What is counted of a month for its reconciliation, as SQL. ``%(month)s``: its first day; ``%(areas)s``: communes."""

from collections.abc import Sequence

LINES = """
SELECT l.commune_id, l.programme, r.kind, l.channel, r.state,
  CASE WHEN l.state = 'held' AND (r.approved_at IS NULL OR h.held_at < r.approved_at) THEN 'held_early' ELSE l.state END,
  sum(l.amount_vnd)::bigint, count(*)
FROM payments_line AS l JOIN payments_run AS r ON r.id = l.run_id LEFT JOIN payments_hold AS h ON h.line_id = l.id
WHERE l.month = %(month)s AND l.state <> 'cancelled'
  AND (%(areas)s::bigint[] IS NULL OR l.commune_id = ANY (%(areas)s)) GROUP BY 1, 2, 3, 4, 5, 6
"""
# By kind of part: the totals that are kept with each list since it was locked (``verify money`` counts them anew), what
# a list that is still being drawn holds so far, less what was cancelled since.
PARTS = """
SELECT commune_id, kind, sum(amount_vnd)::bigint FROM (
  SELECT t.commune_id, t.kind, t.total_vnd AS amount_vnd
  FROM payments_run AS r JOIN payments_total AS t ON t.run_id = r.id WHERE r.month = %(month)s
  UNION ALL
  SELECT l.commune_id, p.kind, p.amount_vnd
  FROM payments_run AS r JOIN payments_line AS l ON l.run_id = r.id JOIN payments_part AS p ON p.line_id = l.id
  WHERE r.month = %(month)s AND r.locked_at IS NULL
  UNION ALL
  SELECT l.commune_id, p.kind, -p.amount_vnd
  FROM payments_line AS l JOIN payments_part AS p ON p.line_id = l.id
  WHERE l.month = %(month)s AND l.state = 'cancelled'
) AS kept
WHERE %(areas)s::bigint[] IS NULL OR commune_id = ANY (%(areas)s) GROUP BY 1, 2 HAVING sum(amount_vnd) <> 0
"""
# What decisions give a person for the month, by category, beside what the month's lists hold of it. A decision that was
# replaced by another of the same category is no difference, the amounts are; where there is a line, its commune counts.
# Of some communes only those are held together who are listed or decided on there; all that is theirs counts.
OF_SOME = """AND {person} IN (
  SELECT person_id FROM payments_line WHERE month = %(month)s AND commune_id = ANY (%(areas)s)
  UNION SELECT person_id FROM casework_award
  WHERE area_id = ANY (%(areas)s) AND months @> %(month)s::date AND retracted_at IS NULL
  UNION SELECT person_id FROM registry_alias UNION SELECT kept_id FROM registry_alias
)"""
# Both sides are added up in one grouping: joining two of a province's size took half as long again.
DECIDED = """
SELECT CASE WHEN listed_id IS NULL THEN 'not_listed' WHEN due_id IS NULL THEN 'no_longer'
    WHEN due_vnd <> listed_vnd THEN 'other_amount' ELSE 'same' END AS code,
  coalesce(commune_id, due_area_id) AS area_id, programme, due_vnd, listed_vnd, person_id, category,
  coalesce(due_id, listed_id) AS award_id
FROM (
  SELECT person_id, programme, category, min(due_area_id) AS due_area_id, min(commune_id) AS commune_id,
    sum(due_vnd)::bigint AS due_vnd, sum(listed_vnd)::bigint AS listed_vnd, min(due_id) AS due_id,
    min(listed_id) AS listed_id
  FROM (
    SELECT coalesce(x.kept_id, a.person_id) AS person_id, a.programme, a.category, a.area_id AS due_area_id,
      NULL::bigint AS commune_id, a.amount_vnd AS due_vnd, 0::bigint AS listed_vnd, a.id AS due_id,
      NULL::bigint AS listed_id
    FROM casework_award AS a LEFT JOIN registry_alias AS x ON x.person_id = a.person_id
    WHERE a.months @> %(month)s::date AND a.retracted_at IS NULL {of_due}
    UNION ALL
    SELECT coalesce(x.kept_id, l.person_id), l.programme, p.category, NULL, l.commune_id, 0, p.amount_vnd, NULL,
      p.award_id
    FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
    LEFT JOIN registry_alias AS x ON x.person_id = l.person_id
    WHERE l.month = %(month)s AND p.list_month = %(month)s AND l.state <> 'cancelled' AND p.kind = 'current' {of_listed}
  ) AS sides GROUP BY 1, 2, 3
) AS both_sides
WHERE %(areas)s::bigint[] IS NULL OR coalesce(commune_id, due_area_id) = ANY (%(areas)s)
"""
DECISIONS = """
SELECT area_id, programme, code, sum(due_vnd)::bigint, sum(listed_vnd)::bigint FROM ({found}) AS found
GROUP BY 1, 2, 3
"""


def held_together(areas: Sequence[int] | None) -> str:
    """The SELECT that holds decisions beside lists, for some communes or all."""
    due, listed = ("", "") if areas is None else (OF_SOME.format(person=f"{side}.person_id") for side in "al")
    return DECIDED.format(of_due=due, of_listed=listed)


RESERVED = """
SELECT t.area_id, b.source, split_part(t.key, '/', 5), sum(e.amount_vnd)::bigint
FROM payments_run AS r JOIN funds_transfer AS t ON starts_with(t.key, 'run/' || r.id || '/commit/')
JOIN funds_entry AS e ON e.transfer_id = t.id AND e.amount_vnd > 0
JOIN funds_account AS a ON a.id = e.account_id JOIN funds_budget_line AS b ON b.id = a.budget_id
WHERE r.month = %(month)s AND r.state <> 'cancelled' AND t.code = 'budget_committed'
  AND (%(areas)s::bigint[] IS NULL OR t.area_id = ANY (%(areas)s)) GROUP BY 1, 2, 3
"""
RELEASED = """
SELECT t.area_id, sum(e.amount_vnd)::bigint
FROM payments_run AS r JOIN funds_transfer AS t ON starts_with(t.key, 'run/' || r.id || '/release/')
JOIN funds_entry AS e ON e.transfer_id = t.id AND e.amount_vnd > 0
WHERE r.month = %(month)s AND t.code = 'payroll_released'
  AND (%(areas)s::bigint[] IS NULL OR t.area_id = ANY (%(areas)s)) GROUP BY 1
"""
TREASURY = """
SELECT l.commune_id, a.kind, sum(e.amount_vnd)::bigint FROM payments_line AS l JOIN funds_entry AS e ON e.line_id = l.id
JOIN funds_account AS a ON a.id = e.account_id
WHERE l.month = %(month)s AND l.state <> 'held' AND (%(areas)s::bigint[] IS NULL OR l.commune_id = ANY (%(areas)s)) GROUP BY 1, 2
"""
# What has to come back, over all months: what stood before the month, each reason's movement in it, what stands after.
RECOVERIES = """
SELECT t.area_id, CASE WHEN t."on" < %(month)s THEN 'before' ELSE t.code END, sum(e.amount_vnd)::bigint
FROM funds_account AS a JOIN funds_entry AS e ON e.account_id = a.id JOIN funds_transfer AS t ON t.id = e.transfer_id
WHERE a.kind = 'recovery' AND t."on" < %(month)s::date + interval '1 month'
  AND (%(areas)s::bigint[] IS NULL OR t.area_id = ANY (%(areas)s)) GROUP BY 1, 2
"""
# Rows of payers' files about the month's runs, and bookings that a person still has to look at: of lines of the month,
# else of the month in which they were booked.
UNMATCHED = """
SELECT w.problem, count(*), coalesce(sum(w.amount_vnd), 0)::bigint
FROM payments_return_row AS w JOIN payments_return_import AS f ON f.id = w.file_id
JOIN payments_run AS r ON r.id = f.run_id
WHERE r.month = %(month)s AND w.status = 'problem' AND (%(areas)s::bigint[] IS NULL OR r.area_id = ANY (%(areas)s))
GROUP BY 1
UNION ALL
SELECT c.kind, count(*), coalesce(sum(c.amount_vnd), 0)::bigint
FROM payments_case AS c JOIN payments_statement AS s ON s.id = c.statement_id
LEFT JOIN payments_entry AS e ON e.id = c.entry_id
LEFT JOIN LATERAL (SELECT min(l.month) AS month FROM payments_case_line AS b JOIN payments_line AS l ON l.id = b.line_id
  WHERE b.case_id = c.id) AS own ON true
WHERE c.state IN ('open', 'proposed') AND (%(areas)s::bigint[] IS NULL OR s.area_id = ANY (%(areas)s))
  AND coalesce(own.month, date_trunc('month', coalesce(e.booked_on, s.last_day))::date) = %(month)s
GROUP BY 1 ORDER BY 1
"""

LINE_ROWS = """
SELECT l.key, l.person_id, u.name, l.programme, l.amount_vnd, l.run_id FROM payments_line AS l
JOIN payments_run AS r ON r.id = l.run_id JOIN areas_unit AS u ON u.id = l.commune_id
WHERE l.month = %(month)s AND (%(areas)s::bigint[] IS NULL OR l.commune_id = ANY (%(areas)s))
  AND CASE WHEN l.state = 'held' THEN 'kept_back' WHEN r.state IN ('released', 'settled') THEN l.state
    WHEN r.state IN ('approved', 'authorised') THEN 'approved' WHEN l.state <> 'cancelled' THEN 'locked' END = %(code)s
ORDER BY u.name, l.key LIMIT %(limit)s OFFSET %(offset)s
"""
AWARD_ROWS = """
SELECT 'QĐ ' || coalesce(d.number::text, '') || '/' || coalesce(d.year::text, ''), found.person_id, u.name,
  found.programme, found.due_vnd - found.listed_vnd, NULL::bigint
FROM ({found}) AS found JOIN areas_unit AS u ON u.id = found.area_id
JOIN casework_award AS a ON a.id = found.award_id LEFT JOIN casework_decision AS d ON d.id = a.decision_id
WHERE found.code = %(code)s ORDER BY u.name, found.person_id LIMIT %(limit)s OFFSET %(offset)s
"""
