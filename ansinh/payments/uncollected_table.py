"""Months in a row that were not collected, as SQL over the lists of all people at once.

A month of a person's programme is missed when a line of its list came back and none was received or is still out.
Months that were held back by an office, or of which nobody has said anything, are not missed and part a stretch.
Records that were merged are one person's. ``%(since)s``: the first month looked at; ``%(next)s``: the month after the
day; ``%(least)s``: how many months make a stretch; ``%(on)s``: the day. Each statement takes ``looked``: a condition on
a column of records, empty for all people, ``AMONG`` for those of some runs only.
"""

# Every record of those whom the runs list: what is found of them is the same as over all people.
LOOKED = """
CREATE TEMP TABLE payments_looked ON COMMIT DROP AS
WITH own AS (
  SELECT DISTINCT coalesce(alias.kept_id, l.person_id) AS person_id
  FROM payments_line AS l LEFT JOIN registry_alias AS alias ON alias.person_id = l.person_id
  WHERE l.run_id = ANY (%(runs)s)
)
SELECT person_id FROM own
UNION SELECT alias.person_id FROM own JOIN registry_alias AS alias ON alias.kept_id = own.person_id
"""
AMONG = "AND {column} IN (SELECT person_id FROM payments_looked)"

MISSED = """
CREATE TEMP TABLE payments_missed ON COMMIT DROP AS
WITH came_back AS (
  SELECT DISTINCT person_id, programme FROM payments_line WHERE state = 'returned' AND month >= %(since)s {looked}
), names AS (
  SELECT DISTINCT coalesce(alias.kept_id, c.person_id) AS person_id, c.programme
  FROM came_back AS c LEFT JOIN registry_alias AS alias ON alias.person_id = c.person_id
), records AS (
  SELECT person_id AS record_id, person_id, programme FROM names
  UNION SELECT alias.person_id, n.person_id, n.programme FROM names AS n JOIN registry_alias AS alias ON alias.kept_id = n.person_id
), listed AS (
  SELECT r.person_id, l.programme, l.month,
    bool_or(l.state = 'paid') AS collected,
    bool_or(l.state = 'returned') AND NOT bool_or(l.state IN ('paid', 'sent', 'unknown', 'queued')) AS missed,
    bool_and(l.channel IN ('post_office', 'home')) AS cash, sum(l.amount_vnd) FILTER (WHERE l.state = 'returned') AS vnd
  FROM records AS r JOIN payments_line AS l ON (l.person_id, l.programme) = (r.record_id, r.programme)
  WHERE l.month >= %(since)s AND l.state <> 'cancelled'
  GROUP BY 1, 2, 3
), known AS (
  SELECT DISTINCT coalesce(alias.kept_id, u.person_id) AS person_id, u.programme, max(upper(u.months)) AS until
  FROM payments_uncollected AS u LEFT JOIN registry_alias AS alias ON alias.person_id = u.person_id
  WHERE u.closed_on IS NOT NULL GROUP BY 1, 2
), numbered AS (
  SELECT l.*, extract(year FROM l.month) * 12 + extract(month FROM l.month)
    - row_number() OVER (PARTITION BY l.person_id, l.programme ORDER BY l.month) AS stretch
  FROM listed AS l LEFT JOIN known AS k USING (person_id, programme)
  WHERE l.missed AND (k.until IS NULL OR l.month >= k.until)
), stretches AS (
  SELECT person_id, programme, min(month) AS first_month, max(month) AS last_month, count(*) AS months,
    bool_and(cash) AS cash, (array_agg(vnd ORDER BY month DESC))[1]::bigint AS amount_vnd
  FROM numbered GROUP BY person_id, programme, stretch HAVING count(*) >= %(least)s
)
SELECT DISTINCT ON (s.person_id, s.programme) s.*, p.area_id
FROM stretches AS s JOIN registry_person AS p ON p.id = s.person_id AND p.died_on IS NULL
WHERE NOT EXISTS (
    SELECT FROM listed AS l WHERE (l.person_id, l.programme) = (s.person_id, s.programme) AND l.collected
      AND l.month > s.last_month)
  AND EXISTS (
    SELECT FROM casework_award AS a JOIN records AS r ON r.record_id = a.person_id AND r.programme = a.programme
    WHERE (r.person_id, r.programme) = (s.person_id, s.programme) AND a.retracted_at IS NULL AND a.months @> %(next)s::date)
  AND NOT EXISTS (
    SELECT FROM casework_suspension AS x JOIN records AS r ON r.record_id = x.person_id AND r.programme = x.programme
    WHERE (r.person_id, r.programme) = (s.person_id, s.programme) AND x.ended_by_id IS NULL)
ORDER BY s.person_id, s.programme, s.last_month DESC
"""

