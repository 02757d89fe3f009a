"""What is owed from before a suspension and waits for its end, as SQL.

A suspension stops what would be owed from its first month on; what was owed before stays so (NĐ 335/2026 Đ9.1, Đ9.4). Who
is suspended because nothing was collected for three months has been offered it, and would be so on every list in vain:
it waits until the review ends the suspension, and the first list after that pays it. A review that is answered with a
refusal ends the waiting too: these months stay owed. On other grounds a month goes on being carried over (Đ28.5) until as
many lists have brought it back. After a death nobody is left to resume: the lists offer it to the family again.
"""

OFFERED = 3
"""So many lists in vain, as many as make the ground of not collecting; a test compares it with the law's number."""

_ANSWERED = """EXISTS (
  SELECT FROM casework_case AS c JOIN casework_case_step AS t ON t.case_id = c.id AND t.act = 'refuse'
  WHERE c.kind = 'resumption' AND (c.person_id, c.programme) = (s.person_id, s.programme) AND t.at > s.recorded_at{known}
)"""
STANDING = f"""(
  SELECT s.* FROM casework_suspension AS s WHERE s.ended_by_id IS NULL AND NOT {_ANSWERED.format(known="")}
)"""
STOOD = f"""(
  SELECT s.* FROM casework_suspension AS s LEFT JOIN casework_case AS e ON e.id = s.ended_by_id
  LEFT JOIN casework_decision AS d ON d.id = e.decision_id
  WHERE s.recorded_at <= %(known_at)s AND (s.ended_by_id IS NULL OR d.recorded_at > %(known_at)s)
    AND NOT {_ANSWERED.format(known=" AND t.at <= %(known_at)s")}
)"""
"""Suspensions whose review waits still: now, and as known at a moment."""

# Of the temporary tables of ``draw_due``.
HOLD = f"""
WITH waits AS (
  SELECT DISTINCT w.person_id, w.programme, s.first_month, s.ground
  FROM {{suspensions}} AS s JOIN payments_names AS w ON (w.name_id, w.programme) = (s.person_id, s.programme)
  JOIN {{deaths}} AS p ON p.id = w.person_id AND p.died_on IS NULL
), offered AS (
  SELECT n.person_id, n.programme, o.for_month
  FROM waits JOIN payments_names AS n USING (person_id, programme)
  JOIN {{lines}} AS l ON (l.person_id, l.programme, l.state) = (n.name_id, n.programme, 'returned')
  JOIN payments_part AS o ON o.line_id = l.id
  WHERE waits.ground <> 'uncollected' GROUP BY 1, 2, 3 HAVING count(DISTINCT l.run_id) >= {OFFERED}
)
DELETE FROM payments_due AS d USING waits AS w
WHERE (d.person_id, d.programme) = (w.person_id, w.programme) AND d.month_vnd > 0 AND d.for_month < w.first_month
  AND (w.ground = 'uncollected' OR EXISTS (
    SELECT FROM offered AS o WHERE (o.person_id, o.programme, o.for_month) = (d.person_id, d.programme, d.for_month)))
"""

# The same of those of whom a page asks, as it stands now. Of two awards of a category for a month one is owed.
HELD = f"""
WITH held AS (
  SELECT coalesce(alias.kept_id, s.person_id) AS person_id, s.programme, s.first_month, s.ground
  FROM {STANDING} AS s LEFT JOIN registry_alias AS alias ON alias.person_id = s.person_id
  WHERE (s.area_id = ANY (%(areas)s) OR s.person_id = ANY (%(people)s))
), names AS (
  SELECT held.*, held.person_id AS name_id FROM held
  UNION SELECT held.*, alias.person_id FROM held JOIN registry_alias AS alias ON alias.kept_id = held.person_id
), owed AS (
  SELECT DISTINCT ON (n.person_id, n.programme, a.category, m) n.*, m::date AS for_month, a.amount_vnd
  FROM names AS n JOIN casework_award AS a ON (a.person_id, a.programme) = (n.name_id, n.programme)
  CROSS JOIN LATERAL generate_series(lower(a.months)::timestamp,
    least(n.first_month, upper(a.months))::timestamp - interval '1 day', interval '1 month') AS m
  WHERE a.retracted_at IS NULL ORDER BY n.person_id, n.programme, a.category, m, n.name_id = n.person_id DESC, a.id
), drawn AS (
  SELECT n.*, o.for_month, CASE WHEN l.live THEN -o.amount_vnd ELSE 0 END AS amount_vnd,
    CASE WHEN l.state = 'returned' THEN l.run_id END AS back
  FROM names AS n JOIN payments_line AS l ON (l.person_id, l.programme) = (n.name_id, n.programme)
  JOIN payments_part AS o ON o.line_id = l.id WHERE l.one_off_id IS NULL AND o.for_month < n.first_month
), months AS (
  SELECT person_id, programme, first_month, ground, for_month, sum(amount_vnd)::bigint AS amount_vnd,
    count(DISTINCT back) AS offered
  FROM (SELECT *, NULL::bigint AS back FROM owed UNION ALL SELECT * FROM drawn) AS moved GROUP BY 1, 2, 3, 4, 5
)
SELECT m.person_id, p.full_name, m.programme, m.ground, m.first_month, m.for_month, m.amount_vnd
FROM months AS m JOIN registry_person AS p ON p.id = m.person_id AND p.died_on IS NULL
WHERE m.amount_vnd > 0 AND (m.ground = 'uncollected' OR m.offered >= {OFFERED})
  AND NOT EXISTS (
    SELECT FROM payments_hold AS h JOIN payments_line AS l ON l.id = h.line_id JOIN payments_part AS o ON o.line_id = l.id
    JOIN names AS n ON (n.name_id, n.programme) = (l.person_id, l.programme)
    WHERE h.lifted_at IS NULL AND (n.person_id, n.programme, o.for_month) = (m.person_id, m.programme, m.for_month))
ORDER BY p.name_sort, m.person_id, m.programme, m.for_month
"""

GUARD_SQL = """
CREATE FUNCTION payments_run_keeps_its_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payroll run %: it is drawn, its rule for the suspended stays', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payments_run_keeps_its_rule BEFORE UPDATE OF suspended_held ON payments_run FOR EACH ROW
  WHEN (OLD.state <> 'draft' AND OLD.suspended_held <> NEW.suspended_held)
  EXECUTE FUNCTION payments_run_keeps_its_rule();
"""
