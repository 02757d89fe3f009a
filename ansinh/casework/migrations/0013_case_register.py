"""The number of a case stands in the register of the commune that received it, whoever is in charge of it later."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_cases_guarded")]

    operations = [
        migrations.RemoveConstraint(model_name="case", name="case_number"),
        migrations.RemoveConstraint(model_name="case", name="case_goes_elsewhere"),
        migrations.AddField(
            model_name="case",
            name="register",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.unit"
            ),
        ),
        migrations.RunSQL(
            "UPDATE casework_case SET register_id = area_id; SET CONSTRAINTS ALL IMMEDIATE",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="case",
            name="register",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.unit"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("register", "year", "number"), name="case_number"),
        ),
    ]
