"""What the database itself refuses in the ledger, as SQL for the migration."""

BALANCE_SQL = """
CREATE FUNCTION funds_stamp_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.created_xid := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER funds_transfer_stamp BEFORE INSERT ON funds_transfer
  FOR EACH ROW EXECUTE FUNCTION funds_stamp_transfer();

-- Entries come from the transaction of their transfer and balance at the end of each statement.
CREATE FUNCTION funds_check_entries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE wrong bigint;
BEGIN
  SELECT added.transfer_id INTO wrong FROM added LEFT JOIN funds_transfer AS t ON t.id = added.transfer_id
  WHERE t.created_xid IS DISTINCT FROM pg_current_xact_id()::text::bigint LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transfer % was made by another transaction: no entries can be added', wrong
      USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT e.transfer_id INTO wrong FROM funds_entry AS e
  WHERE e.transfer_id IN (SELECT transfer_id FROM added) GROUP BY 1 HAVING sum(e.amount_vnd) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transfer % does not balance', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER funds_entry_check AFTER INSERT ON funds_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION funds_check_entries();

-- At commit every transfer has at least two entries and balances.
CREATE FUNCTION funds_check_transfer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE entries bigint; total numeric;
BEGIN
  SELECT count(*), coalesce(sum(amount_vnd), 0) INTO entries, total FROM funds_entry WHERE transfer_id = NEW.id;
  IF entries < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'transfer % has % entries that sum to %', NEW.id, entries, total USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER funds_transfer_check AFTER INSERT ON funds_transfer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funds_check_transfer();
CREATE INDEX funds_entry_by_transfer ON funds_entry (transfer_id) INCLUDE (amount_vnd);
"""
