"""Matching bookings of a bank with instructions, as SQL in the order in which it is carried out.

match_instr  (id, key, group_key, amount, account, name, tokens, due, debited, credited): what we told the bank to pay.
             ``account`` is a digest; ``tokens``: the words of the folded name, sorted. ``due``: it should be booked by
             now. ``debited``, ``credited``: booked, given back in an earlier statement.
match_entry  (id, side, amount, key, group_key, account, name, tokens, reference, text, seen): what the bank booked; side D or C.
             ``seen``: the same booking stood in an earlier statement.
match_pair   (entry_id, instr_id, amount, how): what fits beyond doubt. An instruction has one debit (or parts that add up) and one credit.
match_finding(kind, entry_id, instr_id, amount): what a person has to see. Rows of one entry belong together.

Every entry ends in exactly one of pair, finding; an instruction that is due ends in a pair or a finding.
"""

CREATE = """
CREATE TEMP TABLE match_instr (id bigint, key text, group_key text, amount bigint, account text, name text, tokens text,
  due boolean, debited boolean, credited boolean) ON COMMIT DROP;
CREATE TEMP TABLE match_entry (id bigint, side char(1), amount bigint, key text, group_key text, account text, name text,
  tokens text, reference text, text text, seen boolean) ON COMMIT DROP;
CREATE TEMP TABLE match_pair (entry_id bigint, instr_id bigint, amount bigint, how text) ON COMMIT DROP;
CREATE TEMP TABLE match_finding (kind text, entry_id bigint, instr_id bigint, amount bigint) ON COMMIT DROP;
"""

PREPARE = "CREATE INDEX ON match_instr (key); ANALYZE match_instr; ANALYZE match_entry;"

# The counterparty is who was to be paid: by account where the bank gives one, else by a name that may be cut short.
_AGREES = """
(CASE WHEN e.account <> '' THEN e.account = i.account
      WHEN e.name <> '' THEN e.tokens = i.tokens OR length(e.name) >= 6 AND left(i.name, length(e.name)) = e.name
      ELSE true END)
"""

REPEATED = """
INSERT INTO match_finding (kind, entry_id, amount)
SELECT 'repeated', id, amount FROM (
  SELECT id, amount, seen, row_number() OVER (PARTITION BY side, reference, amount, key ORDER BY id) AS nth
  FROM match_entry WHERE reference <> ''
) AS e WHERE seen OR nth > 1
"""

KEYED = f"""
CREATE TEMP TABLE match_keyed ON COMMIT DROP AS
SELECT *, row_number() OVER (PARTITION BY instr_id, side ORDER BY (agrees AND amount = due_vnd) DESC, told DESC, entry_id) AS nth
FROM (
  SELECT e.id AS entry_id, (e.account <> '' OR e.name <> '') AS told, e.side, e.amount, i.id AS instr_id, i.amount AS due_vnd, {_AGREES} AS agrees, i.debited, i.credited
  FROM match_entry AS e JOIN match_instr AS i ON i.key = e.key
  WHERE e.key <> '' AND NOT EXISTS (SELECT FROM match_finding AS f WHERE f.entry_id = e.id)
) AS k
"""
INDEX_KEYED = "CREATE INDEX ON match_keyed (instr_id); CREATE INDEX ON match_keyed (entry_id); ANALYZE match_keyed;"

BY_KEY = """
INSERT INTO match_pair SELECT entry_id, instr_id, amount, 'key' FROM match_keyed
WHERE side = 'D' AND nth = 1 AND agrees AND amount = due_vnd AND NOT debited
"""
INDEX_PAIRS = "CREATE INDEX ON match_pair (instr_id); CREATE INDEX ON match_pair (entry_id); ANALYZE match_pair;"

DUPLICATES = """
INSERT INTO match_finding SELECT 'duplicate', entry_id, instr_id, amount FROM match_keyed
WHERE side = 'D' AND agrees AND amount = due_vnd AND (nth > 1 OR debited)
"""

