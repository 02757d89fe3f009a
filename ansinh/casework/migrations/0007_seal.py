"""Seal what lies open: in batches, each kept; called again after a kill, it goes on with what is left."""

from django.db import migrations

from ansinh.kernel.joined_operations import RunWithoutModels
from ansinh.kernel.sealing.sealing_up import rewrite_tables, seal_column

# (table, column, kind of value, width, how the text to seal is read from what is stored)
COLUMNS = (
    ("casework_proposal", "reason", "reason", 64, str),
    ("casework_proposal", "facts", "facts", 64, str),
)


def seal(apps, schema_editor):
    if sum(seal_column(t, c, what, width=width, read=read) for t, c, what, width, read in COLUMNS):
        rewrite_tables(*dict.fromkeys(table for table, *_ in COLUMNS))


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("casework", "0006_room_for_sealed")]

    operations = [RunWithoutModels(seal, RunWithoutModels.noop)]
