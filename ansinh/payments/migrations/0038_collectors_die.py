"""A paper ends with the death of whoever collects, found by the number; an upgrade ends those of who is dead already."""

import ansinh.kernel.sealing.fields
from django.db import connection, migrations, models

from ansinh.kernel.joined_operations import RunWithoutModels
from ansinh.kernel.sealing.blind import blind_all
from ansinh.kernel.sealing.columns import batches
from ansinh.kernel.sealing.sealing_up import write_column
from ansinh.kernel.sealing.values import open_all
from ansinh.payments.recipients_table import ENDED_BY_DEATH_SQL, SETTLE


def index_numbers(apps, schema_editor):
    for rows in batches("payments_authorised", ["id_number"], "number_index = ''"):
        indexes = blind_all("number", open_all(number for _, number in rows))
        write_column("payments_authorised", "number_index", [pk for pk, _ in rows], indexes)


def end_papers(apps, schema_editor):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM payments_authorised LIMIT 1")
        if cursor.fetchone() is None:
            return
        cursor.execute("SELECT array_agg(id), current_date FROM registry_person WHERE died_on IS NOT NULL")
        people, today = cursor.fetchone()
        cursor.execute(SETTLE, {"people": people or [], "on": today})


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0037_rests_on"),
        ("registry", "0015_request_scans"),
    ]

    operations = [
        migrations.AddField(
            model_name="authorised",
            name="number_index",
            field=ansinh.kernel.sealing.fields.BlindIndexField(default="", editable=False, kind="number", max_length=24, sources=("id_number",)),
            preserve_default=False,
        ),
        migrations.AddField(model_name="authorised", name="collector_died_on", field=models.DateField(null=True)),
        migrations.AddField(model_name="authorised", name="written_end", field=models.DateField(null=True)),
        migrations.AddField(model_name="authorised", name="noted_on", field=models.DateField(null=True)),
        migrations.AddConstraint(
            model_name="authorised",
            constraint=models.CheckConstraint(
                condition=models.Q(collector_died_on=None, noted_on=None, written_end=None)
                | models.Q(
                    collector_died_on__isnull=False,
                    noted_on__isnull=False,
                    written_end__isnull=False,
                    written_end__gt=models.F("valid__endswith"),
                ),
                name="authorised_ended_by_death",
            ),
        ),
        migrations.AddIndex(
            model_name="authorised",
            index=models.Index(condition=models.Q(withdrawn_at=None), fields=["number_index"], name="authorised_number"),
        ),
        migrations.RunSQL(ENDED_BY_DEATH_SQL, migrations.RunSQL.noop),
        RunWithoutModels(index_numbers, RunWithoutModels.noop),
        RunWithoutModels(end_papers, RunWithoutModels.noop),
    ]
