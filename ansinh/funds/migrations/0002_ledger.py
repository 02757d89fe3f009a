"""The ledger balances by the database's own doing and is only ever added to."""

from django.db import migrations

from ansinh.funds.ledger_table import BALANCE_SQL
from ansinh.kernel.row_security import APPEND, append_only, scoped_table, scoped_through


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial"), ("areas", "0002_row_security"), ("access", "0002_row_security")]

    operations = [
        migrations.RunSQL(BALANCE_SQL, migrations.RunSQL.noop),
        scoped_table("funds_account", APPEND),
        scoped_table("funds_transfer", APPEND),
        scoped_through("funds_entry", "funds_account", "account_id", APPEND),
        append_only("funds_account"),
        append_only("funds_transfer"),
        append_only("funds_entry"),
    ]
