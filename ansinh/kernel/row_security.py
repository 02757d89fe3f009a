"""Row-level security, written once: which role may do what with which rows of a table.

``ansinh_app`` sees the rows of its areas (setting ``ansinh.areas``, an array of unit ids; unset: no rows).
``ansinh_wide`` sees every row; a province's officers and the jobs take it on. Neither owns anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import migrations

ROLES = ("ansinh_app", "ansinh_wide")
READ = ("SELECT",)
APPEND = ("SELECT", "INSERT")
WRITE = ("SELECT", "INSERT", "UPDATE")
KEEP = ("SELECT", "INSERT", "UPDATE", "DELETE")

# The sub-select is evaluated once a statement, not once a row.
OWN_AREAS = "coalesce((SELECT nullif(current_setting('ansinh.areas', true), '')::bigint[]), '{}')"


def create_roles(names: Sequence[str]) -> str:
    """SQL that makes roles which the current one may take on, unless they are there.

    Roles belong to the whole server: databases that are set up side by side meet here. Whoever comes second may find a
    role that cannot be seen yet, or one that is being granted at that moment, and tries again.
    """
    listed = ", ".join(f"'{name}'" for name in names)
    return f"""
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[{listed}] LOOP
    FOR attempt IN 1..50 LOOP
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
          EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', name);
        END IF;
        BEGIN
          EXECUTE format('SET LOCAL ROLE %I', name);
          SET LOCAL ROLE NONE;
        EXCEPTION WHEN insufficient_privilege THEN
          EXECUTE format('GRANT %I TO %I', name, current_user);
        END;
        EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', name);
        EXIT;
      EXCEPTION WHEN duplicate_object OR undefined_object OR unique_violation OR invalid_parameter_value
        OR internal_error THEN
        IF attempt = 50 THEN RAISE; END IF;
        PERFORM pg_sleep(0.1);
      END;
    END LOOP;
  END LOOP;
END $$;
"""


CREATE_ROLES = create_roles(ROLES)


def _grant(table: str, privileges: Sequence[str]) -> str:
    roles = ", ".join(ROLES)
    sequence = f"pg_get_serial_sequence('{table}', 'id')"
    return f"""
GRANT {", ".join(privileges)} ON {table} TO {roles};
DO $$ BEGIN
  IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = '{table}' AND column_name = 'id')
     AND {sequence} IS NOT NULL THEN
    EXECUTE 'GRANT USAGE, SELECT ON SEQUENCE ' || {sequence} || ' TO {roles}';
  END IF;
END $$;
"""


def _protected(table: str, rows: str, privileges: Sequence[str], *, written: str = "") -> str:
    return (
        _grant(table, privileges)
        + f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_own_areas ON {table} TO ansinh_app USING ({rows}) WITH CHECK ({written or rows});
CREATE POLICY {table}_everywhere ON {table} TO ansinh_wide USING (true) WITH CHECK (true);
"""
    )


def open_table(table: str, privileges: Sequence[str] = READ) -> migrations.RunSQL:
    """A table without people's data: both roles get the privileges, all rows are visible."""
    return migrations.RunSQL(_grant(table, privileges), migrations.RunSQL.noop)


def scoped_table(table: str, privileges: Sequence[str] = WRITE, column: str = "area_id") -> migrations.RunSQL:
    """A table whose rows belong to an area: visible and writable within the acting person's areas only."""
    return migrations.RunSQL(_protected(table, f"{column} = ANY ({OWN_AREAS})", privileges), migrations.RunSQL.noop)


def scoped_by_any(table: str, columns: Sequence[str], privileges: Sequence[str] = WRITE) -> migrations.RunSQL:
    """A table whose rows concern several areas: visible and writable to each of them."""
    rows = " OR ".join(f"{column} = ANY ({OWN_AREAS})" for column in columns)
    return migrations.RunSQL(_protected(table, rows, privileges), migrations.RunSQL.noop)


def scoped_through(
    table: str, parent: str, column: str, privileges: Sequence[str] = WRITE, parent_key: str = "id"
) -> migrations.RunSQL:
    """A table whose rows are visible as far as the row of ``parent`` that they point at is visible."""
    rows = f"EXISTS (SELECT FROM {parent} AS parent WHERE parent.{parent_key} = {table}.{column})"
    return migrations.RunSQL(_protected(table, rows, privileges), migrations.RunSQL.noop)


def shared_table(table: str, columns: Sequence[str], privileges: Sequence[str] = WRITE) -> migrations.RunSQL:
    """A table whose rows concern several areas: whoever has one of them sees the row, whoever has all may write it."""
    own = [f"{column} = ANY ({OWN_AREAS})" for column in columns]
    return migrations.RunSQL(
        _protected(table, " OR ".join(own), privileges, written=" AND ".join(own)), migrations.RunSQL.noop
    )


def _changed(but: Sequence[str]) -> str:
    if not but:
        return "true"
    return f"(to_jsonb(OLD) - ARRAY{list(but)!r}) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY{list(but)!r})"


def append_only(table: str, *, but: Sequence[str] = ()) -> migrations.RunSQL:
    """Refuse DELETE and TRUNCATE for everyone, the owner too, and UPDATE of every column not named in ``but``."""
    return migrations.RunSQL(
        f"""
CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{table} is append-only: corrections are new rows' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
  FOR EACH ROW WHEN ({_changed(but)}) EXECUTE FUNCTION {table}_is_append_only();
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only();
""",
        f"DROP FUNCTION {table}_is_append_only() CASCADE;",
    )


def also_writable(table: str, but: Sequence[str]) -> migrations.RunSQL:
    """An ``append_only`` table of which these columns, all of them named again, may be written later."""
    return migrations.RunSQL(
        f"""
DROP TRIGGER {table}_no_update ON {table};
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
  FOR EACH ROW WHEN ({_changed(but)}) EXECUTE FUNCTION {table}_is_append_only();
""",
        migrations.RunSQL.noop,
    )


# Sealing anew changes no fact, so the owner may do it where the setting says so; the roles of the application may not.
MAY_RESEAL = """
CREATE FUNCTION kernel_may_reseal() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('ansinh.resealing', true), '') = 'on'
    AND current_user NOT IN ('ansinh_app', 'ansinh_wide')
$$;
"""


def resealable(table: str, *, but: Sequence[str] = (), sealed: Sequence[str]) -> migrations.RunSQL:
    """An ``append_only`` table whose ``sealed`` columns the owner may write anew (``kernel.sealing.rotation``)."""
    return migrations.RunSQL(
        f"""
DROP TRIGGER {table}_no_update ON {table};
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW
  WHEN ({_changed((*but, *sealed))} OR ({_changed(but)} AND NOT kernel_may_reseal()))
  EXECUTE FUNCTION {table}_is_append_only();
""",
        migrations.RunSQL.noop,
    )
