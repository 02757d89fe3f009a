"""The statements of late news: marks kept, lines named, and what ends a mark."""

TABLE = """
CREATE TEMP TABLE late (person_id bigint, month date, run_id bigint, facts text, before_hash text, after_hash text,
  before_outcome smallint, after_outcome smallint, before_benefits text, after_benefits text, before_vnd bigint,
  after_vnd bigint, owed_vnd bigint) ON COMMIT DROP
"""

# What is decided for a person and month, in the form of ``before_benefits``.
DECIDED = """
SELECT string_agg(a.programme || ':' || a.category || ':' || a.amount_vnd, '|'
    ORDER BY (a.programme || ':' || a.category || ':' || a.amount_vnd) COLLATE "C") AS benefits,
  sum(a.amount_vnd)::bigint AS vnd
FROM casework_award AS a
WHERE a.person_id = {row}.person_id AND a.retracted_at IS NULL AND a.months @> {row}.month
"""
_PAID = """
SELECT sum(p.amount_vnd)::bigint AS vnd FROM payments_line AS l JOIN payments_part AS p ON p.line_id = l.id
WHERE l.person_id = late.person_id AND p.for_month = late.month AND l.state IN ('queued', 'sent', 'paid', 'unknown')
  AND p.kind <> 'one_off'
"""
# An open mark stays where the answer is still the one that it told: the later news changed something else.
FORGET_EARLIER = """
UPDATE oversight_late_news AS n SET resolution = 'later_news', resolved_at = statement_timestamp() FROM late
WHERE (n.person_id, n.month) = (late.person_id, late.month) AND n.resolution = '' AND n.source_id <> %(source)s
  AND (n.after_outcome, n.after_benefits) <> (late.after_outcome, late.after_benefits)
"""
# Of people of whom nothing was stored, decided or paid, and to whom nothing is due, there is nothing to say. Beside an
# open mark of earlier news that stays, this one ends as it is written.
KEEP = f"""
INSERT INTO oversight_late_news (source_id, person_id, month, heard_at, run_id, facts, before_hash, after_hash,
  before_outcome, after_outcome, before_benefits, after_benefits, before_vnd, after_vnd, owed_vnd, decided_vnd,
  paid_vnd, resolution, resolved_at)
SELECT %(source)s, person_id, month, %(heard_at)s, run_id, string_to_array(facts, ','), before_hash, after_hash,
  before_outcome, after_outcome, before_benefits, after_benefits, before_vnd, after_vnd, owed_vnd,
  coalesce(decided.vnd, 0), coalesce(paid.vnd, 0), CASE WHEN earlier.stays THEN 'no_consequence' ELSE '' END,
  CASE WHEN earlier.stays THEN statement_timestamp() END
FROM late LEFT JOIN LATERAL ({DECIDED.format(row="late")}) AS decided ON true
LEFT JOIN LATERAL ({_PAID}) AS paid ON true
LEFT JOIN LATERAL (SELECT true AS stays FROM oversight_late_news AS n WHERE (n.person_id, n.month) = (late.person_id,
  late.month) AND n.resolution = '' AND n.source_id <> %(source)s) AS earlier ON true
WHERE before_outcome <> 0 OR after_outcome <> 0 OR decided.vnd > 0 OR paid.vnd > 0
ON CONFLICT DO NOTHING
"""
LINES = """
INSERT INTO oversight_late_news_line (news_id, line_id, amount_vnd)
SELECT n.id, l.id, sum(p.amount_vnd) FROM late
JOIN oversight_late_news AS n ON (n.person_id, n.month, n.source_id) = (late.person_id, late.month, %(source)s)
JOIN payments_line AS l ON l.person_id = n.person_id AND l.state IN ('queued', 'sent', 'paid', 'unknown')
JOIN payments_part AS p ON p.line_id = l.id AND p.for_month = n.month AND p.kind <> 'one_off'
GROUP BY 1, 2 ON CONFLICT DO NOTHING
"""

# In this order: the same answer; what is decided is what the law gives; a decision that knew the news and left nothing
# of the person waiting. Of whom it cannot be told, nothing is ended by itself.
RESOLVE = (
    """
    UPDATE oversight_late_news AS n SET resolution = 'no_consequence', resolved_at = statement_timestamp()
    WHERE n.resolution = '' AND n.before_outcome = n.after_outcome AND n.before_benefits = n.after_benefits
      AND n.after_outcome <> 2
    """,
    """
    UPDATE oversight_late_news AS n SET resolution = 'decision', resolved_at = statement_timestamp(),
      decision_id = d.decision_id
    FROM (
      SELECT n.id, max(p.decision_id) AS decision_id FROM oversight_late_news AS n
      JOIN casework_proposal AS p ON p.person_id = n.person_id AND p.state = 'decided'
      JOIN determination_run AS r ON r.id = p.run_id AND r.known_at >= n.heard_at
      WHERE n.resolution = '' AND n.after_outcome <> 2
        AND NOT EXISTS (SELECT FROM casework_proposal AS w
          WHERE w.person_id = n.person_id AND w.state IN ('open', 'submitted', 'returned'))
      GROUP BY n.id
    ) AS d WHERE d.id = n.id
    """,
    f"""
    UPDATE oversight_late_news AS n SET resolution = 'in_force', resolved_at = statement_timestamp()
    WHERE n.resolution = '' AND n.after_outcome <> 2
      AND coalesce((SELECT benefits FROM ({DECIDED.format(row="n")}) AS a), '') = n.after_benefits
    """,
)

# Communes of today where a mark is open and no proposal that knew the news is waiting, or one waits that did not.
WITHOUT_PROPOSAL = """
SELECT DISTINCT q.area_id FROM oversight_late_news AS n JOIN registry_person AS q ON q.id = n.person_id
LEFT JOIN LATERAL (
  SELECT bool_or(r.known_at >= n.heard_at) AS knew, bool_or(r.known_at < n.heard_at) AS did_not
  FROM casework_proposal AS p JOIN determination_run AS r ON r.id = p.run_id
  WHERE p.person_id = n.person_id AND p.state IN ('open', 'submitted', 'returned')
) AS waiting ON true
WHERE n.source_id = %(source)s AND (n.resolution = '' AND waiting.knew IS NOT TRUE OR waiting.did_not)
ORDER BY 1
"""

# Communes of today where a proposal waits that did not know the news and counts from months of which it speaks: months in
# which nothing was determined or decided yet have no mark.
REACHING_BACK = """
SELECT DISTINCT q.area_id FROM unnest(%(people)s::bigint[], %(since)s::date[], %(until)s::date[]) AS n (person_id, since, until)
JOIN registry_person AS q ON q.id = n.person_id
JOIN casework_proposal AS p ON p.person_id = n.person_id AND p.state IN ('open', 'submitted', 'returned')
  AND p.first_month < p.month AND daterange(p.first_month, p.month) && daterange(n.since, n.until)
JOIN determination_run AS r ON r.id = p.run_id AND r.known_at < %(heard_at)s
ORDER BY 1
"""
