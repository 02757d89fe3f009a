"""A list that is a small share of what has been counted is not counted anew: lists are drawn beside each other."""

from django.db import migrations

from ansinh.payments.guards_table import COUNT_ANEW_SQL


class Migration(migrations.Migration):
    dependencies = [("payments", "0029_receipts")]

    operations = [migrations.RunSQL(COUNT_ANEW_SQL, migrations.RunSQL.noop)]
