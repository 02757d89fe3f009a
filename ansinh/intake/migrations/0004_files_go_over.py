"""A file goes over to the commune that came of its own: whoever works for the whole province may say so."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_notices")]

    operations = [
        migrations.RunSQL("GRANT UPDATE (area_id) ON intake_source_file TO ansinh_wide", migrations.RunSQL.noop)
    ]