# Money comes back from what went out: the same key and amount, once.
CREDITS = """
INSERT INTO match_pair SELECT entry_id, instr_id, amount, 'return' FROM match_keyed AS k
WHERE side = 'C' AND nth = 1 AND agrees AND amount = due_vnd AND NOT credited
  AND (debited OR EXISTS (SELECT FROM match_pair AS p WHERE p.instr_id = k.instr_id));
INSERT INTO match_finding
SELECT CASE WHEN amount <> due_vnd THEN 'partial_credit'
            WHEN nth > 1 OR credited THEN 'duplicate_credit' ELSE 'credit_without_debit' END, entry_id, instr_id, amount
FROM match_keyed AS k WHERE side = 'C' AND agrees AND NOT EXISTS (SELECT FROM match_pair AS p WHERE p.entry_id = k.entry_id)
"""

LEFT = """
CREATE TEMP TABLE left_instr ON COMMIT DROP AS
SELECT i.* FROM match_instr AS i
WHERE NOT i.debited AND NOT EXISTS (SELECT FROM match_pair AS p WHERE p.instr_id = i.id);
CREATE INDEX ON left_instr (account, amount);
CREATE INDEX ON left_instr (key);
CREATE TEMP TABLE left_entry ON COMMIT DROP AS
SELECT e.* FROM match_entry AS e
WHERE NOT EXISTS (SELECT FROM match_pair AS p WHERE p.entry_id = e.id)
  AND NOT EXISTS (SELECT FROM match_finding AS f WHERE f.entry_id = e.id);
ANALYZE left_instr; ANALYZE left_entry;
"""

# What was dealt with leaves the two tables of what is left.
SHRINK = """
DELETE FROM left_entry AS e USING match_finding AS f WHERE f.entry_id = e.id;
DELETE FROM left_instr AS i USING match_finding AS f WHERE f.instr_id = i.id;
"""

# Several bookings of one key that add up to it; fewer đồng than due; or a slip of the pen.
PARTS = """
CREATE TEMP TABLE match_parts ON COMMIT DROP AS
SELECT k.entry_id, k.instr_id, k.amount, k.due_vnd, sum(k.amount) OVER (PARTITION BY k.instr_id) = k.due_vnd AS whole
FROM match_keyed AS k JOIN left_instr AS i ON i.id = k.instr_id JOIN left_entry AS e ON e.id = k.entry_id
WHERE k.side = 'D' AND k.agrees;
INSERT INTO match_pair SELECT entry_id, instr_id, amount, 'parts' FROM match_parts WHERE whole;
INSERT INTO match_finding
SELECT CASE WHEN whole THEN 'in_parts' WHEN amount > due_vnd OR due_vnd - amount < 1000 THEN 'amount' ELSE 'partial' END,
       entry_id, instr_id, amount FROM match_parts;
INSERT INTO match_finding
SELECT 'duplicate', k.entry_id, k.instr_id, k.amount FROM match_keyed AS k JOIN left_entry AS e ON e.id = k.entry_id
WHERE k.side = 'D' AND k.agrees AND NOT EXISTS (SELECT FROM match_parts AS p WHERE p.entry_id = k.entry_id);
"""

_KIND = "CASE WHEN e.key = '' THEN 'no_reference' ELSE 'wrong_reference' END"

# The nth booking to an account of an amount is proposed for the nth instruction of that account and amount.
BY_ACCOUNT = f"""
INSERT INTO match_finding SELECT {_KIND}, e.id, i.id, e.amount
FROM (SELECT *, row_number() OVER (PARTITION BY account, amount ORDER BY id) AS nth FROM left_entry
      WHERE side = 'D' AND account <> '') AS e
JOIN (SELECT *, row_number() OVER (PARTITION BY account, amount ORDER BY id) AS nth FROM left_instr WHERE account <> '') AS i
  USING (account, amount, nth)
"""

