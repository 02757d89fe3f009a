"""Another decision to recover may be proposed while one holds: it takes its place when it is made."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("payments", "0032_fee_payments")]

    operations = [
        migrations.RemoveConstraint(model_name="settlement", name="settlement_one_live"),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "recover"), ("state", "decided")),
                fields=("person", "programme"),
                name="settlement_one_live",
            ),
        ),
    ]
