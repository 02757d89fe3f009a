"""What the database itself refuses about goods and donations, as SQL for the migration."""

from collections.abc import Mapping


def _steps(table: str, allowed: Mapping[str, tuple[str, ...]]) -> str:
    """Refuse every step of ``state`` that is not allowed; a row that has reached its end is not changed at all."""
    pairs = " OR ".join(
        f"(OLD.state = '{before}' AND NEW.state IN ({', '.join(repr(s) for s in after)}))"
        for before, after in allowed.items()
    )
    return f"""
CREATE FUNCTION {table}_check_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT ({pairs}) THEN
    RAISE EXCEPTION '{table} %: % does not become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {table}_step BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_check_step();
"""


def _rows(table: str, parent: str, column: str, state: str = "entered", act: str = "INSERT") -> str:
    """Rows join their list (or are changed) only while it is in ``state``."""
    return f"""
CREATE FUNCTION {table}_check_{act.lower()}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM {parent} WHERE id = NEW.{column} AND state = '{state}' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '{parent} % takes no more rows', NEW.{column} USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {table}_parent_{act.lower()} BEFORE {act} ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_check_{act.lower()}();
"""


STOCK_SQL = """
CREATE FUNCTION funds_move_stock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE moved record;
BEGIN
  FOR moved IN SELECT store_id, batch_id, sum(quantity) AS quantity FROM added GROUP BY 1, 2 ORDER BY 1, 2 LOOP
    UPDATE funds_stock SET quantity = quantity + moved.quantity
    WHERE store_id = moved.store_id AND batch_id = moved.batch_id;
    IF NOT FOUND THEN
      INSERT INTO funds_stock (store_id, batch_id, quantity) VALUES (moved.store_id, moved.batch_id, moved.quantity)
      ON CONFLICT (store_id, batch_id) DO UPDATE SET quantity = funds_stock.quantity + excluded.quantity;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER funds_stock_move_moves AFTER INSERT ON funds_stock_move REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION funds_move_stock();
CREATE FUNCTION funds_lock_stock(store bigint) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT FROM funds_stock WHERE store_id = store ORDER BY batch_id FOR UPDATE
$$;
REVOKE ALL ON FUNCTION funds_lock_stock(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION funds_lock_stock(bigint) TO ansinh_wide;
"""

_DECIDED = {"entered": ("approved", "dropped")}
STEPS_SQL = (
    _steps("funds_handover", _DECIDED | {"approved": ("closed",)})
    + _steps("funds_stocktaking", _DECIDED)
    + _steps("funds_gift", {"promised": ("received", "withdrawn")})
    + _steps("funds_gift_use", _DECIDED)
    + _rows("funds_handover_row", "funds_handover", "handover_id")
    + _rows("funds_handover_row", "funds_handover", "handover_id", "approved", "UPDATE")
    + _rows("funds_stocktaking_row", "funds_stocktaking", "stocktaking_id")
)
