"""What keys ask of a line's state stands in columns of its own, so that a line that moves keeps its index entries.

Half of each page is left free: a line moves on the page it lies on, and the place is used again by the next move.
"""

from django.db import migrations, models
from django.db.models import Q

from ansinh.payments.guards_table import LINE_FROZEN_SQL

# In one go: the table is written anew once.
SQL = """
DROP INDEX payroll_line_first_of_month, payroll_line_one_live, payroll_line_one_off_once;
ALTER TABLE payments_line SET (fillfactor = 50),
  ADD COLUMN live boolean GENERATED ALWAYS AS (state IN ('queued', 'sent', 'paid', 'unknown')) STORED NOT NULL,
  ADD COLUMN stands boolean GENERATED ALWAYS AS (state <> 'cancelled') STORED NOT NULL;
CREATE UNIQUE INDEX payroll_line_one_live ON payments_line (person_id, programme, month, number)
  WHERE live AND one_off_id IS NULL;
CREATE UNIQUE INDEX payroll_line_one_off_once ON payments_line (one_off_id) WHERE live AND one_off_id IS NOT NULL;
CREATE UNIQUE INDEX payroll_line_first_of_month ON payments_line (month, person_id) WHERE NOT again AND stands;
"""


def of_state(name: str, expression: Q) -> migrations.AddField:
    """A column that the database keeps from the state."""
    flag = models.BooleanField()
    field = models.GeneratedField(
        db_persist=True, editable=False, expression=models.ExpressionWrapper(expression, flag), output_field=flag
    )
    return migrations.AddField(model_name="payrollline", name=name, field=field)


def key(name: str, condition: Q, *fields: str) -> migrations.AddConstraint:
    """A key of the lines for which ``condition`` holds."""
    return migrations.AddConstraint(
        model_name="payrollline", constraint=models.UniqueConstraint(condition=condition, fields=fields, name=name)
    )


class Migration(migrations.Migration):
    dependencies = [("payments", "0030_drawn_together")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint(model_name="payrollline", name="payroll_line_first_of_month"),
                migrations.RemoveConstraint(model_name="payrollline", name="payroll_line_one_live"),
                migrations.RemoveConstraint(model_name="payrollline", name="payroll_line_one_off_once"),
                of_state("live", Q(state__in=("queued", "sent", "paid", "unknown"))),
                of_state("stands", ~Q(state="cancelled")),
                key("payroll_line_one_live", Q(live=True, one_off=None), "person", "programme", "month", "number"),
                key("payroll_line_one_off_once", Q(live=True, one_off__isnull=False), "one_off"),
                key("payroll_line_first_of_month", Q(again=False, stands=True), "month", "person"),
            ]
        ),
        migrations.RunSQL([SQL, LINE_FROZEN_SQL], migrations.RunSQL.noop),
    ]
