"""What was decided once and is to be paid, as SQL over the sources of ``sources_table``.

``payments_once``: one row an award that no line pays or holds back. Of a commune that was split, the person's village
says where it is paid. What goes to somebody else than the person (whoever buries), or is for a dead person, is handed
over in cash; an account of the dead is never paid into.
"""

ONCE = """
CREATE TEMP TABLE payments_once ON COMMIT DROP AS
WITH RECURSIVE {home}, awarded AS (
  SELECT o.id AS one_off_id, coalesce(alias.kept_id, o.person_id) AS person_id, o.area_id, o.kind AS category,
    o.amount_vnd, o.payee, o.happened_on
  FROM {once} AS o LEFT JOIN {aliases} AS alias ON alias.person_id = o.person_id
  WHERE NOT EXISTS (
    SELECT FROM {once_lines} AS l LEFT JOIN {holds} AS h ON h.line_id = l.id
    WHERE l.one_off_id = o.id AND (l.state NOT IN ('returned', 'cancelled', 'held') OR h.line_id IS NOT NULL))
), placed AS (
  SELECT a.*, home.commune_id, coalesce(a.payee, '') <> '' OR d.died_on IS NOT NULL AS in_cash
  FROM awarded AS a JOIN registry_person AS p ON p.id = a.person_id LEFT JOIN {deaths} AS d ON d.id = a.person_id
  JOIN home ON home.unit_id = a.area_id AND (home.villages = '{{}}' OR p.village = ANY (home.villages))
)
SELECT p.* FROM placed AS p
WHERE %(channel)s = '' OR %(channel)s = CASE WHEN p.in_cash THEN 'post_office' ELSE coalesce((
  SELECT c.kind FROM {channels} AS c WHERE c.person_id = p.person_id AND c.valid @> %(pay_on)s::date LIMIT 1),
  'post_office') END
"""

# The list drawn anew as known then, held against what stands in it: (person_id, category, stored_vnd, again_vnd, aspect).
ONCE_APART = """
SELECT coalesce(l.person_id, o.person_id), coalesce(o.category, ''), coalesce(l.amount_vnd, 0),
  coalesce(o.amount_vnd, 0), CASE WHEN l.amount_vnd IS DISTINCT FROM o.amount_vnd THEN 'amount' ELSE 'commune' END
FROM (SELECT * FROM payments_line WHERE run_id = %(run)s) AS l FULL JOIN payments_once AS o USING (one_off_id)
WHERE (l.amount_vnd, l.commune_id) IS DISTINCT FROM (o.amount_vnd, o.commune_id)
ORDER BY 1
"""
