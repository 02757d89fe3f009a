"""Changes are read by all and written by whoever works for the whole province; what was carried names rows of people."""

from django.db import migrations

from ansinh.kernel.row_security import open_table

TABLES = ("unit", "succession", "hardship", "classification", "village_share", "change", "carried")
WRITE = "\n".join(f"GRANT SELECT, INSERT, UPDATE, DELETE ON areas_{table} TO ansinh_wide;" for table in TABLES)
SEQUENCES = "\n".join(f"GRANT USAGE, SELECT ON SEQUENCE areas_{table}_id_seq TO ansinh_wide;" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("areas", "0003_changes"), ("kernel", "0002_row_security")]

    operations = [
        *(open_table(f"areas_{table}") for table in ("classification", "village_share", "change")),
        migrations.RunSQL(WRITE + SEQUENCES, migrations.RunSQL.noop),
    ]
