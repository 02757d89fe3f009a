"""Who collects for whom on a list, as SQL within the drawing of it (``d``: person and programme, ``pay``: channel).

Whoever was ever authorised by a dated paper is told by dated papers alone: what was once written down without days
counts for nobody else, so that nobody collects on a paper that has run out.
"""

JOIN = """
  LEFT JOIN LATERAL (
    SELECT a.id, a.full_name, a.valid @> %(pay_on)s::date AS holds FROM payments_authorised AS a
    WHERE coalesce(pay.kind, 'post_office') IN ('post_office', 'home')
      AND a.confirmed_at IS NOT NULL AND a.withdrawn_at IS NULL AND a.person_id IN (
        SELECT n.name_id FROM payments_names AS n WHERE n.person_id = d.person_id)
    ORDER BY holds DESC, a.person_id = d.person_id DESC, a.id DESC LIMIT 1
  ) AS auth ON true
"""
NAME = "CASE WHEN auth.id IS NULL THEN coalesce(pay.recipient_name, '') WHEN auth.holds THEN auth.full_name ELSE '' END"

KEEP = """
INSERT INTO payments_line_recipient (line_id, authorised_id)
SELECT l.id, auth.id FROM payments_line AS l JOIN LATERAL (
  SELECT a.id FROM payments_authorised AS a
  WHERE a.confirmed_at IS NOT NULL AND a.withdrawn_at IS NULL AND a.valid @> %(pay_on)s::date AND a.person_id IN (
    SELECT n.name_id FROM payments_names AS n WHERE n.person_id = l.person_id)
  ORDER BY a.person_id = l.person_id DESC, a.id DESC LIMIT 1
) AS auth ON true
WHERE l.run_id = %(run)s AND l.channel IN ('post_office', 'home')
"""

# Confirmed facts stay: of an authorisation only its end may come nearer, and what was confirmed is not changed.
GUARDS_SQL = """
CREATE FUNCTION payments_recipient_holds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE wrong bigint;
BEGIN
  SELECT l.id INTO wrong FROM added JOIN payments_line AS l ON l.id = added.line_id
  JOIN payments_run AS r ON r.id = l.run_id JOIN payments_authorised AS a ON a.id = added.authorised_id
  WHERE a.confirmed_at IS NULL OR a.withdrawn_at IS NOT NULL OR NOT a.valid @> r.pay_on
    OR a.full_name <> l.recipient_name LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'payroll line %: who collects is not authorised on the day of payment', wrong
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payments_line_recipient_holds AFTER INSERT ON payments_line_recipient REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION payments_recipient_holds();
CREATE FUNCTION payments_authorised_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'authorisation %: only its end may come nearer', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payments_authorised_stays BEFORE UPDATE ON payments_authorised FOR EACH ROW
  WHEN (NOT OLD.valid @> NEW.valid OR lower(OLD.valid) <> lower(NEW.valid) OR OLD.withdrawn_at IS NOT NULL
    OR OLD.confirmed_at IS NOT NULL AND (OLD.confirmed_at, OLD.confirmed_by_id)
      IS DISTINCT FROM (NEW.confirmed_at, NEW.confirmed_by_id))
  EXECUTE FUNCTION payments_authorised_stays();
"""
