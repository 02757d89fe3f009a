"""Totals of the lists that exist, then what keeps them: written once, moved by the database, seen in the own areas."""

from django.db import migrations, models

from ansinh.kernel.row_security import APPEND, READ, append_only, scoped_table
from ansinh.payments.guards_table import TOTALS_DRAFT_SQL
from ansinh.payments.totals_table import FILL_SQL, FOLLOW_SQL


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_totals")]

    operations = [
        migrations.RunSQL(FILL_SQL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="payrollline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("again", False), models.Q(("state", "cancelled"), _negated=True)),
                fields=("month", "person"),
                name="payroll_line_first_of_month",
            ),
        ),
        migrations.AlterField(model_name="linepart", name="list_month", field=models.DateField()),
        migrations.AddIndex(
            model_name="linepart",
            index=models.Index(fields=["list_month", "category", "line"], name="payroll_part_category"),
        ),
        scoped_table("payments_total", APPEND, column="commune_id"),
        scoped_table("payments_change", APPEND, column="commune_id"),
        scoped_table("payments_result", READ, column="commune_id"),
        append_only("payments_total"),
        append_only("payments_change"),
        migrations.RunSQL(TOTALS_DRAFT_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(FOLLOW_SQL, migrations.RunSQL.noop),
    ]
