"""Files and rows are visible in the areas they came from."""

from django.db import migrations

from ansinh.kernel.row_security import APPEND, KEEP, WRITE, scoped_table, scoped_through


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("kernel", "0002_row_security"), ("areas", "0002_row_security")]

    operations = [
        scoped_table("intake_source_file", APPEND),
        scoped_table("intake_remembered_column", KEEP),
        scoped_table("intake_row", WRITE),
        scoped_through("intake_file_column", "intake_source_file", "file_id", APPEND),
        scoped_through("intake_problem", "intake_row", "row_id", APPEND),
    ]
