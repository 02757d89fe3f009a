"""Proposed benefits hold for months: several stretches where the amount changed in between."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

FROM_THE_PROPOSAL = """
UPDATE casework_proposed_benefit AS b SET months = daterange(p.first_month, NULL)
FROM casework_proposal AS p WHERE p.id = b.proposal_id
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_row_security")]
    operations = [
        migrations.AddField(
            "proposedbenefit", "months", django.contrib.postgres.fields.ranges.DateRangeField(null=True)
        ),
        migrations.RunSQL(FROM_THE_PROPOSAL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField("proposedbenefit", "months", django.contrib.postgres.fields.ranges.DateRangeField()),
        migrations.RemoveConstraint("proposedbenefit", "proposed_benefit_once"),
        migrations.AddConstraint(
            "proposedbenefit",
            django.contrib.postgres.constraints.ExclusionConstraint(
                name="proposed_benefit_once",
                expressions=[("proposal", "="), ("category", "="), ("months", "&&")],
            ),
        ),
        migrations.AddConstraint(
            "proposedbenefit",
            models.CheckConstraint(condition=models.Q(months__isempty=False), name="proposed_benefit_months_not_empty"),
        ),
    ]
