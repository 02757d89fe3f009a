"""What a line costs by a contract, as SQL: worked out when a run is handed over, shown before, and held against later.

In whole đồng all the way. Amounts of lines are below 10^12 and rates at most a million in a million, so that no product
leaves 64 bits.
"""

from ansinh.payments.fee_states import FEE_PAYMENT_NEXT
from ansinh.payments.guards_table import pairs

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

# Where only what is received is charged, handing over binds the lines to the contract and costs nothing.
CHARGE = f"""
INSERT INTO payments_run_fee (run_id, commune_id, contract_id, line_count, lines_vnd, fee_vnd)
SELECT f.run_id, f.commune_id, f.contract_id, f.line_count, f.lines_vnd,
  CASE c.due WHEN 'received' THEN 0 ELSE f.fee_vnd END
FROM ({FEES_OF_RUN}) AS f JOIN payments_fee_contract AS c ON c.id = f.contract_id
"""

# What the rows of a file that moved lines make owed, or no longer owed: a line that came back unpaid never was.
CHARGE_RECEIVED = f"""
INSERT INTO payments_run_fee (run_id, commune_id, contract_id, file_id, line_count, lines_vnd, fee_vnd)
SELECT l.run_id, l.commune_id, c.id, r.file_id, way.sign * count(*)::int, way.sign * sum(l.amount_vnd)::bigint,
  way.sign * sum({FEE_OF_LINE})::bigint
FROM payments_return_row AS r JOIN payments_line AS l ON l.id = r.line_id
JOIN (VALUES ('paid', 1), ('returned', -1)) AS way (outcome, sign) ON way.outcome = r.outcome
JOIN payments_run_fee AS bound ON (bound.run_id, bound.commune_id) = (l.run_id, l.commune_id) AND bound.file_id IS NULL
JOIN payments_fee_contract AS c ON c.id = bound.contract_id AND c.channel = l.channel AND c.due = 'received'
WHERE r.file_id = %(file)s AND r.status = 'matched' AND (way.sign > 0 OR EXISTS (
  SELECT FROM payments_return_row AS paid WHERE paid.line_id = l.id AND paid.status = 'matched'
    AND paid.outcome = 'paid'))
GROUP BY l.run_id, l.commune_id, c.id, r.file_id, way.sign
"""

# Of a run as it is handed over (``%(file)s`` NULL), or of a file; what is owed (``%(sign)s`` 1), or no longer (-1).
BUDGET_BEARS = """
SELECT f.commune_id AS area_id, 'payment_fee' AS programme, %(sign)s * sum(f.fee_vnd)::bigint AS amount_vnd,
  NULL::bigint AS line_id
FROM payments_run_fee AS f JOIN payments_fee_contract AS c ON c.id = f.contract_id AND c.bearer = 'budget'
WHERE f.run_id = %(run)s AND f.file_id IS NOT DISTINCT FROM %(file)s::bigint AND %(sign)s * f.fee_vnd > 0 GROUP BY 1
"""

# Of a paper, by area: what is owed (1) or taken off (-1).
OF_PAYMENT = """
SELECT commune_id AS area_id, 'payment_fee' AS programme, %(sign)s * sum(fee_vnd)::bigint AS amount_vnd,
  NULL::bigint AS line_id
FROM payments_run_fee WHERE payment_id = %(payment)s AND %(sign)s * fee_vnd > 0 GROUP BY 1
"""

# By area of a year: all that is charged less what is not owed any more, all that approved papers pay, all that was
# drawn for it from lines for fees.
_STANDING = """
SELECT f.commune_id AS area_id, sum(f.fee_vnd) AS charged,
  coalesce(sum(f.fee_vnd) FILTER (WHERE p.state IN ('approved', 'paid')), 0) AS paying
FROM payments_run_fee AS f JOIN payments_fee_contract AS c ON c.id = f.contract_id AND c.bearer = 'budget'
JOIN payments_run AS r ON r.id = f.run_id LEFT JOIN payments_fee_payment AS p ON p.id = f.payment_id
WHERE f.commune_id IN ({areas}) AND r.month BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 1) GROUP BY 1
"""
_DRAWN = """
SELECT a.area_id, sum(e.amount_vnd) AS drawn FROM funds_account AS a JOIN funds_entry AS e ON e.account_id = a.id
JOIN funds_transfer AS t ON t.id = e.transfer_id
WHERE (a.kind, a.programme) = ('budget_line', 'payment_fee') AND a.area_id IN ({areas})
  AND t.code IN ('commitment_spent', 'budget_restored') AND t.year = %(year)s GROUP BY 1
"""
_AREAS_OF_FILE = "SELECT commune_id FROM payments_run_fee WHERE file_id = %(file)s"
_AREAS_OF_PAYMENT = "SELECT commune_id FROM payments_run_fee WHERE payment_id = %(payment)s"

