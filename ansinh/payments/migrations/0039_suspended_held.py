"""What is owed from before a suspension waits for its end; lists that are drawn already were drawn without that."""

from django.db import migrations, models

from ansinh.payments.suspended_table import GUARD_SQL

DRAFTS = "UPDATE payments_run SET suspended_held = true WHERE state = 'draft'"


class Migration(migrations.Migration):

    dependencies = [
        ("payments", "0038_collectors_die"),
    ]

    operations = [
        migrations.AddField(
            model_name="payrollrun",
            name="suspended_held",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name="payrollrun",
            name="suspended_held",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.RunSQL([GUARD_SQL, DRAFTS], migrations.RunSQL.noop),
    ]
