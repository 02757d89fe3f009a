"""Totals of single communes are seen in those communes; those of the whole province by everyone who signs in."""

from django.db import migrations

from ansinh.kernel.row_security import OWN_AREAS

SQL = f"""
ALTER TABLE determination_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY determination_run_own_areas ON determination_run TO ansinh_app
  USING (area_ids IS NULL OR area_ids && {OWN_AREAS});
CREATE POLICY determination_run_everywhere ON determination_run TO ansinh_wide USING (true);
"""


class Migration(migrations.Migration):
    dependencies = [("determination", "0002_row_security")]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
