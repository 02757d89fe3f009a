"""What is posted about a unit that went over into another meets the closed books of the other."""

from django.db import migrations

from ansinh.funds.closed_books_table import BOOKS_SQL


class Migration(migrations.Migration):

    dependencies = [
        ("areas", "0004_row_security_of_changes"),
        ("funds", "0010_fee_payments"),
    ]

    operations = [migrations.RunSQL(BOOKS_SQL, migrations.RunSQL.noop)]
