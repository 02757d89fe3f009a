"""What the database itself enforces of emergency access, as SQL for the migrations: who sees a wish, and whom it opens.

``ansinh_lent`` is a role of its own, taken on only while a lent record is read: it may read the facts of the lent people
and nothing else, and may write nothing but the log. So lists, searches and counts never contain a lent person.
"""

from ansinh.kernel.row_security import OWN_AREAS, create_roles

LENT = "ansinh_lent"
ME = "nullif(current_setting('ansinh.user', true), '')::bigint"

EMERGENCY_SQL = f"""
{create_roles((LENT,))}
GRANT SELECT ON access_emergency, access_user TO {LENT};
GRANT SELECT, INSERT, UPDATE (decided_by_id, decided_at, granted, until) ON access_emergency TO ansinh_app;
GRANT SELECT, INSERT, UPDATE ON access_emergency TO ansinh_wide;
GRANT USAGE, SELECT ON SEQUENCE access_emergency_id_seq TO ansinh_app, ansinh_wide;
ALTER TABLE access_emergency ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_emergency_own_areas ON access_emergency TO ansinh_app
  USING (asked_by_id = {ME} OR area_id = ANY ({OWN_AREAS})) WITH CHECK (asked_by_id = {ME} OR area_id = ANY ({OWN_AREAS}));
CREATE POLICY access_emergency_everywhere ON access_emergency TO ansinh_wide USING (true) WITH CHECK (true);
CREATE POLICY access_emergency_lent ON access_emergency TO {LENT} USING (asked_by_id = {ME});

CREATE FUNCTION access_lent_people() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(person_id), '{{}}') FROM access_emergency
  WHERE granted AND until > clock_timestamp() AND asked_by_id = {ME}
$$;

CREATE FUNCTION access_emergency_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'access_emergency is append-only: what was asked and decided stays' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER access_emergency_no_update BEFORE UPDATE ON access_emergency FOR EACH ROW WHEN (
    (to_jsonb(OLD) - ARRAY['decided_by_id', 'decided_at', 'granted', 'until', 'read_count', 'last_read_at'])
      IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['decided_by_id', 'decided_at', 'granted', 'until', 'read_count', 'last_read_at'])
    OR OLD.granted IS NOT NULL AND (OLD.granted, OLD.decided_by_id, OLD.decided_at, OLD.until)
      IS DISTINCT FROM (NEW.granted, NEW.decided_by_id, NEW.decided_at, NEW.until)
  ) EXECUTE FUNCTION access_emergency_once();
CREATE TRIGGER access_emergency_no_delete BEFORE DELETE ON access_emergency
  FOR EACH ROW EXECUTE FUNCTION access_emergency_once();
CREATE TRIGGER access_emergency_no_truncate BEFORE TRUNCATE ON access_emergency
  FOR EACH STATEMENT EXECUTE FUNCTION access_emergency_once();
"""


def lent(table: str, column: str) -> str:
    """A table whose rows about lent people may be read, and only read."""
    return f"""
GRANT SELECT ON {table} TO {LENT};
CREATE POLICY {table}_lent ON {table} FOR SELECT TO {LENT} USING ({column} = ANY (access_lent_people()));
"""
