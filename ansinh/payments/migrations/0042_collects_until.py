"""A list keeps the last day of whoever collects as it was printed: a paper ended early leaves older lists as they were."""

from django.db import migrations, models

# Lines do not change. Of lists from before, the paper's own last day is what their next print would have told.
FILL = """
ALTER TABLE payments_line_recipient DISABLE TRIGGER USER;
UPDATE payments_line_recipient AS l SET last_day = coalesce(a.written_end, upper(a.valid)) - 1
FROM payments_authorised AS a WHERE a.id = l.authorised_id;
ALTER TABLE payments_line_recipient ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("payments", "0041_open_overpayments"),
    ]

    operations = [
        migrations.AddField(model_name="linerecipient", name="last_day", field=models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(model_name="linerecipient", name="last_day", field=models.DateField()),
    ]
