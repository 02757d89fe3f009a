"""Seal what lies open: in batches, each kept; called again after a kill, it goes on with what is left."""

from django.db import migrations

from ansinh.kernel.joined_operations import RunWithoutModels
from ansinh.kernel.sealing.sealing_up import rewrite_tables, seal_column

# (table, column, kind of value, width, how the text to seal is read from what is stored)
COLUMNS = (
    ("payments_line", "id_number", "number", 16, str),
    ("payments_line", "account", "account", 16, str),
)


def seal(apps, schema_editor):
    if sum(seal_column(t, c, what, width=width, read=read) for t, c, what, width, read in COLUMNS):
        rewrite_tables(*dict.fromkeys(table for table, *_ in COLUMNS))


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("payments", "0008_room_for_sealed")]

    operations = [RunWithoutModels(seal, RunWithoutModels.noop)]