# One letter wrong, missing, too many, or two changed over: both keys without one letter are the same somewhere. Where
# several instructions are as near, no one is proposed: they stay due, and a person chooses.
NEAR_LIMIT = 300_000
BY_NEAR_KEY = f"""
CREATE TEMP TABLE match_near ON COMMIT DROP AS
SELECT DISTINCT e.id AS entry_id, i.id AS instr_id FROM (
  SELECT e.*, left(e.key, n - 1) || substr(e.key, n + 1) AS short FROM left_entry AS e, generate_series(1, length(e.key) + 1) AS n
  WHERE e.side = 'D' AND length(e.key) BETWEEN 8 AND 40
) AS e JOIN (
  SELECT i.*, left(i.key, n - 1) || substr(i.key, n + 1) AS short FROM left_instr AS i, generate_series(1, length(i.key) + 1) AS n
) AS i ON i.short = e.short AND i.amount = e.amount
WHERE {_AGREES};
INSERT INTO match_finding
SELECT DISTINCT ON (entry_id) 'wrong_reference', entry_id, CASE WHEN choices = 1 AND nth = 1 THEN instr_id END, amount FROM (
  SELECT m.*, e.amount, count(*) OVER (PARTITION BY entry_id) AS choices, row_number() OVER (PARTITION BY instr_id ORDER BY entry_id) AS nth
  FROM match_near AS m JOIN left_entry AS e ON e.id = m.entry_id
) AS m ORDER BY entry_id;
DROP TABLE match_near;
"""

BY_NAME = f"""
INSERT INTO match_finding SELECT {_KIND}, e.id, i.id, e.amount
FROM (SELECT *, count(*) OVER (PARTITION BY tokens, amount) AS alike FROM left_entry WHERE side = 'D' AND account = '' AND tokens <> '') AS e
JOIN (SELECT *, count(*) OVER (PARTITION BY tokens, amount) AS alike FROM left_instr) AS i USING (tokens, amount, alike)
WHERE alike = 1
"""

# One booking for several instructions: their keys stand in the text, it names their group, or they share the account.
MERGED = """
INSERT INTO match_finding SELECT 'merged', entry_id, instr_id, amount FROM (
  SELECT e.id AS entry_id, i.id AS instr_id, i.amount, e.amount AS booked, sum(i.amount) OVER (PARTITION BY e.id) AS total
  FROM left_entry AS e
  CROSS JOIN LATERAL (SELECT DISTINCT m[1] AS key FROM regexp_matches(e.text, '(AS[0-9]{4}-[0-9]{5,}-[0-9]{6,})', 'g') AS m) AS named
  JOIN left_instr AS i ON i.key = named.key WHERE e.side = 'D'
) AS m WHERE total = booked;
DELETE FROM left_entry AS e USING match_finding AS f WHERE f.entry_id = e.id;
DELETE FROM left_instr AS i USING match_finding AS f WHERE f.instr_id = i.id;
INSERT INTO match_finding SELECT 'merged', e.id, i.id, i.amount FROM left_entry AS e
JOIN (SELECT group_key, sum(amount) AS total FROM left_instr WHERE group_key <> '' GROUP BY 1) AS g
  ON g.total = e.amount AND g.group_key = coalesce(nullif(e.group_key, ''), e.key)
JOIN left_instr AS i ON i.group_key = g.group_key WHERE e.side = 'D';
DELETE FROM left_entry AS e USING match_finding AS f WHERE f.entry_id = e.id;
DELETE FROM left_instr AS i USING match_finding AS f WHERE f.instr_id = i.id;
INSERT INTO match_finding SELECT 'merged', e.id, i.id, i.amount FROM left_entry AS e
JOIN (SELECT account, sum(amount) AS total FROM left_instr WHERE account <> '' GROUP BY 1 HAVING count(*) > 1) AS a
  ON a.account = e.account AND a.total = e.amount
JOIN left_instr AS i ON i.account = a.account WHERE e.side = 'D';
"""

