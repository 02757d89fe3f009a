"""The results of a list whose lines all go over into a state go over as they are, instead of being counted again."""

from django.db import migrations

from ansinh.payments.totals_table import MOVE_RESULTS_SQL


class Migration(migrations.Migration):

    dependencies = [
        ("payments", "0042_collects_until"),
    ]

    operations = [
        migrations.RunSQL(MOVE_RESULTS_SQL, migrations.RunSQL.noop),
    ]
