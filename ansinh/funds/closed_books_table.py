"""Whose closed books a posting meets, as SQL: those of the unit, of what it went over into, and of all above."""

# A unit that went over into others is accounted for by them from that day on; earlier days are in its own books. Only the
# unit's own way is followed: what a district above it went over into are its neighbours too.
BOOKS_SQL = """
CREATE FUNCTION funds_books(areas bigint[], day date) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
  WITH RECURSIVE heir (id) AS (
    SELECT unnest(areas)
    UNION SELECT s.successor_id FROM areas_succession AS s JOIN heir ON heir.id = s.predecessor_id WHERE s."on" <= day
  ), up (id) AS (
    SELECT id FROM heir
    UNION SELECT u.parent_id FROM areas_unit AS u JOIN up ON up.id = u.id WHERE u.parent_id IS NOT NULL
  ) SELECT id FROM up
$$;
CREATE OR REPLACE FUNCTION funds_check_period() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE asked record; shut record;
BEGIN
  FOR asked IN SELECT DISTINCT "on" AS day, (extract(year FROM "on") * 12 + extract(month FROM "on"))::int AS month
    FROM added ORDER BY 2
  LOOP
    PERFORM pg_advisory_xact_lock_shared(hashtext('funds_closing'), asked.month);
    SELECT c.id, c.period INTO shut FROM funds_closing AS c WHERE c.reopened_by_id IS NULL AND c.period @> asked.day
      AND c.area_id IN (SELECT funds_books(
        (SELECT array_agg(DISTINCT area_id) FROM added WHERE "on" = asked.day), asked.day))
    LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'period % is closed: nothing is posted on %', shut.period, asked.day
        USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
"""