# What waits follows the record that it turned out to belong to and the commune in charge, and grows.
FOLLOW = """
UPDATE payments_uncollected AS u SET area_id = p.area_id FROM registry_person AS p
WHERE p.id = u.person_id AND u.closed_on IS NULL AND u.area_id <> p.area_id AND p.area_id IS NOT NULL {looked}
"""
GROW = """
UPDATE payments_uncollected AS u
SET months = daterange(least(lower(u.months), m.first_month),
      greatest(upper(u.months), (m.last_month + interval '1 month')::date)),
    amount_vnd = m.amount_vnd
FROM payments_missed AS m, (
  SELECT own.id, coalesce(alias.kept_id, own.person_id) AS person_id FROM payments_uncollected AS own
  LEFT JOIN registry_alias AS alias ON alias.person_id = own.person_id WHERE own.closed_on IS NULL
) AS whose
WHERE whose.id = u.id AND (whose.person_id, u.programme) = (m.person_id, m.programme)
  AND daterange(m.first_month, (m.last_month + interval '1 month')::date) && u.months
  AND (m.last_month >= upper(u.months) OR m.first_month < lower(u.months))
"""
ADD = """
INSERT INTO payments_uncollected (person_id, area_id, programme, months, amount_vnd, cash, article, found_on, due_on,
                                  state, because)
SELECT m.person_id, m.area_id, m.programme, daterange(m.first_month, (m.last_month + interval '1 month')::date),
  m.amount_vnd, m.cash, CASE WHEN m.cash THEN coalesce(%(articles)s::jsonb ->> m.programme, '') ELSE '' END,
  %(on)s, %(due)s, 'open', ''
FROM payments_missed AS m
WHERE NOT EXISTS (
  SELECT FROM payments_uncollected AS u LEFT JOIN registry_alias AS alias ON alias.person_id = u.person_id
  WHERE (coalesce(alias.kept_id, u.person_id), u.programme) = (m.person_id, m.programme)
    AND (u.closed_on IS NULL OR u.months && daterange(m.first_month, (m.last_month + interval '1 month')::date)))
"""

# Somebody received money in a list after the first missed one: what was not collected went along with it.
COLLECTED = """
UPDATE payments_uncollected AS u SET state = 'collected', closed_on = %(on)s, because = %(because)s
WHERE u.closed_on IS NULL {looked} AND EXISTS (
  SELECT FROM payments_line AS l
  WHERE l.programme = u.programme AND l.state = 'paid' AND l.month >= lower(u.months)
    AND l.person_id IN (
      SELECT u.person_id UNION SELECT kept_id FROM registry_alias WHERE person_id = u.person_id
      UNION SELECT person_id FROM registry_alias WHERE kept_id = u.person_id))
"""
OVER = """
UPDATE payments_uncollected AS u SET state = 'closed', closed_on = %(on)s,
  because = CASE WHEN p.died_on IS NOT NULL THEN %(dead)s WHEN s.id IS NOT NULL THEN %(suspended)s ELSE %(stopped)s END
FROM payments_uncollected AS own JOIN registry_person AS p ON p.id = own.person_id
LEFT JOIN casework_suspension AS s
  ON (s.person_id, s.programme) = (own.person_id, own.programme) AND s.ended_by_id IS NULL
WHERE own.id = u.id AND u.closed_on IS NULL {looked} AND (p.died_on IS NOT NULL OR s.id IS NOT NULL OR NOT EXISTS (
  SELECT FROM casework_award AS a WHERE a.programme = u.programme AND a.retracted_at IS NULL
    AND a.months @> %(next)s::date AND a.person_id IN (
      SELECT u.person_id UNION SELECT kept_id FROM registry_alias WHERE person_id = u.person_id
      UNION SELECT person_id FROM registry_alias WHERE kept_id = u.person_id)))
"""