# Drawn beyond this is given back; money that was sent for a fee that is not owed any more is still away.
_NEEDED = "SELECT area_id, greatest(charged, paying)::bigint AS amount_vnd FROM ({standing}) AS standing"
NEEDED_AFTER_FILE = _NEEDED.format(standing=_STANDING.format(areas=_AREAS_OF_FILE))
NEEDED_AFTER_PAYMENT = _NEEDED.format(standing=_STANDING.format(areas=_AREAS_OF_PAYMENT))

# What papers pay beyond what was drawn, once this one is approved: its own part of it is drawn now.
NOT_YET_DRAWN = f"""
SELECT s.area_id, 'payment_fee' AS programme, least(s.paying - coalesce(d.drawn, 0), own.amount_vnd)::bigint AS amount_vnd
FROM ({_STANDING.format(areas=_AREAS_OF_PAYMENT)}) AS s JOIN (
  SELECT commune_id AS area_id, sum(fee_vnd) AS amount_vnd FROM payments_run_fee WHERE payment_id = %(payment)s GROUP BY 1
) AS own USING (area_id) LEFT JOIN ({_DRAWN.format(areas=_AREAS_OF_PAYMENT)}) AS d USING (area_id)
WHERE least(s.paying - coalesce(d.drawn, 0), own.amount_vnd) > 0
"""

COLLECT = """
UPDATE payments_run_fee AS f SET payment_id = %(payment)s FROM payments_run AS r
WHERE r.id = f.run_id AND f.contract_id = %(contract)s AND f.payment_id IS NULL AND f.fee_vnd <> 0
  AND r.month BETWEEN %(since)s AND %(until)s
"""
LET_GO = "UPDATE payments_run_fee SET payment_id = NULL WHERE payment_id = %(payment)s"

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

PAYMENT_GUARDS_SQL = f"""
CREATE FUNCTION payments_check_fee_payment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE owed bigint; off bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'drawn' OR NOT EXISTS (SELECT FROM payments_fee_contract AS c
        WHERE (c.id, c.area_id, c.bearer) = (NEW.contract_id, NEW.area_id, 'budget')) THEN
      RAISE EXCEPTION 'a paper about fees is drawn up first, for a contract that the budget bears'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.state, NEW.state) NOT IN ({pairs(FEE_PAYMENT_NEXT)}) THEN
    RAISE EXCEPTION 'paper % about fees: % cannot become %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state <> 'drawn' AND (OLD.approved_by_id, OLD.approved_at) IS DISTINCT FROM (NEW.approved_by_id, NEW.approved_at)
  THEN
    RAISE EXCEPTION 'paper % about fees: what was signed cannot be changed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state IN ('approved', 'paid') THEN
    SELECT coalesce(sum(fee_vnd) FILTER (WHERE fee_vnd > 0), 0), coalesce(-sum(fee_vnd) FILTER (WHERE fee_vnd < 0), 0)
    INTO owed, off FROM payments_run_fee WHERE payment_id = NEW.id;
    IF (owed, off) <> (NEW.gross_vnd, NEW.set_off_vnd) THEN
      RAISE EXCEPTION 'paper % pays % less % đồng, its fees are % less %', NEW.id, NEW.gross_vnd, NEW.set_off_vnd,
        owed, off USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_fee_payment_step BEFORE INSERT OR UPDATE ON payments_fee_payment
  FOR EACH ROW EXECUTE FUNCTION payments_check_fee_payment();

-- A fee is paid by one paper, and let go only by one that was cancelled.
CREATE FUNCTION payments_check_fee_paid() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.payment_id IS NOT NULL AND (NEW.payment_id IS NOT NULL OR NOT EXISTS (
      SELECT FROM payments_fee_payment WHERE id = OLD.payment_id AND state = 'cancelled')) THEN
    RAISE EXCEPTION 'fee % is paid by paper % already', OLD.id, OLD.payment_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.payment_id IS NOT NULL AND (TG_OP = 'INSERT' OR NOT EXISTS (
      SELECT FROM payments_fee_payment AS p JOIN payments_run AS r ON r.id = NEW.run_id
      WHERE p.id = NEW.payment_id AND p.contract_id = NEW.contract_id AND p.state = 'drawn'
        AND r.month BETWEEN p.since AND p.until)) THEN
    RAISE EXCEPTION 'paper % does not pay fee %', NEW.payment_id, NEW.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_run_fee_paid BEFORE INSERT OR UPDATE ON payments_run_fee
  FOR EACH ROW EXECUTE FUNCTION payments_check_fee_paid();
"""

