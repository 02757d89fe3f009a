"""The database roles of the application, the audit chain, and what may be done with the kernel's tables."""

from django.db import migrations

from ansinh.kernel.audit_chain import CHAIN_SQL
from ansinh.kernel.row_security import APPEND, CREATE_ROLES, KEEP, WRITE, append_only, open_table


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(CREATE_ROLES, migrations.RunSQL.noop),
        migrations.RunSQL(CHAIN_SQL, migrations.RunSQL.noop),
        append_only("kernel_audit_entry"),
        append_only("kernel_audit_link"),
        migrations.RunSQL(
            """
            GRANT INSERT ON kernel_audit_entry TO ansinh_app, ansinh_wide;
            GRANT SELECT ON kernel_audit_entry, kernel_audit_link TO ansinh_wide;
            GRANT SELECT (id, at) ON kernel_audit_entry TO ansinh_app;
            GRANT USAGE, SELECT ON SEQUENCE kernel_audit_entry_id_seq TO ansinh_app, ansinh_wide;
            """,
            migrations.RunSQL.noop,
        ),
        open_table("kernel_outbox_fact", APPEND),
        open_table("kernel_idempotency_key", WRITE),
        open_table("kernel_progress", KEEP),
    ]
