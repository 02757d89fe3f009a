"""What a line costs by a contract, as SQL: worked out when a run is handed over, shown before, and held against later.

In whole đồng all the way. Amounts of lines are below 10^12 and rates at most a million in a million, so that no product
leaves 64 bits.
"""

# Of a line ``l`` by a contract ``c``; the part that goes by the amount is rounded as the contract says, then the fee is
# kept between least and most.
FEE_OF_LINE = """least(greatest(
  c.per_line_vnd + (l.amount_vnd * c.per_million_vnd
    + CASE c.rounding WHEN 'up' THEN 999999 WHEN 'half_up' THEN 500000 ELSE 0 END) / 1000000,
  c.minimum_vnd), coalesce(c.maximum_vnd, 9223372036854775807))"""

# Lines that are or were handed over, before release those that will be: never what was held back or cancelled.
HANDED_OVER = "l.state NOT IN ('held', 'cancelled')"

# The contract of the commune itself, else of the nearest area around it, in force on the run's pay day.
FEES_OF_RUN = f"""
WITH RECURSIVE enclosing (commune_id, area_id, far) AS (
  SELECT DISTINCT commune_id, commune_id, 0 FROM payments_line WHERE run_id = %(run)s
  UNION
  SELECT e.commune_id, u.parent_id, e.far + 1 FROM enclosing AS e JOIN areas_unit AS u ON u.id = e.area_id
  WHERE u.parent_id IS NOT NULL
), nearest AS (
  SELECT DISTINCT ON (e.commune_id, c.channel) e.commune_id, c.*
  FROM enclosing AS e JOIN payments_fee_contract AS c ON c.area_id = e.area_id AND c.valid @> %(on)s::date
  ORDER BY e.commune_id, c.channel, e.far
)
SELECT l.run_id, l.commune_id, c.id AS contract_id, count(*)::int AS line_count, sum(l.amount_vnd)::bigint AS lines_vnd,
  sum({FEE_OF_LINE})::bigint AS fee_vnd
FROM payments_line AS l JOIN nearest AS c ON (c.commune_id, c.channel) = (l.commune_id, l.channel)
WHERE l.run_id = %(run)s AND {HANDED_OVER} GROUP BY 1, 2, 3
"""

CHARGE = f"""
INSERT INTO payments_run_fee (run_id, commune_id, contract_id, line_count, lines_vnd, fee_vnd) {FEES_OF_RUN}
"""

BUDGET_BEARS = """
SELECT f.commune_id AS area_id, 'payment_fee' AS programme, sum(f.fee_vnd)::bigint AS amount_vnd, NULL::bigint AS line_id
FROM payments_run_fee AS f JOIN payments_fee_contract AS c ON c.id = f.contract_id AND c.bearer = 'budget'
WHERE f.run_id = %(run)s GROUP BY 1 HAVING sum(f.fee_vnd) > 0
"""

# Contracts end earlier, never later, never before a day on which they were charged by; nothing else of them changes.
FEE_GUARDS_SQL = """
CREATE FUNCTION payments_fee_contract_only_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF lower(NEW.valid) <> lower(OLD.valid) OR NOT NEW.valid <@ OLD.valid OR EXISTS (
    SELECT FROM payments_run_fee AS f JOIN payments_run AS r ON r.id = f.run_id
    WHERE f.contract_id = OLD.id AND NOT NEW.valid @> r.pay_on
  ) THEN
    RAISE EXCEPTION 'a contract may only end earlier, after the last day it was charged by'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_fee_contract_ends BEFORE UPDATE OF valid ON payments_fee_contract
  FOR EACH ROW EXECUTE FUNCTION payments_fee_contract_only_ends();
"""

DIFFERING_FEES = f"""
SELECT f.run_id, f.commune_id, f.contract_id, f.fee_vnd, coalesce(sum({FEE_OF_LINE}), 0)::bigint
FROM payments_run_fee AS f JOIN payments_fee_contract AS c ON c.id = f.contract_id
LEFT JOIN payments_line AS l ON (l.run_id, l.commune_id, l.channel) = (f.run_id, f.commune_id, c.channel) AND {HANDED_OVER}
GROUP BY f.id, f.run_id, f.commune_id, f.contract_id, f.fee_vnd, f.line_count, f.lines_vnd
HAVING f.fee_vnd <> coalesce(sum({FEE_OF_LINE}), 0) OR f.line_count <> count(l.id)
  OR f.lines_vnd <> coalesce(sum(l.amount_vnd), 0)
ORDER BY 1, 2 LIMIT 50
"""

FEES_NOT_IN_LEDGER = """
WITH charged AS (
  SELECT f.commune_id AS area_id, sum(f.fee_vnd) AS amount FROM payments_run_fee AS f
  JOIN payments_fee_contract AS c ON c.id = f.contract_id AND c.bearer = 'budget' GROUP BY 1
), ledger AS (
  SELECT a.area_id, sum(e.amount_vnd) AS amount FROM funds_account AS a JOIN funds_entry AS e ON e.account_id = a.id
  WHERE a.kind = 'fee' GROUP BY 1
)
SELECT area_id, coalesce(ledger.amount, 0), coalesce(charged.amount, 0) FROM charged FULL JOIN ledger USING (area_id)
WHERE coalesce(ledger.amount, 0) <> coalesce(charged.amount, 0) ORDER BY 1 LIMIT 50
"""
