"""Results are read in their areas and written by the bulk path alone, which loads and attaches whole partitions."""

from django.db import migrations

from ansinh.kernel.row_security import READ, open_table, scoped_table


class Migration(migrations.Migration):
    dependencies = [("determination", "0001_initial"), ("kernel", "0002_row_security")]

    operations = [
        open_table("determination_run"),
        scoped_table("determination_result", READ),
        scoped_table("determination_benefit", READ),
    ]
