"""The facts of one person are readable while they are lent in an emergency."""

from django.db import migrations

from ansinh.access.emergency_guards_table import LENT, lent

FACTS = ("identity", "residence", "membership", "paper", "circumstance", "sealed_circumstance", "disability", "pension",
         "upbringing", "payment_channel", "phone")
OPEN = f"GRANT SELECT ON registry_source, areas_unit TO {LENT};"
POVERTY = f"""
GRANT SELECT ON registry_poverty TO {LENT};
CREATE POLICY registry_poverty_lent ON registry_poverty FOR SELECT TO {LENT} USING (household_id IN (
  SELECT household_id FROM registry_membership AS m WHERE m.person_id = ANY (access_lent_people())));
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0010_sealed_only"), ("access", "0006_emergency"), ("areas", "0002_row_security")]

    operations = [
        migrations.RunSQL(lent("registry_person", "id"), migrations.RunSQL.noop),
        *(migrations.RunSQL(lent(f"registry_{fact}", "person_id"), migrations.RunSQL.noop) for fact in FACTS),
        migrations.RunSQL(POVERTY, migrations.RunSQL.noop),
        migrations.RunSQL(OPEN, migrations.RunSQL.noop),
    ]
