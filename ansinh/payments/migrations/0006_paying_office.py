"""The paying office of an area, and of each run as it was. Runs that were sent keep what was sent with them."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from ansinh.kernel.row_security import APPEND, WRITE, append_only, scoped_table, scoped_through

# What the bank's files and the lists said before there was a setting.
SENT_BEFORE = """
INSERT INTO payments_run_office (run_id, name, account, bank_name, bank_bic, post_office)
SELECT id, 'Sở Y tế - Quỹ trợ giúp xã hội', 'CHUA-KHAI-BAO', 'Kho bạc Nhà nước', '', 'Bưu điện'
FROM payments_run WHERE state IN ('released', 'settled')
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_row_security'),
        ('payments', '0005_totals_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='RunOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=140)),
                ('account', models.CharField(max_length=34)),
                ('bank_name', models.CharField(max_length=140)),
                ('bank_bic', models.CharField(blank=True, max_length=11)),
                ('post_office', models.CharField(max_length=140)),
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollrun')),
            ],
            options={
                'db_table': 'payments_run_office',
            },
        ),
        migrations.CreateModel(
            name='PayingOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=140)),
                ('account', models.CharField(max_length=34)),
                ('bank_name', models.CharField(max_length=140)),
                ('bank_bic', models.CharField(blank=True, max_length=11)),
                ('post_office', models.CharField(max_length=140)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
            ],
            options={
                'db_table': 'payments_paying_office',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('area', '='), ('valid', '&&')], name='paying_office_no_overlap'), models.CheckConstraint(condition=models.Q(('valid__isempty', False)), name='paying_office_valid_not_empty'), models.CheckConstraint(condition=models.Q(('account__regex', '^[0-9A-Z][0-9A-Z.-]{0,33}$')), name='paying_office_account'), models.CheckConstraint(condition=models.Q(('bank_bic', ''), ('bank_bic__regex', '^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$'), _connector='OR'), name='paying_office_bic'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('bank_name', ''), _negated=True), models.Q(('post_office', ''), _negated=True)), name='paying_office_named')],
            },
        ),
        scoped_table("payments_paying_office", WRITE),
        scoped_through("payments_run_office", "payments_run", "run_id", APPEND),
        append_only("payments_run_office"),
        migrations.RunSQL(SENT_BEFORE, migrations.RunSQL.noop),
    ]
