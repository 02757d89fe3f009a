"""Seal what lies open: in batches, each kept; called again after a kill, it goes on with what is left."""

from django.db import migrations

from ansinh.kernel.joined_operations import RunWithoutModels
from ansinh.kernel.sealing.sealing_up import rewrite_tables, seal_column

# (table, column, kind of value, width, how the text to seal is read from what is stored)
COLUMNS = (
    ("intake_row", "ethnicity", "ethnicity", 16, str),
    ("intake_row", "id_number", "number", 16, str),
    ("intake_row", "disability_type", "types", 64, lambda text: text.strip("{}")),
    ("intake_row", "disability", "degree", 16, str),
    ("intake_row", "category_text", "category", 64, str),
    ("intake_row", "phone", "phone", 16, str),
    ("intake_row", "bank_account", "account", 16, str),
    ("intake_row", "note", "note", 64, str),
    ("intake_problem", "value", "cell", 64, str),
    ("intake_problem", "message", "message", 64, str),
    ("intake_notice", "value", "cell", 64, str),
    ("intake_notice", "text", "cell", 64, str),
    ("intake_notice", "message", "message", 64, str),
)


def seal(apps, schema_editor):
    if sum(seal_column(t, c, what, width=width, read=read) for t, c, what, width, read in COLUMNS):
        rewrite_tables(*dict.fromkeys(table for table, *_ in COLUMNS))


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("intake", "0005_room_for_sealed")]

    operations = [RunWithoutModels(seal, RunWithoutModels.noop)]
