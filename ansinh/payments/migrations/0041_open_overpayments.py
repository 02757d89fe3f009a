"""What is open of all that was ever paid beyond, counted without reading the rest."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("payments", "0040_rows_kept"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="overpayment",
            index=models.Index(
                condition=models.Q(state="open"), fields=["person", "programme"], name="overpayment_open"
            ),
        ),
    ]
