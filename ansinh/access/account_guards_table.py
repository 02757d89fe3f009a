"""What the database itself enforces of accounts, as SQL for the migrations.

A change of grants, and a lock, raise the account's epoch whoever makes it and by whatever road, so no session survives
it. Second factors and devices are their owner's; the system (``ansinh_wide``) reads them while somebody signs in.
"""

from ansinh.access.emergency_guards_table import ME


def _own(table: str) -> str:
    return f"""
GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO ansinh_app, ansinh_wide;
GRANT USAGE, SELECT ON SEQUENCE {table}_id_seq TO ansinh_app, ansinh_wide;
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_own ON {table} TO ansinh_app USING (user_id = {ME}) WITH CHECK (user_id = {ME});
CREATE POLICY {table}_everywhere ON {table} TO ansinh_wide USING (true) WITH CHECK (true);
"""


ACCOUNTS_SQL = f"""
{_own("access_device")}
{_own("access_factor")}
{_own("access_recovery_code")}
GRANT SELECT, INSERT, UPDATE, DELETE ON access_throttle TO ansinh_wide;
GRANT USAGE, SELECT ON SEQUENCE access_throttle_id_seq TO ansinh_wide;
GRANT INSERT, UPDATE ON access_user TO ansinh_wide;
GRANT USAGE, SELECT ON SEQUENCE access_user_id_seq TO ansinh_wide;

UPDATE access_user SET factor_waived = true WHERE display_name LIKE '% (trình diễn)';

CREATE FUNCTION access_grant_ends_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN UPDATE access_user SET epoch = epoch + 1 WHERE id = OLD.user_id; END IF;
  IF TG_OP <> 'DELETE' THEN UPDATE access_user SET epoch = epoch + 1 WHERE id = NEW.user_id; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER access_grant_ends_sessions AFTER INSERT OR UPDATE OR DELETE ON access_grant
  FOR EACH ROW EXECUTE FUNCTION access_grant_ends_sessions();

CREATE FUNCTION access_lock_ends_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.epoch := OLD.epoch + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER access_lock_ends_sessions BEFORE UPDATE ON access_user FOR EACH ROW
  WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION access_lock_ends_sessions();
"""
