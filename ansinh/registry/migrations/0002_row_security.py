"""People are visible in the areas they belong to; their facts, as far as they are."""

from django.db import migrations

from ansinh.kernel.row_security import APPEND, WRITE, append_only, open_table, scoped_table, scoped_through

FACTS = ("identity", "residence", "membership", "paper", "circumstance", "disability", "pension", "upbringing",
         "payment_channel")
RETRACTION = ("retracted_at", "retracted_by_id")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("kernel", "0002_row_security"), ("areas", "0002_row_security")]

    operations = [
        open_table("registry_source", APPEND),
        scoped_table("registry_person", WRITE),
        scoped_table("registry_household", WRITE),
        *(scoped_through(f"registry_{fact}", "registry_person", "person_id") for fact in FACTS),
        scoped_through("registry_poverty", "registry_household", "household_id"),
        *(append_only(f"registry_{fact}", but=RETRACTION) for fact in (*FACTS, "poverty")),
    ]
