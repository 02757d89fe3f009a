"""As known when a list was drawn, and when a run was cancelled: so that any list can be drawn anew."""

from django.db import migrations, models

from ansinh.kernel.row_security import also_writable

# Deferred checks run at once: tables with checks that wait cannot be altered by what follows.
CANCELLED_BEFORE = """
UPDATE payments_run AS r SET cancelled_at = told.at FROM (
  SELECT object_id, max(at) AS at FROM kernel_audit_entry
  WHERE action = 'payroll.cancel' AND object_kind = 'payroll_run' GROUP BY 1
) AS told WHERE r.state = 'cancelled' AND told.object_id = r.id::text;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0010_sealed_only"), ("kernel", "0001_initial")]

    operations = [
        migrations.AddField("payrollrun", "drawn_at", models.DateTimeField(null=True)),
        migrations.AddField("payrollrun", "cancelled_at", models.DateTimeField(null=True)),
        also_writable(
            "payments_run",
            but=(
                "state", "manifest_sha256", "drawn_at", "locked_at", "approved_by_id", "approved_at", "released_by_id",
                "released_at", "settled_at", "cancelled_at", "cancelled_because",
            ),
        ),
        migrations.RunSQL(CANCELLED_BEFORE, migrations.RunSQL.noop),
    ]
