"""What the database itself enforces of cases, as SQL for the migrations: nobody decides on the own household."""

from ansinh.kernel.row_security import ROLES

_ROLES = ", ".join(ROLES)
ME = "nullif(current_setting('ansinh.user', true), '')::bigint"

OWN_HOUSEHOLD_SQL = f"""
CREATE FUNCTION casework_own_household(who bigint, day date) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  WITH me AS (
    SELECT coalesce(a.kept_id, o.person_id) AS id
    FROM casework_officer_person AS o LEFT JOIN registry_alias AS a ON a.person_id = o.person_id
    WHERE o.user_id = who AND CASE WHEN day IS NULL THEN upper_inf(o.valid) ELSE o.valid @> day END
  ), home AS (
    SELECT m.household_id FROM registry_membership AS m JOIN me ON me.id = m.person_id
    WHERE m.retracted_at IS NULL AND CASE WHEN day IS NULL THEN upper_inf(m.valid) ELSE m.valid @> day END
  ), own AS (
    SELECT id FROM me
    UNION SELECT m.person_id FROM registry_membership AS m JOIN home USING (household_id)
    WHERE m.retracted_at IS NULL AND CASE WHEN day IS NULL THEN upper_inf(m.valid) ELSE m.valid @> day END
  )
  SELECT id FROM own UNION SELECT a.person_id FROM registry_alias AS a JOIN own ON own.id = a.kept_id
$$;
REVOKE EXECUTE ON FUNCTION casework_own_household(bigint, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_own_household(bigint, date) TO {_ROLES};

CREATE FUNCTION casework_not_own_proposals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (
      SELECT DISTINCT d.decided_by_id AS who, d.decided_on AS day FROM now_so AS p
      JOIN before AS b ON b.id = p.id AND b.state <> 'decided'
      JOIN casework_decision AS d ON d.id = p.decision_id
      WHERE p.state = 'decided' AND EXISTS (SELECT FROM casework_officer_person AS o WHERE o.user_id = d.decided_by_id)
    ) AS signed
    CROSS JOIN LATERAL casework_own_household(signed.who, signed.day) AS own (person_id)
    JOIN now_so AS p ON p.person_id = own.person_id AND p.state = 'decided'
    JOIN casework_decision AS d ON d.id = p.decision_id AND (d.decided_by_id, d.decided_on) = (signed.who, signed.day)
  ) THEN
    RAISE EXCEPTION 'nobody decides on the own household' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER casework_proposal_not_own AFTER UPDATE ON casework_proposal
  REFERENCING OLD TABLE AS before NEW TABLE AS now_so
  FOR EACH STATEMENT EXECUTE FUNCTION casework_not_own_proposals();

CREATE FUNCTION casework_not_own_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.person_id IN (SELECT casework_own_household(NEW.decided_by_id, NEW.closed_on)) THEN
    RAISE EXCEPTION 'nobody decides on the own household' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER casework_case_not_own AFTER UPDATE OF decided_by_id ON casework_case FOR EACH ROW
  WHEN (NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id AND NEW.decided_by_id IS NOT NULL)
  EXECUTE FUNCTION casework_not_own_case();
CREATE TRIGGER casework_case_born_not_own AFTER INSERT ON casework_case FOR EACH ROW
  WHEN (NEW.decided_by_id IS NOT NULL) EXECUTE FUNCTION casework_not_own_case();
"""

# Who is who in the registry concerns the holder of the account; the whole office needs only that it was declared.
OFFICER_PERSON_SQL = f"""
GRANT SELECT, INSERT, UPDATE (valid) ON casework_officer_person TO {_ROLES};
GRANT USAGE, SELECT ON SEQUENCE casework_officer_person_id_seq TO {_ROLES};
ALTER TABLE casework_officer_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY casework_officer_person_own ON casework_officer_person TO ansinh_app
  USING (user_id = {ME}) WITH CHECK (user_id = {ME});
CREATE POLICY casework_officer_person_everywhere ON casework_officer_person TO ansinh_wide USING (true) WITH CHECK (true);
"""
