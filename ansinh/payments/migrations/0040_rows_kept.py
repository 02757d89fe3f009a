"""The last rows of a list to sign stay with the signatures; sheets that were put down before are printed as they were."""

from django.db import migrations, models

from ansinh.payments.states import ROWS_KEPT


class Migration(migrations.Migration):

    dependencies = [
        ("payments", "0039_suspended_held"),
    ]

    operations = [
        migrations.AddField(
            model_name="signsheet",
            name="rows_kept",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name="signsheet",
            name="rows_kept",
            field=models.PositiveSmallIntegerField(db_default=ROWS_KEPT, default=ROWS_KEPT),
        ),
    ]
