"""Figures of a desk, of a month and of a category are read from indexes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_proposed_months")]

    operations = [
        migrations.RemoveIndex(model_name="proposal", name="proposal_desk"),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                fields=["state", "area", "kind"], include=("before_vnd", "after_vnd", "doubt"), name="proposal_desk"
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["month", "state", "area"], name="proposal_month"),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                condition=models.Q(("retracted_at", None)),
                fields=["category", "area", "person"],
                include=("months",),
                name="award_category",
            ),
        ),
    ]
