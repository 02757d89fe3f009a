"""Who collects for whom on a list, as SQL within the drawing of it (``d``: person and programme, ``pay``: channel).

Whoever was ever authorised by a dated paper is told by dated papers alone: what was once written down without days
counts for nobody else, so that nobody collects on a paper that has run out. Nor do the dead: papers end with them as
soon as the news is heard (``operations/settle_collectors.py``), and drawing looks for itself, in case it is quicker.
"""

# Of a paper ``a``: the death of whoever bears its number, as the registry has it now.
DIED = """(
  SELECT p.died_on FROM registry_paper AS n JOIN registry_person AS p ON p.id = n.person_id
  WHERE n.number_index = a.number_index AND n.retracted_at IS NULL
  ORDER BY upper(n.valid) DESC NULLS FIRST, n.id DESC LIMIT 1
)"""
_HOLDS = f"(a.valid @> %(pay_on)s::date AND ({DIED} < %(pay_on)s::date) IS NOT TRUE)"

JOIN = f"""
  LEFT JOIN LATERAL (
    SELECT a.id, a.full_name, {_HOLDS} AS holds FROM payments_authorised AS a
    WHERE coalesce(pay.kind, 'post_office') IN ('post_office', 'home')
      AND a.confirmed_at IS NOT NULL AND a.withdrawn_at IS NULL AND a.person_id IN (
        SELECT n.name_id FROM payments_names AS n WHERE n.person_id = d.person_id)
    ORDER BY holds DESC, a.person_id = d.person_id DESC, a.id DESC LIMIT 1
  ) AS auth ON true
"""
NAME = "CASE WHEN auth.id IS NULL THEN coalesce(pay.recipient_name, '') WHEN auth.holds THEN auth.full_name ELSE '' END"

KEEP = f"""
INSERT INTO payments_line_recipient (line_id, authorised_id, last_day)
SELECT l.id, auth.id, auth.last_day FROM payments_line AS l JOIN LATERAL (
  SELECT a.id, coalesce(a.written_end, upper(a.valid)) - 1 AS last_day FROM payments_authorised AS a
  WHERE a.confirmed_at IS NOT NULL AND a.withdrawn_at IS NULL AND {_HOLDS} AND a.person_id IN (
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

# A paper may end with a death and run again, up to where it ends itself, when the death is believed no more.
ENDED_BY_DEATH_SQL = """
DROP TRIGGER payments_authorised_stays ON payments_authorised;
CREATE TRIGGER payments_authorised_stays BEFORE UPDATE ON payments_authorised FOR EACH ROW
  WHEN (lower(OLD.valid) <> lower(NEW.valid)
    OR greatest(upper(NEW.valid), NEW.written_end) > coalesce(OLD.written_end, upper(OLD.valid))
    OR OLD.withdrawn_at IS NOT NULL AND (OLD.withdrawn_at, OLD.valid) IS DISTINCT FROM (NEW.withdrawn_at, NEW.valid)
    OR OLD.confirmed_at IS NOT NULL AND (OLD.confirmed_at, OLD.confirmed_by_id, OLD.person_id, OLD.full_name,
        OLD.relation, OLD.paper, OLD.paper_number, OLD.paper_on, OLD.issuer)
      IS DISTINCT FROM (NEW.confirmed_at, NEW.confirmed_by_id, NEW.person_id, NEW.full_name,
        NEW.relation, NEW.paper, NEW.paper_number, NEW.paper_on, NEW.issuer)
    OR OLD.id_number IS DISTINCT FROM NEW.id_number AND NOT kernel_may_reseal())
  EXECUTE FUNCTION payments_authorised_stays();
"""

# Every paper of a number that one of ``people`` bears or bore: as the registry has its bearer now. What begins after a
# paper that ended with a death stands in the way of its running again.
SETTLE = f"""
WITH known AS (
  SELECT a.id, lower(a.valid) AS since, coalesce(a.written_end, upper(a.valid)) AS written,
    {DIED} AS died_on, (
      SELECT min(lower(o.valid)) FROM payments_authorised AS o
      WHERE o.person_id = a.person_id AND o.id <> a.id AND o.withdrawn_at IS NULL AND lower(o.valid) >= upper(a.valid)
    ) AS followed
  FROM payments_authorised AS a
  WHERE a.withdrawn_at IS NULL AND a.number_index IN (
    SELECT number_index FROM registry_paper WHERE person_id = ANY (%(people)s))
), cut AS (
  SELECT id, since, written, followed,
    CASE WHEN died_on IS NOT NULL AND greatest(died_on, since) + 1 < written THEN died_on END AS died_on
  FROM known
), wanted AS (
  SELECT id, written, died_on,
    least(CASE WHEN died_on IS NOT NULL THEN greatest(died_on, since) + 1 END, written, followed) AS until
  FROM cut
)
UPDATE payments_authorised AS a SET valid = daterange(lower(a.valid), w.until), collector_died_on = w.died_on,
  written_end = CASE WHEN w.died_on IS NOT NULL THEN w.written END,
  noted_on = CASE WHEN w.died_on IS NOT NULL THEN coalesce(a.noted_on, %(on)s) END
FROM wanted AS w, registry_person AS p
WHERE a.id = w.id AND p.id = a.person_id AND (upper(a.valid), a.collector_died_on) IS DISTINCT FROM (w.until, w.died_on)
RETURNING a.id, a.person_id, p.area_id, w.died_on IS NOT NULL
"""
