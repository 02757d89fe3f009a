"""A run drawn anew held against what it holds, as SQL over the temporary tables of ``draw_due``.

Each difference: person_id, programme, for_month, category, stored_vnd, again_vnd, aspect. ``%(run)s`` is the run,
``%(known_at)s`` the moment at which it was drawn.
"""

# What a part rests on is compared where its amount agrees. A part that sets off rests on nothing.
PARTS_APART = """
WITH stored AS (
  SELECT l.person_id, l.programme, l.commune_id, p.for_month, p.category, p.kind, p.amount_vnd, p.award_id,
    p.coefficient_tenths
  FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id WHERE l.run_id = %(run)s
), again AS (
  SELECT person_id, programme, commune_id, for_month, category, kind, amount_vnd,
    CASE WHEN kind <> 'set_off' THEN award_id END AS award_id,
    CASE WHEN kind <> 'set_off' THEN coefficient_tenths END AS coefficient_tenths
  FROM payments_due WHERE month_vnd > 0
)
SELECT person_id, programme, for_month, category, coalesce(stored.amount_vnd, 0) AS stored_vnd,
  coalesce(again.amount_vnd, 0) AS again_vnd, CASE
    WHEN stored.amount_vnd IS DISTINCT FROM again.amount_vnd THEN 'amount'
    WHEN stored.commune_id <> again.commune_id THEN 'commune'
    WHEN stored.kind <> again.kind THEN 'kind' ELSE 'basis' END AS aspect
FROM stored FULL JOIN again USING (person_id, programme, for_month, category)
WHERE (stored.amount_vnd, stored.kind, stored.award_id, stored.coefficient_tenths, stored.commune_id)
  IS DISTINCT FROM (again.amount_vnd, again.kind, again.award_id, again.coefficient_tenths, again.commune_id)
"""

# Nothing keeps two transactions of one moment apart afterwards: a decision signed, an answer given, a merge done or a file
# read while the list was being drawn may or may not have been seen.
WHILE_DRAWN = """
WITH name AS (
  SELECT name_id, person_id, programme FROM payments_names
  UNION SELECT person_id, person_id, programme FROM payments_line WHERE run_id = %(run)s
)
SELECT n.person_id, n.programme FROM name AS n JOIN casework_award AS a
  ON (a.person_id, a.programme) = (n.name_id, n.programme)
WHERE a.recorded_at BETWEEN %(from)s AND %(until)s OR a.retracted_at BETWEEN %(from)s AND %(until)s
UNION
SELECT n.person_id, n.programme FROM name AS n
JOIN casework_case AS c ON (c.person_id, c.programme, c.kind) = (n.name_id, n.programme, 'resumption')
JOIN casework_case_step AS t ON t.case_id = c.id AND t.act = 'refuse' WHERE t.at BETWEEN %(from)s AND %(until)s
UNION
SELECT n.person_id, n.programme FROM name AS n
JOIN payments_line AS l ON (l.person_id, l.programme) = (n.name_id, n.programme)
JOIN payments_return_row AS w ON w.line_id = l.id AND w.status = 'matched'
JOIN payments_return_import AS f ON f.id = w.file_id WHERE f.imported_at BETWEEN %(from)s AND %(until)s
"""

# What was decided, as known then, for every month that the run pays for; of two awards of a category the one to the
# person's own record.
AWARDED = """
SELECT DISTINCT ON (x.person_id, x.programme, x.for_month, a.category)
  x.person_id, x.programme, x.for_month, a.category, a.coefficient_tenths, a.amount_vnd, a.area_id
FROM (
  SELECT DISTINCT l.person_id, l.programme, p.for_month
  FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
  WHERE l.run_id = %(run)s AND p.kind <> 'recovery'
) AS x
JOIN payments_names AS n ON (n.person_id, n.programme) = (x.person_id, x.programme)
JOIN {awards} AS a ON (a.person_id, a.programme) = (n.name_id, n.programme) AND a.months @> x.for_month
ORDER BY x.person_id, x.programme, x.for_month, a.category, (n.name_id <> n.person_id), a.id
"""

# Proposals that had been made by then and were not decided.
PENDING = """
SELECT DISTINCT coalesce(alias.kept_id, p.person_id) AS person_id, p.programme
FROM casework_proposal AS p LEFT JOIN payments_alias AS alias ON alias.person_id = p.person_id
LEFT JOIN casework_decision AS d ON d.id = p.decision_id
WHERE p.made_at <= %(known_at)s AND (d.id IS NULL OR d.recorded_at > %(known_at)s) AND p.month <= %(month)s
"""
