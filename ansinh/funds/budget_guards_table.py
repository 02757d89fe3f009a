"""What the database itself refuses about budget lines, commitments and closed months, as SQL for the migrations."""

from ansinh.funds.codes import ENDS, FLOORED

_FLOORED = ", ".join(f"'{kind}'" for kind in FLOORED)
_ENDING = ", ".join(f"'{code}'" for code in ENDS)
_PAIRS = ", ".join(f"('{code}', '{before}')" for code, before in ENDS.items())

# Balances that may not fall below 0 are held in rows of their own: whoever posts second waits for the first, and the
# check on the row decides. Nobody but this trigger writes them.
HOLDING_SQL = f"""
CREATE FUNCTION funds_open_holding() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO funds_holding (account_id, amount_vnd) VALUES (NEW.id, 0);
  RETURN NULL;
END $$;
CREATE TRIGGER funds_account_opens_holding AFTER INSERT ON funds_account
  FOR EACH ROW WHEN (NEW.kind IN ({_FLOORED})) EXECUTE FUNCTION funds_open_holding();

CREATE FUNCTION funds_move_holdings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE moved record;
BEGIN
  FOR moved IN
    SELECT added.account_id, sum(added.amount_vnd) AS amount FROM added
    JOIN funds_account AS a ON a.id = added.account_id AND a.kind IN ({_FLOORED})
    GROUP BY 1 HAVING sum(added.amount_vnd) <> 0 ORDER BY 1
  LOOP
    UPDATE funds_holding SET amount_vnd = amount_vnd + moved.amount WHERE account_id = moved.account_id;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER funds_entry_moves_holdings AFTER INSERT ON funds_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION funds_move_holdings();

-- Whoever is about to draw on lines takes them first, in one order, and reads what the others have left.
CREATE FUNCTION funds_lock_holdings(accounts bigint[]) RETURNS TABLE (account_id bigint, amount_vnd bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.account_id, h.amount_vnd FROM funds_holding AS h WHERE h.account_id = ANY (accounts)
  ORDER BY h.account_id FOR UPDATE
$$;
REVOKE ALL ON FUNCTION funds_lock_holdings(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION funds_lock_holdings(bigint[]) TO ansinh_wide;
"""

# A pending transfer is ended once, by a transfer that names it and takes back exactly what it reserved.
TWO_PHASE_SQL = f"""
CREATE FUNCTION funds_check_ending() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE wrong bigint;
BEGIN
  PERFORM FROM funds_transfer AS p JOIN (VALUES {_PAIRS}) AS pair (code, before) ON p.code = pair.before
  WHERE p.id = NEW.of_id AND pair.code = NEW.code;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'transfer % (%) ends no pending transfer', NEW.id, NEW.code USING ERRCODE = 'check_violation';
  END IF;
  SELECT account_id INTO wrong FROM (
    SELECT e.account_id, e.amount_vnd FROM funds_entry AS e WHERE e.transfer_id = NEW.of_id AND e.amount_vnd > 0
    UNION ALL
    SELECT e.account_id, e.amount_vnd FROM funds_entry AS e WHERE e.transfer_id = NEW.id AND e.amount_vnd < 0
  ) AS both_sides GROUP BY 1 HAVING sum(amount_vnd) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transfer % does not take back what transfer % reserved', NEW.id, NEW.of_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER funds_transfer_ends AFTER INSERT ON funds_transfer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.code IN ({_ENDING})) EXECUTE FUNCTION funds_check_ending();
"""

# In a year whose budget is checked no list is approved without as much being reserved for it.
COVER_SQL = """
CREATE FUNCTION funds_year_is_checked(asked smallint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT checked FROM funds_budget_check WHERE year = asked ORDER BY id DESC LIMIT 1), false)
$$;
CREATE FUNCTION funds_check_cover() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE needed numeric; reserved numeric;
BEGIN
  IF NOT funds_year_is_checked(coalesce(NEW.year, extract(year FROM NEW."on")::smallint)) THEN
    RETURN NULL;
  END IF;
  SELECT coalesce(sum(amount_vnd), 0) INTO needed FROM funds_entry WHERE transfer_id = NEW.id AND amount_vnd > 0;
  SELECT coalesce(sum(e.amount_vnd), 0) INTO reserved FROM funds_transfer AS t JOIN funds_entry AS e
    ON e.transfer_id = t.id AND e.amount_vnd > 0 WHERE t.of_id = NEW.id AND t.code = 'budget_committed';
  IF needed <> reserved THEN
    RAISE EXCEPTION 'transfer %: % đồng approved, % đồng of the budget reserved', NEW.id, needed, reserved
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER funds_transfer_cover AFTER INSERT ON funds_transfer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.code = 'payroll_approved') EXECUTE FUNCTION funds_check_cover();
"""