# By contracts that charge what is received: what files made owed is what the lines that are paid now cost.
_DUE_OF_LINE = f"CASE c.due WHEN 'received' THEN 0 ELSE {FEE_OF_LINE} END"
DIFFERING_FEES = f"""
SELECT f.run_id, f.commune_id, f.contract_id, f.fee_vnd, coalesce(sum({_DUE_OF_LINE}), 0)::bigint
FROM payments_run_fee AS f JOIN payments_fee_contract AS c ON c.id = f.contract_id
LEFT JOIN payments_line AS l ON (l.run_id, l.commune_id, l.channel) = (f.run_id, f.commune_id, c.channel) AND {HANDED_OVER}
WHERE f.file_id IS NULL GROUP BY f.id, f.run_id, f.commune_id, f.contract_id, f.fee_vnd, f.line_count, f.lines_vnd
HAVING f.fee_vnd <> coalesce(sum({_DUE_OF_LINE}), 0) OR f.line_count <> count(l.id)
  OR f.lines_vnd <> coalesce(sum(l.amount_vnd), 0)
UNION ALL
SELECT b.run_id, b.commune_id, b.contract_id, coalesce(f.fee_vnd, 0), coalesce(sum({FEE_OF_LINE}), 0)::bigint
FROM payments_run_fee AS b JOIN payments_fee_contract AS c ON c.id = b.contract_id AND c.due = 'received'
LEFT JOIN (
  SELECT run_id, commune_id, contract_id, sum(line_count) AS line_count, sum(lines_vnd) AS lines_vnd,
    sum(fee_vnd)::bigint AS fee_vnd FROM payments_run_fee WHERE file_id IS NOT NULL GROUP BY 1, 2, 3
) AS f USING (run_id, commune_id, contract_id)
LEFT JOIN payments_line AS l ON (l.run_id, l.commune_id, l.channel, l.state) = (b.run_id, b.commune_id, c.channel, 'paid')
WHERE b.file_id IS NULL GROUP BY b.id, b.run_id, b.commune_id, b.contract_id, f.fee_vnd, f.line_count, f.lines_vnd
HAVING coalesce(f.fee_vnd, 0) <> coalesce(sum({FEE_OF_LINE}), 0) OR coalesce(f.line_count, 0) <> count(l.id)
  OR coalesce(f.lines_vnd, 0) <> coalesce(sum(l.amount_vnd), 0)
ORDER BY 1, 2 LIMIT 50
"""

# Owed, approved, paid, and no longer owed but not taken off yet, as the fees and their papers say and as the ledger does.
FEES_NOT_IN_LEDGER = """
WITH fee AS (
  SELECT f.commune_id AS area_id, f.fee_vnd, coalesce(p.state, '') AS state FROM payments_run_fee AS f
  JOIN payments_fee_contract AS c ON c.id = f.contract_id AND c.bearer = 'budget'
  LEFT JOIN payments_fee_payment AS p ON p.id = f.payment_id
), standing AS (
  SELECT area_id, 'fee' AS kind, sum(fee_vnd) AS amount FROM fee WHERE fee_vnd > 0 AND state IN ('', 'drawn') GROUP BY 1
  UNION ALL
  SELECT area_id, 'fee_due', sum(fee_vnd) FROM fee WHERE fee_vnd > 0 AND state = 'approved' GROUP BY 1
  UNION ALL
  SELECT area_id, 'fee_claim', sum(fee_vnd) FROM fee WHERE fee_vnd < 0 AND state <> 'paid' GROUP BY 1
  UNION ALL
  SELECT area_id, 'fee_paid', sum(fee_vnd) FROM fee WHERE state = 'paid' GROUP BY 1
), ledger AS (
  SELECT a.area_id, a.kind, sum(e.amount_vnd) AS amount FROM funds_account AS a JOIN funds_entry AS e ON e.account_id = a.id
  WHERE a.kind IN ('fee', 'fee_due', 'fee_claim', 'fee_paid') GROUP BY 1, 2
)
SELECT area_id, kind, coalesce(ledger.amount, 0), coalesce(standing.amount, 0)
FROM standing FULL JOIN ledger USING (area_id, kind)
WHERE coalesce(ledger.amount, 0) <> coalesce(standing.amount, 0) ORDER BY 1, 2 LIMIT 50
"""

PAPERS_NOT_THEIR_FEES = """
SELECT p.id, p.gross_vnd - p.set_off_vnd, coalesce(sum(f.fee_vnd), 0)::bigint
FROM payments_fee_payment AS p LEFT JOIN payments_run_fee AS f ON f.payment_id = p.id
GROUP BY p.id HAVING (p.state = 'cancelled' AND count(f.id) > 0) OR p.state <> 'cancelled' AND (
  p.gross_vnd <> coalesce(sum(f.fee_vnd) FILTER (WHERE f.fee_vnd > 0), 0)
  OR p.set_off_vnd <> coalesce(-sum(f.fee_vnd) FILTER (WHERE f.fee_vnd < 0), 0))
ORDER BY 1 LIMIT 50
"""

# Nobody is sent more than was ever owed, contract by contract and commune by commune, nor less than nothing.
PAID_BEYOND_OWED = """
SELECT f.contract_id, f.commune_id, sum(f.fee_vnd) FILTER (WHERE p.state = 'paid'), sum(f.fee_vnd) FILTER (WHERE f.fee_vnd > 0)
FROM payments_run_fee AS f LEFT JOIN payments_fee_payment AS p ON p.id = f.payment_id GROUP BY 1, 2
HAVING coalesce(sum(f.fee_vnd) FILTER (WHERE p.state = 'paid'), 0)
  NOT BETWEEN 0 AND coalesce(sum(f.fee_vnd) FILTER (WHERE f.fee_vnd > 0), 0) ORDER BY 1, 2 LIMIT 50
"""
