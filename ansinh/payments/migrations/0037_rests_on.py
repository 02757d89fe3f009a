"""What lines and parts rest on is looked up list by list; keys that say the same twice go; a release compares no rows."""

import django.db.models.deletion
from django.db import migrations, models

from ansinh.kernel.sealing.fields import sealed_only
from ansinh.payments.guards_table import COUNT_ANEW_SQL, LINE_KEPT_SQL
from ansinh.payments.rests_table import LINES_REST_SQL, PARTS_REST_SQL
from ansinh.payments.totals_table import BEGIN_RESULTS_SQL


class Migration(migrations.Migration):

    dependencies = [
        ("areas", "0004_row_security_of_changes"),
        ("casework", "0016_cases_listed_by_index"),
        ("payments", "0036_waiting_answers"),
        ("registry", "0015_request_scans"),
    ]

    operations = [
        migrations.RunSQL([LINES_REST_SQL, PARTS_REST_SQL, LINE_KEPT_SQL], migrations.RunSQL.noop),
        migrations.RunSQL([COUNT_ANEW_SQL, BEGIN_RESULTS_SQL], migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="payrollline", name="payroll_line_number_sealed"),
        migrations.RemoveConstraint(model_name="payrollline", name="payroll_line_account_sealed"),
        migrations.AddConstraint(
            model_name="payrollline",
            constraint=sealed_only("id_number", "number", "payroll_line_number_sealed", in_bulk=True),
        ),
        migrations.AddConstraint(
            model_name="payrollline",
            constraint=sealed_only("account", "account", "payroll_line_account_sealed", in_bulk=True),
        ),
        migrations.RemoveConstraint(
            model_name="payrollline",
            name="payroll_line_one_live",
        ),
        migrations.RemoveIndex(
            model_name="payrollline",
            name="payroll_line_person",
        ),
        migrations.AlterField(
            model_name="linepart",
            name="award",
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.award"),
        ),
        migrations.AlterField(
            model_name="linepart",
            name="line",
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="payments.payrollline"),
        ),
        migrations.AlterField(
            model_name="payrollline",
            name="commune",
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.unit"),
        ),
        migrations.AlterField(
            model_name="payrollline",
            name="run",
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.payrollrun"),
        ),
        migrations.AddConstraint(
            model_name="payrollline",
            constraint=models.UniqueConstraint(models.F("person"), models.F("month"), models.F("programme"), models.Case(models.When(models.Q(("live", True), ("one_off", None)), then=models.F("number"))), name="payroll_line_one_live"),
        ),
    ]