# Rows of an estimate come with their decision; once it is approved or dropped there are no more.
ESTIMATE_SQL = """
CREATE FUNCTION funds_check_estimate_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE held funds_estimate%ROWTYPE;
BEGIN
  SELECT * INTO held FROM funds_estimate WHERE id = NEW.estimate_id FOR SHARE;
  IF held.state <> 'entered' THEN
    RAISE EXCEPTION 'estimate % is %: no rows can be added', NEW.estimate_id, held.state
      USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM FROM funds_budget_line WHERE id = NEW.line_id AND year = held.year;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'estimate % is of another year than line %', NEW.estimate_id, NEW.line_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER funds_estimate_row_check BEFORE INSERT ON funds_estimate_row
  FOR EACH ROW EXECUTE FUNCTION funds_check_estimate_row();

CREATE FUNCTION funds_check_estimate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'entered' THEN
    RAISE EXCEPTION 'estimate % is % already', OLD.id, OLD.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER funds_estimate_state BEFORE UPDATE ON funds_estimate
  FOR EACH ROW EXECUTE FUNCTION funds_check_estimate();
"""

# <books>: whose closed periods the areas of what was added on a day (asked.day) meet.
CHECK_PERIOD = """\
FUNCTION funds_check_period() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE asked record; shut record;
BEGIN
  FOR asked IN SELECT DISTINCT "on" AS day, (extract(year FROM "on") * 12 + extract(month FROM "on"))::int AS month
    FROM added ORDER BY 2
  LOOP
    PERFORM pg_advisory_xact_lock_shared(hashtext('funds_closing'), asked.month);
    SELECT c.id, c.period INTO shut FROM funds_closing AS c WHERE c.reopened_by_id IS NULL AND c.period @> asked.day
      AND c.area_id IN (SELECT <books>)
    LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'period % is closed: nothing is posted on %', shut.period, asked.day
        USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;"""

# Whoever posts shares the month with the others who post; who closes it waits for them, and they find it closed.
CLOSING_SQL = """
CREATE FUNCTION funds_above(areas bigint[]) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up (id) AS (
    SELECT unnest(areas) UNION SELECT u.parent_id FROM areas_unit AS u JOIN up ON up.id = u.id WHERE u.parent_id IS NOT NULL
  ) SELECT id FROM up
$$;
CREATE <period>
CREATE TRIGGER funds_transfer_period AFTER INSERT ON funds_transfer REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION funds_check_period();

CREATE FUNCTION funds_check_closing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE month int;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.reopened_by_id IS NOT NULL THEN
      RAISE EXCEPTION 'closing % was reopened already', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF lower(NEW.period) <> date_trunc('month', lower(NEW.period))::date OR upper(NEW.period) NOT IN (
    (lower(NEW.period) + interval '1 month')::date, (lower(NEW.period) + interval '1 year')::date)
    OR upper(NEW.period) - lower(NEW.period) > 31 AND extract(month FROM lower(NEW.period)) <> 1 THEN
    RAISE EXCEPTION 'period % is no month and no year', NEW.period USING ERRCODE = 'check_violation';
  END IF;
  FOR month IN SELECT (extract(year FROM day) * 12 + extract(month FROM day))::int
    FROM generate_series(lower(NEW.period), upper(NEW.period) - 1, interval '1 month') AS day
  LOOP
    PERFORM pg_advisory_xact_lock(hashtext('funds_closing'), month);
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER funds_closing_check BEFORE INSERT OR UPDATE ON funds_closing
  FOR EACH ROW EXECUTE FUNCTION funds_check_closing();
""".replace(
    "<period>",
    CHECK_PERIOD.replace(
        "<books>", 'funds_above((SELECT array_agg(DISTINCT area_id) FROM added WHERE "on" = asked.day))'
    ),
)
