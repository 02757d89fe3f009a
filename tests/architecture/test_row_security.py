"""The application's database roles see only what a policy shows them, and change no evidence."""

from __future__ import annotations

import pytest
from django.db import connection

from ansinh.kernel.row_security import ROLES

pytestmark = pytest.mark.django_db

OPEN_TABLES = {
    # tables without a policy that the application may read, and why no row of them needs hiding
    "kernel_outbox_fact": "ids and counts for reactions, no names",
    "kernel_idempotency_key": "keys and hashes",
    "kernel_progress": "counts of long work",
    "kernel_seal_key": "numbers and fingerprints of keys, never a key",
    "access_user": "who signed what is public inside the office",
    "access_grant": "as access_user",
    "determination_enactment": "texts of law; who entered and published them is public inside the office",
    "determination_publication": "as determination_enactment",
    "determination_withdrawal": "as determination_enactment",
    "access_throttle": "hashes of typed names and addresses",
    "django_session": "found by an unguessable key only",
    "django_content_type": "names of tables",
    "funds_batch": "goods, papers they came with, days of expiry; whose they are stands with the store",
    "funds_budget_check": "whether a year's budget is checked, and who said so",
    "oversight_reconciled_month": "when a month was counted, of which transactions; concerns nobody",
    "payments_sample_rule": "how large samples are; concerns nobody",
    "registry_duplicate_search": "counts of a search, no names",
    "registry_source": "file and row numbers, no names",
    "registry_name_word": "spellings of syllables and of villages, without who bears them or where",
    "registry_common_name_key": "hashes of syllables that thousands share, with how many",
}
OPEN_PREFIXES = {
    "areas_": "administrative units are public",
    "procrastinate_": "the queue: ids and names of jobs",
}
APPEND_ONLY_TRIGGER = "%_no_update"


def _rows(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall()


def test_the_roles_own_nothing_and_pass_no_policy() -> None:
    found = _rows(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles "
        "WHERE rolname = ANY (%s) ORDER BY 1",
        list(ROLES),
    )
    assert found == [(name, False, False, False, False, False) for name in sorted(ROLES)]
    assert _rows("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = ANY (%s)", list(ROLES)) == []
    assert _rows("SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = ANY (%s)", list(ROLES)) == []


def test_the_roles_create_nothing() -> None:
    for role in ROLES:
        assert _rows("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role) == [(False,)]


def test_every_readable_table_has_policies_or_a_reason_to_be_open() -> None:
    readable = _rows(
        """
        SELECT c.relname, c.relrowsecurity,
               (SELECT count(DISTINCT role) FROM pg_policy p, unnest(p.polroles) AS role
                WHERE p.polrelid = c.oid AND pg_get_userbyid(role) = ANY (%s))
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        WHERE c.relkind IN ('r', 'p', 'm') AND has_table_privilege('ansinh_app', c.oid, 'SELECT')
        """,
        list(ROLES),
    )
    bare = sorted(
        str(name)
        for name, secured, policies in readable
        if not (secured and policies == len(ROLES))
        and name not in OPEN_TABLES
        and not str(name).startswith(tuple(OPEN_PREFIXES))
    )
    assert bare == []


def test_the_list_of_open_tables_is_current() -> None:
    existing = {name for (name,) in _rows("SELECT relname FROM pg_class WHERE NOT relrowsecurity")}
    assert set(OPEN_TABLES) - existing == set()


def test_views_do_not_see_more_than_who_asks() -> None:
    """A view reads with its owner's rights unless it says security_invoker."""
    found = _rows(
        """
        SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace AND nspname = 'public'
        WHERE relkind = 'v' AND NOT coalesce(reloptions::text ILIKE '%%security_invoker=%%', false)
          AND has_table_privilege('ansinh_app', c.oid, 'SELECT')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        """
    )
    assert found == []


def test_append_only_tables_are_not_changed_by_the_application() -> None:
    """Deleting is never granted on them; updating only of columns named in a grant of its own."""
    found = _rows(
        """
        SELECT c.relname, role, privilege
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid,
             unnest(%s::text[]) AS role, unnest(ARRAY['DELETE', 'TRUNCATE']) AS privilege
        WHERE t.tgname LIKE %s AND has_table_privilege(role, c.oid, privilege)
        """,
        list(ROLES),
        APPEND_ONLY_TRIGGER,
    )
    assert found == []


def test_there_are_append_only_tables() -> None:
    found = {
        name
        for (name,) in _rows(
            "SELECT relname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE tgname LIKE %s",
            APPEND_ONLY_TRIGGER,
        )
    }
    assert {"kernel_audit_entry", "kernel_audit_link"} <= found