# Our key, and the money went to an account that is not the one we named; else nobody knows what it is.
UNKNOWN_DEBITS = """
INSERT INTO match_finding
SELECT CASE WHEN k.instr_id IS NULL THEN 'unknown_debit' ELSE 'wrong_account' END, e.id, k.instr_id, e.amount
FROM left_entry AS e LEFT JOIN LATERAL (
  SELECT k.instr_id FROM match_keyed AS k JOIN left_instr AS i ON i.id = k.instr_id WHERE k.entry_id = e.id LIMIT 1) AS k ON true
WHERE e.side = 'D'
"""

UNKNOWN_CREDITS = """
CREATE TEMP TABLE back_entry ON COMMIT DROP AS
SELECT *, row_number() OVER (PARTITION BY account, amount ORDER BY id) AS nth FROM left_entry WHERE side = 'C';
CREATE TEMP TABLE back_like ON COMMIT DROP AS
SELECT i.* FROM match_instr AS i JOIN (SELECT DISTINCT account, amount FROM back_entry WHERE account <> '') AS b USING (account, amount)
UNION
SELECT i.* FROM match_instr AS i JOIN (SELECT DISTINCT tokens, amount FROM back_entry WHERE account = '' AND tokens <> '') AS b USING (tokens, amount);
CREATE TEMP TABLE back_instr ON COMMIT DROP AS
SELECT i.*, row_number() OVER (PARTITION BY i.account, i.amount ORDER BY i.id) AS nth FROM back_like AS i
WHERE NOT i.credited
  AND (i.debited OR EXISTS (SELECT FROM match_pair AS p WHERE p.instr_id = i.id AND p.how <> 'return'))
  AND NOT EXISTS (SELECT FROM match_pair AS p WHERE p.instr_id = i.id AND p.how = 'return');
INSERT INTO match_finding SELECT 'doubtful_credit', e.id, i.id, e.amount
FROM back_entry AS e JOIN back_instr AS i USING (account, amount, nth) WHERE account <> '';
INSERT INTO match_finding SELECT 'doubtful_credit', e.id, i.id, e.amount
FROM (SELECT *, count(*) OVER (PARTITION BY tokens, amount) AS alike FROM back_entry WHERE account = '' AND tokens <> '') AS e
JOIN (SELECT *, count(*) OVER (PARTITION BY tokens, amount) AS alike FROM back_instr) AS i USING (tokens, amount, alike)
WHERE alike = 1;
INSERT INTO match_finding SELECT 'unknown_credit', e.id, NULL, e.amount FROM back_entry AS e
WHERE NOT EXISTS (SELECT FROM match_finding AS f WHERE f.entry_id = e.id);
"""

MISSING = """
INSERT INTO match_finding SELECT 'missing', NULL, i.id, i.amount FROM left_instr AS i
WHERE i.due AND NOT EXISTS (SELECT FROM match_pair AS p WHERE p.instr_id = i.id)
"""

STEPS = (
    ("prepare", PREPARE),
    ("repeated", REPEATED),
    ("keyed", KEYED),
    ("index_keyed", INDEX_KEYED),
    ("by_key", BY_KEY),
    ("index_pairs", INDEX_PAIRS),
    ("duplicates", DUPLICATES),
    ("credits", CREDITS),
    ("left", LEFT),
    ("parts", PARTS),
    ("shrink", SHRINK),
    ("by_account", BY_ACCOUNT),
    ("shrink", SHRINK),
    ("by_near_key", BY_NEAR_KEY),
    ("shrink", SHRINK),
    ("by_name", BY_NAME),
    ("shrink", SHRINK),
    ("merged", MERGED),
    ("shrink", SHRINK),
    ("unknown_debits", UNKNOWN_DEBITS),
    ("unknown_credits", UNKNOWN_CREDITS),
    ("shrink", SHRINK),
    ("missing", MISSING),
)
TABLES = (
    "match_instr", "match_entry", "match_pair", "match_finding", "match_keyed", "left_instr", "left_entry", "match_parts",
    "back_entry", "back_like", "back_instr",
)  # fmt: skip
