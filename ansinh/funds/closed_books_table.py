"""Whose closed books a posting meets, as SQL: those of the unit, of what it went over into, and of all above."""

from ansinh.funds.budget_guards_table import CHECK_PERIOD

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
CREATE OR REPLACE <period>
""".replace(
    "<period>",
    CHECK_PERIOD.replace(
        "<books>",
        'funds_books(\n        (SELECT array_agg(DISTINCT area_id) FROM added WHERE "on" = asked.day), asked.day)',
    ),
)
