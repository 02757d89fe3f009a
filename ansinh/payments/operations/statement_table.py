"""Statements against lines as SQL: what goes into the matching, and what its pairs and findings become."""

ENTRY_COLUMNS = (
    "number", "side", "amount_vnd", "booked_on", "key", "group_key", "name", "account", "reference", "text",
)  # fmt: skip
_COLUMNS = ", ".join(ENTRY_COLUMNS)
ENTRIES_IN = f"CREATE TEMP TABLE payments_entry_in ON COMMIT DROP AS SELECT {_COLUMNS} FROM payments_entry LIMIT 0"
TAKE_ENTRIES = f"""
INSERT INTO payments_entry (statement_id, {_COLUMNS}) SELECT %s, {_COLUMNS} FROM payments_entry_in ORDER BY number
"""

INSTRUCTED = """
SELECT l.id, l.key, l.run_id, u.code, l.channel, l.bank, l.amount_vnd, l.account, coalesce(nullif(l.recipient_name, ''), l.full_name),
  l.state IN ('sent', 'unknown', 'paid') AND (
    SELECT count(*) FROM generate_series(r.pay_on + 1, %(last)s::date, interval '1 day') AS day
    WHERE extract(isodow FROM day) < 6) > 3,
  EXISTS (SELECT FROM payments_match AS m WHERE m.line_id = l.id AND m.how IN ('key', 'parts', 'hand')),
  EXISTS (SELECT FROM payments_match AS m WHERE m.line_id = l.id AND m.how IN ('return', 'hand_return'))
FROM payments_line AS l JOIN payments_run AS r ON r.id = l.run_id JOIN payments_run_office AS o ON o.run_id = r.id
JOIN areas_unit AS u ON u.id = l.commune_id
WHERE r.state IN ('released', 'settled') AND l.channel NOT IN ('post_office', 'home') AND o.account = %(account)s
  AND r.pay_on > %(first)s::date - 400
"""

SEEN = """
SELECT DISTINCT e.reference FROM payments_entry AS e JOIN payments_statement AS s ON s.id = e.statement_id
WHERE s.account = %(account)s AND s.id <> %(statement)s AND e.reference <> ''
  AND e.reference IN (SELECT reference FROM payments_entry WHERE statement_id = %(statement)s)
"""

KEEP_PAIRS = """
INSERT INTO payments_match (entry_id, line_id, amount_vnd, how) SELECT entry_id, instr_id, amount, how FROM match_pair
"""

# What is known from an earlier statement needs nobody's eye; what stays missing is one case, however many statements follow.
KEEP_CASES = """
INSERT INTO payments_case (statement_id, kind, entry_id, amount_vnd, state, note)
SELECT %(statement)s, kind, entry_id, (SELECT amount_vnd FROM payments_entry AS e WHERE e.id = f.entry_id), 'open', ''
FROM (SELECT DISTINCT kind, entry_id FROM match_finding WHERE entry_id IS NOT NULL AND kind <> 'repeated') AS f
ORDER BY entry_id;
INSERT INTO payments_case_line (case_id, line_id, chosen)
SELECT DISTINCT c.id, f.instr_id, true FROM match_finding AS f JOIN payments_case AS c ON c.entry_id = f.entry_id
WHERE f.instr_id IS NOT NULL;
WITH missing AS (
  SELECT f.instr_id, f.amount, nextval(pg_get_serial_sequence('payments_case', 'id')) AS case_id FROM match_finding AS f
  WHERE f.kind = 'missing' AND NOT EXISTS (
    SELECT FROM payments_case_line AS l JOIN payments_case AS c ON c.id = l.case_id AND c.kind = 'missing' AND c.state = 'open'
    WHERE l.line_id = f.instr_id)
), made AS (
  INSERT INTO payments_case (id, statement_id, kind, entry_id, amount_vnd, state, note)
  SELECT case_id, %(statement)s, 'missing', NULL, amount, 'open', '' FROM missing RETURNING id
)
INSERT INTO payments_case_line (case_id, line_id, chosen) SELECT case_id, instr_id, true FROM missing
WHERE case_id IN (SELECT id FROM made)
"""

RESOLVE = """
UPDATE payments_case AS c SET state = 'resolved', decided_at = statement_timestamp()
FROM payments_case_line AS l JOIN payments_match AS m ON m.line_id = l.line_id AND m.how IN ('key', 'parts', 'hand')
WHERE c.id = l.case_id AND c.kind = 'missing' AND c.state = 'open'
"""

# Whole lines only: of one that was booked in parts, when they add up.
REPORTS = """
SELECT l.run_id, l.key, l.amount_vnd, m.how = 'return' AS back, min(e.reference), min(e.number)
FROM match_pair AS m JOIN payments_line AS l ON l.id = m.instr_id JOIN payments_entry AS e ON e.id = m.entry_id
GROUP BY l.run_id, l.id, l.key, l.amount_vnd, m.how = 'return' ORDER BY l.run_id, back, l.key
"""

THREE_WAYS = """
SELECT r.id, r.month, a.name, sum(l.amount_vnd)::bigint AS instructed,
  coalesce(sum(p.vnd), 0)::bigint AS decided,
  coalesce(sum(l.amount_vnd) FILTER (WHERE l.state = 'paid'), 0)::bigint AS recorded,
  coalesce(sum(m.debited), 0)::bigint AS debited, coalesce(sum(m.returned), 0)::bigint AS returned,
  count(*) FILTER (WHERE l.state = 'paid' AND m.debited IS NULL)::int AS unseen
FROM payments_line AS l JOIN payments_run AS r ON r.id = l.run_id JOIN areas_unit AS a ON a.id = r.area_id
LEFT JOIN LATERAL (SELECT sum(amount_vnd) AS vnd FROM payments_part WHERE line_id = l.id) AS p ON true
LEFT JOIN LATERAL (
  SELECT sum(amount_vnd) FILTER (WHERE how IN ('key', 'parts', 'hand')) AS debited,
         sum(amount_vnd) FILTER (WHERE how IN ('return', 'hand_return')) AS returned
  FROM payments_match WHERE line_id = l.id) AS m ON true
WHERE l.channel NOT IN ('post_office', 'home') AND l.state <> 'cancelled' AND r.state IN ('released', 'settled') AND r.month >= %(since)s
GROUP BY 1, 2, 3 ORDER BY r.month DESC, r.id
"""
