"""Cases are visible to the communes they concern; what was done and said stays; nobody decides on the own household."""

from django.db import migrations

from ansinh.casework.case_guards_table import OFFICER_PERSON_SQL, OWN_HOUSEHOLD_SQL
from ansinh.kernel.row_security import (
    APPEND,
    KEEP,
    WRITE,
    append_only,
    resealable,
    scoped_by_any,
    scoped_table,
    scoped_through,
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_cases")]

    operations = [
        scoped_by_any("casework_case", ("area_id", "to_area_id"), WRITE),
        scoped_through("casework_case_step", "casework_case", "case_id", APPEND),
        scoped_through("casework_case_paper", "casework_case", "case_id", WRITE),
        scoped_through("casework_case_note", "casework_case", "case_id", APPEND),
        scoped_through("casework_case_attachment", "casework_case", "case_id", KEEP),
        scoped_table("casework_suspension", WRITE),
        scoped_table("casework_one_off_award", APPEND),
        append_only("casework_case_step"),
        resealable("casework_case_step", sealed=("said",)),
        append_only("casework_case_note"),
        resealable("casework_case_note", sealed=("text",)),
        append_only("casework_one_off_award"),
        resealable("casework_one_off_award", sealed=("payee",)),
        migrations.RunSQL(OFFICER_PERSON_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(OWN_HOUSEHOLD_SQL, migrations.RunSQL.noop),
    ]
