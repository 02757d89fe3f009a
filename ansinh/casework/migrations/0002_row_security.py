"""Files are visible in their areas; decisions are never changed, awards only retracted by a later decision."""

from django.db import migrations

from ansinh.kernel.row_security import APPEND, KEEP, WRITE, append_only, scoped_table, scoped_through


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("registry", "0002_row_security"), ("access", "0002_row_security")]

    operations = [
        scoped_table("casework_decision", APPEND, column="commune_id"),
        scoped_table("casework_proposal", WRITE),
        scoped_through("casework_proposed_benefit", "casework_proposal", "proposal_id", KEEP),
        scoped_table("casework_award", WRITE),
        append_only("casework_decision"),
        append_only("casework_award", but=("retracted_at", "retracted_by_id")),
    ]
