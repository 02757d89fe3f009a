"""Lists are frozen, states follow their table, and everybody sees their own areas only."""

from django.db import migrations

from ansinh.kernel.row_security import APPEND, WRITE, append_only, scoped_table, scoped_through
from ansinh.payments.guards_table import DRAFT_SQL, STATES_SQL, VISIBILITY_SQL


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0001_initial"),
        ("funds", "0002_ledger"),
        ("casework", "0002_row_security"),
        ("registry", "0002_row_security"),
    ]

    operations = [
        migrations.RunSQL(STATES_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(DRAFT_SQL, migrations.RunSQL.noop),
        scoped_table("payments_share", APPEND, column="commune_id"),
        scoped_table("payments_line", WRITE, column="commune_id"),
        scoped_through("payments_part", "payments_line", "line_id", APPEND),
        scoped_table("payments_overpayment", WRITE),
        migrations.RunSQL(VISIBILITY_SQL, migrations.RunSQL.noop),
        scoped_through("payments_return_import", "payments_run", "run_id", APPEND),
        append_only(
            "payments_run",
            but=(
                "state", "manifest_sha256", "locked_at", "approved_by_id", "approved_at", "released_by_id",
                "released_at", "settled_at", "cancelled_because",
            ),
        ),
        append_only("payments_share"),
        append_only("payments_line", but=("state", "reason")),
        append_only("payments_part"),
        append_only("payments_overpayment", but=("state",)),
        append_only("payments_return_import"),
        append_only("payments_return_row"),
    ]
