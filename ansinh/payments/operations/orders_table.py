"""Orders of a provider as SQL. ``payments_told(key, state, version, amount_vnd, reference, reason)`` holds an answer."""

from ansinh.payments.states import ORDER_NEXT

# A released run's account payments, once; cancelled lines and those whose outcome is known already are none.
QUEUE = """
INSERT INTO payments_order (line_id, via_id, key, amount_vnd, state, version, attempts, reference, reason, puzzle, rung)
SELECT l.id, l.run_id, l.key, l.amount_vnd, 'waiting', 0, 0, '', '', '', false
FROM payments_line AS l JOIN payments_run_provider AS via ON via.run_id = l.run_id
JOIN payments_run AS r ON r.id = l.run_id AND r.state = 'released'
WHERE l.channel NOT IN ('post_office', 'home') AND l.state = 'sent'
  AND NOT EXISTS (SELECT FROM payments_order AS o WHERE o.line_id = l.id)
ORDER BY l.id
ON CONFLICT DO NOTHING
"""

# Whoever sends holds the lock, so nobody is sending what was being sent: its sender died, and the payment may be made.
ORPHANS = "UPDATE payments_order SET state = 'unknown' WHERE state = 'sending'"

OPEN_RUNS = """
SELECT v.run_id, v.provider_id FROM payments_run_provider AS v WHERE EXISTS (
  SELECT FROM payments_order AS o WHERE o.via_id = v.run_id
  AND (o.state IN ('waiting', 'sending', 'unknown', 'accepted') OR o.rung))
ORDER BY v.run_id
"""

CLAIM = """
UPDATE payments_order SET state = 'sending', attempts = attempts + 1, tried_at = statement_timestamp()
WHERE line_id IN (SELECT line_id FROM payments_order WHERE via_id = %(run)s AND state = 'waiting' AND puzzle = ''
                  ORDER BY line_id LIMIT %(limit)s FOR UPDATE)
RETURNING line_id
"""

CONTENT = """
SELECT l.key, l.amount_vnd, coalesce(nullif(l.recipient_name, ''), l.full_name), l.bank, l.account,
       'Tro cap xa hoi thang ' || to_char(l.month, 'MM/YYYY')
FROM payments_line AS l WHERE l.id = ANY (%s) ORDER BY l.id
"""

SILENT = "UPDATE payments_order SET state = 'unknown' WHERE line_id = ANY (%s) AND state = 'sending'"

# Those that may have been made and those that rang first; those that were accepted, when they were not asked lately.
TO_ASK = """
SELECT line_id, key FROM payments_order WHERE via_id = %(run)s AND line_id > %(after)s AND (
  state = 'unknown' OR rung
  OR state = 'accepted' AND coalesce(asked_at, tried_at) < statement_timestamp() - make_interval(secs => %(patience)s))
ORDER BY line_id LIMIT %(limit)s
"""

ASKED = "UPDATE payments_order SET asked_at = statement_timestamp(), rung = false WHERE line_id = ANY (%s)"

CREATE_TOLD = """
CREATE TEMP TABLE payments_told (key text, state text, version bigint, amount_vnd bigint, reference text, reason text)
ON COMMIT DROP
"""

_PAIRS = ", ".join(f"('{a}', '{b}')" for a, following in ORDER_NEXT.items() for b in sorted(following))

# An answer about what nobody asked is none; one that is older than what is known changes nothing.
JUDGE = f"""
CREATE TEMP TABLE payments_judged ON COMMIT DROP AS
SELECT DISTINCT ON (o.line_id) o.line_id, o.key, t.*, o.state AS before, CASE
    WHEN t.state = 'not_known' AND o.state IN ('sending', 'unknown') THEN 'again'
    WHEN t.state = 'not_known' THEN 'lost'
    WHEN t.amount_vnd <> o.amount_vnd THEN 'amount'
    WHEN t.state = o.state OR t.version < o.version THEN 'known'
    WHEN (o.state, t.state) IN ({_PAIRS}) THEN 'news'
    ELSE 'contradiction' END AS verdict
FROM payments_told AS told JOIN payments_order AS o ON o.key = told.key AND o.via_id = %(run)s AND o.line_id = ANY (%(asked)s)
CROSS JOIN LATERAL (SELECT told.state, told.version, told.amount_vnd, told.reference, told.reason) AS t
ORDER BY o.line_id, t.version DESC
"""

TAKE = """
UPDATE payments_order AS o SET
  state = CASE WHEN j.verdict = 'news' THEN j.state WHEN o.state = 'sending' THEN 'unknown'
               WHEN j.verdict = 'again' THEN 'waiting' ELSE o.state END,
  version = CASE WHEN j.verdict IN ('news', 'known') THEN greatest(o.version, j.version) ELSE o.version END,
  reference = CASE WHEN j.verdict = 'news' AND j.reference <> '' THEN j.reference ELSE o.reference END,
  reason = CASE WHEN j.verdict = 'news' THEN j.reason ELSE o.reason END,
  puzzle = CASE j.verdict
    WHEN 'lost' THEN 'Nhà cung cấp đã nhận khoản này mà nay nói là không biết.'
    WHEN 'amount' THEN 'Nhà cung cấp ghi ' || j.amount_vnd || ' đồng cho khoản này.'
    WHEN 'contradiction' THEN 'Nhà cung cấp nói “' || j.state || '” sau khi đã nói “' || o.state || '”.'
    ELSE o.puzzle END
FROM payments_judged AS j WHERE j.line_id = o.line_id
"""

ENDED = """
SELECT key, amount_vnd, state, reason FROM payments_judged
WHERE verdict = 'news' AND state IN ('executed', 'refused', 'returned') ORDER BY line_id
"""
