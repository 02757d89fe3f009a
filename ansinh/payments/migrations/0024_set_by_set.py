"""The same refusals of the database, by whole rows, legal moves and short patterns; lists counted once they are drawn."""

from django.db import migrations, models
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Length, StrIndex
from django.db.models.lookups import GreaterThanOrEqual

from ansinh.payments.guards_table import COUNT_ANEW_SQL, LINE_FROZEN_SQL, LINE_STATES_SQL


class Migration(migrations.Migration):
    dependencies = [("payments", "0023_account_names")]

    operations = [
        migrations.RunSQL(LINE_STATES_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(LINE_FROZEN_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(COUNT_ANEW_SQL, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="payrollline", name="payroll_line_number_sealed"),
        migrations.AddConstraint(
            model_name="payrollline",
            constraint=models.CheckConstraint(
                name="payroll_line_number_sealed",
                condition=models.Q(
                    ("id_number", None),
                    ("id_number", ""),
                    models.Q(
                        ("id_number__regex", "^number-[0-9]{1,4}[.][A-Za-z0-9+/]+={0,2}$"),
                        GreaterThanOrEqual(
                            CombinedExpression(
                                Length(models.Func(models.F("id_number"), models.Value("="), function="rtrim")),
                                "-",
                                StrIndex(models.F("id_number"), models.Value(".")),
                            ),
                            38,
                        ),
                    ),
                    _connector="OR",
                ),
            ),
        ),
        migrations.RemoveConstraint(model_name="payrollline", name="payroll_line_account_sealed"),
        migrations.AddConstraint(
            model_name="payrollline",
            constraint=models.CheckConstraint(
                name="payroll_line_account_sealed",
                condition=models.Q(
                    ("account", None),
                    ("account", ""),
                    models.Q(
                        ("account__regex", "^account-[0-9]{1,4}[.][A-Za-z0-9+/]+={0,2}$"),
                        GreaterThanOrEqual(
                            CombinedExpression(
                                Length(models.Func(models.F("account"), models.Value("="), function="rtrim")),
                                "-",
                                StrIndex(models.F("account"), models.Value(".")),
                            ),
                            38,
                        ),
                    ),
                    _connector="OR",
                ),
            ),
        ),
    ]
