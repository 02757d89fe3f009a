"""Units are no secret: everyone reads them, nobody of the application changes them."""

from django.db import migrations

from ansinh.kernel.row_security import open_table


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial"), ("kernel", "0002_row_security")]

    operations = [open_table("areas_unit"), open_table("areas_succession"), open_table("areas_hardship")]
