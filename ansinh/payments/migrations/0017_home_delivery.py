"""Delivery at home: a channel without an account, and the rounds of a commune."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from ansinh.kernel.row_security import WRITE, scoped_table
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0016_scanned'),
        ('registry', '0013_home_delivery'),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='DeliveryRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(max_length=120)),
                ('name', models.CharField(max_length=60)),
                ('carrier', models.CharField(max_length=120)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('place', models.PositiveSmallIntegerField()),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                'db_table': 'payments_round',
            },
        ),
        migrations.RemoveConstraint(
            model_name='payrollline',
            name='payroll_line_account',
        ),
        migrations.AlterField(
            model_name='payrollline',
            name='channel',
            field=models.CharField(choices=[('post_office', 'Bưu điện'), ('home', 'Chi trả tại nhà'), ('bank', 'Tài khoản ngân hàng'), ('social_account', 'Tài khoản an sinh xã hội')], max_length=15),
        ),
        migrations.AddConstraint(
            model_name='payrollline',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['post_office', 'home']), models.Q(('account', ''), _negated=True), _connector='OR'), name='payroll_line_account'),
        ),
        migrations.AddField(
            model_name='deliveryround',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddConstraint(
            model_name='deliveryround',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('area', '='), ('village', '='), ('valid', '&&')], name='round_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='deliveryround',
            constraint=models.CheckConstraint(condition=models.Q(('valid__isempty', False)), name='round_valid_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='deliveryround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('carrier', ''), _negated=True)), name='round_named'),
        ),
        migrations.AddConstraint(
            model_name='deliveryround',
            constraint=models.CheckConstraint(condition=models.Q(('place__gte', 1)), name='round_place'),
        ),
        scoped_table("payments_round", WRITE),
    ])  # fmt: skip
