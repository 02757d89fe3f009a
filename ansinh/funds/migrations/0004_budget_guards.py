"""Budget lines never fall below nothing, reservations end once, closed months stay closed: by the database's own doing."""

from django.db import migrations

from ansinh.funds.budget_guards_table import CLOSING_SQL, COVER_SQL, ESTIMATE_SQL, HOLDING_SQL, TWO_PHASE_SQL
from ansinh.kernel.row_security import (
    APPEND,
    READ,
    WRITE,
    append_only,
    open_table,
    scoped_table,
    scoped_through,
)


class Migration(migrations.Migration):
    dependencies = [("funds", "0003_budget"), ("access", "0002_row_security")]

    operations = [
        migrations.RunSQL(CLOSING_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(HOLDING_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(TWO_PHASE_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(COVER_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(ESTIMATE_SQL, migrations.RunSQL.noop),
        scoped_table("funds_budget_line", APPEND),
        scoped_table("funds_estimate", WRITE),
        scoped_through("funds_estimate_row", "funds_estimate", "estimate_id", APPEND),
        scoped_table("funds_closing", WRITE),
        scoped_through("funds_holding", "funds_account", "account_id", READ),
        open_table("funds_budget_check", APPEND),
        append_only("funds_budget_line"),
        append_only("funds_estimate", but=("state", "approved_by_id", "approved_at")),
        append_only("funds_estimate_row"),
        append_only("funds_closing", but=("reopened_by_id", "reopened_at", "because")),
        append_only("funds_budget_check"),
    ]
