"""Receipts in the database: only of what was paid, and what everybody may know of one by its code.

The page of verification reads with the owner's rights; it is told nothing about anybody: no name, no sum. ``back``: the
money came back after all.
"""

GUARDS_SQL = """
CREATE FUNCTION payments_receipt_of_paid() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE wrong bigint;
BEGIN
  SELECT l.id INTO wrong FROM added JOIN payments_line AS l ON l.id = added.line_id WHERE l.state <> 'paid' LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'payroll line %: a receipt is for what was received', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payments_receipt_of_paid AFTER INSERT ON payments_receipt REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION payments_receipt_of_paid();
"""

VERIFY_SQL = """
CREATE FUNCTION payments_verify_receipt(asked text)
RETURNS TABLE (office text, reference text, list_month date, printed_on date, back boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.name, l.key, l.month, r.printed_on, l.state <> 'paid'
  FROM payments_receipt AS r JOIN payments_line AS l ON l.id = r.line_id JOIN areas_unit AS u ON u.id = l.commune_id
  WHERE r.code = asked
$$;
"""

# What was not printed yet gets its code; of two prints at once one gives it.
KEEP = """
INSERT INTO payments_receipt (line_id, code, printed_on, printed_by_id)
SELECT given.line_id, given.code, %(on)s, %(by)s FROM unnest(%(lines)s::bigint[], %(codes)s::text[]) AS given (line_id, code)
ON CONFLICT (line_id) DO NOTHING
"""
ROWS = """
SELECT r.code, r.printed_on, l.key, l.full_name, l.born, l.village, l.programme, l.month, l.amount_vnd, l.channel,
  l.bank, l.account, l.recipient_name, l.payee, u.name, above.name, run.pay_on, paid.on_day, part.months, part.kinds,
  part.amounts
FROM payments_receipt AS r JOIN payments_line AS l ON l.id = r.line_id JOIN payments_run AS run ON run.id = l.run_id
JOIN areas_unit AS u ON u.id = l.commune_id LEFT JOIN areas_unit AS above ON above.id = u.parent_id
CROSS JOIN LATERAL (
  SELECT coalesce(
    (SELECT min(e.booked_on) FROM payments_match AS m JOIN payments_entry AS e ON e.id = m.entry_id
     WHERE m.line_id = l.id AND m.how IN ('key', 'parts', 'hand')),
    (SELECT min(f.imported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date FROM payments_return_row AS w
     JOIN payments_return_import AS f ON f.id = w.file_id
     WHERE w.line_id = l.id AND w.status = 'matched' AND w.outcome = 'paid')) AS on_day
) AS paid
CROSS JOIN LATERAL (
  SELECT array_agg(for_month ORDER BY for_month DESC, kind) AS months, array_agg(kind ORDER BY for_month DESC, kind) AS kinds,
    array_agg(vnd ORDER BY for_month DESC, kind) AS amounts
  FROM (SELECT for_month, kind, sum(amount_vnd)::bigint AS vnd FROM payments_part WHERE line_id = l.id GROUP BY 1, 2) AS p
) AS part
WHERE l.id = ANY (%(lines)s) ORDER BY l.village, l.key
"""
